//! A stand-in where rustup cannot download the WebAssembly standard library: Debian's
//! `rustc-web` brings the library's sources, from which it is built once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::children::on_path;
use crate::debian;
use crate::progress::{self, Step};
use crate::project::Project;
use crate::toolchain::{TARGET, has_library};

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const LINKER: &str = "wasm-ld-22";
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// The name under which rustup knows it.
const NAME: &str = "premura";

/// Whether it is installed and its standard library was built by the compiler installed now.
pub fn is_ready() -> bool {
    let current = || {
        let sysroot = sysroot().ok()?;
        let built_by = fs::read_to_string(stamp(&sysroot)).ok()?;
        Some(built_by == version().ok()? && has_library(&library(&sysroot)) && is_linked())
    };
    on_path(LINKER).is_some() && Path::new(RUSTC).is_file() && current().unwrap_or(false)
}

fn is_linked() -> bool {
    let linked =
        progress::read(Command::new("rustup").args(["which", "--toolchain", NAME, "rustc"]));
    let linked = linked.map(|path| fs::canonicalize(path.trim()).ok());
    matches!(linked, Ok(Some(linked)) if fs::canonicalize(RUSTC).is_ok_and(|rustc| rustc == linked))
}

/// Makes a command use this toolchain.
pub fn select(command: &mut Command) {
    command
        .env("RUSTUP_TOOLCHAIN", NAME)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER);
}

/// Installs it. The caller holds the cache's lock.
pub fn install(project: &Project, step: &Step) -> Result<()> {
    step.detail("Debian packages");
    debian::install(
        step,
        &PACKAGES,
        "A Rust that compiles to WebAssembly is needed",
    )?;
    let sysroot = sysroot()?;
    let version = version()?;
    if !fs::read_to_string(stamp(&sysroot)).is_ok_and(|built_by| built_by == version) {
        step.detail("the standard library");
        let libraries = build_library(project, step)?;
        copy_library(step, &libraries, &sysroot, &version)?;
    }
    step.run(Command::new("rustup").args(["toolchain", "link", NAME, "/usr"]))
}

fn version() -> Result<String> {
    progress::read(Command::new(RUSTC).arg("-vV"))
}

fn sysroot() -> Result<PathBuf> {
    Ok(PathBuf::from(
        progress::read(Command::new(RUSTC).args(["--print", "sysroot"]))?.trim(),
    ))
}

fn library(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// Beside the library, so that it goes where the library goes.
fn stamp(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("built-by")
}

/// Compiles the standard library through an empty crate; returns the directory of the rlibs.
fn build_library(project: &Project, step: &Step) -> Result<PathBuf> {
    let directory = project.cached("build/std");
    fs::create_dir_all(directory.join("src"))?;
    fs::write(directory.join("src/lib.rs"), "")?;
    fs::write(
        directory.join("Cargo.toml"),
        "[workspace]\n[package]\nname = \"empty\"\nedition = \"2024\"\n[profile.release]\npanic = \"abort\"\n",
    )?;
    let target = directory.join("target");
    let mut build = Command::new(CARGO);
    build
        .current_dir(&directory)
        .args(["build", "--release", "--target", TARGET])
        .args([
            "-Zbuild-std=std,panic_abort,test",
            "-Zbuild-std-features=panic-unwind",
        ])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", RUSTC)
        // Link-time optimisation reads bitcode, the standard library's too.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", &target);
    step.run(&mut build)?;
    Ok(target.join(TARGET).join("release/deps"))
}

fn copy_library(step: &Step, built: &Path, sysroot: &Path, version: &str) -> Result<()> {
    let library = library(sysroot);
    let rlibs: Vec<PathBuf> = fs::read_dir(built)
        .with_context(|| format!("cannot read {}", built.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "rlib")
        })
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("libempty-"))
        })
        .collect();
    // The old library belongs to another compiler.
    step.run(debian::as_root("rm").arg("-rf").arg(&library))?;
    step.run(debian::as_root("mkdir").arg("-p").arg(&library))?;
    step.run(debian::as_root("cp").args(&rlibs).arg(&library))?;
    let note = built.join("built-by");
    fs::write(&note, version)?;
    step.run(debian::as_root("cp").arg(&note).arg(stamp(sysroot)))
}
