use std::{io, path::PathBuf, process::ExitStatus};

use thiserror::Error;

use crate::{book::Flaw, demo, gas::Breach, localnet::Fault, services, web};

/// Why a command of `cargo xtask` stopped. Each text is a sentence that says what to do.
#[derive(Error, Debug)]
pub enum Error {
    // the machine
    #[error("cannot read {}: {source}", path.display())]
    NotRead { path: PathBuf, source: io::Error },

    #[error("cannot write {}: {source}", path.display())]
    NotWritten { path: PathBuf, source: io::Error },

    #[error("cannot start `{command}`: {source}")]
    CommandNotStarted { command: String, source: io::Error },

    #[error("`{command}` failed ({status}); what it printed above says why")]
    CommandFailed { command: String, status: ExitStatus },

    #[error("cannot make a temporary folder: {0}")]
    NoTemporaryFolder(io::Error),

    #[error("the book does not hold together:\n{}\nMend the pages, then run cargo xtask book again", lines(.0))]
    BookFlaws(Vec<Flaw>),

    // what cargo and the message types say
    #[error("a message type has no JSON form: {0}")]
    Json(#[from] serde_json::Error),

    #[error("`cargo metadata` has no {0}")]
    MetadataLacks(&'static str),

    #[error(
        "the source of the error {path} was not found; a contract hands it on, so the table of refusals \
         needs it"
    )]
    NoSuchError { path: String },

    #[error("no contract under contracts/ has an entry point, so there is nothing to build")]
    NoContracts,

    #[error("{} does not hold the figures that belong there: {source}", path.display())]
    NotFigures {
        path: PathBuf,
        source: serde_json::Error,
    },

    // tools the user has to provide
    #[error(
        "`{program}` is missing; {what} written in Go. Install {package} and run `{command}` again"
    )]
    NoGo {
        what: &'static str,
        program: &'static str,
        package: &'static str,
        command: &'static str,
    },

    #[error(
        "wasm-opt is missing; install binaryen {wanted} (Debian 12: `apt-get install binaryen`) \
         and run `cargo xtask wasm` again"
    )]
    NoWasmOpt { wanted: &'static str },

    #[error(
        "the source of Rust {version}'s standard library is missing; contracts are built with it. \
         Where rustup keeps the toolchain, run `rustup component add rust-src`. On Debian, install \
         the package rust-src of version {version}, which the suite {suite} has. Elsewhere, put the \
         folder `library` of that version's source at {}. Then run `cargo xtask wasm` again",
        library.display()
    )]
    NoLibrarySource {
        version: String,
        suite: &'static str,
        library: PathBuf,
    },

    #[error("a built contract is no wasm that can be read: {0}")]
    NotWasm(#[from] wasm_encoder::reencode::Error),

    #[error(
        "a built contract does not print backtraces under the names in \
         scripts/src/wasm/backtraces.rs; another compiler may name them otherwise"
    )]
    NoBacktraces,

    #[error("apt-get names no Debian archive to take rust-src from")]
    NoDebianArchive,

    // a network on this machine
    #[error(transparent)]
    Localnet(#[from] Fault),

    #[error(transparent)]
    Services(#[from] services::Fault),

    #[error(transparent)]
    Demo(#[from] demo::Fault),

    #[error(transparent)]
    Web(#[from] web::Fault),

    // what was checked and is not so
    #[error(
        "schema/ differs from the message types ({files}); run `cargo xtask schema` and commit"
    )]
    SchemaDrift { files: String },

    #[error(
        "messages cost more or artifacts are larger than docs/gas.md says:\n{}\nIf that is meant, \
         run `cargo xtask gas` and commit docs/gas.md with benches/ours.json",
        lines(breaches)
    )]
    GasRose { breaches: Vec<Breach> },

    #[error(
        "the figures in benches/ do not stand for themselves:\n{}\nMend it, run cargo xtask gas and \
         commit docs/gas.md with benches/",
        lines(breaches)
    )]
    GasFigures { breaches: Vec<Breach> },

    #[error(
        "docs/gas.md is not what the figures in benches/ say; run cargo xtask gas and commit \
         docs/gas.md"
    )]
    GasPageDrift,

    #[error("scripts/permissions/{contract}.toml can not be read: {source}")]
    NotASheet {
        contract: &'static str,
        source: toml::de::Error,
    },

    #[error(
        "scripts/permissions/{contract}.toml does not go with the messages:\n  {}\nSay there by which \
         poll each can be sent, what bounds it and what it costs at most",
        faults.join("\n  ")
    )]
    SheetIncomplete {
        contract: &'static str,
        faults: Vec<String>,
    },

    #[error("scripts/permissions names a figure that is not there: {{{name}")]
    NoFigure { name: String },

    #[error(
        "docs/permissions.md is not what messages, scripts/permissions and the standard profile say; \
         run `cargo xtask permissions` and commit"
    )]
    PermissionsDrift,

    #[error("two folders gave different bytes for {artifacts}")]
    NotReproducible { artifacts: String },

    #[error("`cargo xtask ci` stopped at {step}, its output is above; mend it and run again")]
    StepFailed { step: &'static str },
}

fn lines<T: std::fmt::Display>(all: &[T]) -> String {
    let lines = all.iter().map(|one| format!("  {one}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_source_is_told_with_the_ways_to_get_it() {
        let version = "1.95.0".to_owned();
        let library = PathBuf::from("/rust/library");
        let suite = "trixie-backports";

        let text = Error::NoLibrarySource {
            version,
            suite,
            library,
        }
        .to_string();

        for way in [
            "run `rustup component add rust-src`",
            "install the package rust-src of version 1.95.0, which the suite trixie-backports has",
            "put the folder `library` of that version's source at /rust/library",
        ] {
            assert!(text.contains(way), "{way} is not in: {text}");
        }
    }
}
