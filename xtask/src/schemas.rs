//! `cargo xtask schemas`: the JSON Schemas that are published, made from the Rust types: of a
//! site's file, for editors, and of each event; and the API's description with its page. All but
//! the first are served by the worker.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use shared::api;
use shared::event::{self, Kind};
use shared::site::Site;

use crate::progress;
use crate::project::Project;

const SITE: &str = "docs/site.schema.json";
const EVENTS: &str = "docs/events";
const OPEN_API: &str = "docs/openapi.json";
/// Where the worker finds them, below what it serves: `GET /v1/events/{type}`.
const SERVED: &str = "dist/assets/v1/events";
/// `GET /v1/openapi.json`, and `GET /v1` as a page.
const SERVED_API: [&str; 2] = ["dist/assets/v1/openapi", "dist/assets/v1/reference"];

/// Writes them all down.
pub fn write(project: &Project) -> Result<()> {
    let mut files = vec![
        (project.path(SITE), of_site()?),
        (project.path(OPEN_API), of_api()?),
    ];
    for (kind, schema) in of_events()? {
        files.push((project.path(EVENTS).join(format!("{kind}.json")), schema));
    }
    for (file, schema) in files {
        write_file(&file, &schema)?;
        println!("{}", file.display());
    }
    Ok(())
}

/// Puts the events' schemas where the worker finds them. The names have no extension, as the
/// addresses have none.
pub fn serve(project: &Project) -> Result<()> {
    progress::step("Schemas", |_| {
        let served = project.path(SERVED);
        // A kind that is gone is served no more.
        if served.exists() {
            fs::remove_dir_all(&served)?;
        }
        for (kind, schema) in of_events()? {
            write_file(&served.join(kind), &schema)?;
        }
        let [document, page] = SERVED_API;
        write_file(&project.path(document), &api::document().to_string())?;
        write_file(&project.path(page), &api::page())?;
        Ok(())
    })
}

fn write_file(file: &Path, schema: &str) -> Result<()> {
    if let Some(directory) = file.parent() {
        fs::create_dir_all(directory)?;
    }
    fs::write(file, schema).with_context(|| format!("{} cannot be written.", file.display()))
}

fn of_site() -> Result<String> {
    let schema = schemars::schema_for!(Site);
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

fn of_api() -> Result<String> {
    Ok(serde_json::to_string_pretty(&api::document())? + "\n")
}

/// Each event that is sent, with its schema.
fn of_events() -> Result<Vec<(&'static str, String)>> {
    let schemas = Kind::ALL
        .iter()
        .filter_map(|kind| Some((kind.as_str(), event::schema(*kind)?)));
    schemas
        .map(|(kind, schema)| Ok((kind, serde_json::to_string_pretty(&schema)? + "\n")))
        .collect()
}

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod tests;
