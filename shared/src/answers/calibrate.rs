//! From which confidence an answer is given: tried out on the site's own FAQs.

use super::gram::Gram;
use super::near::Near;
use super::sense::{Known, confidences};
use super::train::{Lesson, Task};

/// Parts of the cross-validation.
const FOLDS: usize = 5;
/// Rounds of learning anew after a part is left out: it goes on from what all parts taught.
const AGAIN: usize = 1;
/// The share of questions that are taken to have no answer.
const UNANSWERED: f32 = 0.5;
/// The threshold of a site too small to try it out.
const USUAL: f32 = 0.5;
/// How many tries the usual threshold is worth.
const WORTH: f32 = 100.0;
/// The least and the most a threshold may be, in hundredths.
const RANGE: std::ops::RangeInclusive<u8> = 40..=80;

/// A question tried: the FAQ it means, none where that was left out; what came first, how sure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Try {
    pub meant: Option<u32>,
    pub found: u32,
    pub confidence: f32,
}

/// Each phrasing asked of what the others teach, twice: with its FAQ known, and with its FAQ left
/// out whole. In each of the parts a fifth of the phrasings and a fifth of the FAQs are left out.
pub(super) fn tries(
    known: &Known,
    near: &Near,
    task: &Task,
    lesson: &Lesson,
    entries: usize,
) -> Vec<Try> {
    let mut tries = Vec::new();
    let mut part = Vec::with_capacity(known.phrasings.len());
    let mut place = 0;
    let mut before = None;
    for phrasing in &known.phrasings {
        place = if before == Some(phrasing.entry) {
            place + 1
        } else {
            0
        };
        before = Some(phrasing.entry);
        part.push((place + phrasing.entry as usize) % FOLDS);
    }
    let mut sizes = vec![0_u32; entries];
    for phrasing in &known.phrasings {
        if let Some(size) = sizes.get_mut(phrasing.entry as usize) {
            *size += 1;
        }
    }
    for fold in 0..FOLDS {
        let is_out = |entry: u32| (entry as usize / FOLDS + entry as usize) % FOLDS == fold;
        let is_alone = |entry: u32| sizes.get(entry as usize).is_none_or(|size| *size < 2);
        let counts: Vec<bool> = known
            .phrasings
            .iter()
            .zip(&part)
            .map(|(p, part)| !is_out(p.entry) && (*part != fold || is_alone(p.entry)))
            .collect();
        let out: Vec<bool> = (0..entries as u32).map(is_out).collect();
        let mut lesson = lesson.clone();
        task.forget(&counts, &mut lesson);
        task.learn(&counts, &out, &mut lesson, AGAIN);
        let left = counts.iter().filter(|counts| **counts).count();
        for (at, phrasing) in known.phrasings.iter().enumerate() {
            if counts.get(at).copied().unwrap_or(true) {
                continue;
            }
            let scores = task.scores(at, &out, &lesson);
            let count = |gram: Gram| {
                let places = near.places(gram).iter();
                places
                    .filter(|p| counts.get(**p as usize) == Some(&true))
                    .count()
            };
            let list = known
                .grams
                .get(at)
                .map(|grams| grams.list.as_slice())
                .unwrap_or_default();
            let share = Near::known(list, left, count);
            let hits = confidences(&scores, share);
            let best = hits
                .iter()
                .max_by(|a, b| a.score.total_cmp(&b.score).then(b.entry.cmp(&a.entry)));
            tries.push(Try {
                meant: (!is_out(phrasing.entry)).then_some(phrasing.entry),
                found: best.map_or(u32::MAX, |hit| hit.entry as u32),
                confidence: best.map_or(0.0, |hit| hit.score),
            });
        }
    }
    tries
}

/// The threshold: where Matthews' correlation of the tries is highest, those left out weighed as
/// the share of questions that have no answer; drawn to the usual one where tries are few.
pub(super) fn threshold(tries: &[Try], entries: usize) -> f32 {
    let inside = tries.iter().filter(|t| t.meant.is_some()).count() as f32;
    let outside = tries.len() as f32 - inside;
    if inside < 1.0 || outside < 1.0 {
        return USUAL;
    }
    let weight = inside * UNANSWERED / (1.0 - UNANSWERED) / outside;
    let mut best = (0.0, USUAL);
    for hundredth in RANGE {
        let at = f32::from(hundredth) / 100.0;
        let mcc = correlation(tries, at, weight, entries);
        if mcc > best.0 {
            best = (mcc, at);
        }
    }
    let tried = inside.min(outside);
    (best.1 * tried + USUAL * WORTH) / (tried + WORTH)
}

/// Matthews' correlation of many classes (Gorodkin, 2004), no answer being one of them.
fn correlation(tries: &[Try], threshold: f32, outside: f32, entries: usize) -> f32 {
    let mut meant = vec![0.0_f32; entries + 1];
    let mut said = vec![0.0_f32; entries + 1];
    let (mut right, mut all) = (0.0, 0.0);
    for one in tries {
        let weight = if one.meant.is_some() { 1.0 } else { outside };
        let truth = one.meant.map_or(entries, |entry| entry as usize);
        let answers = one.confidence >= threshold && (one.found as usize) < entries;
        let answer = if answers { one.found as usize } else { entries };
        all += weight;
        if truth == answer {
            right += weight;
        }
        if let Some(sum) = meant.get_mut(truth) {
            *sum += weight;
        }
        if let Some(sum) = said.get_mut(answer) {
            *sum += weight;
        }
    }
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    let spread = (all * all - dot(&said, &said)) * (all * all - dot(&meant, &meant));
    if spread > 0.0 {
        (right * all - dot(&meant, &said)) / spread.sqrt()
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(meant: Option<u32>, found: u32, confidence: f32) -> Try {
        Try {
            meant,
            found,
            confidence,
        }
    }

    #[test]
    fn the_correlation_is_the_one_worked_out_by_hand() {
        // Truth 0 0 1 –, said 0 1 1 –: 3 of 4 right; (3·4 − 5) / √((16 − 6)(16 − 6)).
        let tries = [
            tried(Some(0), 0, 0.9),
            tried(Some(0), 1, 0.9),
            tried(Some(1), 1, 0.9),
            tried(None, 1, 0.1),
        ];
        assert!((correlation(&tries, 0.5, 1.0, 2) - 0.7).abs() < 1e-6);
        assert_eq!(correlation(&[], 0.5, 1.0, 2), 0.0);
    }

    #[test]
    fn the_threshold_lies_between_what_is_known_and_what_is_not() {
        let known = (0..300).map(|n| tried(Some(n % 9), n % 9, 0.7));
        let left_out = (0..300).map(|n| tried(None, n % 9, 0.6));
        let tries: Vec<Try> = known.chain(left_out).collect();
        let threshold = threshold(&tries, 9);
        assert!((0.57..=0.7).contains(&threshold), "{threshold}");
    }

    #[test]
    fn few_tries_leave_the_usual_threshold() {
        assert_eq!(threshold(&[], 0), USUAL);
        let few = [tried(Some(0), 0, 0.99), tried(None, 0, 0.78)];
        assert!((threshold(&few, 1) - USUAL).abs() < 0.01);
    }
}
