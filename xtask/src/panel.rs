//! The customer's side: the panel (WebAssembly, JavaScript, CSS) and the loader.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::Tools;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::progress::{self, Step};
use crate::project::Project;
use crate::toolchain::TARGET;

/// What `wasm-opt` leaves out and may use, for the panel and the worker. All features but compact
/// imports, which Chromium refuses: never `--all-features`.
pub const SLIM: [&str; 9] = [
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-sign-ext",
];
/// How `wasm-opt` makes what customers download small: control flow is laid out anew, what that gives
/// is gone through until nothing changes. The lowest kilobyte is the end of the stack: no address in
/// it is ever used.
const SMALL: [&str; 5] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "--low-memory-unused",
    "--converge",
];
/// Browsers that run the panel's WebAssembly read this.
const PANEL_TARGET: &str = "--target=es2022";
/// The loader must at least not break pages in older ones.
const LOADER_TARGET: &str = "--target=es2020";
/// The files of the page a site's tag is on; their names stay. What is written for people who write
/// such pages comes as it is.
pub const PAGE_FILES: [&str; 3] = ["premura.js", "premura-api.js", "premura.d.ts"];
/// The files customers download under a name that changes with their content.
pub const FILES: [&str; 12] = [
    "answers.js",
    "answers.wasm",
    "desk.css",
    "desk.js",
    "help.css",
    "later.js",
    "panel.css",
    "panel.js",
    "panel.wasm",
    "request.css",
    "solve.js",
    "visits.js",
];

/// Builds the panel and the loader; returns the hash that names this build of the panel.
pub fn build(project: &Project, tools: &Tools) -> Result<String> {
    progress::step("Panel", |step| {
        let made = project.scratch("panel");
        fs::create_dir_all(&made)?;
        let sources = tools
            .fingerprint()
            .files(&project.path("Cargo.toml"))?
            .files(&project.path("Cargo.lock"))?
            .files(&project.path("shared"))?
            .files(&project.path("widget"))?
            .files(&project.path("edge/help.css"))?
            .files(&project.path("edge/request.css"))?
            .files(&project.path("desk"))?;
        let stamp = Stamp::new(made.join("stamp"), sources);
        let known = fs::read_to_string(made.join("build")).unwrap_or_default();
        if stamp.is_current() && published(project, &known) {
            step.unchanged();
            return Ok(known);
        }
        webassembly(project, tools, step, &made, "widget", "panel")?;
        webassembly(project, tools, step, &made, "engine", "answers")?;
        javascript(project, tools, step, &made)?;
        let build = publish(project, &made)?;
        fs::write(made.join("build"), &build)?;
        stamp.write()?;
        Ok(build)
    })
}

/// Compiles a package, binds and shrinks it; the last two only if the compiler's output is new.
fn webassembly(
    project: &Project,
    tools: &Tools,
    step: &Step,
    made: &Path,
    package: &str,
    name: &str,
) -> Result<()> {
    let mut cargo = tools.toolchain.cargo(project);
    cargo.args(["build", "--package", package, "--lib"]);
    cargo.args(["--profile", "panel", "--target", TARGET]);
    if package == "widget" {
        cargo.args(["--features", "hydrate"]);
    }
    step.run(&mut cargo)?;
    let output = project.target().join(TARGET).join("panel");
    let compiled = output.join(package).with_extension("wasm");

    let small = made.join(name).with_extension("wasm");
    let inputs = tools
        .fingerprint()
        .value(&[&SMALL[..], &SLIM].concat().join(" "))
        .files(&compiled)?;
    let stamp = Stamp::new(made.join(format!("{name}-stamp")), inputs);
    if stamp.is_current() && small.is_file() {
        return Ok(());
    }
    let bound = made.join("bound");
    step.run(
        Command::new(&tools.cargo_tools.wasm_bindgen)
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--omit-default-module-path",
            ])
            .args(["--out-name", name, "--out-dir"])
            .arg(&bound)
            .arg(&compiled),
    )?;
    step.detail("wasm-opt");
    step.run(
        Command::new(tools.packages.wasm_opt()?)
            .env("PATH", tools.packages.path())
            .args(SMALL)
            .args(SLIM)
            .arg("-o")
            .arg(&small)
            .arg(bound.join(format!("{name}_bg.wasm"))),
    )?;
    stamp.write()
}

fn javascript(project: &Project, tools: &Tools, step: &Step, made: &Path) -> Result<()> {
    let esbuild = |input: &str, output: PathBuf| -> Result<Command> {
        let mut command = Command::new(tools.packages.esbuild()?);
        command
            .current_dir(project.root())
            .arg(input)
            .arg(format!("--outfile={}", output.display()));
        command.args(["--minify", "--legal-comments=none", "--log-level=warning"]);
        command.arg("--charset=utf8");
        Ok(command)
    };
    // What wasm-bindgen made is imported by these names, wherever it lies.
    for (input, output, alias, bound) in [
        ("widget/entry.js", "panel.js", "premura-panel", "panel.js"),
        (
            "widget/answers.js",
            "answers.js",
            "premura-engine",
            "answers.js",
        ),
    ] {
        let alias = format!(
            "--alias:{alias}={}",
            made.join("bound").join(bound).display()
        );
        let bundle = ["--bundle", "--format=esm", PANEL_TARGET, &alias];
        step.run(esbuild(input, made.join(output))?.args(bundle))?;
    }
    let module = ["--format=esm", PANEL_TARGET];
    for name in ["later.js", "solve.js", "visits.js"] {
        let source = format!("widget/{name}");
        step.run(esbuild(&source, made.join(name))?.args(module))?;
    }
    step.run(esbuild("edge/help.css", made.join("help.css"))?.arg(PANEL_TARGET))?;
    // They begin with sheets they share.
    let bundle = ["--bundle", PANEL_TARGET];
    for (source, name) in [
        ("widget/panel.css", "panel.css"),
        ("edge/request.css", "request.css"),
        ("desk/desk.css", "desk.css"),
    ] {
        step.run(esbuild(source, made.join(name))?.args(bundle))?;
    }
    let bundle = ["--bundle", "--format=esm", PANEL_TARGET];
    step.run(esbuild("desk/desk.js", made.join("desk.js"))?.args(bundle))?;
    let assets = project.path("dist/assets");
    let [loader, api, types] = PAGE_FILES.map(|name| assets.join(name));
    step.run(esbuild("widget/loader/premura.js", loader)?.arg(LOADER_TARGET))?;
    step.run(esbuild("widget/loader/api.js", api)?.args(["--format=esm", LOADER_TARGET]))?;
    fs::copy(project.path("widget/loader/premura.d.ts"), types)?;
    Ok(())
}

fn published(project: &Project, build: &str) -> bool {
    let directory = project.path("dist/assets/a").join(build);
    let assets = project.path("dist/assets");
    !build.is_empty()
        && PAGE_FILES.iter().all(|name| assets.join(name).is_file())
        && FILES.iter().all(|name| directory.join(name).is_file())
}

/// Puts the panel's files where their hash says, and removes earlier builds.
fn publish(project: &Project, made: &Path) -> Result<String> {
    let mut contents = Fingerprint::default();
    for name in FILES {
        contents = contents.files(&made.join(name))?;
    }
    let build = contents.finish();
    let builds = project.path("dist/assets/a");
    let directory = builds.join(&build);
    fs::create_dir_all(&directory)?;
    for name in FILES {
        fs::copy(made.join(name), directory.join(name))
            .with_context(|| format!("cannot publish {name}"))?;
    }
    for earlier in fs::read_dir(&builds)?
        .flatten()
        .filter(|entry| entry.file_name() != *build)
    {
        let path = earlier.path();
        if path.is_dir() {
            fs::remove_dir_all(&path)?
        } else {
            fs::remove_file(&path)?
        }
    }
    if !published(project, &build) {
        bail!("dist/assets is incomplete; remove dist/ and try again.");
    }
    Ok(build)
}
