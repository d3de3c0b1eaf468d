//! Tools and libraries that come from npm, pinned in `e2e/package-lock.json`, and Node.
//!
//! They live in the cache under the hash of the lock file, so that checkouts share them;
//! `e2e/node_modules` points there.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::children::on_path;
use crate::fingerprint::Fingerprint;
use crate::progress::{self, Step};
use crate::project::Project;

/// What wrangler asks for.
const OLDEST_NODE: (u32, u32) = (22, 12);

/// The installed packages and a Node that runs them.
pub struct Packages {
    modules: PathBuf,
    node: PathBuf,
    /// Changes when a package does.
    pub version: String,
}

impl Packages {
    /// Finds or installs them.
    pub fn ensure(project: &Project) -> Result<Self> {
        let (version, modules) = installed(project, "e2e", "npm packages")?;
        link(&modules, &project.path("e2e/node_modules"))?;
        let node = find_node(&modules)?;
        Ok(Self {
            modules,
            node,
            version,
        })
    }

    /// Node running a script of a package, given by its path inside `node_modules`.
    pub fn script(&self, path: &str) -> Command {
        let mut command = self.node();
        command.arg(self.modules.join(path));
        command
    }

    /// Node running a TypeScript program as it is written.
    pub fn typescript(&self, program: &Path) -> Command {
        let mut command = self.node();
        command
            // Both say what newer versions do and do not say by themselves.
            .args([
                "--experimental-strip-types",
                "--disable-warning=ExperimentalWarning",
            ])
            .arg(program);
        command
    }

    /// Node itself.
    pub fn node(&self) -> Command {
        let mut command = Command::new(&self.node);
        command.env("PATH", self.path());
        command
    }

    /// `PATH` with this Node first, for scripts that look for `node` there.
    pub fn path(&self) -> OsString {
        let own = self.node.parent().map(Path::to_path_buf);
        let inherited = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&inherited))).unwrap_or(inherited)
    }

    /// Bundles and minifies JavaScript and CSS.
    pub fn esbuild(&self) -> Result<PathBuf> {
        self.program(&format!("@esbuild/{}-{}/bin/esbuild", os()?, cpu()?))
    }

    /// Runs the worker.
    pub fn workerd(&self) -> Result<PathBuf> {
        let cpu = if cpu()? == "x64" { "64" } else { cpu()? };
        self.program(&format!("@cloudflare/workerd-{}-{cpu}/bin/workerd", os()?))
    }

    /// Shrinks WebAssembly.
    pub fn wasm_opt(&self) -> Result<PathBuf> {
        self.program("binaryen/bin/wasm-opt")
    }

    fn program(&self, path: &str) -> Result<PathBuf> {
        let program = self.modules.join(path);
        if !program.is_file() {
            bail!(
                "{} is missing; remove {} and try again.",
                program.display(),
                self.modules.display()
            );
        }
        Ok(program)
    }
}

/// Finds or installs the widgets the panel is measured beside; where they are.
pub fn peers(project: &Project) -> Result<PathBuf> {
    Ok(installed(project, "e2e/bench/peers", "Other widgets")?.1)
}

/// Finds or installs what a folder's lock file pins: its hash, and where the packages are.
fn installed(project: &Project, folder: &str, what: &str) -> Result<(String, PathBuf)> {
    let folder = project.path(folder);
    let version = Fingerprint::default()
        .files(&folder.join("package-lock.json"))?
        .finish();
    let home = project.cached(&format!("npm/{version}"));
    let modules = home.join("node_modules");
    if !modules.is_dir() {
        let _lock = project.lock_cache()?;
        if !modules.is_dir() {
            progress::step(what, |step| install(&folder, step, &home))?;
        }
    }
    Ok((version, modules))
}

fn install(folder: &Path, step: &Step, home: &Path) -> Result<()> {
    if on_path("npm").is_none() {
        bail!("npm is missing; install Node from https://nodejs.org, which brings it.");
    }
    // Complete or absent: an interrupted installation must not look like a finished one.
    let partial = home.with_extension("partial");
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    fs::create_dir_all(&partial)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(folder.join(file), partial.join(file))?;
    }
    // Programs are started from the packages of their platform: no install script is needed.
    step.run(Command::new("npm").current_dir(&partial).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))?;
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::rename(&partial, home).with_context(|| format!("cannot create {}", home.display()))
}

fn link(modules: &Path, link: &Path) -> Result<()> {
    if fs::read_link(link).is_ok_and(|target| target == modules) {
        return Ok(());
    }
    match fs::symlink_metadata(link) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(link)?,
        Ok(_) => fs::remove_file(link)?,
        Err(_) => {}
    }
    symlink(modules, link).with_context(|| format!("cannot create {}", link.display()))
}

/// The machine's Node where it is new enough, else the one among the packages.
fn find_node(modules: &Path) -> Result<PathBuf> {
    if let Some(node) = on_path("node")
        && let Ok(version) = progress::read(Command::new(&node).arg("--version"))
        && is_new_enough(&version)
    {
        return Ok(node);
    }
    let node = modules.join(format!("node-{}-{}/bin/node", os()?, cpu()?));
    if !node.is_file() {
        let (major, minor) = OLDEST_NODE;
        bail!("Node {major}.{minor} or newer is needed; install it from https://nodejs.org.");
    }
    Ok(node)
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map_while(|part| part.parse().ok());
    numbers
        .next()
        .zip(numbers.next())
        .is_some_and(|version| version >= OLDEST_NODE)
}

fn os() -> Result<&'static str> {
    match env::consts::OS {
        "linux" => Ok("linux"),
        "macos" => Ok("darwin"),
        other => bail!("{other} is not supported; use Linux or macOS."),
    }
}

fn cpu() -> Result<&'static str> {
    match env::consts::ARCH {
        "x86_64" => Ok("x64"),
        "aarch64" => Ok("arm64"),
        other => bail!("{other} processors are not supported; use x86_64 or aarch64."),
    }
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn node_is_compared_by_number_not_by_letter() {
        assert!(is_new_enough("v22.12.0\n"));
        assert!(is_new_enough("v100.0.0"));
        assert!(!is_new_enough("v22.9.0"));
        assert!(!is_new_enough("v20.20.2"));
        assert!(!is_new_enough(""));
    }
}
