//! The program `mirror`, told about this network alone.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use super::place::Place;

/// How `mirror` is run here.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    path: PathBuf,
    config: PathBuf,
    artifacts: PathBuf,
    folder: PathBuf,
}

impl Program {
    pub(crate) fn new(path: PathBuf, artifacts: &Path, place: &Place) -> Self {
        Self {
            path,
            config: place.home.join("mirror.toml"),
            artifacts: artifacts.to_owned(),
            folder: place.services.clone(),
        }
    }

    /// A run that is not started yet. Variables of the caller's own networks say nothing here.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.path);
        for (name, _) in std::env::vars_os() {
            if name.as_encoded_bytes().starts_with(b"MIRROR_") {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env("MIRROR_CONFIG", &self.config)
            .env("MIRROR_ARTIFACTS", &self.artifacts)
            .stdin(Stdio::null());
        command
    }

    /// What it prints as JSON, whatever its exit code is; the reason if it prints none.
    pub(crate) fn json(&self, arguments: &[&str]) -> Result<Value, String> {
        let output = self.output(arguments)?;
        serde_json::from_slice(&output.stdout).map_err(|_| first_line(&output.stderr))
    }

    /// Whether it ended well; if not, what it said.
    pub(crate) fn done(&self, arguments: &[&str]) -> Result<(), String> {
        let output = self.output(arguments)?;
        match output.status.success() {
            true => Ok(()),
            false => Err(first_line(&output.stderr)),
        }
    }

    fn output(&self, arguments: &[&str]) -> Result<Output, String> {
        let output = self.command(arguments).output();
        output.map_err(|error| error.to_string())
    }
}

/// The line that says what was wrong.
fn first_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let mut lines = said.lines();
    let error = lines.find_map(|line| line.strip_prefix("error: "));
    error
        .or(said.lines().next())
        .unwrap_or("nothing was said")
        .to_owned()
}
