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
use trial::{Outcome, Way};

use crate::build::Tools;
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
    /// Name queries Premura's first result is wrong for; never those of a test part
    #[arg(long)]
    misses: bool,
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
            rows = validated(&data, &contest::premura(project)?, self.misses)?;
        } else {
            let packages = Packages::ensure(project)?;
            let exams = data.exams();
            let mut engines = Vec::new();
            if self.wants(contest::OURS) {
                engines.push(contest::premura(project)?);
            }
            if self.wants(contest::OURS_WASM) {
                let tools = Tools::ensure(project)?;
                engines.push(contest::wasm(project, &module::build(project, &tools)?)?);
                let _lock = project.lock_build()?;
                share = Some(module::share(project, &tools)?);
            }
            for name in contest::PEERS.into_iter().filter(|name| self.wants(name)) {
                engines.push(contest::peer(project, name)?);
            }
            for engine in &engines {
                let exams = for_engine(&exams, engine);
                let outcomes = step(engine.name, |_| answered(&data, &exams, engine))?;
                if self.misses && engine.name == contest::OURS {
                    for (exam, outcome) in exams.iter().zip(&outcomes) {
                        let typed = exam.set.way == Way::Search;
                        row::misses(exam, outcome)
                            .filter(|_| typed)
                            .for_each(|miss| eprintln!("{miss}"));
                    }
                }
                let weights = row::weights(project, &packages, &outcomes)?;
                rows.extend(told(engine, &exams, &outcomes, weights));
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
fn validated(data: &Data, engine: &Contestant, misses: bool) -> Result<Vec<Row>> {
    let row = |bot: &hint3::Bot| {
        let name = format!("{}/cv", bot.name);
        let known = pooled(engine, &bot.folds(), misses)?;
        let left_out = pooled(engine, &bot.left_out(), false)?;
        Ok(Row::validated(name, engine.name, &known, &left_out))
    };
    data.bots.iter().map(row).collect()
}

/// What is asked of an engine.
fn for_engine<'a>(exams: &'a [Exam], engine: &Contestant) -> Vec<&'a Exam> {
    let is_for = |exam: &&Exam| engine.is_ours || !invented::is_ours_alone(&exam.set.name);
    exams.iter().filter(is_for).collect()
}

/// What an engine made of everything. Engines without a threshold get the one that is best in
/// cross-validation of the training part.
fn answered(data: &Data, exams: &[&Exam], engine: &Contestant) -> Result<Vec<Outcome>> {
    let mut outcomes = engine.run(exams)?;
    if !engine.is_ours {
        for bot in &data.bots {
            let best = best_threshold(&pooled(engine, &bot.left_out(), false)?);
            for outcome in outcomes
                .iter_mut()
                .filter(|outcome| outcome.set == bot.name)
            {
                outcome.threshold = best.map(|(at, _)| at as f32);
            }
        }
    }
    Ok(outcomes)
}

/// One row an exam.
fn told(
    engine: &Contestant,
    exams: &[&Exam],
    outcomes: &[Outcome],
    weights: Vec<[Option<u64>; 2]>,
) -> Vec<Row> {
    exams
        .iter()
        .zip(outcomes)
        .zip(weights)
        .map(|((exam, outcome), weight)| Row::of(engine.name, exam, outcome, weight))
        .collect()
}

/// The trials of several exams together.
fn pooled(engine: &Contestant, exams: &[Exam], misses: bool) -> Result<Vec<Trial>> {
    let outcomes = engine.run(&exams.iter().collect::<Vec<_>>())?;
    let both = || exams.iter().zip(&outcomes);
    if misses {
        both()
            .flat_map(|(exam, outcome)| row::misses(exam, outcome))
            .for_each(|miss| eprintln!("{miss}"));
    }
    Ok(both()
        .flat_map(|(exam, outcome)| row::trials(exam, outcome))
        .collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::Value;

    use super::*;

    /// A shop with two answers that real customers ask for in other words.
    fn folder() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("premura-answers-{}", std::process::id()));
        fs::create_dir_all(folder.join("faq")).expect("a folder can be made");
        let mut train = "sentence,label\n".to_owned();
        for number in 1..=6 {
            train += &format!("where is my parcel number {number},WHERE\n");
            train += &format!("\"I want my money back, please, {number}\",REFUND\n");
        }
        let test = "sentence,label\nwhere is it,WHERE\nmoney back,REFUND\nhi,NO_NODES_DETECTED\n";
        let faq =
            "# Orders\n\n## Where is my parcel?\n\nOn its way.\n\n## Can I return it?\n\nYes.\n";
        for (name, text) in [
            ("shop_train.csv", train.as_str()),
            ("shop_test.csv", test),
            ("faq/shop.en.md", faq),
        ] {
            fs::write(folder.join(name), text).expect("a file can be written");
        }
        folder
    }

    #[test]
    fn everything_in_a_folder_becomes_rows_with_all_keys() {
        let folder = folder();
        let data = Data::read(&folder).expect("the folder can be read");
        fs::remove_dir_all(&folder).expect("the folder can be removed");
        let engine = Contestant::inside();
        let exams = data.exams();
        let exams: Vec<&Exam> = exams
            .iter()
            .filter(|exam| !exam.set.name.contains(" x "))
            .collect();
        let outcomes = answered(&data, &exams, &engine).expect("the engine answers");
        let weights = vec![[Some(20), Some(10)]; exams.len()];
        let mut rows = told(&engine, &exams, &outcomes, weights);
        rows.extend(validated(&data, &engine, false).expect("the engine answers"));
        let rows: Vec<Value> = serde_json::from_str(&table::json(&rows)).expect("JSON");
        let sets: Vec<&str> = rows.iter().filter_map(|row| row["set"].as_str()).collect();
        assert_eq!(sets, ["shop", "shop.en/prefix", "shop.en/typo", "shop/cv"]);
        let mut keys = vec![
            "set",
            "engine",
            "in_scope_at_1",
            "in_scope_at_3",
            "mrr",
            "mcc_own",
            "mcc_best",
            "oos_recall",
            "index_brotli",
            "build_ms",
            "query_p95_ms",
        ];
        keys.sort_unstable();
        for row in &rows {
            let row = row.as_object().expect("an object");
            let mut known: Vec<&str> = row.keys().map(String::as_str).collect();
            known.sort_unstable();
            assert_eq!(known, keys);
        }
        assert!(rows[0]["mcc_own"].is_number() && rows[1]["mcc_own"].is_null());
    }

    #[test]
    fn a_folder_without_data_says_what_is_missing() {
        let folder = std::env::temp_dir().join(format!("premura-empty-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let error = Data::read(&folder).err().map(|error| error.to_string());
        fs::remove_dir(&folder).expect("the folder can be removed");
        assert!(error.is_some_and(|error| error.contains("NAME_train.csv")));
    }
}
