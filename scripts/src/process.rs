//! Running other programs, with failures that name the command.

use std::{
    ffi::OsString,
    path::Path,
    process::{Command, Stdio},
};

use crate::Error;

/// The cargo that runs us, so that a child never picks another toolchain.
pub(crate) fn cargo(root: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(root);
    command
}

/// Run to the end; what the program writes is shown as it comes.
pub(crate) fn run(command: &mut Command) -> Result<(), Error> {
    let status = command
        .status()
        .map_err(|source| not_started(command, source))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::CommandFailed {
        command: shown(command),
        status,
    })
}

/// Run to the end with everything it writes on standard error, which keeps our own standard
/// output to results.
pub(crate) fn run_aside(command: &mut Command) -> Result<(), Error> {
    run(command.stdout(std::io::stderr()))
}

/// Run to the end and return what it wrote on standard output, without the last line break.
pub(crate) fn output(command: &mut Command) -> Result<String, Error> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| not_started(command, source))?;
    if !output.status.success() {
        return Err(Error::CommandFailed {
            command: shown(command),
            status: output.status,
        });
    }
    Ok(String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned())
}

/// Whether a program of this name can be started.
pub(crate) fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

/// Why a program did not start.
pub(crate) fn not_started(command: &Command, source: std::io::Error) -> Error {
    Error::CommandNotStarted {
        command: shown(command),
        source,
    }
}

/// The program's own name and its arguments, as one would type them.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
