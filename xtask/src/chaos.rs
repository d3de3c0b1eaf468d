//! `cargo xtask chaos`: the worker killed at random moments under load, among receivers in trouble;
//! then everything that was acknowledged is looked for.

use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result};
use clap::Args;

use crate::build;
use crate::children::Running;
use crate::project::Project;

/// How often the tests kill it.
const KILLS: u32 = 5;

/// Arguments of `chaos`.
#[derive(Args)]
pub struct Chaos {
    /// How often the worker is killed
    #[arg(long, default_value_t = KILLS)]
    kills: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Default for Chaos {
    fn default() -> Self {
        Self {
            kills: KILLS,
            json: false,
        }
    }
}

impl Chaos {
    /// Runs the command; it fails when anything is lost, duplicated, undelivered or changed.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        Ok(if self.holds(project)? {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    /// Whether everything that was acknowledged is there, once, and delivered.
    pub fn holds(&self, project: &Project) -> Result<bool> {
        let packages = build::run(project)?.tools.packages;
        let mut program = packages.typescript(&project.path("e2e/chaos/run.ts"));
        program
            .args(["--kills", &self.kills.to_string()])
            .args(self.json.then_some("--json"))
            .env("PREMURA_WORKERD", packages.workerd()?)
            .env("TMPDIR", project.fresh("chaos")?)
            .stdin(Stdio::null());
        let mut running = Running::start(&mut program).context("cannot start Node")?;
        Ok(running.wait()?.success())
    }
}
