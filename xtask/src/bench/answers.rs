//! `cargo xtask bench answers`: how good, fast and small the matching of questions is.
//! `docs/answers.md` has the protocol.

mod budget;
mod contest;
mod exam;
mod hint3;
mod invented;
mod metrics;
mod module;
mod row;
mod table;
mod typing;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::npm::Packages;
use crate::progress::step;
use crate::project::Project;
use contest::Contestant;
use exam::{Data, Exam};
use metrics::{Trial, best_threshold};
use row::Row;

/// Arguments of `bench answers`.
#[derive(Args)]
pub struct Answers {
    /// A folder with HINT3's files, `NAME_train.csv` and `NAME_test.csv`, and with `NAME.LANG.md`
    /// in folders called `faq`
    #[arg(long)]
    data: PathBuf,
    /// Only the training parts, by 5-fold cross-validation, and only Premura: for every choice
    /// before a test part is read
    #[arg(long)]
    cv: bool,
    /// Only these engines, separated by commas: premura, premura-wasm, minisearch, …
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Answers {
    /// Runs the command.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        let data = Data::read(&self.data)?;
        let mut rows = Vec::new();
        let mut share = None;
        if self.cv {
            rows = validated(&data, &contest::premura(project)?)?;
        } else {
            let packages = Packages::ensure(project)?;
            let exams = data.exams();
            let mut engines = Vec::new();
            if self.wants(contest::OURS) {
                engines.push(contest::premura(project)?);
            }
            if self.wants(contest::OURS_WASM) {
                let modules = module::build(project, &packages)?;
                share = Some(modules.share);
                engines.push(contest::wasm(project, &modules.timed)?);
            }
            for name in contest::PEERS.into_iter().filter(|name| self.wants(name)) {
                engines.push(contest::peer(project, name)?);
            }
            for engine in &engines {
                let examined = |_: &_| examined(project, &packages, &data, &exams, engine);
                rows.extend(step(engine.name, examined)?);
            }
        }
        if self.json {
            println!("{}", table::json(&rows));
        } else {
            println!("\n{}", table::text(&rows));
            if !self.cv {
                println!("\n{}", budget::text(&rows, share));
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn wants(&self, engine: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == engine)
    }
}

/// Cross-validation of the training parts: order where every label is known, answering where some
/// are left out.
fn validated(data: &Data, engine: &Contestant) -> Result<Vec<Row>> {
    let row = |bot: &hint3::Bot| {
        let name = format!("{}/cv", bot.name);
        let (known, left_out) = (
            pooled(engine, &bot.folds())?,
            pooled(engine, &bot.left_out())?,
        );
        Ok(Row::validated(name, engine.name, &known, &left_out))
    };
    data.bots.iter().map(row).collect()
}

/// One row an exam.
fn examined(
    project: &Project,
    packages: &Packages,
    data: &Data,
    exams: &[Exam],
    engine: &Contestant,
) -> Result<Vec<Row>> {
    let is_for = |exam: &&Exam| engine.is_ours || !invented::is_ours_alone(&exam.set.name);
    let exams: Vec<&Exam> = exams.iter().filter(is_for).collect();
    let mut outcomes = engine.run(&exams)?;
    if !engine.is_ours {
        for bot in &data.bots {
            let best = best_threshold(&pooled(engine, &bot.left_out())?);
            for outcome in outcomes
                .iter_mut()
                .filter(|outcome| outcome.set == bot.name)
            {
                outcome.threshold = best.map(|(at, _)| at as f32);
            }
        }
    }
    let weights = row::weights(project, packages, &outcomes)?;
    Ok(exams
        .iter()
        .zip(&outcomes)
        .zip(weights)
        .map(|((exam, outcome), weight)| Row::of(engine.name, exam, outcome, weight))
        .collect())
}

/// The trials of several exams together.
fn pooled(engine: &Contestant, exams: &[Exam]) -> Result<Vec<Trial>> {
    let outcomes = engine.run(&exams.iter().collect::<Vec<_>>())?;
    let both = exams.iter().zip(&outcomes);
    Ok(both
        .flat_map(|(exam, outcome)| row::trials(exam, outcome))
        .collect())
}
