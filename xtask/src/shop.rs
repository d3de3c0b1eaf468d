//! The demo shop's web server: static files under a policy as strict as a careful owner's.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::Result;
use clap::Args;

use crate::project::Project;

/// Where the shop's pages are.
pub const PAGES: &str = "e2e/demo";
/// What the pages call the worker; replaced by its real origin.
const WORKER: &str = "https://care.example";
/// Sent with every answer. Beyond `'self'` the policy has exactly what the README tells owners
/// to add.
const HEADERS: [(&str, &str); 4] = [
    (
        "Content-Security-Policy",
        "default-src 'self'; script-src 'self' https://care.example; frame-src https://care.example",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cache-Control", "no-cache"),
];
/// A browser that opens a connection in advance may not hold its thread for ever.
const PATIENCE: Duration = Duration::from_secs(10);
const MAX_HEAD_BYTES: u64 = 64 * 1024;
const TYPES: [(&str, &str); 11] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
];

/// Arguments of `shop`.
#[derive(Args)]
pub struct Arguments {
    /// Where it listens
    port: u16,
    /// The worker's origin
    worker: String,
}

impl Arguments {
    /// Serves until the program that started it ends it.
    pub fn run(&self, project: &Project) -> Result<()> {
        open(&project.path(PAGES), self.port, &self.worker)?;
        println!("open");
        loop {
            thread::park();
        }
    }
}

/// Opens the shop on a port of this machine for as long as this program runs, with the worker at
/// `worker`.
pub fn open(pages: &Path, port: u16, worker: &str) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let (pages, worker) = (pages.to_path_buf(), worker.to_owned());
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let (pages, worker) = (pages.clone(), worker.clone());
            // A visitor who left needs no answer.
            thread::spawn(move || serve(connection, &pages, &worker));
        }
    });
    Ok(())
}

/// One request a connection: browsers open as many as they like, and none waits for another.
fn serve(mut connection: TcpStream, pages: &Path, worker: &str) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let mut head = BufReader::new(connection.try_clone()?.take(MAX_HEAD_BYTES));
    let mut request = String::new();
    head.read_line(&mut request)?;
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    let Some(url) = request.split(' ').nth(1) else {
        return Ok(());
    };
    connection.write_all(&answer(pages, worker, url))?;
    connection.flush()
}

/// Status line, headers and body.
fn answer(pages: &Path, worker: &str, url: &str) -> Vec<u8> {
    let (status, content_type, body) = match find(pages, url) {
        Some((file, body)) => ("200 OK", content_type(&file), body),
        None => ("404 Not Found", TYPES[0].1, not_found(pages)),
    };
    let body = if content_type.starts_with("text/html") {
        String::from_utf8_lossy(&body)
            .replace(WORKER, worker)
            .into_bytes()
    } else {
        body
    };
    let mut answer = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in [("Content-Type", content_type)].into_iter().chain(HEADERS) {
        answer += &format!("{name}: {}\r\n", value.replace(WORKER, worker));
    }
    let mut answer = (answer + "\r\n").into_bytes();
    answer.extend(body);
    answer
}

/// `/a` is `a`, `a.html` or `a/index.html`, as on common static hosts.
fn find(pages: &Path, url: &str) -> Option<(PathBuf, Vec<u8>)> {
    let path = PathBuf::from(url.split(['?', '#']).next()?.trim_matches('/'));
    if !path
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return None;
    }
    let file = pages.join(&path);
    [
        file.clone(),
        file.with_added_extension("html"),
        file.join("index.html"),
    ]
    .into_iter()
    .find_map(|file| fs::read(&file).ok().map(|body| (file, body)))
}

fn not_found(pages: &Path) -> Vec<u8> {
    fs::read(pages.join("404.html"))
        .unwrap_or_else(|_| b"<!doctype html><title>404</title><h1>404</h1>".to_vec())
}

fn content_type(file: &Path) -> &'static str {
    let extension = file.extension().unwrap_or_default();
    TYPES
        .iter()
        .find(|(name, _)| extension == *name)
        .map_or("application/octet-stream", |(_, content_type)| content_type)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{content_type, find};

    #[test]
    fn nothing_outside_the_pages_is_served() {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(find(&pages, "/main.rs?x=1").is_some());
        assert!(find(&pages, "/../Cargo.toml").is_none());
        assert!(find(&pages, "//etc/../../Cargo.toml").is_none());
    }

    #[test]
    fn types_follow_extensions() {
        assert_eq!(content_type(Path::new("img/lamp.svg")), "image/svg+xml");
        assert_eq!(
            content_type(Path::new("unknown")),
            "application/octet-stream"
        );
    }
}
