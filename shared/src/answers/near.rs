//! How near a question is to every known phrasing: cosines of weighted grams, found by the grams
//! they share.

use std::collections::BinaryHeap;

use super::gram::{Gram, Grams, Kind};
use super::number::ln;

/// What an empty word's weight is multiplied by.
const EMPTY: f32 = 0.4;
/// How much the square of a likeness adds to it: what shares most counts for more.
const SQUARE: f32 = 0.5;
/// How alike any two texts are: lets a FAQ that is asked in many ways be likelier beforehand.
const ALIKE: f32 = 0.05;

impl Gram {
    fn worth(self) -> f32 {
        if self.kind() == Kind::Empty {
            EMPTY
        } else {
            1.0
        }
    }
}

/// Grams and the phrasings they stand in.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    grams: Vec<Gram>,
    /// Where each gram's places begin, and the last one's end.
    starts: Vec<u32>,
    places: Vec<u32>,
    /// Each gram's weight, squared.
    weights: Vec<f32>,
    /// One over the length of each phrasing's pieces, and of its words.
    scales: Vec<[f32; 2]>,
}

impl Near {
    /// Of phrasings.
    pub fn new(phrasings: &[Grams]) -> Self {
        let pairs = |(place, grams): (usize, &Grams)| {
            let place = place as u64;
            let pair = move |gram: &Gram| u64::from(gram.0) << 32 | place;
            grams.list.iter().map(pair).collect::<Vec<_>>()
        };
        let pairs: BinaryHeap<u64> = phrasings.iter().enumerate().flat_map(pairs).collect();
        let pairs = pairs.into_sorted_vec();
        let mut near = Self::default();
        for pair in &pairs {
            let gram = Gram((pair >> 32) as u32);
            if near.grams.last() != Some(&gram) {
                near.grams.push(gram);
                near.starts.push(near.places.len() as u32);
            }
            near.places.push(*pair as u32);
        }
        near.starts.push(near.places.len() as u32);
        near.weigh(phrasings.len());
        near
    }

    fn weigh(&mut self, phrasings: usize) {
        let mut squares = vec![[0.0_f32; 2]; phrasings];
        let mut weights = Vec::with_capacity(self.grams.len());
        for (at, gram) in self.grams.iter().enumerate() {
            let places = self.places_at(at);
            let weight = weight(*gram, places.len(), phrasings);
            weights.push(weight);
            for place in places {
                if let Some(sums) = squares.get_mut(*place as usize) {
                    sums[usize::from(gram.is_of_words())] += weight;
                }
            }
        }
        self.weights = weights;
        self.scales = squares.into_iter().map(|sums| sums.map(scale)).collect();
    }

    fn places_at(&self, at: usize) -> &[u32] {
        let end = |at: usize| self.starts.get(at).copied().unwrap_or(0) as usize;
        self.places.get(end(at)..end(at + 1)).unwrap_or_default()
    }

    /// Where a gram stands; nowhere when it is unknown.
    pub fn places(&self, gram: Gram) -> &[u32] {
        let found = self.grams.binary_search(&gram);
        found.map_or(&[], |at| self.places_at(at))
    }

    /// How many words that say something each phrasing has, and their weight together; of those
    /// that stand in `grams` too where some are given.
    pub fn words(&self, grams: Option<&[Gram]>) -> Vec<(u32, f32)> {
        let mut words = vec![(0_u32, 0.0_f32); self.scales.len()];
        for gram in grams.unwrap_or(&self.grams) {
            if gram.kind() != Kind::Word {
                continue;
            }
            let places = self.places(*gram);
            let weight = inverse(places.len(), self.scales.len());
            for place in places {
                if let Some((count, sum)) = words.get_mut(*place as usize) {
                    *count += 1;
                    *sum += weight;
                }
            }
        }
        words
    }

    /// How like each phrasing is to a text, from 0 to 1, into `likeness`.
    pub fn compare(&self, grams: &[Gram], likeness: &mut Vec<f32>) {
        likeness.clear();
        likeness.resize(self.scales.len(), 0.0);
        let mut known = Vec::with_capacity(grams.len());
        let mut squares = [0.0; 2];
        for gram in grams {
            if let Ok(at) = self.grams.binary_search(gram) {
                let weight = self.weights.get(at).copied().unwrap_or(0.0);
                let part = usize::from(gram.is_of_words());
                squares[part] += weight;
                known.push((at, part, weight));
            }
        }
        if known.is_empty() {
            return;
        }
        let lengths = squares.map(scale);
        for (at, part, weight) in known {
            let weight = weight * lengths[part] * 0.5;
            for place in self.places_at(at) {
                let place = *place as usize;
                if let (Some(sum), Some(scales)) = (likeness.get_mut(place), self.scales.get(place))
                {
                    *sum += weight * scales[part];
                }
            }
        }
        for cosine in likeness {
            let raised = *cosine * (1.0 + SQUARE * *cosine) + ALIKE;
            *cosine = raised / (1.0 + SQUARE + ALIKE);
        }
    }

    /// What share of a text's words is known, the rare ones counting for more; `count` says in how
    /// many of `phrasings` a word stands.
    pub fn known(grams: &[Gram], phrasings: usize, count: impl Fn(Gram) -> usize) -> f32 {
        let (mut known, mut all) = (0.0, 0.0);
        for gram in grams {
            if matches!(gram.kind(), Kind::Word | Kind::Empty) {
                let places = count(*gram);
                let weight = inverse(places, phrasings) * gram.worth();
                all += weight;
                if places > 0 {
                    known += weight;
                }
            }
        }
        if all > 0.0 { known / all } else { 0.0 }
    }
}

/// One over the root of a sum of squares; 0 of nothing.
fn scale(square: f32) -> f32 {
    if square > 0.0 {
        1.0 / square.sqrt()
    } else {
        0.0
    }
}

/// The inverse document frequency, smoothed (Spärck Jones, 1972).
fn inverse(places: usize, phrasings: usize) -> f32 {
    ln((1 + phrasings) as f32 / (1 + places) as f32) + 1.0
}

/// A gram's weight, squared.
fn weight(gram: Gram, places: usize, phrasings: usize) -> f32 {
    let weight = inverse(places, phrasings) * gram.worth();
    weight * weight
}

#[cfg(test)]
mod tests {
    use super::super::gram::Reading;
    use super::super::stem::Stemmer;
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn likeness_is_that_of_a_slow_reference() {
        let texts = [
            "Where is my order?",
            "Cancel my order",
            "Where are you",
            "shipping costs",
        ];
        let stemmer = Stemmer::of(&Lang::parse("en").unwrap());
        let reading = Reading::new(stemmer, "my is you");
        let all: Vec<Grams> = texts.iter().map(|text| reading.grams(text, 9)).collect();
        let near = Near::new(&all);
        let count = |gram: &Gram| all.iter().filter(|one| one.list.contains(gram)).count();
        let weigh = |gram: &Gram| weight(*gram, count(gram), all.len());
        let dot = |a: &Grams, b: &Grams, words: bool| -> f32 {
            let common = a.list.iter().filter(|gram| b.list.contains(gram));
            let part = common.filter(|gram| gram.is_of_words() == words && count(gram) > 0);
            part.map(weigh).sum()
        };
        let asked = reading.grams("where is the order of mine", 9);
        let mut likeness = Vec::new();
        near.compare(&asked.list, &mut likeness);
        for (one, likeness) in all.iter().zip(&likeness) {
            let known = Grams {
                list: asked
                    .list
                    .iter()
                    .copied()
                    .filter(|g| count(g) > 0)
                    .collect(),
                ..Grams::default()
            };
            let cosine = |words| {
                let lengths = dot(one, one, words) * dot(&known, &known, words);
                dot(one, &known, words) / lengths.sqrt()
            };
            let mean = (cosine(true) + cosine(false)) / 2.0;
            let expected = (mean + SQUARE * mean * mean + ALIKE) / (1.0 + SQUARE + ALIKE);
            assert!((likeness - expected).abs() < 1e-5, "{likeness} {expected}");
        }
        near.compare(&reading.grams("zzz", 9).list, &mut likeness);
        assert_eq!(likeness, [0.0; 4]);
    }
}
