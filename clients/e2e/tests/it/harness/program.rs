//! The program `mirror`, run as a user runs it.

use std::env;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::network::Network;

/// What became of a run.
#[derive(Clone, Debug)]
pub(crate) struct Ran {
    /// The exit code; `None` if a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it printed.
    pub(crate) stdout: String,
    /// What it said besides.
    pub(crate) stderr: String,
}

impl Network {
    /// A run of the program with this network's configuration, not started yet.
    pub(crate) fn mirror(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.environment.mirror);
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("MIRROR_") {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .current_dir(&self.home)
            .env("MIRROR_CONFIG", self.home.join("mirror.toml"))
            .env("MIRROR_ARTIFACTS", &self.environment.artifacts)
            .stdin(Stdio::null());
        command
    }

    /// Run the program and wait for its end.
    pub(crate) fn runs(&self, arguments: &[&str]) -> Ran {
        let output = self.mirror(arguments).output().unwrap();
        Ran::from(output)
    }
}

impl Ran {
    /// What it printed, with --json, in a run that ended well.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        self.done();
        let parsed = serde_json::from_str(&self.stdout);
        parsed.unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }

    /// It ended well.
    #[track_caller]
    pub(crate) fn done(&self) {
        assert_eq!(self.code, Some(0), "{}{}", self.stdout, self.stderr);
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}
