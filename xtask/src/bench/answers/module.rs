//! The engine compiled as the panel is: to take its times, and to weigh what of it the panel has.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::npm::Packages;
use crate::panel::SLIM;
use crate::progress::{Step, read, step};
use crate::project::Project;
use crate::toolchain::{TARGET, Toolchain};

/// What was compiled.
pub struct Modules {
    /// Builds indexes and asks them.
    pub timed: PathBuf,
    /// Bytes of reading and asking after brotli: of the module that does it less those of one that
    /// does nothing.
    pub share: u64,
}

/// Compiles all three modules.
pub fn build(project: &Project, packages: &Packages) -> Result<Modules> {
    let toolchain = Toolchain::ensure(project)?;
    step("Engine for WebAssembly", |step| {
        let folder = project.scratch("answers");
        fs::create_dir_all(&folder)?;
        let module = |features: &str| -> Result<PathBuf> {
            let file = folder.join(format!("module-{features}.wasm"));
            let arguments = ["build", "--package", "trial", "--lib"];
            let profile = ["--profile", "panel", "--target", TARGET];
            let mut cargo = toolchain.cargo(project);
            cargo.args(arguments).args(profile);
            step.run(cargo.args(["--features", features]))?;
            shrink(project, packages, step, &file)?;
            Ok(file)
        };
        let weigh = |file: &PathBuf| -> Result<u64> {
            let mut weigh = packages.node();
            weigh.arg(project.path("e2e/weigh.mjs")).arg(file);
            let told: Value = serde_json::from_str(&read(&mut weigh)?)?;
            told[0]["brotli"].as_u64().context("no weight")
        };
        let (engine, empty) = (module("engine")?, module("")?);
        Ok(Modules {
            share: weigh(&engine)?.saturating_sub(weigh(&empty)?),
            timed: module("timed")?,
        })
    })
}

fn shrink(project: &Project, packages: &Packages, step: &Step, file: &PathBuf) -> Result<()> {
    step.run(
        Command::new(packages.wasm_opt()?)
            .env("PATH", packages.path())
            .arg("-Oz")
            .args(SLIM)
            .arg("-o")
            .arg(file)
            .arg(project.target().join(TARGET).join("panel/trial.wasm")),
    )
}
