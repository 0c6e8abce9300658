//! Debian's packages, for what a check needs and the machine lacks.

use std::process::Command;

use crate::{process, Error};

/// Install these packages. Answers why not, where that can not be: whoever lacks them can still run all
/// other checks.
pub(crate) fn install(command: &str, packages: &[&str]) -> Result<(), String> {
    if !process::is_installed("apt-get") {
        return Err("apt-get is not here either".to_owned());
    }
    eprintln!("{command}: installing {}", packages.join(" "));
    let options = ["install", "--quiet", "--yes", "--no-install-recommends"];
    let install = [&options, packages].concat();
    let installed = run(&["update", "--quiet"]).and_then(|()| run(&install));
    installed.map_err(|error| error.to_string())
}

/// What is written here goes to standard error, as standard output is for results.
fn run(arguments: &[&str]) -> Result<(), Error> {
    process::run_aside(
        Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}
