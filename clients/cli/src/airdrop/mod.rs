//! `mirror airdrop`: the lists that the airdrop contract pays, made and checked.
//!
//! In reading order: `args` turns what was typed into a checked job (`list` and `address` say what
//! a list may be, `error` what cannot be done), `build` makes its root and proofs, `files` says how
//! they are kept, `verify` checks them, and `screen` shows all of it, and the plan of Mirror's own
//! stages.

mod address;
mod args;
mod build;
mod error;
mod files;
mod list;
mod progress;
mod screen;
mod verify;

pub(crate) use address::check as check_address;
pub use address::AddressFault;
pub use args::{Arguments, Job};
pub use build::{build, Airdrop, Claim, Summary, PROOFS_FILE, STAGE_FILE};
pub use error::BadInput;
pub use files::Claims;
pub use list::{Entry, Fault, List, ListError, Problem, MAX_SUPPLY};
pub use verify::{verify, Finding, Flaw, Report};

use mirror_deploy::planned_stages;

use crate::failure::{Failure, Verdict};

/// Does what the arguments ask for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    match arguments.check()? {
        Job::Build {
            list,
            destination,
            json,
        } => {
            let airdrop = build(&list).map_err(BadInput::from)?;
            let folder = destination.path("");
            let written = destination.commit(&files::of(&airdrop));
            written.map_err(BadInput::from)?;
            screen::built(&airdrop.summary, &folder, json);
            Ok(Verdict::Fine)
        }
        Job::Verify {
            claims,
            prefix,
            json,
        } => {
            let report = verify(&claims, &prefix)?;
            screen::verified(&report, json);
            Ok(if report.findings.is_empty() {
                Verdict::Fine
            } else {
                Verdict::Violated
            })
        }
        Job::Stages { json } => {
            screen::stages(&planned_stages(), json);
            Ok(Verdict::Fine)
        }
    }
}
