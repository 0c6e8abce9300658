//! The terminal of a reader: a folder like that of a clone, and the programs of the test in place of what
//! `cargo` would build.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::page::{not_shown, Block};
use crate::harness::Network;

/// What a reader has as `cargo`: the network is there already and ends with the test, a question at the
/// terminal is answered by yes, and all else is the program itself.
const CARGO: &str = r#"#!/bin/sh
case "$1 $2" in
"mirror tx") shift; exec "$PAGES_MIRROR" "$@" --yes ;;
"mirror "*) shift; exec "$PAGES_MIRROR" "$@" ;;
"xtask localnet") exit 0 ;;
*) echo "cargo $*: not in these pages" >&2; exit 2 ;;
esac
"#;

/// What is around the commands of a block: variables stay from one block to the next.
const BEFORE: &str = "set -euo pipefail\nif [ -f variables ]; then . ./variables; fi\n";
const AFTER: &str = "\nfor name in POSITION; do if [ -n \"${!name:-}\" ]; then \
                     echo \"$name=${!name}\" >> variables; fi; done\n";

/// Longer than a block of these networks.
const SOME_BLOCKS: Duration = Duration::from_secs(1);

/// A reader's terminal.
pub(super) struct Shell {
    folder: TempDir,
    artifacts: PathBuf,
    mirror: OsString,
    variables: BTreeMap<&'static str, String>,
}

impl Shell {
    /// In a folder where `.localnet` is the network of the test.
    pub(super) fn of(network: &Network) -> Self {
        let folder = tempfile::Builder::new().prefix("mirror-pages-").tempdir();
        let folder = folder.unwrap();
        symlink(&network.home, folder.path().join(".localnet")).unwrap();
        let bin = folder.path().join("bin");
        fs::create_dir(&bin).unwrap();
        fs::write(bin.join("cargo"), CARGO).unwrap();
        fs::set_permissions(bin.join("cargo"), Permissions::from_mode(0o755)).unwrap();
        Self {
            folder,
            artifacts: network.artifacts().to_owned(),
            mirror: network.mirror(&[]).get_program().to_owned(),
            variables: BTreeMap::new(),
        }
    }

    /// Put a number that was shown where the commands can see it.
    pub(super) fn set(&mut self, name: &'static str, value: &str) {
        self.variables.insert(name, value.to_string());
    }

    /// Type a block, and answer what is shown for it.
    #[track_caller]
    pub(super) fn types(&self, block: &str) -> String {
        if block.contains("feed_price") {
            // An asset is fed once in a block, and a person takes longer than one from line to line.
            thread::sleep(SOME_BLOCKS);
        }
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = [self.folder.path().join("bin")];
        let folders = folders.into_iter().chain(env::split_paths(&path));
        let mut command = Command::new("bash");
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("MIRROR_") {
                command.env_remove(name);
            }
        }
        command
            .args(["-c", &format!("{BEFORE}{block}{AFTER}")])
            .current_dir(self.folder.path())
            .env("PATH", env::join_paths(folders).unwrap())
            .env("PAGES_MIRROR", &self.mirror)
            .env("MIRROR_ARTIFACTS", &self.artifacts)
            .envs(&self.variables)
            .stdin(Stdio::null());
        let output = command.output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{block}\n{shown}{said}");
        shown
    }

    /// Type what is typed of a section, and hold what is shown against what the page says.
    #[track_caller]
    pub(super) fn follows(&self, blocks: &[Block]) -> String {
        let mut output = String::new();
        for block in blocks {
            match block {
                Block::Typed(text) => output = self.types(text),
                Block::Shown(text) => {
                    let missing = not_shown(text, &output);
                    assert_eq!(missing, None, "this line is not among\n{output}");
                }
            }
        }
        output
    }
}
