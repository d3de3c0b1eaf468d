//! Steps of a command, each shown with what it is doing and how long it took.
//!
//! All of it goes to standard error: standard output belongs to results.

use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::children::{Running, wait_if_interrupted};

const NAME_WIDTH: usize = 34;
const DETAIL_WIDTH: usize = 60;
const REDRAW: Duration = Duration::from_millis(100);
/// Where nothing can be redrawn (logs), a long step says now and then that it goes on.
const REPORT: Duration = Duration::from_secs(20);

/// A step in progress.
pub struct Step {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    detail: String,
    unchanged: bool,
}

/// Runs one step, showing its name, progress and time.
pub fn step<T>(name: &str, work: impl FnOnce(&Step) -> Result<T>) -> Result<T> {
    let started = Instant::now();
    let state = Arc::new(Mutex::new(State::default()));
    let step = Step {
        state: Arc::clone(&state),
    };
    let (stop, stopped) = mpsc::channel::<()>();
    let ticker = {
        let (name, state) = (name.to_owned(), Arc::clone(&state));
        thread::spawn(move || show_progress(&name, started, &state, &stopped))
    };
    let result = work(&step);
    drop(stop);
    let _ = ticker.join();
    wait_if_interrupted();

    let time = match (&result, lock(&state).unchanged) {
        (Ok(_), true) => "unchanged".to_owned(),
        _ => seconds(started.elapsed()),
    };
    let mark = if result.is_ok() { '✓' } else { '✗' };
    let mut terminal = io::stderr().lock();
    let erase = if terminal.is_terminal() {
        "\r\x1b[2K"
    } else {
        ""
    };
    let _ = writeln!(terminal, "{erase}  {mark} {name:<NAME_WIDTH$} {time:>9}");
    result
}

/// A duration as people read it: `0.4 s`, `12.3 s`, `3 min 20 s`.
pub fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(60) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

impl Step {
    /// The step found everything done already.
    pub fn unchanged(&self) {
        lock(&self.state).unchanged = true;
    }

    /// Shows what the step is doing now.
    pub fn detail(&self, line: &str) {
        line.trim().clone_into(&mut lock(&self.state).detail);
    }

    /// Runs a command to its end; what it printed is shown only if it fails.
    pub fn run(&self, command: &mut Command) -> Result<()> {
        let name = command.get_program().to_string_lossy().into_owned();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut running =
            Running::start(command).with_context(|| format!("cannot start `{name}`"))?;
        let pipes = (running.child().stdout.take(), running.child().stderr.take());
        let output = Mutex::new(String::new());
        thread::scope(|scope| {
            scope.spawn(|| self.follow(pipes.0, &output));
            scope.spawn(|| self.follow(pipes.1, &output));
        });
        let status = running
            .wait()
            .with_context(|| format!("cannot wait for `{name}`"))?;
        if !status.success() {
            let arguments: Vec<_> = command
                .get_args()
                .map(|part| part.to_string_lossy())
                .collect();
            let output = lock(&output);
            bail!(
                "{}\n`{name} {}` ended with {status}.",
                output.trim_end(),
                arguments.join(" ")
            );
        }
        Ok(())
    }

    fn follow(&self, pipe: Option<impl Read>, output: &Mutex<String>) {
        let Some(pipe) = pipe else { return };
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            if !line.trim().is_empty() {
                self.detail(&line);
            }
            let mut output = lock(output);
            output.push_str(&line);
            output.push('\n');
        }
    }
}

/// Runs a command and returns what it printed to standard output.
pub fn read(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{name}`"))?;
    if !output.status.success() {
        bail!(
            "{}\n`{name}` ended with {}.",
            String::from_utf8_lossy(&output.stderr).trim_end(),
            output.status
        );
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{name}` printed something that is not UTF-8"))
}

fn show_progress(name: &str, started: Instant, state: &Mutex<State>, stopped: &mpsc::Receiver<()>) {
    let terminal = io::stderr().is_terminal();
    let interval = if terminal { REDRAW } else { REPORT };
    while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(interval) {
        let detail: String = lock(state)
            .detail
            .chars()
            .filter(|c| !c.is_control())
            .take(DETAIL_WIDTH)
            .collect();
        let time = seconds(started.elapsed());
        if terminal {
            eprint!("\r\x1b[2K  · {name:<NAME_WIDTH$} {time:>9}  \x1b[2m{detail}\x1b[0m");
        } else {
            eprintln!("  · {name:<NAME_WIDTH$} {time:>9}  {detail}");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
