//! Those that are compared: each gets the same sets as JSON and answers with what it found.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use trial::{Outcome, Set, Way};

use super::hint3::Exam;
use super::metrics::{Quality, Trial};
use crate::progress::step;
use crate::project::Project;
use crate::toolchain::host_cargo;

/// An engine.
pub trait Contestant {
    /// Its name in the results.
    fn name(&self) -> &'static str;

    /// Tries sets.
    fn run(&mut self, sets: &[&Set]) -> Result<Vec<Outcome>>;

    /// The trials of several exams together.
    fn pooled(&mut self, exams: &[Exam]) -> Result<Vec<Trial>> {
        let sets: Vec<&Set> = exams.iter().map(|exam| &exam.set).collect();
        let outcomes = self.run(&sets)?;
        Ok(exams
            .iter()
            .zip(&outcomes)
            .flat_map(|(exam, outcome)| trials(exam, outcome))
            .collect())
    }

    /// One row an exam.
    fn rows(&mut self, exams: &[Exam]) -> Result<Vec<Row>> {
        let sets: Vec<&Set> = exams.iter().map(|exam| &exam.set).collect();
        let outcomes = self.run(&sets)?;
        Ok(exams
            .iter()
            .zip(&outcomes)
            .map(|(exam, outcome)| Row::of(self.name(), exam, outcome))
            .collect())
    }
}

/// One line of the results.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The set's name.
    pub set: String,
    /// The engine's name.
    pub engine: String,
    /// How good it is.
    pub quality: Quality,
    /// Bytes of the index.
    pub index_raw: Option<usize>,
    /// The same after brotli, quality 11.
    pub index_brotli: Option<u64>,
    /// Milliseconds to build the index.
    pub build_ms: Option<f64>,
    /// Milliseconds to read it.
    pub read_ms: Option<f64>,
    /// Milliseconds that half of the queries take at most.
    pub query_p50_ms: Option<f64>,
    /// Milliseconds that 95 of 100 queries take at most.
    pub query_p95_ms: Option<f64>,
}

impl Row {
    fn of(engine: &str, exam: &Exam, outcome: &Outcome) -> Self {
        let trials = trials(exam, outcome);
        Self {
            set: exam.set.name.clone(),
            engine: engine.to_owned(),
            quality: match exam.set.way {
                Way::Search => Quality::of_search(&trials),
                Way::Rank => Quality::of_questions(&trials),
            },
            index_raw: Some(outcome.index.len() / 2),
            index_brotli: None,
            build_ms: Some(outcome.build_ms),
            read_ms: Some(outcome.read_ms),
            query_p50_ms: part(&outcome.query_ms, 50),
            query_p95_ms: part(&outcome.query_ms, 95),
        }
    }

    /// Of a cross-validation: order where every label is known, answering where some are left out.
    pub fn validated(set: String, engine: &str, known: &[Trial], left_out: &[Trial]) -> Self {
        let order = Quality::of_search(known);
        Self {
            set,
            engine: engine.to_owned(),
            quality: Quality {
                at_1: order.at_1,
                at_3: order.at_3,
                mrr: order.mrr,
                ..Quality::of_questions(left_out)
            },
            ..Self::default()
        }
    }
}

/// The value that `percent` of 100 values do not exceed.
fn part(values: &[f64], percent: usize) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let place = (values.len() * percent).div_ceil(100).checked_sub(1)?;
    values.get(place).copied()
}

fn trials(exam: &Exam, outcome: &Outcome) -> Vec<Trial> {
    let threshold = outcome.threshold.map_or(f64::INFINITY, f64::from);
    exam.right
        .iter()
        .zip(&outcome.ranked)
        .map(|(right, ranked)| {
            let score = ranked.first().map_or(0.0, |(_, score)| f64::from(*score));
            Trial {
                right: right.clone(),
                ranked: ranked.iter().map(|(id, _)| id.clone()).collect(),
                score,
                answered: !ranked.is_empty() && score >= threshold,
            }
        })
        .collect()
}

/// Ours, on this machine.
pub struct Premura {
    program: PathBuf,
}

impl Premura {
    /// Compiles it to be fast: this program itself is not.
    pub fn build(project: &Project) -> Result<Self> {
        step("Engine, for this machine", |step| {
            let arguments = ["build", "--package", "trial", "--features", "timed"];
            step.run(host_cargo(project).args(arguments).args([
                "--bin",
                "trial",
                "--profile",
                "timed",
            ]))
        })?;
        Ok(Self {
            program: project.target().join("timed/trial"),
        })
    }
}

impl Contestant for Premura {
    fn name(&self) -> &'static str {
        "premura"
    }

    fn run(&mut self, sets: &[&Set]) -> Result<Vec<Outcome>> {
        asked(&mut Command::new(&self.program), sets)
    }
}

/// What a program answers to sets on its standard input.
fn asked(program: &mut Command, sets: &[&Set]) -> Result<Vec<Outcome>> {
    let name = program.get_program().to_string_lossy().into_owned();
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{name}`"))?;
    let mut input = child.stdin.take().context("no standard input")?;
    input.write_all(&serde_json::to_vec(sets)?)?;
    drop(input);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("`{name}` ended with {}", output.status);
    }
    let outcomes: Vec<Outcome> = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("`{name}` answered something else"))?;
    if outcomes.len() != sets.len() {
        bail!("`{name}` left out a set");
    }
    Ok(outcomes)
}
