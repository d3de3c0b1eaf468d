//! `cargo xtask faq`: FAQs that people already have.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use shared::import::{self, Format};
use shared::lang::Lang;

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
    #[arg(long, default_value = "it", value_parser = |tag: &str| Lang::try_from(tag.to_owned()))]
    lang: Lang,
    /// markdown, csv or html; by default, what the file's name says
    #[arg(long, value_parser = |name: &str| name.parse::<Format>())]
    format: Option<Format>,
}

impl Faq {
    /// Runs the command.
    pub fn run(self) -> Result<()> {
        let Self::Import(import) = self;
        import.run()
    }
}

impl Import {
    /// The configuration goes to standard output, to be appended to a file; what to know about it
    /// goes to standard error.
    fn run(self) -> Result<()> {
        let name = self.file.display().to_string();
        let format = match self.format {
            Some(format) => format,
            None => Format::from_path(&self.file).with_context(|| name.clone())?,
        };
        let bytes = fs::read(&self.file).with_context(|| format!("{name} cannot be read"))?;
        let text = import::text_of(&bytes).with_context(|| name.clone())?;
        let import = import::import(format, &text).with_context(|| name.clone())?;
        eprintln!(
            "{} in {}",
            counted(import.faqs.len(), "question", "questions"),
            counted(import.categories.len(), "category", "categories"),
        );
        for note in &import.notes {
            eprintln!("note: {note}");
        }
        let toml = import::to_toml(&import, self.lang.as_str());
        match io::stdout().write_all(toml.as_bytes()) {
            // Whoever reads may stop reading, as `head` does.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.context("standard output cannot be written"),
        }
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
