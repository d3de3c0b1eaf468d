//! Questions as HINT3 has them: `NAME_train.csv` and `NAME_test.csv` with the columns `sentence`
//! and `label`; and how they are divided for cross-validation.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use trial::{Faq, Set, Way};

use super::exam::Exam;

/// The label of sentences that nothing prepared answers.
const OUT_OF_SCOPE: &str = "NO_NODES_DETECTED";
/// Parts of a cross-validation.
const FOLDS: usize = 5;

/// A sentence; without a label nothing prepared answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What was typed.
    pub text: String,
    /// The answer's id.
    pub label: Option<String>,
}

/// One bot.
pub struct Bot {
    /// The beginning of its files' names.
    pub name: String,
    /// What its owners wrote.
    pub train: Vec<Sentence>,
    /// What customers typed; empty where there is no such file.
    pub test: Vec<Sentence>,
}

impl Bot {
    /// Reads the bot whose training file this is; none where the name is another.
    pub fn read(train: &Path) -> Result<Option<Self>> {
        let name = train.file_name().unwrap_or_default().to_string_lossy();
        let Some(name) = name.strip_suffix("_train.csv") else {
            return Ok(None);
        };
        let test = train.with_file_name(format!("{name}_test.csv"));
        Ok(Some(Self {
            name: name.to_owned(),
            train: sentences(train)?,
            test: if test.is_file() {
                sentences(&test)?
            } else {
                Vec::new()
            },
        }))
    }

    /// The test part.
    pub fn exam(&self) -> Exam {
        let train: Vec<&Sentence> = self.train.iter().collect();
        let test: Vec<&Sentence> = self.test.iter().collect();
        exam(&self.name, &train, &test)
    }

    /// The training part in five: each sentence is asked once of an index made of the other four
    /// parts of its label. Labels with one sentence are never asked for.
    pub fn folds(&self) -> Vec<Exam> {
        let parts = self.parts();
        (0..FOLDS)
            .map(|fold| {
                let (test, train) = divided(&parts, |_, part| *part == Some(fold));
                exam(&format!("{}/fold {fold}", self.name), &train, &test)
            })
            .collect()
    }

    /// The same with every fifth label left out in turn, counted from the largest: of the labels
    /// that are left, a fifth of the sentences is asked; of those left out, all, and nothing
    /// answers them.
    pub fn left_out(&self) -> Vec<Exam> {
        let parts = self.parts();
        let labels = self.labels_by_size();
        (0..FOLDS)
            .map(|fold| {
                let out: HashSet<&str> = labels.iter().skip(fold).step_by(FOLDS).copied().collect();
                let is_out = |sentence: &Sentence| {
                    let label = sentence.label.as_deref();
                    label.is_some_and(|label| out.contains(label))
                };
                let (test, train) = divided(&parts, |sentence, part| {
                    is_out(sentence) || *part == Some(fold)
                });
                let name = format!("{}/left out {fold}", self.name);
                let mut exam = exam(&name, &train, &test);
                for right in &mut exam.right {
                    right.retain(|label| !out.contains(label.as_str()));
                }
                exam
            })
            .collect()
    }

    /// The training sentences that have a label, each with its part: in turn within a label, the
    /// same sentence always with the same.
    fn parts(&self) -> Vec<(&Sentence, Option<usize>)> {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for label in self.train.iter().filter_map(|s| s.label.as_deref()) {
            *sizes.entry(label).or_default() += 1;
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut known: BTreeMap<String, Option<usize>> = BTreeMap::new();
        let mut part = |sentence: &Sentence| {
            let (label, size) = sizes.get_key_value(sentence.label.as_deref()?)?;
            *known
                .entry(sentence.text.to_lowercase())
                .or_insert_with(|| {
                    let seen = seen.entry(label).or_default();
                    *seen += 1;
                    (*size > 1).then(|| (*seen - 1) % FOLDS)
                })
        };
        self.train
            .iter()
            .filter(|sentence| sentence.label.is_some())
            .map(|sentence| (sentence, part(sentence)))
            .collect()
    }

    fn labels_by_size(&self) -> Vec<&str> {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for label in self.train.iter().filter_map(|s| s.label.as_deref()) {
            *sizes.entry(label).or_default() += 1;
        }
        let mut labels: Vec<(&str, usize)> = sizes.into_iter().collect();
        labels.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        labels.into_iter().map(|(label, _)| label).collect()
    }
}

type Parts<'a> = Vec<(&'a Sentence, Option<usize>)>;

/// Those that are asked, and those that are learnt from.
fn divided<'a>(
    parts: &Parts<'a>,
    asked: impl Fn(&Sentence, &Option<usize>) -> bool,
) -> (Vec<&'a Sentence>, Vec<&'a Sentence>) {
    let (test, train): (Parts<'a>, Parts<'a>) = parts
        .iter()
        .partition(|(sentence, part)| asked(sentence, part));
    let sentences = |parts: Parts<'a>| parts.into_iter().map(|(sentence, _)| sentence).collect();
    (sentences(test), sentences(train))
}

fn exam(name: &str, train: &[&Sentence], test: &[&Sentence]) -> Exam {
    let faqs = faqs(train);
    Exam {
        right: test
            .iter()
            .map(|sentence| sentence.label.iter().cloned().collect())
            .collect(),
        set: Set {
            name: name.to_owned(),
            lang: "en".to_owned(),
            limit: faqs.len(),
            faqs,
            queries: test.iter().map(|sentence| sentence.text.clone()).collect(),
            way: Way::Rank,
            rounds: 1,
        },
    }
}

/// One FAQ a label: its first sentence is the question, the others are other ways to ask it.
fn faqs(sentences: &[&Sentence]) -> Vec<Faq> {
    let mut faqs: BTreeMap<&str, Faq> = BTreeMap::new();
    for sentence in sentences {
        let Some(label) = &sentence.label else {
            continue;
        };
        let faq = faqs.entry(label).or_default();
        if faq.id.is_empty() {
            faq.id.clone_from(label);
            faq.question.clone_from(&sentence.text);
        } else {
            faq.also.push(sentence.text.clone());
        }
    }
    faqs.into_values().collect()
}

fn sentences(file: &Path) -> Result<Vec<Sentence>> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("{name} cannot be read"))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = rows.headers()?.clone();
    let column = |wanted: &str| {
        let place = headers.iter().position(|header| header.trim() == wanted);
        place.with_context(|| format!("{name} has no column `{wanted}`"))
    };
    let (sentence, label) = (column("sentence")?, column("label")?);
    rows.records()
        .map(|row| {
            let row = row.with_context(|| format!("{name} is no table"))?;
            let cell = |place| row.get(place).unwrap_or_default().trim().to_owned();
            let known = Some(cell(label)).filter(|label| label != OUT_OF_SCOPE);
            Ok(Sentence {
                text: cell(sentence),
                label: known.map(|label| label.to_lowercase().replace(['_', ' '], "-")),
            })
        })
        .collect()
}
