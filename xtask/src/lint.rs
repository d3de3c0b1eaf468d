//! `cargo xtask fmt` and `cargo xtask lint`.

use std::process::Command;

use anyhow::Result;

use crate::progress;
use crate::project::Project;
use crate::tally::Tally;
use crate::toolchain::host_cargo;

/// Each crate is linted as it is built: the widget twice, since server and browser exclude each
/// other. Machines whose WebAssembly comes from the substitute have clippy for the host only.
const CLIPPY: [(&str, &[&str]); 3] = [
    (
        "Clippy: domain, server side, tools",
        &[
            "--workspace",
            "--all-targets",
            "--features",
            "shared/server,widget/ssr",
        ],
    ),
    (
        "Clippy: browser side",
        &["--package", "widget", "--features", "hydrate"],
    ),
    ("Clippy: domain in the browser", &["--package", "shared"]),
];

/// Formats all code.
pub fn format(project: &Project) -> Result<()> {
    progress::step("Format", |step| {
        step.run(host_cargo(project).args(["fmt", "--all"]))
    })
}

/// Runs all checks, whatever the result of those before; each counts as a test.
pub fn run(project: &Project) -> Tally {
    let mut tally = Tally::default();
    for (name, mut check) in checks(project) {
        let result = progress::step(name, |step| step.run(&mut check));
        if let Err(error) = &result {
            eprintln!("{error:#}\n");
        }
        tally += Tally::of(result.is_ok());
    }
    tally
}

/// Name and command of each check.
fn checks(project: &Project) -> Vec<(&'static str, Command)> {
    let mut format = host_cargo(project);
    format.args(["fmt", "--all", "--check", "--", "--color=never"]);
    let mut checks = vec![("Format", format)];
    for (name, arguments) in CLIPPY {
        let mut clippy = host_cargo(project);
        clippy
            .args(["clippy", "--quiet"])
            .args(arguments)
            .args(["--", "--deny", "warnings"]);
        checks.push((name, clippy));
    }
    let mut documentation = host_cargo(project);
    documentation
        .args([
            "doc",
            "--quiet",
            "--workspace",
            "--no-deps",
            "--document-private-items",
        ])
        .args(["--features", "shared/server,widget/ssr"])
        .env("RUSTDOCFLAGS", "--deny warnings");
    checks.push(("Documentation", documentation));
    checks
}
