//! How well a site answers: every measure, from what happened to a report. A ticket's history is
//! brought into facts, one a day; the facts of a day are its rollup; rollups make a report.
//!
//! Nothing is estimated: a rollup keeps each ticket's own numbers, so that medians and percentiles
//! of any period, however filtered, are those of the tickets themselves.

mod bytes;
mod fact;
mod history;
mod past_day;
mod period;
#[cfg(test)]
mod reference;
mod report;
mod rollup;
mod spread;
mod tally;
#[cfg(test)]
mod tests;
pub mod words;
#[cfg(test)]
mod world;

pub use fact::{Due, Fact, Marks, Name, Resolution, Score, Spell, Time, Waits, digest};
pub use history::{History, facts};
pub use past_day::{PastDay, PastReading, PastSearch, PastVote};
pub use period::{Day, Period, next_monday};
pub use report::{
    AGES, Ages, Backlog, Count, Counted, DayOf, Help, Means, Promised, Rated, Report, Row, Share,
    Times,
};
pub use rollup::{Changes, Names, Packed, Rollup};
pub use spread::{Samples, Spread};
pub use tally::{Dimension, Filter, Tally};
