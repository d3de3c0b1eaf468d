//! `cargo xtask bench desk`: how fast the team's pages are on a site with a long past, and whether
//! customers notice when somebody reads reports.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};
use ureq::Agent;

use crate::build;
use crate::history::{self, Shape};
use crate::http;
use crate::progress::step;
use crate::project::Project;
use crate::site;
use crate::stack::{ADMIN_TOKEN, DEMO, DEMO_SITE, Ports, worker_alone};

/// The longest a page may take, 95 of 100 times, in milliseconds.
const BUDGET_MS: f64 = 30.0;
/// How much slower a request may be taken while reports are read.
const BUDGET_RATIO: f64 = 1.5;
/// How often each page is asked for, after it was asked for a little to warm up.
const TIMES: usize = 150;
const WARM: usize = 15;
/// How long requests are sent, with and without somebody at the reports.
const INTAKE: Duration = Duration::from_secs(8);

/// The pages, by name and address; `{word}`, `{ticket}` and `{agent}` change with every visit.
const PAGES: [(&str, &str); 15] = [
    ("inbox", ""),
    ("inbox, mine", "?view=mine"),
    ("inbox, unassigned", "?view=unassigned"),
    ("inbox, waiting", "?view=waiting"),
    ("ticket", "/t/{ticket}"),
    ("search, a word", "?q={word}"),
    ("search, two words", "?q={word}+{word}"),
    ("search, a reference", "?q={reference}"),
    ("reports, last week", "/reports"),
    ("reports, 28 days", "/reports?days=28"),
    ("reports, 90 days", "/reports?days=90"),
    (CHANGED, "/reports?days=90"),
    (
        "reports, 90 days by agent, one topic",
        "/reports?days=90&by=agent&topic=delivery",
    ),
    ("reports, self-service", "/reports/faqs?days=28"),
    ("reports, CSV", "/reports/csv?days=90&table=days"),
];

/// Each time a request has just come in: nothing can be told from memory.
const CHANGED: &str = "reports, 90 days, just changed";

/// Arguments of `bench desk`.
#[derive(Args)]
pub struct Desk {
    /// Requests in the site's past
    #[arg(long, default_value_t = 100_000)]
    tickets: usize,
    /// Over how many days they came in
    #[arg(long, default_value_t = 365)]
    days: u32,
    /// Keep the site between runs in this folder, and use it if it is there
    #[arg(long)]
    keep: Option<std::path::PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

struct Row {
    page: String,
    p50_ms: f64,
    p95_ms: f64,
}

impl Desk {
    /// Runs the command.
    pub fn run(&self, project: &Project) -> Result<ExitCode> {
        let built = build::run(project)?;
        let data = match &self.keep {
            Some(folder) => folder.clone(),
            None => project.fresh("bench-desk")?,
        };
        let there = data.join("sites").exists();
        let ports = Ports::free()?;
        // A relay that never greets: no mail is sent, and none fails.
        let relay = TcpListener::bind((Ipv4Addr::LOCALHOST, ports.smtp))?;
        let sites = data.join("sites");
        let _worker = worker_alone(project, &built.tools.packages, ports, &sites)?;
        let origin = ports.worker_origin();
        wait_for(&origin)?;
        step("Site", |_| {
            site::apply(&project.path(DEMO_SITE), DEMO, &origin, ADMIN_TOKEN)
        })?;
        if !there {
            self.fill(project, &origin)?;
        }
        step("All requests counted", |_| counted(&origin))?;
        let bytes = size_of(&sites)?;
        let visitor = Visitor::enter(&origin)?;
        let mut rows = Vec::new();
        for (name, path) in PAGES {
            rows.push(step(name, |_| visitor.measure(name, path))?);
        }
        let (alone, busy) = step("Requests while reports are read", |_| {
            Ok((intake(&visitor, false)?, intake(&visitor, true)?))
        })?;
        drop(relay);
        let per_ticket = bytes / self.tickets.max(1) as u64;
        let ratio = busy.p95_ms / alone.p95_ms;
        rows.push(alone);
        rows.push(busy);
        if self.json {
            let rows: Vec<Value> = rows
                .iter()
                .map(|row| json!({ "page": row.page, "p50_ms": row.p50_ms, "p95_ms": row.p95_ms }))
                .collect();
            println!("{}", serde_json::to_string(&rows)?);
        } else {
            println!("\n{:<40} {:>9} {:>9}", "", "p50, ms", "p95, ms");
            for row in &rows {
                println!("{:<40} {:>9.1} {:>9.1}", row.page, row.p50_ms, row.p95_ms);
            }
        }
        eprintln!(
            "\n{} requests: {} MB, {per_ticket} bytes a request. Taking requests while reports are read: {ratio:.2} times as long.",
            self.tickets,
            bytes / 1_000_000,
        );
        let slow = rows
            .iter()
            .take(PAGES.len())
            .filter(|row| row.p95_ms > BUDGET_MS);
        let slow: Vec<&str> = slow.map(|row| row.page.as_str()).collect();
        Ok(match slow.is_empty() && ratio <= BUDGET_RATIO {
            true => ExitCode::SUCCESS,
            false => {
                eprintln!("Over the budget: {}", slow.join("; "));
                ExitCode::FAILURE
            }
        })
    }

    fn fill(&self, project: &Project, origin: &str) -> Result<()> {
        let shape = Shape {
            tickets: self.tickets,
            days: self.days,
            messages: 6.0,
        };
        let stories = step("A past", |_| {
            history::make(&history::demo(project)?, shape, jiff::Timestamp::now())
        })?;
        step("Brought in", |step| {
            history::bring(&stories, DEMO, origin, ADMIN_TOKEN, |done| {
                step.detail(&format!("{done} of {}", stories.len()));
            })
        })
    }
}

fn wait_for(origin: &str) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !http::get(&format!("{origin}/v1/health")).is_ok_and(|answer| answer.status == 200) {
        if Instant::now() > deadline {
            bail!("the worker does not answer");
        }
        thread::sleep(Duration::from_millis(30));
    }
    Ok(())
}

/// Waits until nothing is left to count.
fn counted(origin: &str) -> Result<()> {
    let url = format!("{origin}/v1/sites/{DEMO}/reports?days=7");
    loop {
        let answer = http::get_as(&url, ADMIN_TOKEN)?;
        let said: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        match said.get("uncounted").and_then(Value::as_u64) {
            Some(0) => return Ok(()),
            Some(_) => thread::sleep(Duration::from_millis(20)),
            None => bail!("{}: {}", answer.status, answer.body),
        }
    }
}

/// Bytes of all files below a folder.
fn size_of(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += match entry.file_type()?.is_dir() {
            true => size_of(&entry.path())?,
            false => entry.metadata()?.len(),
        };
    }
    Ok(bytes)
}

/// Somebody at the desk.
struct Visitor {
    agent: Agent,
    origin: String,
    cookie: String,
    tickets: Vec<(String, String)>,
}

impl Visitor {
    fn enter(origin: &str) -> Result<Self> {
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .new_agent();
        let url = format!("{origin}/v1/sites/{DEMO}/sign-in-links");
        let answer = http::post(&url, ADMIN_TOKEN, "{\"agent\":\"marta\"}")?;
        let said: Value = serde_json::from_str(&answer.body)?;
        let link = said.get("url").and_then(Value::as_str).context("no link")?;
        let link = link.split("link=").nth(1).context("no link")?;
        let response = agent
            .post(format!("{origin}/desk/{DEMO}/enter"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", origin)
            .send(format!("link={link}&next=").as_bytes())?;
        let cookies = response.headers().get_all("set-cookie").iter();
        let cookies: Vec<&str> = cookies
            .filter_map(|cookie| cookie.to_str().ok()?.split(';').next())
            .filter(|cookie| !cookie.ends_with('='))
            .collect();
        let mut visitor = Self {
            agent,
            origin: origin.to_owned(),
            cookie: cookies.join("; "),
            tickets: Vec::new(),
        };
        let list = http::get_as(&format!("{origin}/v1/sites/{DEMO}/tickets"), ADMIN_TOKEN)?;
        let list: Value = serde_json::from_str(&list.body)?;
        let text = |ticket: &Value, name: &str| {
            ticket
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let tickets = list.get("tickets").and_then(Value::as_array);
        for ticket in tickets.into_iter().flatten() {
            visitor
                .tickets
                .push((text(ticket, "id"), text(ticket, "reference")));
        }
        if visitor.tickets.is_empty() {
            bail!("the site has no requests");
        }
        Ok(visitor)
    }

    fn look(&self, path: &str) -> Result<f64> {
        let began = Instant::now();
        let mut response = self
            .agent
            .get(format!("{}/desk/{DEMO}{path}", self.origin))
            .header("cookie", &self.cookie)
            .header("accept-language", "en")
            .call()?;
        let body = response.body_mut().read_to_string()?;
        let ms = began.elapsed().as_secs_f64() * 1_000.0;
        if response.status() != 200 {
            bail!(
                "{path}: {} {}",
                response.status(),
                body.get(..300).unwrap_or(&body)
            );
        }
        Ok(ms)
    }

    /// Sends a request as a customer would; how long it took, in milliseconds.
    fn write(&self) -> Result<f64> {
        static SENT: AtomicUsize = AtomicUsize::new(0);
        let n = SENT.fetch_add(1, Ordering::Relaxed);
        let body = json!({
            "email": format!("anna{n}@posta.example"),
            "message": format!("Dov'è il mio pacco? È il numero {n}."),
            "lang": "it",
            "topic": "other",
        });
        let url = format!("{}/v1/sites/{DEMO}/tickets", self.origin);
        let began = Instant::now();
        let answer = http::post(&url, ADMIN_TOKEN, &body.to_string())?;
        if answer.status != 201 {
            bail!("{}: {}", answer.status, answer.body);
        }
        Ok(began.elapsed().as_secs_f64() * 1_000.0)
    }

    fn measure(&self, name: &str, path: &str) -> Result<Row> {
        const SOUGHT: [&str; 8] = [
            "pacco",
            "lampada",
            "rimborso",
            "corriere",
            "indirizzo",
            "vetro",
            "fattura",
            "dimmer",
        ];
        let mut times = Vec::new();
        for n in 0..WARM + TIMES {
            let (ticket, reference) = self
                .tickets
                .get(n % self.tickets.len())
                .context("no request")?;
            let word = SOUGHT.get(n % SOUGHT.len()).copied().unwrap_or_default();
            let second = SOUGHT
                .get((n / 3 + 1) % SOUGHT.len())
                .copied()
                .unwrap_or_default();
            let path = path
                .replacen("{word}", word, 1)
                .replacen("{word}", second, 1)
                .replace("{ticket}", ticket)
                .replace("{reference}", reference);
            if name == CHANGED {
                self.write()?;
            }
            let ms = self.look(&path)?;
            if n >= WARM {
                times.push(ms);
            }
        }
        Ok(row(name, times))
    }
}

fn row(page: &str, mut times: Vec<f64>) -> Row {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (times.len() as f64 * share).ceil() as usize;
        let time = times.get(place.saturating_sub(1)).copied();
        (time.unwrap_or(0.0) * 10.0).round() / 10.0
    };
    Row {
        page: page.to_owned(),
        p50_ms: at(0.5),
        p95_ms: at(0.95),
    }
}

/// Sends requests one after the other, while somebody reads reports all the time or nobody does.
fn intake(visitor: &Visitor, reading: bool) -> Result<Row> {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        if reading {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    let _ = visitor.look("/reports?days=28");
                    // Somebody reads what they see; this one reads fast.
                    thread::sleep(Duration::from_millis(100));
                }
            });
        }
        let (mut times, began) = (Vec::new(), Instant::now());
        let result = loop {
            if began.elapsed() > INTAKE {
                break Ok(());
            }
            match visitor.write() {
                Ok(ms) => times.push(ms),
                Err(error) => break Err(error),
            }
        };
        over.store(true, Ordering::Relaxed);
        result?;
        let name = match reading {
            true => "a request, while reports are read",
            false => "a request, alone",
        };
        Ok(row(name, times))
    })
}
