//! `cargo xtask faq`: FAQs that people already have.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};

/// What to do with FAQs.
#[derive(Subcommand)]
pub enum Faq {
    /// Turn a file of questions and answers into the FAQs of a site configuration
    Import(Import),
}

/// Arguments of `faq import`.
#[derive(Args)]
pub struct Import {
    /// Markdown (headings are questions), CSV, or HTML with FAQPage JSON-LD
    file: PathBuf,
    /// The language of the file
    #[arg(long, default_value = "it")]
    lang: String,
    /// By default, what the file's name says
    #[arg(long)]
    format: Option<Format>,
}

/// How a file is read.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// Markdown
    Md,
    /// Comma-separated values
    Csv,
    /// HTML
    Html,
}

impl Faq {
    /// Runs the command.
    pub fn run(self) -> Result<()> {
        let Self::Import(Import { file, lang, format }) = self;
        let _ = (lang, format);
        anyhow::bail!("{} cannot be imported yet.", file.display())
    }
}
