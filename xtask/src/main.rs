//! `cargo xtask`: everything one does with this project, on any machine that has Rust by rustup
//! and Node with npm. What a command needs and is missing, it sets up first.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod bench;
mod build;
mod cargo_tools;
mod chaos;
mod children;
mod chromium;
mod debian;
mod dev;
mod faq;
mod fingerprint;
mod history;
mod http;
mod lint;
mod npm;
mod panel;
mod peer;
mod pinned;
mod progress;
mod project;
mod python;
mod schemas;
mod shop;
mod site;
mod size;
mod stack;
mod substitute;
mod tally;
mod test;
mod toolchain;
mod worker;

use project::Project;

/// Builds, runs, tests and measures Premura.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start everything on this machine: worker, mail catcher, demo shop
    Dev(dev::Dev),
    /// Build what is deployed, into dist/
    Build,
    /// Run all tests, or some parts of them
    Test(test::Test),
    /// Take the pictures of docs/gallery.md anew
    Gallery,
    /// Weigh what customers and the edge download, beside the budgets
    Size(size::Size),
    /// Kill the worker under load and look for everything it acknowledged
    Chaos(chaos::Chaos),
    /// Measure speed beside what does the same
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Serve the demo shop alone, for the end-to-end tests
    #[command(hide = true)]
    Shop(shop::Arguments),
    /// Work with site configurations
    #[command(subcommand)]
    Site(site::Site),
    /// Write the published JSON Schemas: of a site's file, and of each event
    Schemas,
    /// Print a made-up past of the demo shop, one request a line, as `POST …/history` takes it
    DemoHistory(history::DemoHistory),
    /// Work with FAQs
    #[command(subcommand)]
    Faq(faq::Faq),
    /// Format all code
    Fmt,
    /// Check formatting, clippy and documentation without changing anything
    Lint,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = children::end_on_interrupt().and_then(|()| run(arguments.command));
    children::wait_if_interrupted();
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    let project = Project::find()?;
    match command {
        Command::Dev(dev) => dev.run(&project)?,
        Command::Build => build::run(&project)?.print(&project),
        Command::Test(test) => return test.run(&project),
        Command::Gallery => return test::Test::pictures().run(&project),
        Command::Size(size) => return size.run(&project),
        Command::Chaos(chaos) => return chaos.run(&project),
        Command::Bench(bench) => return bench.run(&project),
        Command::Shop(arguments) => arguments.run(&project)?,
        Command::Site(site) => site.run(&project)?,
        Command::Schemas => schemas::write(&project)?,
        Command::DemoHistory(history) => history.run(&project)?,
        Command::Faq(faq) => faq.run()?,
        Command::Fmt => lint::format(&project)?,
        Command::Lint => return Ok(lint::run(&project).exit_code()),
    }
    Ok(ExitCode::SUCCESS)
}
