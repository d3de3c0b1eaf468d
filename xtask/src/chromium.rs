//! A Chromium (or Chrome) and its driver, for tests in a real browser.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};
use serde_json::json;

use crate::children::on_path;
use crate::debian;
use crate::progress;
use crate::project::Project;

const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const MAC_BROWSERS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
/// Nothing but the pages under test: no sandbox (containers run as root), no background traffic.
const ARGUMENTS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser found or installed.
pub struct Chromium {
    /// The browser's program.
    pub browser: PathBuf,
}

impl Chromium {
    /// Finds or installs a browser.
    pub fn ensure(project: &Project) -> Result<Self> {
        let browser = ensure(
            project,
            find_browser,
            "A browser is needed, in CHROME or on PATH",
        )?;
        Ok(Self { browser })
    }

    /// The driver that belongs to it.
    pub fn driver(&self, project: &Project) -> Result<PathBuf> {
        ensure(
            project,
            find_driver,
            "The browser's driver is needed, in CHROMEDRIVER or on PATH",
        )
    }

    /// Tells WebDriver clients how to start this browser; returns the file.
    pub fn webdriver_json(&self, project: &Project) -> Result<PathBuf> {
        let file = project.scratch("webdriver.json");
        fs::create_dir_all(project.scratch(""))?;
        let options =
            json!({ "goog:chromeOptions": { "binary": self.browser, "args": ARGUMENTS } });
        fs::write(&file, options.to_string())?;
        Ok(file)
    }
}

fn ensure(project: &Project, find: fn() -> Option<PathBuf>, purpose: &str) -> Result<PathBuf> {
    if let Some(program) = find() {
        return Ok(program);
    }
    let _lock = project.lock_cache()?;
    progress::step("Chromium", |step| debian::install(step, &PACKAGES, purpose))?;
    match find() {
        Some(program) => Ok(program),
        None => bail!("{purpose}."),
    }
}

fn find_browser() -> Option<PathBuf> {
    named_by("CHROME")
        .or_else(|| BROWSERS.iter().find_map(|name| on_path(name)))
        .or_else(|| {
            MAC_BROWSERS
                .iter()
                .map(PathBuf::from)
                .find(|path| path.is_file())
        })
}

fn find_driver() -> Option<PathBuf> {
    named_by("CHROMEDRIVER").or_else(|| on_path("chromedriver"))
}

fn named_by(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}
