//! What is tried: FAQs and queries, the same for every engine, and what an engine makes of them.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use shared::answers::{self, Entry, Hit, Index};
use shared::lang::Lang;

/// FAQs in one language with what is asked of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Set {
    /// Its name, given back with the outcome.
    pub name: String,
    /// The language tag.
    pub lang: String,
    /// The FAQs.
    pub faqs: Vec<Faq>,
    /// What is asked, in the order of [`Outcome::ranked`].
    pub queries: Vec<String>,
    /// How it is asked.
    pub way: Way,
    /// Most results for a query.
    pub limit: usize,
    /// How often everything is done; times are medians of these.
    pub rounds: usize,
}

/// A FAQ as every engine gets it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Faq {
    /// Different from all others in the set.
    pub id: String,
    /// The title.
    pub question: String,
    /// Other ways people ask it.
    pub also: Vec<String>,
    /// The category's name; may be empty.
    pub category: String,
    /// The answer as plain text; may be empty.
    pub answer: String,
}

/// How a set is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// As one types.
    Search,
    /// As a question asked whole.
    #[default]
    Rank,
}

/// What an engine made of a set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The set's name.
    pub set: String,
    /// From this score on the engine answers; none where an engine has no such thing.
    pub threshold: Option<f32>,
    /// Ids and scores for every query, best first.
    pub ranked: Vec<Vec<(String, f32)>>,
    /// The index as it would be kept, in hexadecimal digits.
    pub index: String,
    /// Milliseconds to build the index.
    pub build_ms: f64,
    /// Milliseconds to read the index.
    pub read_ms: f64,
    /// Milliseconds each query took.
    pub query_ms: Vec<f64>,
}

/// Tries all sets. `now` is a clock in milliseconds.
///
/// # Errors
/// A set that cannot be tried, by name.
pub fn run(sets: &[Set], now: impl Fn() -> f64) -> Result<Vec<Outcome>, String> {
    sets.iter()
        .map(|set| outcome(set, &now).ok_or_else(|| format!("{} cannot be tried", set.name)))
        .collect()
}

fn outcome(set: &Set, now: &impl Fn() -> f64) -> Option<Outcome> {
    let lang = Lang::parse(&set.lang)?;
    let entries: Vec<Entry> = set.faqs.iter().map(Faq::entry).collect();
    let (bytes, build_ms) = timed(set.rounds, now, || answers::build(&lang, &entries));
    let (index, read_ms) = timed(set.rounds, now, || Index::read(&bytes).ok());
    let index = index?;
    let ask = |query: &String| match set.way {
        Way::Search => index.search(query, set.limit),
        Way::Rank => index.rank(query, set.limit),
    };
    // Once without looking at the clock: the first queries would pay for what is cold.
    set.queries.iter().take(50).for_each(|query| _ = ask(query));
    let named = |hit: Hit| Some((index.entries().get(hit.entry)?.id.clone(), hit.score));
    let (ranked, query_ms) = set
        .queries
        .iter()
        .map(|query| {
            let (hits, time) = timed(set.rounds, now, || ask(query));
            (hits.into_iter().filter_map(named).collect(), time)
        })
        .unzip();
    Some(Outcome {
        set: set.name.clone(),
        threshold: Some(index.threshold()),
        ranked,
        index: bytes.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        }),
        build_ms,
        read_ms,
        query_ms,
    })
}

impl Faq {
    fn entry(&self) -> Entry {
        Entry {
            id: self.id.clone(),
            question: self.question.clone(),
            also: self.also.clone(),
            category: self.category.clone(),
            answer: self.answer.clone(),
        }
    }
}

/// What work gives and the median of the times it took.
fn timed<T>(rounds: usize, now: &impl Fn() -> f64, mut work: impl FnMut() -> T) -> (T, f64) {
    let mut once = || {
        let start = now();
        let result = work();
        (result, now() - start)
    };
    let (mut result, time) = once();
    let mut times = vec![time];
    for _ in 1..rounds {
        let (again, time) = once();
        result = again;
        times.push(time);
    }
    times.sort_by(f64::total_cmp);
    (result, times.get(times.len() / 2).copied().unwrap_or(time))
}
