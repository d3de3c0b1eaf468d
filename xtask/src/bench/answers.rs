//! `cargo xtask bench answers`: how good, fast and small the matching of questions is.
//! `docs/answers.md` has the protocol.

mod contest;
mod hint3;
mod metrics;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::project::Project;
use contest::{Contestant, Row};
use hint3::{Bot, Exam};

/// Arguments of `bench answers`.
#[derive(Args)]
pub struct Answers {
    /// A folder with HINT3's files, `NAME_train.csv` and `NAME_test.csv`
    #[arg(long)]
    data: PathBuf,
    /// Only the training parts, by 5-fold cross-validation, for every choice before a test part
    /// is read
    #[arg(long)]
    cv: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Answers {
    /// Runs the command.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        let data = Data::read(&self.data)?;
        let mut premura = contest::Premura::build(project)?;
        let rows = if self.cv {
            data.validate(&mut premura)?
        } else {
            data.examine(&mut [&mut premura])?
        };
        println!(
            "{}",
            if self.json {
                table::json(&rows)
            } else {
                table::text(&rows)
            }
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// Everything found in the folder.
struct Data {
    bots: Vec<Bot>,
}

impl Data {
    fn read(folder: &Path) -> Result<Self> {
        let mut bots = Vec::new();
        for file in files(folder)? {
            bots.extend(Bot::read(&file)?);
        }
        if bots.is_empty() {
            bail!(
                "{} holds no NAME_train.csv; name the folder that does.",
                folder.display()
            );
        }
        Ok(Self { bots })
    }

    /// Cross-validation of the training parts: order by the folds, what is not answered by the
    /// labels left out.
    fn validate(&self, engine: &mut dyn Contestant) -> Result<Vec<Row>> {
        self.bots
            .iter()
            .map(|bot| {
                let known = engine.pooled(&bot.folds())?;
                let left_out = engine.pooled(&bot.left_out())?;
                Ok(Row::validated(
                    format!("{}/cv", bot.name),
                    engine.name(),
                    &known,
                    &left_out,
                ))
            })
            .collect()
    }

    fn examine(&self, engines: &mut [&mut dyn Contestant]) -> Result<Vec<Row>> {
        let exams: Vec<Exam> = self
            .bots
            .iter()
            .filter(|bot| !bot.test.is_empty())
            .map(Bot::exam)
            .collect();
        let mut rows = Vec::new();
        for engine in engines {
            rows.extend(engine.rows(&exams)?);
        }
        Ok(rows)
    }
}

/// All files below a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
