//! `cargo xtask dev`: everything on this machine, until Ctrl-C.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;

use crate::build;
use crate::history;
use crate::http;
use crate::progress::{Step, seconds, step};
use crate::project::Project;
use crate::site;
use crate::stack::{ADMIN_TOKEN, DEMO, DEMO_SITE, Ports, Stack};

const POLL: Duration = Duration::from_millis(300);

/// Arguments of `dev`.
#[derive(Args)]
pub struct Dev {
    /// The worker's port; the demo shop and the mail catcher take the three that follow
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// Forget everything stored by earlier runs on this port
    #[arg(long)]
    fresh: bool,
}

/// A link into the demo's desk, for its owner.
fn way_in(worker: &str) -> Result<String> {
    let url = format!("{worker}/v1/sites/{DEMO}/sign-in-links");
    let answer = http::post(&url, ADMIN_TOKEN, "{\"agent\":\"marta\"}")?;
    let link: serde_json::Value = serde_json::from_str(&answer.body)?;
    let link = link.get("url").and_then(|url| url.as_str());
    Ok(link
        .context("The worker gave no link into the desk")?
        .to_owned())
}

/// The demo opens on a desk with history, made up once.
fn past(project: &Project, worker: &str, step: &Step) -> Result<()> {
    let list = http::get_as(&format!("{worker}/v1/sites/{DEMO}/tickets"), ADMIN_TOKEN)?;
    let list: serde_json::Value = serde_json::from_str(&list.body)?;
    let tickets = list.get("tickets").and_then(|tickets| tickets.as_array());
    if tickets.is_some_and(|tickets| !tickets.is_empty()) {
        step.unchanged();
        return Ok(());
    }
    let (site, now) = (history::demo(project)?, jiff::Timestamp::now());
    let days = history::make_days(&site, history::DEMO, now)?;
    history::bring(&days, DEMO, worker, ADMIN_TOKEN, |_| {})?;
    let stories = history::make(&site, history::DEMO, now)?;
    history::bring(&stories, DEMO, worker, ADMIN_TOKEN, |done| {
        step.detail(&format!("{done} requests"));
    })
}

impl Dev {
    /// Runs the command; it ends when a server does, or by Ctrl-C.
    pub fn run(&self, project: &Project) -> Result<()> {
        let started = Instant::now();
        let ports = Ports::from(self.port)?;
        ports.check()?;
        let built = build::run(project)?;
        // Per port, so that two can run beside each other.
        let data = project.path(".premura").join(self.port.to_string());
        if self.fresh && data.exists() {
            fs::remove_dir_all(&data)?;
        }
        let mut stack = step("Servers", |_| {
            Stack::start(project, &built.tools.packages, ports, &data)
        })?;
        step("Demo site", |_| {
            site::apply(
                &project.path(DEMO_SITE),
                DEMO,
                &ports.worker_origin(),
                ADMIN_TOKEN,
            )
        })?;

        step("Demo past", |step| {
            past(project, &ports.worker_origin(), step)
        })?;

        let (worker, shop) = (ports.worker_origin(), ports.shop_origin());
        println!("\nReady after {}.\n", seconds(started.elapsed()));
        println!("  Demo shop      {shop}");
        println!("  Panel          {worker}/p/{DEMO}");
        println!("  Help centre    {worker}/help/{DEMO}");
        println!("  Desk           {}", way_in(&worker)?);
        println!("  Mail catcher   http://localhost:{}", ports.mail);
        println!("\nCtrl-C ends it.");
        loop {
            stack.check()?;
            thread::sleep(POLL);
        }
    }
}
