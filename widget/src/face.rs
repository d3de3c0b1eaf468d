//! The five faces of a survey, drawn as one family in the manner of our icons: one path each on a
//! grid of 24. Mouth, brows and eyes differ, so that none needs a colour to be told apart.

use crate::markup::{Tag, tag};

/// The head and two open eyes.
macro_rules! face {
    ($rest:literal) => {
        concat!("M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0", $rest)
    };
}

/// The face of a score, 1 the worst to 5 the best. Always beside its word.
pub fn face(score: u8) -> Tag {
    let path = match score {
        0 | 1 => face!("M7 7.5l3 1.5M17 7.5l-3 1.5M9 11.5h.01M15 11.5h.01M16.5 18a5 5 0 0 0-9 0"),
        2 => face!("M9 10h.01M15 10h.01M15.5 16.5a5.5 5.5 0 0 0-7 0"),
        3 => face!("M9 10h.01M15 10h.01M8.5 15.5h7"),
        4 => face!("M9 10h.01M15 10h.01M8 14.5a5.5 5.5 0 0 0 8 0"),
        _ => {
            face!("M7.5 10.5a1.6 1.6 0 0 1 3 0M13.5 10.5a1.6 1.6 0 0 1 3 0M7 14h10a5 5 0 0 1-10 0z")
        }
    };
    tag("svg")
        .class("face")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .put(tag("path").set("d", path))
}
