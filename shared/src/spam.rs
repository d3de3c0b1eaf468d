//! What speaks for a request being spam, and whether it is enough. Suspected requests are kept and
//! shown to the team with the reasons; nothing is dropped here, and nobody is told.

use serde::{Deserialize, Serialize};

use crate::seal::{is_sealed, seal};

/// A form's stamp counts as long as this, in milliseconds.
pub const STAMP_MS: i64 = 24 * 3_600_000;
/// From so many links on a message counts as full of them.
pub const MANY_LINKS: usize = 3;
/// A text shorter than this, in characters, may be written twice by different people.
const MIN_REPEATED: usize = 40;

/// What is known of the proof of work that came with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// None was asked for, or none can be: forms without script, an operator's own call.
    NotAsked,
    /// It was asked for and did not come.
    Missing,
    /// It is not right, or too late.
    Invalid,
    /// It is right and was used before.
    Spent,
    /// It is right.
    Solved,
}

/// What is known of a request besides its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Something stands in the field people do not see.
    pub honeypot_filled: bool,
    /// From the form's opening to its sending, in milliseconds; see [`read_stamp`].
    pub elapsed_ms: Option<i64>,
    /// The proof of work.
    pub proof: Proof,
    /// How many links are in the text; see [`links`].
    pub links: usize,
    /// The same text came shortly before; see [`text_key`].
    pub repeated_text: bool,
    /// What Turnstile says, where the site uses it and its service answered.
    pub turnstile: Option<bool>,
}

/// Why a request is suspected. The names are part of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The field people do not see was filled in.
    Honeypot,
    /// It was sent sooner than anybody can write.
    TooFast,
    /// When the form was opened is not known.
    NoStamp,
    /// A proof of work was asked for and did not come.
    ProofMissing,
    /// The proof of work was wrong or late.
    ProofInvalid,
    /// The proof of work was used before.
    ProofSpent,
    /// Turnstile takes the sender for a machine.
    Turnstile,
    /// The text holds three links or more.
    ManyLinks,
    /// The same text came shortly before.
    RepeatedText,
}

/// With so much against it a request is suspected.
const ENOUGH: u32 = 100;

impl Reason {
    /// How much it says, where 100 is enough by itself. What also happens to honest people and
    /// programs (no script, no stamp, a worker that failed) is not, and neither are both of the
    /// signs that every caller of the API gives: no stamp and no proof.
    pub fn weight(self) -> u32 {
        match self {
            Self::Honeypot | Self::TooFast | Self::ProofSpent | Self::Turnstile => ENOUGH,
            Self::ProofInvalid => 60,
            Self::ProofMissing | Self::ManyLinks | Self::RepeatedText => 50,
            Self::NoStamp => 30,
        }
    }
}

/// What is made of the signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// To the team's list.
    Fine,
    /// To the spam view, kept like any other.
    Suspected {
        /// All that speaks for it, the weightiest first.
        reasons: Vec<Reason>,
    },
}

impl Signs {
    /// What is made of them. What was sent sooner than `min_ms` milliseconds after the form was
    /// opened, nobody wrote.
    pub fn verdict(self, min_ms: i64) -> Verdict {
        let proof = match self.proof {
            Proof::Missing => Some(Reason::ProofMissing),
            Proof::Invalid => Some(Reason::ProofInvalid),
            Proof::Spent => Some(Reason::ProofSpent),
            Proof::NotAsked | Proof::Solved => None,
        };
        let time = match self.elapsed_ms {
            Some(elapsed) => (elapsed < min_ms).then_some(Reason::TooFast),
            None => Some(Reason::NoStamp),
        };
        let given = [
            self.honeypot_filled.then_some(Reason::Honeypot),
            time,
            proof,
            (self.turnstile == Some(false)).then_some(Reason::Turnstile),
            (self.links >= MANY_LINKS).then_some(Reason::ManyLinks),
            self.repeated_text.then_some(Reason::RepeatedText),
        ];
        let mut reasons: Vec<_> = given.into_iter().flatten().collect();
        if reasons.iter().map(|reason| reason.weight()).sum::<u32>() < ENOUGH {
            return Verdict::Fine;
        }
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight()));
        Verdict::Suspected { reasons }
    }
}

const STAMP: &str = "stamp";

/// Says when a form was opened, in a way that only we can: milliseconds since 1970, a full stop,
/// and a seal. `secret` is the site's.
pub fn stamp(secret: &[u8], now_ms: i64) -> String {
    let opened = now_ms.to_string();
    let seal = seal(secret, STAMP, &opened);
    format!("{opened}.{seal}")
}

/// The time since a stamp was given, in milliseconds from 0 to [`STAMP_MS`]. None where it is not
/// ours, older, or from the future.
pub fn read_stamp(secret: &[u8], text: &str, now_ms: i64) -> Option<i64> {
    let (opened, seal) = text.split_once('.')?;
    if !is_sealed(secret, STAMP, opened, seal) {
        return None;
    }
    let elapsed = now_ms.checked_sub(opened.parse().ok()?)?;
    (0..=STAMP_MS).contains(&elapsed).then_some(elapsed)
}

/// How many links a text holds: `http://`, `https://` and `www.` at the start of a word, in
/// whatever case.
pub fn links(text: &str) -> usize {
    let starts = |word: &str, start: &str| {
        word.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '/' | '.'))
        .filter(|word| {
            ["http://", "https://", "www."]
                .iter()
                .any(|start| starts(word, start))
        })
        .count()
}

/// What a text is remembered by, to know it when it comes again with other spaces or case. None
/// for texts so short that different people write the same.
pub fn text_key(secret: &[u8], text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    let text = words.join(" ");
    (text.chars().count() >= MIN_REPEATED).then(|| seal(secret, "text", &text))
}

#[cfg(test)]
#[path = "spam/tests.rs"]
mod tests;
