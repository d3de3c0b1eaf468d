//! Where things are: the checkout, its scratch space, and the cache that outlives checkouts.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The checkout and the cache.
pub struct Project {
    root: PathBuf,
    cache: PathBuf,
    target: PathBuf,
}

impl Project {
    /// The project this program was compiled in.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let Some(root) = manifest.parent().map(Path::to_path_buf) else {
            bail!("The checkout is not where it was compiled; type `cargo xtask` inside it.");
        };
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        Ok(Self {
            target,
            cache: cache_directory()?,
            root,
        })
    }

    /// The checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Cargo's target directory.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Intermediate files of this program, ignored by git.
    pub fn scratch(&self, relative: &str) -> PathBuf {
        self.target.join("xtask").join(relative)
    }

    /// An empty folder for a program's data: on a disk, where what is kept in memory only would
    /// not survive, and writing costs what it costs.
    pub fn fresh(&self, relative: &str) -> Result<PathBuf> {
        let folder = self.scratch(relative);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// A path inside the cache shared by all checkouts of this user.
    pub fn cached(&self, relative: &str) -> PathBuf {
        self.cache.join(relative)
    }

    /// Only one process at a time fills the cache; the lock ends with the returned file.
    pub fn lock_cache(&self) -> Result<File> {
        lock(&self.cache.join("lock"))
    }

    /// Only one process at a time builds this checkout; the lock ends with the returned file.
    pub fn lock_build(&self) -> Result<File> {
        lock(&self.scratch("lock"))
    }
}

fn cache_directory() -> Result<PathBuf> {
    let absolute = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    absolute("PREMURA_CACHE")
        .or_else(|| absolute("XDG_CACHE_HOME").map(|path| path.join("premura")))
        .or_else(|| env::home_dir().map(|path| path.join(".cache/premura")))
        .context("No home directory; set PREMURA_CACHE to a directory for downloaded tools.")
}

fn lock(path: &Path) -> Result<File> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)
            .with_context(|| format!("cannot create {}", directory.display()))?;
    }
    let file = File::create(path).with_context(|| format!("cannot create {}", path.display()))?;
    if file.try_lock().is_err() {
        eprintln!("  Waiting for another `cargo xtask` to finish its step …");
        file.lock()
            .with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}
