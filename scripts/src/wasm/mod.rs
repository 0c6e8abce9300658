//! Contracts to artifacts: one cargo command for all, the optimiser, the VM's own check.

mod backtraces;
mod library_source;
mod optimiser;
mod report;
mod reproduce;

pub(crate) use report::{predecessor_bytes, SUM_GOAL};
pub use report::{Artifact, Report};
pub use reproduce::{check_reproducible, Reproduced};

use std::{
    ffi::OsString,
    fs, panic,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::{
    process,
    workspace::{Contract, Workspace},
    Error,
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Build every contract, check it and write it with its checksum into a folder.
pub fn build(workspace: &Workspace, out: Option<PathBuf>) -> Result<Report, Error> {
    let out = out.unwrap_or_else(|| workspace.root.join("artifacts"));
    let compiled = compile(workspace)?;
    check(workspace, &compiled)?;

    fs::create_dir_all(&out).map_err(|source| Error::NotWritten {
        path: out.clone(),
        source,
    })?;
    for artifact in &compiled.artifacts {
        let destination = out.join(&artifact.name);
        fs::copy(compiled.folder.join(&artifact.name), &destination).map_err(|source| {
            Error::NotWritten {
                path: destination,
                source,
            }
        })?;
    }
    write_checksums(&out, &compiled)?;

    Ok(Report {
        folder: out,
        artifacts: compiled.artifacts,
    })
}

/// Where compiled and optimised contracts are.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join(TARGET).join("wasm").join("optimised")
}

fn write_checksums(folder: &Path, of: &Report) -> Result<(), Error> {
    let path = folder.join("checksums.txt");
    fs::write(&path, of.checksums()).map_err(|source| Error::NotWritten { path, source })
}

/// Compile and optimise every contract; the files stay in the target folder, with their checksums.
pub(crate) fn compile(workspace: &Workspace) -> Result<Report, Error> {
    if workspace.contracts.is_empty() {
        return Err(Error::NoContracts);
    }
    library_source::ensure(workspace)?;
    optimiser::ensure()?;

    process::run_aside(
        process::cargo(&workspace.root)
            .args([
                "build",
                "--locked",
                "--profile",
                "wasm",
                "--lib",
                "--target",
                TARGET,
            ])
            .args([
                "-Zbuild-std=std,panic_abort",
                "-Zbuild-std-features=optimize_for_size",
            ])
            .arg("--target-dir")
            .arg(&workspace.target)
            .args(
                workspace
                    .contracts
                    .iter()
                    .flat_map(|contract| ["-p", &contract.package]),
            )
            // Set for this command only: otherwise these two would cause everything else to be rebuilt.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace)?),
    )?;

    let built = workspace.target.join(TARGET).join("wasm");
    let folder = folder(workspace);
    fs::create_dir_all(&folder).map_err(|source| Error::NotWritten {
        path: folder.clone(),
        source,
    })?;
    optimise(&workspace.contracts, &built, &folder)?;
    let artifacts = workspace
        .contracts
        .iter()
        .map(|contract| Artifact::read(&folder.join(contract.artifact())))
        .collect::<Result<_, _>>()?;
    let compiled = Report { folder, artifacts };
    write_checksums(&compiled.folder, &compiled)?;
    Ok(compiled)
}

/// Optimise as many contracts at once as there are processors: wasm-opt uses one.
fn optimise(contracts: &[Contract], built: &Path, folder: &Path) -> Result<(), Error> {
    eprintln!("wasm: optimising {} contracts", contracts.len());
    let next = AtomicUsize::new(0);
    let work = || -> Result<(), Error> {
        while let Some(contract) = contracts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let file = contract.artifact();
            let (from, to) = (built.join(&file), folder.join(&file));
            take_backtraces_out(&from, &to)?;
            optimiser::run(&to)?;
        }
        Ok(())
    };
    let processors = thread::available_parallelism().map_or(1, |count| count.get());
    thread::scope(|scope| {
        let workers = (0..processors)
            .map(|_| scope.spawn(work))
            .collect::<Vec<_>>();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|panicked| panic::resume_unwind(panicked))
        })
    })
}

fn take_backtraces_out(from: &Path, to: &Path) -> Result<(), Error> {
    let module = fs::read(from).map_err(|source| Error::NotRead {
        path: from.to_path_buf(),
        source,
    })?;
    let without = backtraces::take_out(&module)?;
    fs::write(to, without).map_err(|source| Error::NotWritten {
        path: to.to_path_buf(),
        source,
    })
}

/// The compiler's flags, joined as cargo wants them.
///
/// A chain's VM takes the first version of wasm only, hence the processor. A panic becomes a trap
/// without text, as typed errors carry what a user needs. No path of this machine stays inside:
/// another user's home would change the bytes.
fn flags(workspace: &Workspace) -> Result<OsString, Error> {
    let mut flags = [
        "-Ctarget-cpu=mvp",
        "-Zlocation-detail=none",
        "-Zunstable-options",
        "-Cpanic=immediate-abort",
    ]
    .map(OsString::from)
    .to_vec();
    let registry = cargo_home().join("registry").join("src");
    let sysroot = library_source::sysroot(workspace)?;
    for (from, to) in [
        (workspace.root.as_path(), "/mirror"),
        (&registry, "/deps"),
        (&sysroot, "/rust"),
    ] {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(from);
        flag.push("=");
        flag.push(to);
        flags.push(flag);
    }
    Ok(flags.join(&OsString::from("\x1f")))
}

fn cargo_home() -> PathBuf {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .unwrap_or_else(|| Path::new(&std::env::var_os("HOME").unwrap_or_default()).join(".cargo"))
}

/// The VM is built once and runs for seconds: optimising it, as the workspace does for the
/// dependencies of its tests, would take ten minutes and save none.
const UNOPTIMISED: &str = r#"profile.dev.package."*".opt-level=0"#;

/// Check the artifacts as a chain does before it stores a code.
fn check(workspace: &Workspace, compiled: &Report) -> Result<(), Error> {
    process::run_aside(
        process::cargo(&workspace.root)
            .args([
                "run",
                "--config",
                UNOPTIMISED,
                "--locked",
                "--quiet",
                "--package",
                "wasm-check",
                "--",
            ])
            .args(
                compiled
                    .artifacts
                    .iter()
                    .map(|artifact| compiled.folder.join(&artifact.name)),
            ),
    )
}
