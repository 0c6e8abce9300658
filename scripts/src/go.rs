//! The Go toolchain and the one set of modules that the gas bench and the local network's node are
//! built from.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{process, Error};

/// Go code that runs a chain links the VM through C. `what` is built with it, by `command`.
pub(crate) fn ensure(what: &'static str, command: &'static str) -> Result<(), Error> {
    let has_compiler = std::env::var_os("CC").is_some() || process::is_installed("gcc");
    for (is_there, program, package) in [
        (process::is_installed("go"), "go", "Go 1.25 or newer"),
        (has_compiler, "gcc", "gcc"),
    ] {
        if !is_there {
            return Err(Error::NoGo {
                what,
                program,
                package,
                command,
            });
        }
    }
    Ok(())
}

/// The folder of go.mod and go.sum.
pub(crate) fn module(root: &Path) -> PathBuf {
    root.join("benches").join("chain")
}

/// A command of Go in that folder. Compiled without inlining and without a debugger's tables: this
/// saves a quarter of the time to compile, and the time that a chain takes is spent in the VM, which
/// comes compiled. Who gives the same flags shares what was compiled.
pub(crate) fn command(root: &Path, verb: &str, linking: &str) -> Command {
    let mut command = Command::new("go");
    command
        .current_dir(module(root))
        // The committed go.sum says what is linked; a user's own settings must not change it.
        .env_remove("GOFLAGS")
        .env("CGO_ENABLED", "1")
        .args([verb, "-gcflags=all=-l -dwarf=false"])
        .arg(format!("-ldflags=-s -w {linking}").trim_end())
        .arg("-mod=readonly");
    command
}
