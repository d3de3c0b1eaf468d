//! The whole of Premura on this machine: worker, mail catcher, demo shop.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::children::Running;
use crate::http;
use crate::npm::Packages;
use crate::project::Project;
use crate::shop;

/// The administrator's token of workers started here. They listen on loopback only.
pub const ADMIN_TOKEN: &str = "premura-development";
/// The demo's site id.
pub const DEMO: &str = "demo";
/// The demo's configuration.
pub const DEMO_SITE: &str = "e2e/demo/site.toml";

const READY_WITHIN: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(30);

/// Neighbouring ports, so that one number moves them all.
#[derive(Clone, Copy)]
pub struct Ports {
    /// The worker.
    pub worker: u16,
    /// The demo shop.
    pub shop: u16,
    /// The mail catcher's pages.
    pub mail: u16,
    /// The mail catcher's SMTP.
    pub smtp: u16,
}

impl Ports {
    /// The worker's port and the three that follow.
    pub fn from(worker: u16) -> Result<Self> {
        if worker == 0 || worker > u16::MAX - 3 {
            bail!("--port takes a number from 1 to {}.", u16::MAX - 3);
        }
        Ok(Self {
            worker,
            shop: worker + 1,
            mail: worker + 2,
            smtp: worker + 3,
        })
    }

    /// Four ports that nobody uses now.
    pub fn free() -> Result<Self> {
        let listeners: Vec<TcpListener> = (0..4)
            .map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .collect::<Result<_, _>>()?;
        let ports: Vec<u16> = listeners
            .iter()
            .map(|listener| listener.local_addr().map(|a| a.port()))
            .collect::<Result<_, _>>()?;
        match ports[..] {
            [worker, shop, mail, smtp] => Ok(Self {
                worker,
                shop,
                mail,
                smtp,
            }),
            _ => bail!("no free ports"),
        }
    }

    /// Says what to type if one of them is taken.
    pub fn check(self) -> Result<()> {
        for port in [self.worker, self.shop, self.mail, self.smtp] {
            if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
                let other = self
                    .worker
                    .checked_add(10)
                    .filter(|port| *port < u16::MAX - 3)
                    .unwrap_or(8787);
                bail!("Port {port} is in use; type `cargo xtask dev --port {other}`.");
            }
        }
        Ok(())
    }

    /// Where the worker answers.
    pub fn worker_origin(self) -> String {
        format!("http://localhost:{}", self.worker)
    }

    /// Where the shop answers.
    pub fn shop_origin(self) -> String {
        format!("http://localhost:{}", self.shop)
    }
}

/// Everything running; dropping it ends it.
pub struct Stack {
    servers: Vec<(&'static str, Running)>,
}

impl Stack {
    /// Starts everything, with what it stores under `data`, and waits until it answers.
    pub fn start(
        project: &Project,
        packages: &Packages,
        ports: Ports,
        data: &Path,
    ) -> Result<Self> {
        let mail = mail_catcher(packages, ports, &data.join("mail"))?;
        let worker = worker_alone(project, packages, ports, &data.join("sites"))?;
        shop::open(
            &project.path(shop::PAGES),
            ports.shop,
            &ports.worker_origin(),
        )?;
        let mut stack = Self {
            servers: vec![("worker", worker), ("mail catcher", mail)],
        };
        let health = format!("{}/v1/health", ports.worker_origin());
        stack.wait_until(|| http::get(&health).is_ok_and(|answer| answer.status == 200))?;
        stack.wait_until(|| TcpStream::connect((Ipv4Addr::LOCALHOST, ports.smtp)).is_ok())?;
        stack.wait_until(|| TcpStream::connect((Ipv4Addr::LOCALHOST, ports.mail)).is_ok())?;
        Ok(stack)
    }

    /// Fails if one of the servers ended.
    pub fn check(&mut self) -> Result<()> {
        for (name, server) in &mut self.servers {
            if let Some(status) = server.ended()? {
                bail!("The {name} ended with {status}.");
            }
        }
        Ok(())
    }

    fn wait_until(&mut self, ready: impl Fn() -> bool) -> Result<()> {
        let deadline = Instant::now() + READY_WITHIN;
        while !ready() {
            self.check()?;
            if Instant::now() > deadline {
                bail!(
                    "The servers do not answer after {} s.",
                    READY_WITHIN.as_secs()
                );
            }
            thread::sleep(POLL);
        }
        Ok(())
    }
}

/// Starts a worker and nothing else; what it stores is under `data`.
pub fn worker_alone(
    project: &Project,
    packages: &Packages,
    ports: Ports,
    data: &Path,
) -> Result<Running> {
    fs::create_dir_all(data)?;
    let mut command = std::process::Command::new(packages.workerd()?);
    command
        .current_dir(project.root())
        .args(["serve", "edge/workerd.capnp"])
        .arg(format!("--socket-addr=http=127.0.0.1:{}", ports.worker))
        .arg(format!("--directory-path=data={}", data.display()))
        .env("ADMIN_TOKEN", ADMIN_TOKEN)
        .env("SMTP_URL", format!("smtp://127.0.0.1:{}", ports.smtp))
        .env("PUBLIC_URL", ports.worker_origin())
        // What runs on this machine may receive webhooks here, as in development it will.
        .env("WEBHOOK_HOSTS", "localhost, 127.0.0.1")
        .stdin(Stdio::null());
    Running::start(&mut command).context("cannot start workerd")
}

fn mail_catcher(packages: &Packages, ports: Ports, data: &Path) -> Result<Running> {
    fs::create_dir_all(data)?;
    let mut command = packages.script("maildev/dist/bin/maildev.js");
    command
        .args(["--silent", "--ip", "127.0.0.1", "--web-ip", "127.0.0.1"])
        .args([
            "--smtp",
            &ports.smtp.to_string(),
            "--web",
            &ports.mail.to_string(),
        ])
        .arg("--mail-directory")
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    Running::start(&mut command).context("cannot start the mail catcher")
}

#[cfg(test)]
mod tests {
    use super::Ports;

    #[test]
    fn all_four_ports_must_exist() {
        assert!(Ports::from(8787).is_ok_and(|ports| ports.smtp == 8790));
        assert!(Ports::from(0).is_err());
        assert!(Ports::from(65533).is_err());
    }
}
