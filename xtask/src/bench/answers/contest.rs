//! Those that are compared: each gets the same sets as JSON and answers with what it found.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use trial::{Outcome, Set};

use super::exam::Exam;
use crate::npm::Packages;
use crate::progress::step;
use crate::project::Project;
use crate::toolchain::host_cargo;

/// Ours, on this machine.
pub const OURS: &str = "premura";
/// Ours, in WebAssembly.
pub const OURS_WASM: &str = "premura-wasm";
/// Those from npm.
pub const PEERS: [&str; 4] = ["minisearch", "fuse.js", "flexsearch", "@orama/orama"];

/// An engine.
pub struct Contestant {
    /// Its name in the results.
    pub name: &'static str,
    /// Ours says itself from which score on it answers.
    pub is_ours: bool,
    program: Box<dyn Fn() -> Command>,
}

impl Contestant {
    /// Tries sets; one outcome each.
    pub fn run(&self, exams: &[&Exam]) -> Result<Vec<Outcome>> {
        let sets: Vec<&Set> = exams.iter().map(|exam| &exam.set).collect();
        let name = self.name;
        let mut child = (self.program)()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let mut input = child.stdin.take().context("no standard input")?;
        input.write_all(&serde_json::to_vec(&sets)?)?;
        drop(input);
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("{name} ended with {}", output.status);
        }
        let outcomes: Vec<Outcome> = serde_json::from_slice(&output.stdout)
            .with_context(|| format!("{name} answered something else"))?;
        if outcomes.len() != sets.len() {
            bail!("{name} left out a set");
        }
        Ok(outcomes)
    }
}

/// Ours on this machine, compiled to be fast: this program itself is not.
pub fn premura(project: &Project) -> Result<Contestant> {
    step("Engine for this machine", |step| {
        let arguments = ["build", "--package", "trial", "--features", "timed"];
        let profile = ["--bin", "trial", "--profile", "timed"];
        step.run(host_cargo(project).args(arguments).args(profile))
    })?;
    let program = project.target().join("timed/trial");
    Ok(Contestant {
        name: OURS,
        is_ours: true,
        program: Box::new(move || Command::new(&program)),
    })
}

/// Ours in WebAssembly, run by Node.
pub fn wasm(project: &Project, module: &Path) -> Result<Contestant> {
    let module = module.to_owned();
    node(project, OURS_WASM, true, move |command| {
        command.env("PREMURA_TRIAL", &module);
    })
}

/// One of [`PEERS`].
pub fn peer(project: &Project, name: &'static str) -> Result<Contestant> {
    node(project, name, false, |_| {})
}

fn node(
    project: &Project,
    name: &'static str,
    is_ours: bool,
    prepare: impl Fn(&mut Command) + 'static,
) -> Result<Contestant> {
    let packages = Packages::ensure(project)?;
    let script = project.path("e2e/bench/answers.ts");
    Ok(Contestant {
        name,
        is_ours,
        program: Box::new(move || {
            let mut command = packages.typescript(&script);
            command.arg(name);
            prepare(&mut command);
            command
        }),
    })
}
