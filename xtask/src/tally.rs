//! How many tests passed and failed, as the programs that ran them say.

use std::ops::AddAssign;
use std::process::ExitCode;

/// Counted tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
}

impl Tally {
    /// One check that is a test of its own.
    pub fn of(passed: bool) -> Self {
        Self {
            passed: u32::from(passed),
            failed: u32::from(!passed),
        }
    }

    /// What a command that ran these tests ends with.
    pub fn exit_code(self) -> ExitCode {
        if self.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    /// Counts what a line of a test runner's output says, if it is one that counts.
    pub fn read(&mut self, line: &str) {
        let line = line.trim_end();
        if let Some(result) = line.strip_prefix("test result: ") {
            // libtest and wasm-bindgen-test: `test result: ok. 3 passed; 0 failed; 0 ignored; …`
            let (_, counts) = result.split_once(". ").unwrap_or(("", result));
            counts.split("; ").for_each(|count| self.count(count));
        } else if let Some(count) = line
            .strip_prefix("  ")
            .filter(|rest| !rest.starts_with(' '))
        {
            // Playwright: `  12 passed (30.1s)`
            self.count(count.split(" (").next().unwrap_or(count));
        }
    }

    fn count(&mut self, count: &str) {
        let Some((number, what)) = count.split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<u32>() else {
            return;
        };
        match what {
            // Flaky tests passed at last; Playwright names them on its own.
            "passed" | "flaky" => self.passed += number,
            "failed" | "interrupted" => self.failed += number,
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn tally(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn libtest_is_counted_over_all_crates() {
        let output = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                      test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            tally(output),
            Tally {
                passed: 4,
                failed: 2
            }
        );
    }

    #[test]
    fn playwright_is_counted() {
        let output = "Running 16 tests using 2 workers\n  ✓  1 panel.spec.mjs:3:1 › 2 failed searches (1s)\n\
                      \x20 2 failed\n    panel.spec.mjs:9:1 › a\n  1 flaky\n  1 skipped\n  12 passed (30.1s)";
        assert_eq!(
            tally(output),
            Tally {
                passed: 13,
                failed: 2
            }
        );
    }

    #[test]
    fn what_tests_print_is_not_counted() {
        assert_eq!(
            tally("7 passed\nthe 3 failed\n    4 passed"),
            Tally::default()
        );
    }
}
