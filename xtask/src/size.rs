//! size
use std::process::ExitCode;
use anyhow::Result;
use clap::Args;
use crate::project::Project;
/// x
#[derive(Args)]
pub struct Size { #[arg(long)] json: bool }
impl Size { pub fn run(&self, _: &Project) -> Result<ExitCode> { let _ = self.json; Ok(ExitCode::SUCCESS) } }
