//! `cargo xtask bench panel`: what the panel costs a page and its visitors, beside other widgets.

use std::process::{ExitCode, Stdio};

use anyhow::Result;
use clap::Args;

use crate::build;
use crate::chromium::Chromium;
use crate::npm;
use crate::project::Project;

/// Arguments of `bench panel`.
#[derive(Args)]
pub struct Panel {
    /// How often each takes its turn; medians are reported
    #[arg(long, default_value_t = 7)]
    rounds: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Panel {
    /// Runs the command.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        let packages = build::run(project)?.tools.packages;
        let chromium = Chromium::ensure(project)?;
        let mut program = packages.typescript(&project.path("e2e/bench/panel.ts"));
        program
            .args(["--rounds", &self.rounds.to_string()])
            .args(self.json.then_some("--json"))
            .env("PREMURA_WORKERD", packages.workerd()?)
            .env("PREMURA_CHROMIUM", &chromium.browser)
            .env("PREMURA_PEERS", npm::peers(project)?)
            .env("TMPDIR", project.fresh("bench")?)
            .stdin(Stdio::null());
        super::to_its_end(&mut program)
    }
}
