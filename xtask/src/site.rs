//! `cargo xtask site`: site configurations, from a file to a worker.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use serde_json::Value;

use crate::http;
use crate::progress::step;
use crate::project::Project;
use crate::stack::{ADMIN_TOKEN, DEMO};

/// What to do with a site configuration.
#[derive(Subcommand)]
pub enum Site {
    /// Validate a configuration, send it to a worker and print the tag to paste
    Apply(Apply),
    /// Write the JSON Schema that editors read, docs/site.schema.json
    Schema,
}

/// Arguments of `site apply`.
#[derive(Args)]
pub struct Apply {
    /// The configuration, in TOML
    file: PathBuf,
    /// The site's id in addresses; by default the file's name, or `demo` for a site.toml
    #[arg(long)]
    site: Option<String>,
    /// Where the worker answers
    #[arg(long, default_value = "http://localhost:8787")]
    url: String,
    /// The administrator's token; by default the environment's ADMIN_TOKEN
    #[arg(long)]
    token: Option<String>,
}

impl Site {
    /// Runs the command.
    pub fn run(self, project: &Project) -> Result<()> {
        match self {
            Self::Apply(apply) => apply.run(),
            Self::Schema => schema(project),
        }
    }
}

impl Apply {
    fn run(self) -> Result<()> {
        let stem = self
            .file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let site = self.site.unwrap_or(if stem == "site" {
            DEMO.to_owned()
        } else {
            stem
        });
        let url = self.url.trim_end_matches('/');
        let token = self.token.or_else(|| std::env::var("ADMIN_TOKEN").ok());
        let token = match token {
            Some(token) => token,
            None if is_loopback(url) => ADMIN_TOKEN.to_owned(),
            None => {
                bail!("The administrator's token is needed: add `--token …` or set ADMIN_TOKEN.")
            }
        };
        step(&format!("Apply {site}"), |_| {
            apply(&self.file, &site, url, &token)
        })?;
        println!("\nPaste this before </body> on every page:\n");
        println!("{}", tag(url, &site));
        Ok(())
    }
}

/// Validates a configuration and sends it to a worker.
pub fn apply(file: &Path, site: &str, url: &str, token: &str) -> Result<()> {
    let toml =
        fs::read_to_string(file).with_context(|| format!("{} cannot be read.", file.display()))?;
    let answer = http::put(
        &format!("{url}/v1/sites/{site}"),
        token,
        "application/toml",
        &toml,
    )?;
    if !(200..300).contains(&answer.status) {
        bail!(
            "{}",
            complaint(&file.display().to_string(), answer.status, &answer.body)
        );
    }
    Ok(())
}

/// What owners paste: the launcher, and a link where scripts do not run.
fn tag(url: &str, site: &str) -> String {
    format!(
        "<script src=\"{url}/premura.js\" data-site=\"{site}\" async></script>\n\
         <noscript><a href=\"{url}/p/{site}\">Help and contact</a></noscript>"
    )
}

/// The worker's `application/problem+json` as lines an editor can jump to.
fn complaint(file: &str, status: u16, body: &str) -> String {
    let problem: Value = serde_json::from_str(body).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors: Vec<String> = problem
        .get("errors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|error| {
            format!(
                "{file}:{}: {}: {}",
                error["line"],
                text(&error["key"]),
                text(&error["message"])
            )
        })
        .collect();
    if !errors.is_empty() {
        return errors.join("\n");
    }
    match (text(&problem["title"]), text(&problem["detail"])) {
        (title, _) if title.is_empty() => format!("The worker answered {status}: {}", body.trim()),
        (title, detail) if detail.is_empty() => format!("The worker answered {status}: {title}"),
        (title, detail) => format!("The worker answered {status}: {title}: {detail}"),
    }
}

fn is_loopback(url: &str) -> bool {
    ["http://localhost", "http://127.0.0.1", "http://[::1]"]
        .iter()
        .any(|start| {
            url.strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        })
}

fn schema(project: &Project) -> Result<()> {
    bail!(
        "{} is not generated yet.",
        project.path("docs/site.schema.json").display()
    )
}

#[cfg(test)]
mod tests {
    use super::{complaint, is_loopback};

    #[test]
    fn every_error_names_file_line_and_key() {
        let body = r#"{"title":"…","errors":[{"line":3,"key":"hours.monday","message":"ends before it starts"}]}"#;
        assert_eq!(
            complaint("a.toml", 422, body),
            "a.toml:3: hours.monday: ends before it starts"
        );
    }

    #[test]
    fn other_refusals_keep_their_reason() {
        let body = r#"{"title":"Unauthorized","detail":"The token is wrong."}"#;
        assert_eq!(
            complaint("a.toml", 401, body),
            "The worker answered 401: Unauthorized: The token is wrong."
        );
        assert_eq!(
            complaint("a.toml", 502, "oops\n"),
            "The worker answered 502: oops"
        );
    }

    #[test]
    fn the_development_token_stays_on_this_machine() {
        assert!(is_loopback("http://localhost:8787"));
        assert!(!is_loopback("http://localhost.example"));
        assert!(!is_loopback("https://care.example"));
    }
}
