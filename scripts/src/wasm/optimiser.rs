//! wasm-opt, which takes a sixth off every contract.

use std::{path::Path, process::Command};

use crate::{process, Error};

/// Debian 12's. Another version gives other bytes, so published checksums are made with this one.
const VERSION: &str = "108";

/// See that wasm-opt is there. Where we are root on a Debian it is installed; another version than
/// ours is used with a warning.
pub(super) fn ensure() -> Result<(), Error> {
    if !process::is_installed("wasm-opt") {
        install()?;
    }

    let line = process::output(Command::new("wasm-opt").arg("--version"))?;
    let version = line.split(' ').nth(2).unwrap_or_default();
    if version != VERSION {
        eprintln!(
            "wasm: warning: wasm-opt is version {version}; published checksums are made with \
             {VERSION}, and the bytes will differ from theirs"
        );
    }
    Ok(())
}

/// Make the smallest file of the same meaning. Taking the control flow apart and building it anew
/// before two rounds of optimising is worth 1.6 % of the bytes. Functions' names are left out.
pub(super) fn run(module: &Path) -> Result<(), Error> {
    let mut command = Command::new("wasm-opt");
    process::run_aside(
        command
            .args(["--mvp-features", "--flatten", "--rereloop", "-Oz", "-Oz"])
            .arg("--strip-producers")
            .arg(module)
            .arg("-o")
            .arg(module),
    )
}

fn install() -> Result<(), Error> {
    let is_root = process::output(Command::new("id").arg("-u"))? == "0";
    if !is_root || !process::is_installed("apt-get") {
        return Err(Error::NoWasmOpt { wanted: VERSION });
    }
    eprintln!("wasm: installing Debian's package binaryen, for wasm-opt");
    process::run_aside(Command::new("apt-get").args(["install", "-y", "binaryen"]))
        .map_err(|_| Error::NoWasmOpt { wanted: VERSION })
}
