//! The peer of `bench edge`: bundled from `e2e/peer` with the words and the site it shares with us.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, anyhow};
use serde_json::json;
use shared::lang::Locale;
use shared::site::Site;
use shared::text::{Catalogue, Text};

use crate::build::Built;
use crate::progress::step;
use crate::project::Project;
use crate::stack::DEMO_SITE;

/// Bundles it; returns the directory with `workerd.capnp`, the bundle and the site in JSON.
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
        let toml = fs::read_to_string(project.path(DEMO_SITE))?;
        let site = Site::from_toml(&toml)
            .map_err(|errors| anyhow!("{DEMO_SITE} has mistakes: {errors:?}"))?;
        fs::write(made.join("site.json"), serde_json::to_string(&site)?)?;
        let capnp = "workerd.capnp";
        fs::copy(project.path("e2e/peer").join(capnp), made.join(capnp))?;
        step.run(
            Command::new(built.tools.packages.esbuild()?)
                .arg(project.path("e2e/peer/worker.tsx"))
                .args(["--bundle", "--minify", "--format=esm", "--target=es2024"])
                .args(["--external:cloudflare:*", "--log-level=warning"])
                .args(["--jsx=automatic", "--jsx-import-source=hono/jsx"])
                .arg(format!("--alias:premura-texts={}", words.display()))
                .arg(format!("--define:BUILD=\"{}\"", built.panel))
                .arg(format!("--outfile={}", made.join("index.js").display())),
        )
    })?;
    Ok(made)
}
