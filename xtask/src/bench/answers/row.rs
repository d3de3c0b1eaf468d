//! One line of the results, and what it is worked out of.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;
use trial::{Outcome, Way};

use super::exam::Exam;
use super::metrics::{Quality, Trial};
use crate::npm::Packages;
use crate::progress::read;
use crate::project::Project;

/// One engine on one set.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The set's name.
    pub set: String,
    /// The engine's name.
    pub engine: String,
    /// How good it is.
    pub quality: Quality,
    /// Bytes of the index.
    pub index_raw: Option<u64>,
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
    /// Of one exam; `weight` is the index's, raw and after brotli.
    pub fn of(engine: &str, exam: &Exam, outcome: &Outcome, weight: [Option<u64>; 2]) -> Self {
        let trials = trials(exam, outcome);
        Self {
            set: exam.set.name.clone(),
            engine: engine.to_owned(),
            quality: match exam.set.way {
                // What is there for its times alone has no right answers.
                _ if trials.is_empty() => Quality::default(),
                Way::Search => Quality::of_search(&trials),
                Way::Rank => Quality::of_questions(&trials),
            },
            index_raw: weight[0],
            index_brotli: weight[1],
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

/// What was asked beside what came back.
pub fn trials(exam: &Exam, outcome: &Outcome) -> Vec<Trial> {
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

/// Each query whose first result is wrong, with that and what is right, to be looked at.
pub fn misses<'a>(exam: &'a Exam, outcome: &'a Outcome) -> impl Iterator<Item = String> + 'a {
    let asked = exam
        .set
        .queries
        .iter()
        .zip(&exam.right)
        .zip(&outcome.ranked);
    asked.filter_map(|((query, right), ranked)| {
        let first = ranked.first();
        let is_right = first.map_or(right.is_empty(), |(id, _)| right.contains(id));
        let found = first.map_or("nothing".to_owned(), |(id, score)| {
            format!("{id} ({score:.2})")
        });
        let wanted = if right.is_empty() {
            "nothing"
        } else {
            &right.join(" or ")
        };
        (!is_right).then(|| format!("{}: “{query}” finds {found}, not {wanted}", exam.set.name))
    })
}

/// Bytes of each index, raw and after brotli, weighed as everything else is.
pub fn weights(
    project: &Project,
    packages: &Packages,
    outcomes: &[Outcome],
) -> Result<Vec<[Option<u64>; 2]>> {
    let folder = project.fresh("answers/indexes")?;
    let mut weigh = packages.node();
    weigh.arg(project.path("e2e/weigh.mjs"));
    for (place, outcome) in outcomes.iter().enumerate() {
        let file = folder.join(place.to_string());
        fs::write(&file, bytes(&outcome.index))?;
        weigh.arg(file);
    }
    let told = read(&mut weigh)?;
    let weights: Vec<Value> =
        serde_json::from_str(&told).with_context(|| format!("not a list of sizes: {told}"))?;
    let of = |weight: &Value| ["raw", "brotli"].map(|key| weight[key].as_u64());
    Ok(weights.iter().map(of).collect())
}

/// What hexadecimal digits stand for.
fn bytes(hex: &str) -> Vec<u8> {
    let (pairs, _) = hex.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
    pairs
        .iter()
        .map(|[high, low]| digit(*high) << 4 | digit(*low))
        .collect()
}

/// The value that `percent` of 100 values do not exceed.
fn part(values: &[f64], percent: usize) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let place = (values.len() * percent).div_ceil(100).checked_sub(1)?;
    values.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::{bytes, part};

    #[test]
    fn parts_of_values_are_values_that_occur() {
        let values: Vec<f64> = (1..=40).rev().map(f64::from).collect();
        assert_eq!(part(&values, 50), Some(20.0));
        assert_eq!(part(&values, 95), Some(38.0));
        assert_eq!(part(&[], 95), None);
    }

    #[test]
    fn hexadecimal_digits_are_bytes() {
        assert_eq!(bytes("00ff1a"), [0, 255, 26]);
    }
}
