//! `cargo xtask test`: all tests, in parts that can be run alone.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::cargo_tools::CargoTools;
use crate::chaos::Chaos;
use crate::children::{Running, on_path};
use crate::chromium::Chromium;
use crate::progress::{seconds, step};
use crate::project::Project;
use crate::size::Sizes;
use crate::tally::Tally;
use crate::toolchain::{TARGET, Toolchain, host_cargo};
use crate::{build, debian, lint, python, worker};

/// Arguments of `test`.
#[derive(Args)]
pub struct Test {
    /// Only these parts, separated by commas
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    /// Passed on to Playwright
    #[arg(last = true)]
    playwright: Vec<String>,
    /// Keep the pictures
    #[arg(skip)]
    pictures: bool,
}

/// A part of the tests, in the order in which they run: the quickest to fail first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Formatting, clippy, documentation
    Lint,
    /// Domain, server side and tools on this machine
    Host,
    /// The panel's WebAssembly in a headless browser
    Wasm,
    /// Everything together in a real browser
    E2e,
    /// The worker killed under load, with nothing lost
    Chaos,
    /// What is deployed, checked without an account
    Deploy,
    /// The budgets
    Size,
}

impl Test {
    /// The tests that take the pictures of `docs/gallery`, which are kept.
    pub fn pictures() -> Self {
        Self {
            only: vec![Part::E2e],
            playwright: ["gallery.spec", "--project", "desktop"]
                .map(str::to_owned)
                .to_vec(),
            pictures: true,
        }
    }

    /// Runs the command.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        let parts = Part::value_variants();
        let mut total = Tally::default();
        let mut rows = Vec::new();
        for part in parts
            .iter()
            .filter(|part| self.only.is_empty() || self.only.contains(part))
        {
            eprintln!("\n{}", part.title());
            let started = Instant::now();
            let tally = self.run_part(*part, project).unwrap_or_else(|error| {
                crate::children::wait_if_interrupted();
                eprintln!("\n{error:#}");
                Tally::of(false)
            });
            total += tally;
            rows.push(row(*part, tally, started.elapsed()));
        }
        println!("\n{}\n", rows.join("\n"));
        println!("{} passed, {} failed", total.passed, total.failed);
        Ok(total.exit_code())
    }

    fn run_part(&self, part: Part, project: &Project) -> Result<Tally> {
        match part {
            Part::Lint => Ok(lint::run(project)),
            Part::Host => host(project),
            Part::Wasm => wasm(project),
            Part::E2e => self.end_to_end(project),
            Part::Chaos => Chaos::default().holds(project).map(Tally::of),
            Part::Deploy => deploy(project),
            Part::Size => size(project),
        }
    }

    fn end_to_end(&self, project: &Project) -> Result<Tally> {
        let built = build::run(project)?;
        let wants_panic = |argument: &String| argument.contains("panic");
        let panicking = if self.playwright.is_empty() || self.playwright.iter().any(wants_panic) {
            Some(worker::build_panicking(
                project,
                &built.tools,
                &built.panel,
            )?)
        } else {
            None
        };
        let packages = built.tools.packages;
        let chromium = Chromium::ensure(project)?;
        if on_path("openssl").is_none() {
            step("openssl", |step| {
                debian::install(
                    step,
                    &["openssl"],
                    "Certificates for the tests need openssl",
                )
            })?;
        }
        let mut playwright = packages.script("@playwright/test/cli.js");
        playwright
            .current_dir(project.path("e2e"))
            .arg("test")
            .args(&self.playwright)
            .env("PREMURA_WORKERD", packages.workerd()?)
            .env("PREMURA_CHROMIUM", &chromium.browser)
            .env("PREMURA_XTASK", std::env::current_exe()?);
        // Without it the test that needs it says so loudly and is not run.
        match python::ensure(project) {
            Ok(python) => _ = playwright.env("PREMURA_PYTHON", python),
            Err(error) => eprintln!("{error:#}"),
        }
        if self.pictures {
            playwright.env("PREMURA_WRITE", "1");
        }
        if let Some(panicking) = panicking {
            playwright.env("PREMURA_PANIC", panicking);
        }
        // Real FAQs to import lie beside the checkout on some machines only.
        let data = project.path("../shared/data");
        if data.is_dir() {
            playwright.env("PREMURA_DATA", data);
        }
        count(&mut playwright)
    }
}

impl Part {
    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn title(self) -> String {
        let help = self
            .to_possible_value()
            .and_then(|value| value.get_help().map(ToString::to_string));
        format!("{}: {}", self.name(), help.unwrap_or_default())
    }
}

/// What property tests draw their cases from. Fixed, so that a run says of the code what the run
/// before said; another one set outside looks for new cases.
const SEED: &str = "PROPTEST_RNG_SEED";

fn host(project: &Project) -> Result<Tally> {
    let mut cargo = host_cargo(project);
    cargo
        .args([
            "test",
            "--no-fail-fast",
            "--package",
            "shared",
            "--package",
            "widget",
            "--package",
            "xtask",
        ])
        .args(["--features", "shared/server,widget/ssr"]);
    if std::env::var_os(SEED).is_none() {
        cargo.env(SEED, "1");
    }
    count(&mut cargo)
}

fn wasm(project: &Project) -> Result<Tally> {
    let toolchain = Toolchain::ensure(project)?;
    let tools = CargoTools::ensure(project)?;
    let chromium = Chromium::ensure(project)?;
    let mut cargo = toolchain.cargo(project);
    cargo
        .args([
            "test",
            "--no-fail-fast",
            "--package",
            "widget",
            "--lib",
            "--tests",
        ])
        .args(["--features", "hydrate", "--target", TARGET])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            &tools.test_runner,
        )
        .env("CHROMEDRIVER", chromium.driver(project)?)
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            chromium.webdriver_json(project)?,
        );
    count(&mut cargo)
}

fn deploy(project: &Project) -> Result<Tally> {
    let packages = build::run(project)?.tools.packages;
    let mut wrangler = packages.script("wrangler/bin/wrangler.js");
    wrangler
        .current_dir(project.root())
        .args([
            "deploy",
            "--dry-run",
            "--config",
            "wrangler.toml",
            "--outdir",
        ])
        .arg(project.scratch("deployed"))
        // Nothing is asked, nothing is sent.
        .env("CI", "true")
        .env("WRANGLER_SEND_METRICS", "false")
        .env("WRANGLER_SEND_ERROR_REPORTS", "false")
        .env("WRANGLER_HIDE_BANNER", "true")
        .env("CLOUDFLARE_CF_FETCH_ENABLED", "false");
    let result = step("wrangler deploy --dry-run", |step| step.run(&mut wrangler));
    result.map(|()| Tally::of(true))
}

fn size(project: &Project) -> Result<Tally> {
    let sizes = Sizes::measure(project)?;
    println!("\n{}", sizes.table());
    Ok(Tally::of(sizes.within_budget()))
}

/// Runs a test runner, passing on what it prints, and counts the tests it reports.
fn count(command: &mut Command) -> Result<Tally> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut running = Running::start(command).with_context(|| format!("cannot start `{name}`"))?;
    let mut tally = Tally::default();
    if let Some(pipe) = running.child().stdout.take() {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.read(&line);
        }
    }
    let status = running.wait()?;
    // A test that does not compile reports no failure.
    if !status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

fn row(part: Part, tally: Tally, time: Duration) -> String {
    let Tally { passed, failed } = tally;
    format!(
        "  {:<8}{passed:>6} passed {failed:>5} failed {:>13}",
        part.name(),
        seconds(time)
    )
}
