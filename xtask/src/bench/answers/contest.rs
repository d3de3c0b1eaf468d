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
    tries: Box<Tries>,
}

/// What an engine makes of sets.
type Tries = dyn Fn(&[&Set]) -> Result<Vec<Outcome>>;

impl Contestant {
    /// Tries sets; one outcome each.
    pub fn run(&self, exams: &[&Exam]) -> Result<Vec<Outcome>> {
        let sets: Vec<&Set> = exams.iter().map(|exam| &exam.set).collect();
        let outcomes = (self.tries)(&sets).with_context(|| self.name)?;
        if outcomes.len() != sets.len() {
            bail!("{} left out a set", self.name);
        }
        Ok(outcomes)
    }

    /// Ours in this program, as slow as that is: to test what is around it.
    #[cfg(test)]
    pub fn inside() -> Self {
        Self {
            name: OURS,
            is_ours: true,
            tries: Box::new(|sets| {
                let sets: Vec<Set> = sets.iter().map(|set| (*set).clone()).collect();
                trial::run(&sets, || 0.0).map_err(anyhow::Error::msg)
            }),
        }
    }

    fn outside(name: &'static str, is_ours: bool, program: impl Fn() -> Command + 'static) -> Self {
        Self {
            name,
            is_ours,
            tries: Box::new(move |sets| told(&mut program(), sets)),
        }
    }
}

/// What a program says of sets on its standard input.
fn told(program: &mut Command, sets: &[&Set]) -> Result<Vec<Outcome>> {
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot be started")?;
    let mut input = child.stdin.take().context("no standard input")?;
    input.write_all(&serde_json::to_vec(sets)?)?;
    drop(input);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("ended with {}", output.status);
    }
    serde_json::from_slice(&output.stdout).context("answered something else")
}

/// Ours on this machine, compiled to be fast: this program itself is not.
pub fn premura(project: &Project) -> Result<Contestant> {
    step("Engine for this machine", |step| {
        let arguments = ["build", "--package", "trial", "--bin", "trial"];
        let profile = ["--profile", "timed"];
        step.run(host_cargo(project).args(arguments).args(profile))
    })?;
    let program = project.target().join("timed/trial");
    Ok(Contestant::outside(OURS, true, move || {
        Command::new(&program)
    }))
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
    Ok(Contestant::outside(name, is_ours, move || {
        let mut command = packages.typescript(&script);
        command.arg(name);
        prepare(&mut command);
        command
    }))
}
