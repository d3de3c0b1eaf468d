//! Debian's packages, installed where this user may.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::children::on_path;
use crate::progress::Step;

/// Whether this machine is Debian or descends from it.
pub fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|release| {
        release
            .lines()
            .filter(|line| line.starts_with("ID=") || line.starts_with("ID_LIKE="))
            .any(|line| line.contains("debian"))
    })
}

/// Installs packages as root or by sudo without a password; else says what to type.
pub fn install(step: &Step, packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if !is_debian() || on_path("apt-get").is_none() {
        bail!("{purpose}: install what Debian calls `{list}`.");
    }
    if !(is_root() || has_sudo()) {
        bail!("{purpose}: type `sudo apt-get install {list}`.");
    }
    let mut install = as_root("apt-get");
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    if step.run(&mut install).is_err() {
        // Package lists may be missing (containers) or old.
        step.run(as_root("apt-get").arg("update"))?;
        step.run(&mut install)?;
    }
    Ok(())
}

/// A command run as root.
pub fn as_root(name: &str) -> Command {
    let mut command = if is_root() {
        Command::new(name)
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["--non-interactive", "--preserve-env=DEBIAN_FRONTEND", name]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    let Ok(status) = fs::read_to_string("/proc/self/status") else {
        return false;
    };
    status
        .lines()
        .any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0"))
}

fn has_sudo() -> bool {
    Command::new("sudo")
        .args(["--non-interactive", "true"])
        .output()
        .is_ok_and(|output| output.status.success())
}
