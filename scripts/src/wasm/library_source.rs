//! The source of Rust's standard library, which the contracts' build compiles.
//!
//! A prebuilt one would not do: it uses instructions that a chain's VM refuses.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{process, workspace::Workspace, Error};

/// Debian's suite that carries the compiler's version.
const SUITE: &str = "trixie-backports";

/// Where Debian's package puts the source, in a folder for each version.
const INSTALLED: &str = "/usr/src";

/// Where the compiler and what belongs to it are.
pub(super) fn sysroot(workspace: &Workspace) -> Result<PathBuf, Error> {
    let mut rustc = Command::new("rustc");
    process::output(
        rustc
            .current_dir(&workspace.root)
            .args(["--print", "sysroot"]),
    )
    .map(PathBuf::from)
}

/// See that the source is where cargo looks for it, which is where the toolchain's component
/// `rust-src` has it. Without the component it is taken from Debian's package. The toolchain's own
/// installer is never called: it could replace the compiler under a running build.
pub(super) fn ensure(workspace: &Workspace) -> Result<(), Error> {
    let library = sysroot(workspace)?.join("lib/rustlib/src/rust/library");
    if is_library(&library) {
        return Ok(());
    }

    let version = rustc_version(workspace)?;
    let installed = Path::new(INSTALLED).join(inside_package(&version));
    if is_library(&installed) {
        create(library.parent().unwrap_or(&library))?;
        let mut copy = Command::new("cp");
        return process::run_aside(copy.arg("-R").arg(installed).arg(library));
    }
    let has_apt = process::is_installed("apt-get") && process::is_installed("dpkg");
    if !has_apt {
        return Err(missing(version, library));
    }
    eprintln!("wasm: taking the standard library's source from Debian's rust-src {version}");
    fetch(&version, &library).map_err(|error| {
        eprintln!("wasm: {error}");
        missing(version, library)
    })
}

fn missing(version: String, library: PathBuf) -> Error {
    Error::NoLibrarySource {
        version,
        suite: SUITE,
        library,
    }
}

fn is_library(folder: &Path) -> bool {
    folder.join("std").is_dir()
}

/// The source's folder in the one that Debian's package fills.
fn inside_package(version: &str) -> String {
    format!("rustc-{version}/library")
}

fn rustc_version(workspace: &Workspace) -> Result<String, Error> {
    let mut rustc = Command::new("rustc");
    let line = process::output(rustc.current_dir(&workspace.root).arg("--version"))?;
    Ok(line.split(' ').nth(1).unwrap_or_default().to_owned())
}

/// Download and unpack the package in a temporary folder, with package lists of its own, so that
/// the system's sources and packages stay as they are.
fn fetch(version: &str, library: &Path) -> Result<(), Error> {
    let temporary = tempfile::tempdir().map_err(Error::NoTemporaryFolder)?;
    let folder = temporary.path();
    for part in [
        "lists/partial",
        "cache/archives/partial",
        "download",
        "unpacked",
    ] {
        create(&folder.join(part))?;
    }
    let list = folder.join("sources.list");
    fs::write(&list, format!("deb {} {SUITE} main\n", archive()?))
        .map_err(|source| Error::NotWritten { path: list, source })?;

    process::run_aside(apt(folder).arg("update"))?;
    process::run_aside(
        apt(folder)
            .arg("download")
            .arg(format!("rust-src={version}*"))
            .current_dir(folder.join("download")),
    )?;
    for package in files(&folder.join("download"))? {
        let mut dpkg = Command::new("dpkg");
        process::run_aside(dpkg.arg("-x").arg(package).arg(folder.join("unpacked")))?;
    }

    // `mv` and not a rename: the temporary folder may be on another disk.
    create(library.parent().unwrap_or(library))?;
    let unpacked = folder
        .join("unpacked/usr/src")
        .join(inside_package(version));
    process::run_aside(Command::new("mv").arg(unpacked).arg(library))
}

/// The archive this system already takes its packages from.
fn archive() -> Result<String, Error> {
    let mut apt = Command::new("apt-get");
    process::output(apt.args(["indextargets", "--format", "$(REPO_URI)", "Origin: Debian"]))?
        .lines()
        .find(|line| !line.contains("security"))
        .map(str::to_owned)
        .ok_or(Error::NoDebianArchive)
}

/// apt-get with nothing of the system's but its keys.
fn apt(folder: &Path) -> Command {
    let mut apt = Command::new("apt-get");
    for (option, value) in [
        ("Dir::Etc::SourceList", folder.join("sources.list")),
        ("Dir::Etc::SourceParts", PathBuf::from("/dev/null")),
        ("Dir::State::Lists", folder.join("lists")),
        ("Dir::Cache", folder.join("cache")),
    ] {
        apt.arg("-o").arg(format!("{option}={}", value.display()));
    }
    apt.args(["-o", "APT::Sandbox::User=root"]);
    apt
}

fn create(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|source| Error::NotWritten {
        path: folder.to_owned(),
        source,
    })
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::NotRead {
        path: folder.to_owned(),
        source,
    };
    fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(unreadable))
        .collect()
}
