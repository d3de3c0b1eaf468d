//! Mail as customers' programs send it, as machines send it, and as nobody should send it.
#![cfg(feature = "server")]

#[path = "inbound/attachments.rs"]
mod attachments;
#[path = "inbound/automatic.rs"]
mod automatic;
#[path = "inbound/broken.rs"]
mod broken;
#[path = "inbound/headers.rs"]
mod headers;
#[path = "inbound/properties.rs"]
mod properties;
#[path = "inbound/replies.rs"]
mod replies;

use std::path::{Path, PathBuf};

use shared::address::EmailAddress;
use shared::inbound::{Inbound, Unreadable, read};

/// Stands for the platform's `TextDecoder`.
fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

fn try_read(raw: &[u8]) -> Result<Inbound, Unreadable> {
    let own = EmailAddress::parse("ciao@bottega-lume.example").expect("an address");
    read(raw, &[own], &decode)
}

fn message(raw: impl AsRef<[u8]>) -> Inbound {
    let raw = raw.as_ref();
    try_read(raw).unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(raw)))
}

/// A message from Marta with these further header lines and this body.
fn with(header: &str, body: &str) -> Inbound {
    message(format!(
        "From: Marta <marta@posta.example>\r\n{header}\r\n{body}"
    ))
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inbound/samples")
}

/// All messages of a folder with their file names, in order.
fn messages(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut found: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .map(|path| {
            let name = path.file_stem().unwrap_or_default();
            let raw = std::fs::read(&path).expect("a sample");
            (name.to_string_lossy().into_owned(), raw)
        })
        .collect();
    found.sort();
    found
}
