//! What is done is not done again: a step remembers the fingerprint of all it depends on.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Directories that no artefact is made from.
const SKIPPED: [&str; 4] = ["target", "tests", "build", "node_modules"];

/// Collects what a step depends on.
#[derive(Clone, Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a value: a version, a flag, another fingerprint.
    pub fn value(mut self, value: &str) -> Self {
        self.add(value.as_bytes());
        self
    }

    /// Adds a file, or all files under a directory, by name and content.
    pub fn files(mut self, path: &Path) -> Result<Self> {
        let mut files = Vec::new();
        list(path, &mut files)?;
        files.sort();
        for file in files {
            let name = file.strip_prefix(path).unwrap_or(&file);
            self.add(name.as_os_str().as_encoded_bytes());
            self.add(&fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
        }
        Ok(self)
    }

    /// Sixteen hexadecimal digits.
    pub fn finish(self) -> String {
        self.0
            .finalize()
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(bytes);
    }
}

/// A fingerprint on disk, written when a step is complete.
pub struct Stamp {
    file: PathBuf,
    fingerprint: String,
}

impl Stamp {
    /// The stamp of a step with these dependencies.
    pub fn new(file: PathBuf, fingerprint: Fingerprint) -> Self {
        Self {
            file,
            fingerprint: fingerprint.finish(),
        }
    }

    /// Whether the step was completed with the same dependencies.
    pub fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|stamp| stamp == self.fingerprint)
    }

    /// Remembers that the step is complete.
    pub fn write(&self) -> Result<()> {
        if let Some(directory) = self.file.parent() {
            fs::create_dir_all(directory)?;
        }
        fs::write(&self.file, &self.fingerprint)
            .with_context(|| format!("cannot write {}", self.file.display()))
    }
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    let entries = fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
    for entry in entries {
        let entry = entry?.path();
        let name = entry
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.starts_with('.') && !SKIPPED.contains(&name.as_str()) {
            list(&entry, files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn values_do_not_run_together() {
        let one = Fingerprint::default().value("ab").value("c").finish();
        let other = Fingerprint::default().value("a").value("bc").finish();
        assert_ne!(one, other);
        assert_eq!(one, Fingerprint::default().value("ab").value("c").finish());
    }
}
