//! How good answers are: what is worked out of what was asked and what came back.

use std::collections::HashMap;

/// One query with what an engine made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The FAQs that are right; none where nothing prepared answers it.
    pub right: Vec<String>,
    /// The FAQs that came back, best first.
    pub ranked: Vec<String>,
    /// The score of the first; 0 where none came back.
    pub score: f64,
    /// Whether the engine answers, by its own threshold.
    pub answered: bool,
}

/// What is reported of trials; none where it says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quality {
    /// Share of queries with an answer whose first result is right.
    pub at_1: Option<f64>,
    /// The same for the first three.
    pub at_3: Option<f64>,
    /// Mean of 1 / rank of the first right result, over queries with an answer.
    pub mrr: Option<f64>,
    /// [`correlation`] over all queries, “no answer” being a class of its own.
    pub mcc_own: Option<f64>,
    /// The same at the best of [`thresholds`].
    pub mcc_best: Option<f64>,
    /// Share of queries without an answer that are not answered.
    pub oos_recall: Option<f64>,
}

impl Quality {
    /// Of queries that all have an answer: only their order counts.
    pub fn of_search(trials: &[Trial]) -> Self {
        let in_scope: Vec<&Trial> = trials.iter().filter(|t| !t.right.is_empty()).collect();
        let mean = |value: &dyn Fn(usize) -> f64| {
            let ranks = in_scope.iter().filter_map(|t| t.rank());
            let sum = ranks.map(value).fold(0.0, |sum, value| sum + value);
            (!in_scope.is_empty()).then(|| sum / in_scope.len() as f64)
        };
        Self {
            at_1: mean(&|rank| f64::from(rank == 1)),
            at_3: mean(&|rank| f64::from(rank <= 3)),
            mrr: mean(&|rank| 1.0 / rank as f64),
            ..Self::default()
        }
    }

    /// Of questions some of which nothing answers.
    pub fn of_questions(trials: &[Trial]) -> Self {
        let out: Vec<&Trial> = trials.iter().filter(|t| t.right.is_empty()).collect();
        let refused = out.iter().filter(|t| !t.answered).count();
        Self {
            mcc_own: Some(mcc(trials, |trial| trial.answered)),
            mcc_best: best_threshold(trials).map(|(_, mcc)| mcc),
            oos_recall: (!out.is_empty()).then(|| refused as f64 / out.len() as f64),
            ..Self::of_search(trials)
        }
    }
}

impl Trial {
    /// The place of the first right result, counted from 1.
    fn rank(&self) -> Option<usize> {
        let right = |id: &String| self.right.contains(id);
        self.ranked.iter().position(right).map(|place| place + 1)
    }
}

/// The threshold with the highest correlation, and that; the lowest of several.
pub fn best_threshold(trials: &[Trial]) -> Option<(f64, f64)> {
    thresholds(trials)
        .into_iter()
        .map(|at| (at, mcc(trials, |trial| trial.score >= at)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// The grid: 0.00, 0.01 … 1.00; for engines whose scores have no upper end every hundredth part of
/// those that occur.
fn thresholds(trials: &[Trial]) -> Vec<f64> {
    if trials.iter().all(|trial| trial.score <= 1.0) {
        return (0..=100).map(|part| f64::from(part) / 100.0).collect();
    }
    let mut scores: Vec<f64> = trials.iter().map(|trial| trial.score).collect();
    scores.sort_by(f64::total_cmp);
    let last = scores.len().saturating_sub(1);
    let mut grid: Vec<f64> = (0..=100)
        .filter_map(|part| scores.get(last * part / 100).copied())
        .collect();
    grid.dedup();
    grid
}

/// [`correlation`] where queries are answered as `answered` says.
fn mcc(trials: &[Trial], answered: impl Fn(&Trial) -> bool) -> f64 {
    let pairs: Vec<(&str, &str)> = trials
        .iter()
        .map(|trial| {
            let first = trial.ranked.first().filter(|_| answered(trial));
            (name(trial.right.first()), name(first))
        })
        .collect();
    correlation(&pairs)
}

/// A class by its name; “no answer” has none.
fn name(id: Option<&String>) -> &str {
    id.map_or("", String::as_str)
}

/// The Matthews correlation coefficient of many classes, R_K of Gorodkin (2004), as scikit-learn's
/// `matthews_corrcoef` has it: of pairs of true and predicted class, from −1 to 1; 0 where either
/// is always the same.
fn correlation(pairs: &[(&str, &str)]) -> f64 {
    let mut times: HashMap<&str, (f64, f64)> = HashMap::new();
    for (truth, predicted) in pairs {
        times.entry(truth).or_default().0 += 1.0;
        times.entry(predicted).or_default().1 += 1.0;
    }
    let sum = |of: fn(&(f64, f64)) -> f64| times.values().map(of).sum::<f64>();
    let all = pairs.len() as f64;
    let correct = pairs.iter().filter(|(t, p)| t == p).count() as f64;
    let covariance = correct * all - sum(|(t, p)| t * p);
    let variances = (all * all - sum(|(_, p)| p * p)) * (all * all - sum(|(t, _)| t * t));
    if variances > 0.0 {
        covariance / variances.sqrt()
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Option<f64>, expected: f64) {
        assert!(
            value.is_some_and(|v| (v - expected).abs() < 1e-9),
            "{value:?} is not {expected}"
        );
    }

    fn trial(right: &str, ranked: &[&str], score: f64, answered: bool) -> Trial {
        Trial {
            right: right.split_whitespace().map(str::to_owned).collect(),
            ranked: ranked.iter().map(ToString::to_string).collect(),
            score,
            answered,
        }
    }

    #[test]
    fn two_classes_correlate_as_matthews_wrote_it_in_1975() {
        // TP 2, TN 1, FP 1, FN 1: (2·1 − 1·1) / √(3·3·2·2) = 1/6.
        let pairs = [("1", "1"), ("1", "1"), ("1", "0"), ("0", "0"), ("0", "1")];
        near(Some(correlation(&pairs)), 1.0 / 6.0);
        // scikit-learn's own example: [+1,+1,+1,−1] beside [+1,−1,+1,+1] is −0.33….
        let pairs = [("+", "+"), ("+", "-"), ("+", "+"), ("-", "+")];
        near(Some(correlation(&pairs)), -1.0 / 3.0);
    }

    #[test]
    fn three_classes_correlate_as_worked_out_by_hand() {
        let pairs = [
            ("a", "a"),
            ("a", "b"),
            ("b", "b"),
            ("b", "b"),
            ("", ""),
            ("", ""),
        ];
        // c = 5, s = 6, t = (2, 2, 2), p = (1, 3, 2): (30 − 12) / √((36 − 14)(36 − 12)).
        near(Some(correlation(&pairs)), 18.0 / 528_f64.sqrt());
    }

    #[test]
    fn one_class_alone_and_nothing_at_all_correlate_with_nothing() {
        assert_eq!(correlation(&[("a", "a"), ("b", "a")]), 0.0);
        assert_eq!(correlation(&[]), 0.0);
        assert_eq!(Quality::of_questions(&[]).at_1, None);
    }

    #[test]
    fn order_is_measured_over_queries_that_have_an_answer() {
        let trials = [
            trial("a", &["a", "b"], 0.9, true),
            trial("b c", &["a", "c", "b"], 0.8, true),
            trial("c", &["a", "b", "d", "c"], 0.7, true),
            trial("d", &[], 0.0, false),
            trial("", &["a"], 0.2, false),
        ];
        let quality = Quality::of_questions(&trials);
        near(quality.at_1, 0.25);
        near(quality.at_3, 0.5);
        near(quality.mrr, (1.0 + 0.5 + 0.25) / 4.0);
        near(quality.oos_recall, 1.0);
    }

    #[test]
    fn the_best_threshold_is_found_in_the_grid() {
        let trials = [
            trial("a", &["a"], 0.9, true),
            trial("b", &["b"], 0.8, true),
            trial("", &["a"], 0.5, true),
            trial("", &["b"], 0.1, true),
        ];
        let quality = Quality::of_questions(&trials);
        near(quality.mcc_best, 1.0);
        near(quality.oos_recall, 0.0);
        // Everything answered: c = 2, s = 4, t = (1, 1, 2), p = (2, 2, 0): 4 / √(8 · 10).
        near(quality.mcc_own, 4.0 / 80_f64.sqrt());
        near(best_threshold(&trials).map(|(at, _)| at), 0.51);
        let unbounded = trials.map(|trial| Trial {
            score: trial.score * 10.0,
            ..trial
        });
        near(best_threshold(&unbounded).map(|(at, _)| at), 8.0);
    }
}
