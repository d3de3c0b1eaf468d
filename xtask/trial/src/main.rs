//! Sets as JSON on standard input, what became of them on standard output.

use std::error::Error;
use std::io::{stdin, stdout};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let sets: Vec<trial::Set> = serde_json::from_reader(stdin().lock())?;
    let start = Instant::now();
    let outcomes = trial::run(&sets, || start.elapsed().as_secs_f64() * 1000.0)?;
    serde_json::to_writer(stdout().lock(), &outcomes)?;
    Ok(())
}
