//! A Python with the packages of `e2e/requirements.txt`, for what integrators do in
//! Python and for trying the API out.
//!
//! It lives in the cache under the hash of that file, so that checkouts share it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::children::on_path;
use crate::fingerprint::Fingerprint;
use crate::progress::{self, Step};
use crate::project::Project;

const REQUIREMENTS: &str = "e2e/requirements.txt";

/// Finds or installs it; returns the interpreter.
pub fn ensure(project: &Project) -> Result<PathBuf> {
    let version = Fingerprint::default()
        .files(&project.path(REQUIREMENTS))?
        .finish();
    let home = project.cached(&format!("python/{version}"));
    let python = home.join("bin/python");
    if !is_complete(&python) {
        let _lock = project.lock_cache()?;
        if !is_complete(&python) {
            progress::step("Python packages", |step| {
                install(project, step, &home, &python)
            })?;
        }
    }
    Ok(python)
}

/// An environment breaks when the Python it was made with goes away.
fn is_complete(python: &Path) -> bool {
    let mut import = Command::new(python);
    import.args(["-c", "import standardwebhooks, schemathesis"]);
    progress::read(&mut import).is_ok()
}

fn install(project: &Project, step: &Step, home: &Path, python: &Path) -> Result<()> {
    let Some(found) = on_path("python3") else {
        bail!("python3 is missing; install Python 3.10 or newer with venv and pip.");
    };
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    step.run(Command::new(found).args(["-m", "venv"]).arg(home))?;
    step.run(
        Command::new(python)
            .args(["-m", "pip", "install", "--quiet", "--no-deps"])
            .args(["--disable-pip-version-check", "--require-hashes", "-r"])
            .arg(project.path(REQUIREMENTS)),
    )
}
