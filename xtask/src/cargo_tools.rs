//! Tools that come as crates and must have the version of the library they serve.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::pinned;
use crate::progress;
use crate::project::Project;
use crate::toolchain::host_cargo;

/// The installed tools.
pub struct CargoTools {
    /// Makes the JavaScript side of a WebAssembly module.
    pub wasm_bindgen: PathBuf,
    /// Runs tests compiled to WebAssembly in a browser.
    pub test_runner: PathBuf,
    /// Packs the worker.
    pub worker_build: PathBuf,
    /// Changes when a tool does.
    pub versions: String,
}

impl CargoTools {
    /// Finds or installs them.
    pub fn ensure(project: &Project) -> Result<Self> {
        let bindgen_version = pinned::version(project, "wasm-bindgen")?;
        let worker_version = pinned::version(project, "worker")?;
        let bindgen = install(
            project,
            "wasm-bindgen",
            "wasm-bindgen-cli",
            &bindgen_version,
        )?;
        let worker = install(project, "worker-build", "worker-build", &worker_version)?;
        Ok(Self {
            wasm_bindgen: bindgen.join("wasm-bindgen"),
            test_runner: bindgen.join("wasm-bindgen-test-runner"),
            worker_build: worker.join("worker-build"),
            versions: format!("wasm-bindgen {bindgen_version} worker-build {worker_version}"),
        })
    }
}

/// Returns the directory of the crate's programs.
fn install(project: &Project, program: &str, package: &str, version: &str) -> Result<PathBuf> {
    let root = project.cached(&format!("tools/{program}-{version}"));
    let programs = root.join("bin");
    if programs.join(program).is_file() {
        return Ok(programs);
    }
    let _lock = project.lock_cache()?;
    if programs.join(program).is_file() {
        return Ok(programs);
    }
    progress::step(&format!("{program} {version}"), |step| {
        let build = project.cached(&format!("build/{program}"));
        // Not `--locked`: the lock file of wasm-bindgen-cli names a version that is gone.
        step.run(
            host_cargo(project)
                .args(["install", &format!("{package}@{version}"), "--root"])
                .arg(&root)
                .env("CARGO_TARGET_DIR", &build),
        )?;
        fs::remove_dir_all(&build)?;
        Ok(())
    })?;
    Ok(programs)
}
