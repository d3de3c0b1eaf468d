//! `cargo xtask site`: site configurations, from a file to a worker.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, Subcommand};
use shared::problem::{ConfigError, Errors, Problem};
use shared::site::Site as Configuration;

use crate::http;
use crate::progress::step;
use crate::project::Project;
use crate::schemas;
use crate::stack::{ADMIN_TOKEN, DEMO};

/// What to do with a site configuration.
#[derive(Subcommand)]
pub enum Site {
    /// Validate a configuration, send it to a worker and print the tag to paste
    Apply(Apply),
    /// Write all published JSON Schemas, as `cargo xtask schemas` does
    #[command(hide = true)]
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
            Self::Schema => schemas::write(project),
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
        let configuration = step(&format!("Apply {site}"), |_| {
            apply(&self.file, &site, url, &token)
        })?;
        println!("\nPaste this before </body> on every page:\n");
        println!("{}", tag(url, &site, &configuration));
        Ok(())
    }
}

/// Validates a configuration and sends it to a worker; returns it.
pub fn apply(file: &Path, id: &str, url: &str, token: &str) -> Result<Configuration> {
    let name = file.display().to_string();
    let toml = fs::read_to_string(file).with_context(|| format!("{name} cannot be read."))?;
    let configuration =
        Configuration::from_toml(&toml).map_err(|errors| anyhow!(lines(&name, &errors)))?;
    let answer = http::put(
        &format!("{url}/v1/sites/{id}"),
        token,
        "application/toml",
        &toml,
    )?;
    if !(200..300).contains(&answer.status) {
        bail!("{}", complaint(&name, answer.status, &answer.body));
    }
    Ok(configuration)
}

/// What owners paste: the launcher, and a link where scripts do not run.
fn tag(url: &str, id: &str, configuration: &Configuration) -> String {
    let italian = configuration
        .default_lang()
        .is_some_and(|lang| lang.base() == "it");
    let link = if italian {
        "Aiuto e contatti"
    } else {
        "Help and contact"
    };
    // The launcher is drawn before anything is asked of the worker: it knows only its tag.
    let accent = &configuration.appearance.accent;
    format!(
        "<script src=\"{url}/premura.js\" data-site=\"{id}\" data-accent=\"{accent}\" async></script>\n\
         <noscript><a href=\"{url}/p/{id}\">{link}</a></noscript>"
    )
}

/// Errors as lines an editor can jump to.
fn lines(file: &str, errors: &[ConfigError]) -> String {
    let line = |error: &ConfigError| match error.key.as_str() {
        "" => format!("{file}:{}: {}", error.line, error.message),
        key => format!("{file}:{}: {key}: {}", error.line, error.message),
    };
    errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A worker of another version may refuse what passed here.
fn complaint(file: &str, status: u16, body: &str) -> String {
    match serde_json::from_str::<Problem>(body) {
        Ok(Problem {
            errors: Some(Errors::Config(errors)),
            ..
        }) if !errors.is_empty() => lines(file, &errors),
        Ok(problem) => format!(
            "The worker answered {status}: {}: {}",
            problem.title, problem.detail
        ),
        Err(_) => format!("The worker answered {status}: {}", body.trim()),
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

#[cfg(test)]
mod tests {
    use shared::problem::{Code, ConfigError, Problem};

    use super::{complaint, is_loopback};

    fn body(problem: &Problem) -> String {
        serde_json::to_string(problem).unwrap_or_default()
    }

    #[test]
    fn every_error_names_file_line_and_key() {
        let error = |line, key: &str| ConfigError {
            line,
            key: key.into(),
            message: "Wrong.".into(),
        };
        let problem = Problem::configuration(vec![error(3, "hours.monday"), error(1, "")]);
        assert_eq!(
            complaint("a.toml", 422, &body(&problem)),
            "a.toml:3: hours.monday: Wrong.\na.toml:1: Wrong."
        );
    }

    #[test]
    fn other_refusals_keep_their_reason() {
        let problem = Problem::new(Code::Unauthorized, "Send the token.");
        let expected = format!(
            "The worker answered 401: {}: Send the token.",
            problem.title
        );
        assert_eq!(complaint("a.toml", 401, &body(&problem)), expected);
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
