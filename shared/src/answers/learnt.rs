//! What was learnt when the owner published, as bytes: coefficients in steps of a byte, as most of
//! them are few and small.

use super::bytes::Reader;
#[cfg(feature = "server")]
use super::bytes::Writer;
use super::sense::Votes;

/// Steps of a coefficient on either side of 0.
const STEPS: f32 = 31.0;
/// Parts of one in the scale's bytes.
const PARTS: f32 = 10_000.0;

/// What was learnt of one language's FAQs.
#[derive(Clone, Debug, Default)]
pub(super) struct Learnt {
    /// Words that say nothing, parted by spaces.
    pub empty: String,
    /// From this confidence a FAQ answers, in hundredths.
    pub threshold: u8,
    /// For which FAQs each phrasing speaks.
    pub votes: Vec<Votes>,
}

#[cfg(feature = "server")]
impl Learnt {
    /// Writes it, coefficients rounded.
    pub fn write(&self, out: &mut Writer) {
        out.text(&self.empty);
        out.byte(self.threshold);
        let all = self.votes.iter().flatten();
        let most = all.fold(0.0_f32, |most, (_, vote)| most.max(vote.abs()));
        out.number((most * PARTS) as usize);
        out.number(self.votes.len());
        for votes in &self.votes {
            let steps = |vote: f32| (vote / most * STEPS).round() as i8;
            let kept: Vec<(u32, i8)> = votes
                .iter()
                .map(|(entry, vote)| (*entry, steps(*vote)))
                .filter(|(_, steps)| *steps != 0)
                .collect();
            out.number(kept.len());
            let mut before = 0;
            for (entry, steps) in kept {
                out.number((entry - before) as usize);
                out.byte(steps as u8);
                before = entry;
            }
        }
    }
}

impl Learnt {
    /// Reads it; none where it is not whole.
    pub fn read(from: &mut Reader<'_>) -> Option<Self> {
        let empty = from.text()?.to_owned();
        let threshold = from.byte()?;
        let step = from.number()? as f32 / PARTS / STEPS;
        let mut votes = Vec::new();
        for _ in 0..from.number()? {
            let mut entry: u32 = 0;
            let mut of = Votes::new();
            for _ in 0..from.number()? {
                entry = entry.checked_add(u32::try_from(from.number()?).ok()?)?;
                of.push((entry, f32::from(from.byte()? as i8) * step));
            }
            votes.push(of);
        }
        Some(Self {
            empty,
            threshold,
            votes,
        })
    }
}
