//! `mirror deploy verify`: whether a protocol is what was published and decided.

mod failure;
mod screen;
mod subject;

pub(super) use failure::failure;
pub(super) use screen::belonging;
pub(super) use subject::{Subject, SubjectArguments};

use clap::Args;

use super::people::People;
use super::profile;
use crate::connection::Connection;
use crate::failure::{Failure, Verdict};

/// Compare a protocol with what was published and decided: every code by its checksum, who owns each
/// contract and who may migrate it, and every parameter.
///
/// It needs no key and no artifact, only the list of checksums (checksums.txt in the folder of
/// --artifacts) and the profile that the protocol was deployed with. Whatever differs is listed, and
/// the exit code is 1.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror deploy verify                       a local network, deployed with the profile local\n  \
    mirror deploy verify --profile my.toml --artifacts release/")]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// The parameters it was deployed with: a file, or standard, or local [default on a local network:
    /// local].
    #[arg(long, value_name = "FILE|NAME")]
    profile: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// Looks, and tells.
pub(super) fn command(connection: &Connection, arguments: Arguments) -> Result<Verdict, Failure> {
    let subject = Subject::open(connection, &arguments.subject)?;
    let config = &subject.session.config;
    let people = People::near(config);
    let profile = profile::load(arguments.profile.as_deref(), config, &people)?;
    let protocol = &subject.file.protocol;
    let report = mirror_deploy::verify(&mut subject.view()?, protocol, &profile);
    let report = report.map_err(failure)?;
    screen::show(&report, &subject, arguments.json);
    Ok(if report.findings.is_empty() {
        Verdict::Fine
    } else {
        Verdict::Violated
    })
}
