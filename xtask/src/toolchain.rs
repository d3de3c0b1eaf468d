//! The Rust toolchain that compiles to WebAssembly.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::progress::{self, Step};
use crate::project::Project;
use crate::substitute;

/// The only target there is.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What compiles to WebAssembly on this machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The toolchain in use, with the target installed.
    Own,
    /// Debian's Rust with a standard library built here.
    Substitute,
}

impl Toolchain {
    /// Finds or installs it.
    pub fn ensure(project: &Project) -> Result<Self> {
        if has_target()? {
            return Ok(Self::Own);
        }
        if substitute::is_ready() {
            return Ok(Self::Substitute);
        }
        let _lock = project.lock_cache()?;
        progress::step("WebAssembly target", |step| install(project, step))
    }

    /// `cargo` of this toolchain, in the checkout.
    pub fn cargo(self, project: &Project) -> Command {
        let mut cargo = self.command("cargo");
        cargo.current_dir(project.root());
        cargo
    }

    /// A program that calls cargo and rustc of this toolchain.
    pub fn command(self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        if self == Self::Substitute {
            substitute::select(&mut command);
        }
        command
    }

    /// What its artefacts depend on.
    pub fn version(self) -> Result<String> {
        progress::read(self.command("rustc").arg("-vV"))
    }
}

/// `cargo` for this machine itself, in the checkout.
pub fn host_cargo(project: &Project) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project.root());
    cargo
}

fn has_target() -> Result<bool> {
    let printed = progress::read(Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))
    .context("Rust is missing; install it from https://rustup.rs.")?;
    Ok(has_library(Path::new(printed.trim())))
}

/// Whether a directory holds a compiled standard library.
pub fn has_library(directory: &Path) -> bool {
    let is_std = |path: PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("libstd-"))
    };
    directory
        .read_dir()
        .is_ok_and(|entries| entries.flatten().any(|entry| is_std(entry.path())))
}

fn install(project: &Project, step: &Step) -> Result<Toolchain> {
    let added = step.run(Command::new("rustup").args(["target", "add", TARGET]));
    if added.is_ok() && has_target()? {
        return Ok(Toolchain::Own);
    }
    substitute::install(project, step).with_context(|| {
        format!("WebAssembly cannot be compiled here: type `rustup target add {TARGET}`.")
    })?;
    Ok(Toolchain::Substitute)
}
