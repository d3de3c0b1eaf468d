//! The matching engine by itself, as `cargo xtask bench answers` tries it. The same code takes the
//! time on this machine and in WebAssembly; measures are worked out elsewhere.

#[cfg(target_arch = "wasm32")]
mod module;
mod task;

pub use task::{Faq, Outcome, Set, Way, run};
