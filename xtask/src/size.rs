//! `cargo xtask size`: what customers and the edge download, beside what it may weigh.
//!
//! The panel is opened in a real browser on the demo shop, and what was received is weighed.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::Value;

use crate::build;
use crate::chromium::Chromium;
use crate::progress::{read, step};
use crate::project::Project;
use crate::site;
use crate::stack::{ADMIN_TOKEN, DEMO, DEMO_SITE, Ports, Stack};
use crate::worker;

/// Bytes after brotli.
const LOADER_BUDGET: u64 = 2_000;
/// Bytes after brotli, all files and the first HTML together, up to a panel that can be used.
const PANEL_BUDGET: u64 = 110_000;
/// Bytes after brotli of the answers' engine, which comes after that.
pub const ENGINE_BUDGET: u64 = 25_000;
/// What the tests hold it to until it is down to that; `docs/answers.md` says what is over.
const ENGINE_LIMIT: u64 = 28_500;
/// Bytes after gzip, all modules together.
const WORKER_BUDGET: u64 = 2_000_000;

const LOADER: &str = "/premura.js";
/// The answers' engine.
pub const ENGINE: [&str; 2] = ["answers.js", "answers.wasm"];

/// Whether something comes after the panel can be used: the engine and a site's index.
fn is_later(name: &str) -> bool {
    ENGINE.contains(&name) || name.ends_with("/answers")
}

/// Arguments of `size`.
#[derive(Args)]
pub struct Size {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What something weighs, in bytes.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: u64,
    /// Brotli for what browsers download, gzip for the worker.
    compressed: u64,
}

/// Everything weighed.
pub struct Sizes {
    /// What the open panel requested from the worker: name and weight, the loader first.
    requests: Vec<(String, Weight)>,
    worker: Weight,
}

impl Size {
    /// Runs the command; it fails over budget.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        let sizes = Sizes::measure(project)?;
        if self.json {
            println!("{}", sizes.json());
        } else {
            println!("\n{}", sizes.table());
        }
        Ok(if sizes.within_budget() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

impl Sizes {
    /// Builds, opens the panel in a browser and weighs what it received.
    pub fn measure(project: &Project) -> Result<Self> {
        let packages = build::run(project)?.tools.packages;
        let chromium = Chromium::ensure(project)?;
        step("Sizes", |_| {
            let data = project.scratch("size");
            if data.exists() {
                fs::remove_dir_all(&data)?;
            }
            let ports = Ports::free()?;
            let _stack = Stack::start(project, &packages, ports, &data)?;
            site::apply(
                &project.path(DEMO_SITE),
                DEMO,
                &ports.worker_origin(),
                ADMIN_TOKEN,
            )?;
            let requests = read(
                packages
                    .node()
                    .arg(project.path("e2e/requests.mjs"))
                    .args([ports.shop_origin(), ports.worker_origin()])
                    .env("PREMURA_CHROMIUM", &chromium.browser),
            )?;
            let modules = worker::MODULES.map(|name| project.path("dist/worker").join(name));
            let modules = read(
                packages
                    .node()
                    .arg(project.path("e2e/weigh.mjs"))
                    .args(modules),
            )?;
            Self::parse(&requests, &modules)
        })
    }

    fn parse(requests: &str, modules: &str) -> Result<Self> {
        let requests = entries(requests)?
            .iter()
            .map(|entry| Ok((name(entry), Weight::read(entry, "brotli")?)))
            .collect::<Result<Vec<_>>>()?;
        let modules = entries(modules)?
            .iter()
            .map(|entry| Weight::read(entry, "gzip"))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            requests,
            worker: sum(modules.into_iter()),
        })
    }

    fn weigh(&self, wanted: impl Fn(&str) -> bool) -> Weight {
        let wanted = self.requests.iter().filter(|(name, _)| wanted(name));
        sum(wanted.map(|(_, weight)| *weight))
    }

    fn loader(&self) -> Weight {
        self.weigh(|name| name == LOADER)
    }

    fn panel(&self) -> Weight {
        self.weigh(|name| name != LOADER && !is_later(name))
    }

    fn engine(&self) -> Weight {
        self.weigh(|name| ENGINE.contains(&name))
    }

    /// Whether everything weighs no more than it may.
    pub fn within_budget(&self) -> bool {
        self.budgets()
            .iter()
            .all(|(_, weight, _, budget)| weight.compressed <= *budget)
    }

    fn budgets(&self) -> [(&'static str, Weight, &'static str, u64); 4] {
        [
            ("Loader", self.loader(), "brotli", LOADER_BUDGET),
            ("Usable panel", self.panel(), "brotli", PANEL_BUDGET),
            ("Engine, later", self.engine(), "brotli", ENGINE_LIMIT),
            ("Worker", self.worker, "gzip", WORKER_BUDGET),
        ]
    }

    /// Written by hand so that it reads in the order in which a page loads.
    fn json(&self) -> String {
        let (loader, panel, worker) = (self.loader(), self.panel(), self.worker);
        let engine = self.engine();
        format!(
            r#"{{"loader":{{"raw":{},"brotli":{}}},"panel":{{"raw":{},"brotli":{},"requests":{}}},"engine":{{"raw":{},"brotli":{}}},"edge":{{"raw":{},"gzip":{}}}}}"#,
            loader.raw,
            loader.compressed,
            panel.raw,
            panel.compressed,
            self.requests.len(),
            engine.raw,
            engine.compressed,
            worker.raw,
            worker.compressed,
        )
    }

    /// One line for each file and each budget.
    pub fn table(&self) -> String {
        let mut lines = vec![format!(
            "{:<14}{:>11}{:>11}{:>11}",
            "Bytes", "raw", "compressed", "budget"
        )];
        for (name, weight) in self.requests.iter().filter(|(name, _)| name != LOADER) {
            lines.push(row(&format!("  {name}"), *weight, ""));
        }
        for (name, weight, compression, budget) in self.budgets() {
            let over = if weight.compressed > budget {
                "  OVER BUDGET"
            } else {
                ""
            };
            lines.push(row(
                name,
                weight,
                &format!("{:>11} {compression}{over}", grouped(budget)),
            ));
        }
        lines.push(format!(
            "\n{} requests in all, the loader's and those that come later included.",
            self.requests.len()
        ));
        lines.join("\n")
    }
}

impl Weight {
    fn read(entry: &Value, compression: &str) -> Result<Self> {
        let bytes = |key: &str| {
            entry[key]
                .as_u64()
                .with_context(|| format!("no `{key}` in {entry}"))
        };
        Ok(Self {
            raw: bytes("raw")?,
            compressed: bytes(compression)?,
        })
    }
}

fn entries(json: &str) -> Result<Vec<Value>> {
    serde_json::from_str(json).with_context(|| format!("not a list of sizes: {json}"))
}

/// The last part of a file's path; the panel's page by what it is.
fn name(entry: &Value) -> String {
    let path = entry["path"].as_str().unwrap_or_default();
    match (entry["type"].as_str(), path.rsplit_once('/')) {
        (Some("document"), _) => "first HTML".to_owned(),
        (_, Some((directory, file))) if directory.starts_with("/a/") => file.to_owned(),
        _ => path.to_owned(),
    }
}

fn row(name: &str, weight: Weight, rest: &str) -> String {
    format!(
        "{name:<14}{:>11}{:>11}{rest}",
        grouped(weight.raw),
        grouped(weight.compressed)
    )
}

/// 1234567 as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn sum(weights: impl Iterator<Item = Weight>) -> Weight {
    weights.fold(Weight::default(), |sum, weight| Weight {
        raw: sum.raw + weight.raw,
        compressed: sum.compressed + weight.compressed,
    })
}

#[cfg(test)]
mod tests {
    use super::{Sizes, WORKER_BUDGET, grouped};

    const REQUESTS: &str = r#"[
        {"path":"/premura.js","type":"script","raw":4000,"brotli":1500,"gzip":1700},
        {"path":"/p/demo","type":"document","raw":9000,"brotli":3000,"gzip":3500},
        {"path":"/a/0123/panel.wasm","type":"fetch","raw":200000,"brotli":70000,"gzip":90000},
        {"path":"/a/0123/answers.wasm","type":"fetch","raw":60000,"brotli":20000,"gzip":25000},
        {"path":"/p/demo/answers","type":"fetch","raw":8000,"brotli":3000,"gzip":3500}]"#;

    #[test]
    fn the_panel_is_everything_but_the_loader_and_what_comes_later() {
        let sizes = Sizes::parse(
            REQUESTS,
            r#"[{"raw":10,"brotli":1,"gzip":5},{"raw":20,"brotli":1,"gzip":6}]"#,
        );
        let json = sizes.map(|sizes| sizes.json()).unwrap_or_default();
        let expected = r#"{"loader":{"raw":4000,"brotli":1500},"panel":{"raw":209000,"brotli":73000,"requests":5},"engine":{"raw":60000,"brotli":20000},"edge":{"raw":30,"gzip":11}}"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn one_byte_over_budget_is_over_budget() {
        let worker = |gzip: u64| format!(r#"[{{"raw":2000000,"brotli":1,"gzip":{gzip}}}]"#);
        let within =
            |gzip| Sizes::parse(REQUESTS, &worker(gzip)).is_ok_and(|sizes| sizes.within_budget());
        assert!(within(WORKER_BUDGET));
        assert!(!within(WORKER_BUDGET + 1));
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(
            [grouped(7), grouped(999), grouped(1000), grouped(1234567)],
            ["7", "999", "1,000", "1,234,567"]
        );
    }
}
