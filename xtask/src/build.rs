//! `cargo xtask build`: what is deployed, in `dist/`.

use std::fs;

use anyhow::Result;

use crate::cargo_tools::CargoTools;
use crate::fingerprint::Fingerprint;
use crate::npm::Packages;
use crate::project::Project;
use crate::toolchain::Toolchain;
use crate::{panel, schemas, worker};

/// Everything that builds.
pub struct Tools {
    /// Compiles to WebAssembly.
    pub toolchain: Toolchain,
    /// wasm-bindgen and worker-build.
    pub cargo_tools: CargoTools,
    /// esbuild, wasm-opt, workerd, Node.
    pub packages: Packages,
    compiler: String,
}

impl Tools {
    /// Finds or installs them.
    pub fn ensure(project: &Project) -> Result<Self> {
        let packages = Packages::ensure(project)?;
        let toolchain = Toolchain::ensure(project)?;
        let cargo_tools = CargoTools::ensure(project)?;
        Ok(Self {
            compiler: toolchain.version()?,
            toolchain,
            cargo_tools,
            packages,
        })
    }

    /// Changes when any tool, or the way tools are used, does.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::default()
            .value(&self.compiler)
            .value(&self.cargo_tools.versions)
            .value(&self.packages.version)
            .value(concat!(include_str!("panel.rs"), include_str!("worker.rs")))
    }
}

/// What was built, and with what.
pub struct Built {
    /// The tools, for what comes after building.
    pub tools: Tools,
    /// The hash that names this build of the panel.
    pub panel: String,
    files: Vec<String>,
}

/// Builds what changed.
pub fn run(project: &Project) -> Result<Built> {
    let tools = Tools::ensure(project)?;
    let _lock = project.lock_build()?;
    let build = panel::build(project, &tools)?;
    schemas::serve(project)?;
    worker::build(project, &tools, &build)?;
    let mut files: Vec<String> = panel::PAGE_FILES
        .map(|name| format!("dist/assets/{name}"))
        .to_vec();
    files.extend(panel::FILES.map(|name| format!("dist/assets/a/{build}/{name}")));
    files.extend(worker::MODULES.map(|name| format!("dist/worker/{name}")));
    Ok(Built {
        tools,
        panel: build,
        files,
    })
}

impl Built {
    /// Lists the artefacts with their sizes.
    pub fn print(&self, project: &Project) {
        println!();
        for file in &self.files {
            let bytes = fs::metadata(project.path(file)).map_or(0, |metadata| metadata.len());
            println!("{bytes:>9} B  {file}");
        }
    }
}
