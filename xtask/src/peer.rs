//! The peer of `bench edge`: bundled from `e2e/peer` with the words and the tables it shares
//! with us.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use serde_json::json;
use shared::lang::Locale;
use shared::text::{Catalogue, Text};

use crate::build::Built;
use crate::progress::step;
use crate::project::Project;

/// The worker's tables, which the peer makes of the same text.
const SCHEMA: &str = "edge/schema/1.sql";

/// Bundles it; returns the directory with `workerd.capnp` and the bundle.
pub fn build(project: &Project, built: &Built) -> Result<PathBuf> {
    let made = project.scratch("peer");
    step("Peer", |step| {
        fs::create_dir_all(&made)?;
        let names: Vec<String> = Text::ALL.iter().map(|text| format!("{text:?}")).collect();
        let texts = json!({
            "names": names,
            "it": Catalogue::of(Locale::It),
            "en": Catalogue::of(Locale::En),
        });
        let words = made.join("texts.json");
        fs::write(&words, texts.to_string())?;
        let build = project.path("dist/assets/a").join(&built.panel);
        let sheet = build.join("panel.css");
        let capnp = "workerd.capnp";
        fs::copy(project.path("e2e/peer").join(capnp), made.join(capnp))?;
        step.run(
            Command::new(built.tools.packages.esbuild()?)
                .arg(project.path("e2e/peer/worker.tsx"))
                .args(["--bundle", "--minify", "--format=esm", "--target=es2024"])
                .args(["--external:cloudflare:*", "--external:node:*"])
                .args(["--loader:.sql=text", "--loader:.css=text"])
                .arg("--log-level=warning")
                .args(["--jsx=automatic", "--jsx-import-source=hono/jsx"])
                .arg(format!("--alias:premura-texts={}", words.display()))
                .arg(format!(
                    "--alias:premura-schema={}",
                    project.path(SCHEMA).display()
                ))
                .arg(format!("--alias:premura-sheet={}", sheet.display()))
                .arg(format!("--define:BUILD=\"{}\"", built.panel))
                .arg(format!("--outfile={}", made.join("index.js").display())),
        )
    })?;
    Ok(made)
}
