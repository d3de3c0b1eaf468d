//! Whatever anybody sends: an answer, never a panic, and what is made of it keeps its promises.
//! Inputs are arbitrary, or kept ones (`fuzz/corpus`) damaged on purpose; every input that once
//! broke something is kept there. `PROPTEST_CASES=100000` looks for longer. Mail that comes in has
//! its own tests, in `inbound`.
#![cfg(feature = "server")]

#[path = "fuzz/configuration.rs"]
mod configuration;
#[path = "fuzz/corpus.rs"]
mod corpus;
#[path = "fuzz/markup.rs"]
mod markup;
#[path = "fuzz/story.rs"]
mod story;
#[path = "fuzz/tickets.rs"]
mod tickets;
#[path = "fuzz/words.rs"]
mod words;
