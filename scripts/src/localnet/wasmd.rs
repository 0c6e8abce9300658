//! The node's program: found, or built once and kept outside the clone.

use std::{
    env,
    ffi::OsString,
    fs,
    fs::File,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

use super::fault::Fault;
use crate::{go, Error};

/// The version that the artifacts are checked for and gas is measured on.
pub(super) const VERSION: &str = "0.61.14";
const PACKAGE: &str = "github.com/CosmWasm/wasmd/cmd/wasmd";
/// Where `wasmd version` takes its answer from.
const VERSION_FIELD: &str = "github.com/cosmos/cosmos-sdk/version";
const PAUSE: Duration = Duration::from_millis(100);
const REMIND: Duration = Duration::from_secs(30);

/// The program: what MIRROR_WASMD names, else the one on the PATH if it is this version, else the
/// one built before, else built now.
pub(crate) fn ensure(root: &Path) -> Result<PathBuf, Error> {
    if let Some(named) = env::var_os("MIRROR_WASMD") {
        return Ok(named_by_user(named.into())?);
    }
    let on_path = env::var_os("PATH").and_then(|path| {
        env::split_paths(&path)
            .map(|folder| folder.join("wasmd"))
            .find(|program| program.is_file())
    });
    if let Some(program) = on_path.filter(|program| is_ours(program)) {
        return Ok(program);
    }
    let (cache, home) = (env::var_os("XDG_CACHE_HOME"), env::var_os("HOME"));
    let built = caches(cache, home)?.join(folder_name(root)?).join("wasmd");
    if !is_ours(&built) {
        build(root, &built)?;
    }
    Ok(built)
}

fn named_by_user(path: PathBuf) -> Result<PathBuf, Fault> {
    match version(&path) {
        Ok(says) if says == VERSION => Ok(path),
        Ok(says) | Err(says) => Err(Fault::OtherWasmd {
            path,
            says,
            wanted: VERSION,
        }),
    }
}

/// Build it next to its final name and rename, under a lock that another builder waits for.
fn build(root: &Path, built: &Path) -> Result<(), Error> {
    go::ensure("the node of a local network is", "cargo xtask localnet up")?;
    let not_written = |source| Error::NotWritten {
        path: built.to_owned(),
        source,
    };
    let folder = built.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(not_written)?;
    let lock = File::create(folder.join("lock")).map_err(not_written)?;
    if lock.try_lock().is_err() {
        eprintln!("localnet: waiting for another command that builds wasmd");
        lock.lock().map_err(not_written)?;
        if is_ours(built) {
            return Ok(());
        }
    }

    let unfinished = built.with_extension("new");
    let begun = Instant::now();
    eprintln!("localnet: building wasmd {VERSION} once, which takes minutes the first time");
    compile(root, &unfinished)?;
    accept(&unfinished)?;
    fs::rename(&unfinished, built).map_err(not_written)?;
    eprintln!(
        "localnet: built in {} s, kept as {}",
        begun.elapsed().as_secs(),
        built.display()
    );
    Ok(())
}

fn compile(root: &Path, to: &Path) -> Result<(), Error> {
    let fields = [("Version", VERSION), ("Name", "wasm"), ("AppName", "wasmd")]
        .map(|(field, value)| format!("-X {VERSION_FIELD}.{field}={value}"));
    let mut command = go::command(root, "build", &fields.join(" "));
    command.arg("-o").arg(to).arg(PACKAGE);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(std::io::stderr())
        .spawn()
        .map_err(|source| Error::CommandNotStarted {
            command: "go build".to_owned(),
            source,
        })?;

    let begun = Instant::now();
    let mut next = REMIND;
    loop {
        let ended = child
            .try_wait()
            .map_err(|source| Error::CommandNotStarted {
                command: "go build".to_owned(),
                source,
            })?;
        match ended {
            Some(status) if status.success() => return Ok(()),
            Some(status) => {
                return Err(Error::CommandFailed {
                    command: format!("go build {PACKAGE}"),
                    status,
                })
            }
            None if begun.elapsed() > next => {
                eprintln!("localnet: still building wasmd, {} s", next.as_secs());
                next += REMIND;
            }
            None => thread::sleep(PAUSE),
        }
    }
}

/// Where programs are kept that were built for us.
fn caches(cache: Option<OsString>, home: Option<OsString>) -> Result<PathBuf, Fault> {
    folder(cache)
        .or_else(|| folder(home).map(|home| home.join(".cache")))
        .map(|caches| caches.join("mirror"))
        .ok_or(Fault::NoCache { wanted: VERSION })
}

/// The program as these modules make it has a folder of its own.
fn folder_name(root: &Path) -> Result<String, Error> {
    let mut hash = Sha256::new();
    for name in ["go.mod", "go.sum"] {
        let path = go::module(root).join(name);
        hash.update(fs::read(&path).map_err(|source| Error::NotRead { path, source })?);
    }
    let hash = format!("{:x}", hash.finalize());
    let hash = hash.get(..12).unwrap_or(&hash);
    Ok(format!("wasmd-{VERSION}-{hash}"))
}

/// A variable that names a folder; a relative one would depend on where the command is run.
fn folder(variable: Option<OsString>) -> Option<PathBuf> {
    variable
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
}

/// A program just built has to run here and to be what was asked for.
fn accept(built: &Path) -> Result<(), Fault> {
    match version(built) {
        Ok(says) if says == VERSION => Ok(()),
        Ok(says) | Err(says) => Err(Fault::BuiltOther {
            path: built.to_owned(),
            says,
            wanted: VERSION,
        }),
    }
}

fn is_ours(program: &Path) -> bool {
    version(program).is_ok_and(|says| says == VERSION)
}

/// What the program says of itself, or why it says nothing.
fn version(program: &Path) -> Result<String, String> {
    let output = Command::new(program)
        .arg("version")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if !output.status.success() {
        return Err(said(&output.stderr));
    }
    match said(&output.stdout) {
        nothing if nothing.is_empty() => Err("no version".to_owned()),
        version => Ok(version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::localnet::tests::write_program;

    fn program(folder: &Path, script: &str) -> PathBuf {
        let path = folder.join("wasmd");
        write_program(&path, &format!("#!/bin/sh\n{script}\n"));
        path
    }

    #[test]
    fn only_the_exact_version_is_taken() {
        let folder = tempfile::tempdir().unwrap();

        assert!(is_ours(&program(folder.path(), "echo 0.61.14")));
        assert!(!is_ours(&program(folder.path(), "echo v0.61.14-dirty")));
        assert!(!is_ours(&program(folder.path(), "echo 0.61.14; exit 1")));
        assert!(!is_ours(&folder.path().join("none")));
    }

    #[test]
    fn a_program_that_does_not_run_is_told_with_its_own_words() {
        let folder = tempfile::tempdir().unwrap();

        let silent = program(folder.path(), "echo");
        assert_eq!(version(&silent), Err("no version".to_owned()));
        let broken = program(folder.path(), "echo no libwasmvm >&2; exit 127");
        assert_eq!(version(&broken), Err("no libwasmvm".to_owned()));
    }

    #[test]
    fn who_names_another_program_is_told_what_it_says() {
        let folder = tempfile::tempdir().unwrap();
        let other = program(folder.path(), "echo 0.53.0");

        let refused = named_by_user(other.clone()).unwrap_err().to_string();
        let built = accept(&other).unwrap_err().to_string();

        assert!(refused.starts_with("MIRROR_WASMD names "), "{refused}");
        assert!(
            refused.contains("which says 0.53.0, not 0.61.14"),
            "{refused}"
        );
        assert!(built.ends_with("does not say 0.61.14: 0.53.0"), "{built}");
        let exact = program(folder.path(), "echo 0.61.14");
        assert_eq!(named_by_user(exact.clone()).unwrap(), exact);
        assert!(accept(&exact).is_ok());
    }

    #[test]
    fn the_cache_is_where_the_user_keeps_caches() {
        let caches = |cache: Option<&str>, home: Option<&str>| {
            caches(cache.map(OsString::from), home.map(OsString::from)).ok()
        };

        assert_eq!(caches(Some("/c"), Some("/h")), Some("/c/mirror".into()));
        assert_eq!(caches(None, Some("/h")), Some("/h/.cache/mirror".into()));
        // A relative folder would be another one in every folder the command is run in.
        assert_eq!(
            caches(Some("c"), Some("/h")),
            Some("/h/.cache/mirror".into())
        );
        assert_eq!(caches(Some(""), Some("h")), None);
        assert!(Fault::NoCache { wanted: VERSION }
            .to_string()
            .contains("set HOME or XDG_CACHE_HOME"));
    }
}
