//! The edge's side: the worker's script and WebAssembly.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::build::Tools;
use crate::fingerprint::Stamp;
use crate::panel::SLIM;
use crate::progress::{self, Step};
use crate::project::Project;

/// The modules that are deployed.
pub const MODULES: [&str; 2] = ["index.js", "index_bg.wasm"];

/// Builds the worker that serves this build of the panel. With its functions' names it stays in
/// the scratch space, for profiles.
pub fn build(project: &Project, tools: &Tools, panel: &str) -> Result<()> {
    progress::step("Worker", |step| {
        let published = project.path("dist/worker");
        let stamp = stamp(project, tools, panel, "worker-stamp")?;
        if stamp.is_current() && MODULES.iter().all(|name| published.join(name).is_file()) {
            step.unchanged();
            return Ok(());
        }
        let made = project.scratch("worker");
        compile(step, project, tools, panel, &made, &[])?;
        fs::create_dir_all(&published)?;
        for name in MODULES {
            fs::copy(made.join(name), published.join(name))
                .with_context(|| format!("cannot publish {name}"))?;
        }
        let [_, module] = MODULES;
        // worker-build leaves functions' names in: a ninth of the compressed worker.
        step.run(
            Command::new(tools.packages.wasm_opt()?)
                .arg(made.join(module))
                .arg("-o")
                .arg(published.join(module))
                .args(SLIM)
                .arg("--enable-exception-handling"),
        )?;
        stamp.write()
    })
}

/// Builds a worker that panics when asked to, into the scratch space: for a test, never deployed.
/// Gives its `workerd.capnp`.
pub fn build_panicking(project: &Project, tools: &Tools, panel: &str) -> Result<PathBuf> {
    progress::step("Worker that panics when asked to", |step| {
        let made = project.scratch("panic-worker");
        let stamp = stamp(project, tools, panel, "panic-worker-stamp")?;
        if stamp.is_current() && MODULES.iter().all(|name| made.join(name).is_file()) {
            step.unchanged();
        } else {
            let options = ["--", "--features", "panic-test"];
            compile(step, project, tools, panel, &made, &options)?;
            stamp.write()?;
        }
        config_beside(project, &made)
    })
}

/// What a worker is made of.
fn stamp(project: &Project, tools: &Tools, panel: &str, name: &str) -> Result<Stamp> {
    let mut sources = tools.fingerprint().value(panel);
    for path in [
        "Cargo.toml",
        "Cargo.lock",
        "shared",
        "widget",
        "desk",
        "edge",
    ] {
        sources = sources.files(&project.path(path))?;
    }
    Ok(Stamp::new(project.scratch(name), sources))
}

/// Has worker-build compile the worker into a folder, and puts around it what contains panics.
fn compile(
    step: &Step,
    project: &Project,
    tools: &Tools,
    panel: &str,
    made: &Path,
    options: &[&str],
) -> Result<()> {
    let esbuild = tools.packages.esbuild()?;
    let sheet = project.path("dist/assets/a").join(panel).join("panel.css");
    let sheet = fs::read_to_string(sheet)?;
    step.run(
        tools
            .toolchain
            .command(&tools.cargo_tools.worker_build)
            .current_dir(project.path("edge"))
            .args(["--release", "--out-dir"])
            .arg(made)
            .args(options)
            .env("PREMURA_BUILD", panel)
            .env("PREMURA_SHEET", sheet.trim_end())
            // A customer who leaves before the answer must not leave objects behind.
            .env("RUN_TO_COMPLETION", "1")
            // With these worker-build has nothing to download.
            .env("WASM_BINDGEN_BIN", &tools.cargo_tools.wasm_bindgen)
            .env("WASM_OPT_BIN", tools.packages.wasm_opt()?)
            .env("ESBUILD_BIN", &esbuild)
            .env("PATH", tools.packages.path()),
    )?;
    fs::copy(project.path("edge/contain.js"), made.join("contain.js"))?;
    step.run(Command::new(esbuild).current_dir(made).args([
        "contain.js",
        "--bundle",
        "--format=esm",
        "--minify",
        "--external:./index_bg.wasm",
        "--external:cloudflare:*",
        "--outfile=index.js",
        "--allow-overwrite",
    ]))
}

/// A `workerd.capnp` for the worker as worker-build left it, with the names of its functions.
pub fn named(project: &Project) -> Result<PathBuf> {
    config_beside(project, &project.scratch("worker"))
}

fn config_beside(project: &Project, made: &Path) -> Result<PathBuf> {
    let config = fs::read_to_string(project.path("edge/workerd.capnp"))?;
    let file = made.join("workerd.capnp");
    fs::write(&file, config.replace("../dist/worker/", ""))?;
    Ok(file)
}
