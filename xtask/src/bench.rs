//! `cargo xtask bench`: how fast and how good it is, beside what does the same.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Subcommand;

use crate::children::Running;
use crate::project::Project;

mod answers;
mod desk;
mod edge;
mod panel;

/// What is measured.
#[derive(Subcommand)]
pub enum Bench {
    /// The worker beside the same work in TypeScript with Hono, both on workerd
    Edge(edge::Edge),
    /// The team's pages on a site with a long past
    Desk(desk::Desk),
    /// The panel on a page beside other widgets, in a browser
    Panel(panel::Panel),
    /// The matching of questions beside MiniSearch, Fuse.js, FlexSearch and Orama
    Answers(answers::Answers),
}

/// Runs a measuring program to its end; it fails as the program does.
fn to_its_end(program: &mut Command) -> Result<ExitCode> {
    let mut running = Running::start(program).context("cannot start Node")?;
    Ok(match running.wait()?.success() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

impl Bench {
    /// Runs the command.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        match self {
            Self::Desk(desk) => desk.run(project),
            Self::Edge(edge) => edge.run(project),
            Self::Panel(panel) => panel.run(project),
            Self::Answers(answers) => answers.run(project),
        }
    }
}
