//! Versions of tools that must match a library are read from the lock file that pins the
//! library, so that each version stands in one place.

use std::fs;

use anyhow::{Context, Result};

use crate::project::Project;

/// The version of a package in `Cargo.lock`.
pub fn version(project: &Project, package: &str) -> Result<String> {
    let lock = fs::read_to_string(project.path("Cargo.lock")).context("cannot read Cargo.lock")?;
    find(&lock, package).with_context(|| format!("Cargo.lock has no package `{package}`"))
}

fn find(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::find;

    const LOCK: &str = "[[package]]\nname = \"worker-macros\"\nversion = \"0.8.6\"\n\n\
                        [[package]]\nname = \"worker\"\nversion = \"0.8.7\"\n";

    #[test]
    fn a_version_is_that_of_exactly_the_named_package() {
        assert_eq!(find(LOCK, "worker").as_deref(), Some("0.8.7"));
        assert_eq!(find(LOCK, "work"), None);
    }
}
