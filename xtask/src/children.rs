//! Processes started here, none of which outlives this program.
//!
//! Each child leads a process group of its own, so that ending it ends what it started. The
//! terminal's Ctrl-C therefore reaches only this program, which passes it on.

use std::env;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, exit};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

static GROUPS: Mutex<Vec<Pid>> = Mutex::new(Vec::new());
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

const GRACE: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(20);
/// What shells report for a command ended by Ctrl-C.
const INTERRUPTED_CODE: i32 = 130;

/// The full path of a program on `PATH`.
pub fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|directory| directory.join(name))
        .find(|path| path.is_file())
}

/// A running child; dropping it ends it and all it started.
pub struct Running {
    child: Child,
    group: Pid,
}

impl Running {
    /// Starts a command in a group of its own.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        forget_cargo(command);
        let mut groups = groups();
        let child = command.process_group(0).spawn()?;
        let group = Pid::from_raw(child.id().cast_signed());
        groups.push(group);
        Ok(Self { child, group })
    }

    /// The process itself, to take its pipes from.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits until it ends by itself.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        self.child.wait()
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let deadline = Instant::now() + GRACE;
        if matches!(self.child.try_wait(), Ok(None)) {
            signal(self.group, Signal::SIGTERM);
            while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < deadline {
                thread::sleep(POLL);
            }
        }
        // What the leader left behind in its group goes with it.
        signal(self.group, Signal::SIGKILL);
        let _ = self.child.wait();
        groups().retain(|group| *group != self.group);
    }
}

/// Removes what `cargo run` left in the environment: a nested cargo must see what a cargo typed by
/// hand sees, or each would undo the other's work.
fn forget_cargo(command: &mut Command) {
    let left_by_cargo = |name: &str| {
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
    };
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(left_by_cargo) {
            command.env_remove(name);
        }
    }
    command
        .env_remove("RUST_RECURSION_COUNT")
        .env_remove("LD_LIBRARY_PATH");
}

/// From now on Ctrl-C, SIGTERM and SIGHUP end all children before this program.
pub fn end_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            exit(INTERRUPTED_CODE);
        }
        let running = groups().clone();
        running
            .iter()
            .for_each(|group| signal(*group, Signal::SIGTERM));
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline && running.iter().any(|group| killpg(*group, None).is_ok())
        {
            thread::sleep(POLL);
        }
        running
            .iter()
            .for_each(|group| signal(*group, Signal::SIGKILL));
        exit(INTERRUPTED_CODE);
    })
    .context("cannot listen for Ctrl-C")
}

/// After an interrupt the handler ends the program: what failed because of it is not reported.
pub fn wait_if_interrupted() {
    while INTERRUPTED.load(Ordering::SeqCst) {
        thread::park();
    }
}

fn groups() -> std::sync::MutexGuard<'static, Vec<Pid>> {
    GROUPS
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn signal(group: Pid, signal: Signal) {
    // A group that is gone already is what was wanted.
    let _ = killpg(group, signal);
}
