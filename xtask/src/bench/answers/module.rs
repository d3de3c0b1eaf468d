//! The engine in WebAssembly: compiled as the panel is, to take its times, and as it is shipped, to
//! be weighed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::build::Tools;
use crate::panel::{self, SLIM};
use crate::progress::{read, step};
use crate::project::Project;
use crate::size::ENGINE;
use crate::toolchain::TARGET;

/// Compiles what builds indexes and asks them.
pub fn build(project: &Project, tools: &Tools) -> Result<PathBuf> {
    step("Engine for WebAssembly", |step| {
        let file = project.scratch("answers/trial.wasm");
        fs::create_dir_all(project.scratch("answers"))?;
        let arguments = ["build", "--package", "trial", "--lib"];
        let profile = ["--profile", "panel", "--target", TARGET];
        step.run(tools.toolchain.cargo(project).args(arguments).args(profile))?;
        let compiled = project.target().join(TARGET).join("panel/trial.wasm");
        let shrink = ["-Oz", "-o"];
        step.run(
            Command::new(tools.packages.wasm_opt()?)
                .env("PATH", tools.packages.path())
                .args(SLIM)
                .args(shrink)
                .arg(&file)
                .arg(compiled),
        )?;
        Ok(file)
    })
}

/// Bytes of the engine's files as customers get them, after brotli.
pub fn share(project: &Project, tools: &Tools) -> Result<u64> {
    let build = panel::build(project, tools)?;
    let folder = project.path("dist/assets/a").join(build);
    let mut weigh = tools.packages.node();
    weigh.arg(project.path("e2e/weigh.mjs"));
    weigh.args(ENGINE.map(|name| folder.join(name)));
    let told: Vec<Value> = serde_json::from_str(&read(&mut weigh)?)?;
    let weights = told.iter().map(|weight| weight["brotli"].as_u64());
    weights.sum::<Option<u64>>().context("no weight")
}
