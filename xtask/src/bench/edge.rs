//! `cargo xtask bench edge`: how fast the worker is, beside what does the same.

use std::process::{ExitCode, Stdio};

use anyhow::Result;
use clap::Args;

use crate::build;
use crate::peer;
use crate::project::Project;
use crate::worker;

/// Arguments of `bench edge`.
#[derive(Args)]
pub struct Edge {
    /// How often the two take turns
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// Print where the time of both goes, to standard error
    #[arg(long)]
    profile: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Edge {
    /// Runs the command.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        let built = build::run(project)?;
        let peer = peer::build(project, &built)?;
        let named = worker::named(project)?;
        let packages = built.tools.packages;
        let mut program = packages.typescript(&project.path("e2e/bench/edge.ts"));
        program
            .args(["--rounds", &self.rounds.to_string()])
            .args(self.profile.then_some("--profile"))
            .args(self.json.then_some("--json"))
            .env("PREMURA_WORKERD", packages.workerd()?)
            .env("PREMURA_PEER", peer)
            .env("PREMURA_NAMED", named)
            .env("TMPDIR", project.fresh("bench")?)
            .stdin(Stdio::null());
        super::to_its_end(&mut program)
    }
}
