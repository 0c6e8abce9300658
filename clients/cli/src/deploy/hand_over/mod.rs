//! `mirror deploy hand-over`: the protocol given to gov, for good.

mod error;
mod screen;

pub use error::HandOverFailure;

use clap::Args;
use cosmwasm_std::Uint128;
use mirror_deploy::{hand_over, hand_over_steps, readiness, HandOverError};

use super::artifacts::Artifacts;
use super::journal;
use super::live::{Last, Live};
use super::people::People;
use super::profile;
use super::progress::Progress;
use super::refusal::LiveError;
use super::verify::{failure, Subject, SubjectArguments};
use super::watched::Watched;
use crate::ask::ask;
use crate::connection::Connection;
use crate::failure::{Failure, Verdict};

/// Give the protocol to gov, for good: every owner becomes gov, every right to migrate the admin
/// manager's.
///
/// It is refused with every reason until gov is ready: enough MIR staked, by at least three, nobody with
/// more than a third, and every code, contract and right as it should be. It can be interrupted and run
/// again. There is no way back.
///
/// With --check the exit code is 0 if nothing is in the way: it is over, or may begin or go on. Without,
/// it is 0 once gov has everything.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror deploy hand-over --check   how far gov is, and what is in the way\n  \
    mirror deploy hand-over           with the key that deployed it")]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// Show how far gov is, what is left and everything that is in the way, and change nothing. It needs
    /// no key.
    #[arg(long)]
    check: bool,
    /// The parameters it was deployed with, of which stake_to_take_over counts: a file, or standard, or
    /// local [default on a local network: local].
    #[arg(long, value_name = "FILE|NAME")]
    profile: Option<String>,
    /// Hand over without asking.
    #[arg(long)]
    yes: bool,
    /// Print it as JSON.
    #[arg(long)]
    json: bool,
}

/// Looks, and hands over if nothing is in the way.
pub(super) fn command(connection: &Connection, arguments: Arguments) -> Result<Verdict, Failure> {
    let subject = Subject::open(connection, &arguments.subject)?;
    let config = &subject.session.config;
    let people = People::near(config);
    let profile = profile::load(arguments.profile.as_deref(), config, &people)?;
    let least = profile.gov.stake_to_take_over;
    let protocol = &subject.file.protocol;
    let told = readiness(&mut subject.view()?, protocol, least).map_err(failure)?;
    // What has begun goes on, whatever is in the way of the rest.
    if arguments.check || !(told.is_ready() || told.has_begun()) {
        screen::readiness(&told, &subject, arguments.json);
        return Ok(verdict(told.is_ready()));
    }

    if !told.is_over() {
        let question = format!(
            "Give the protocol on {} to gov, for good? After it nothing belongs to you.",
            config.chain_id
        );
        ask(&question, arguments.yes)?;
    }
    give(&subject, &told.deployer, least)?;
    let told = readiness(&mut subject.view()?, protocol, least).map_err(failure)?;
    screen::readiness(&told, &subject, arguments.json);
    Ok(verdict(told.is_over()))
}

fn verdict(is_fine: bool) -> Verdict {
    if is_fine {
        Verdict::Fine
    } else {
        Verdict::Violated
    }
}

/// Send what is left of it.
fn give(subject: &Subject, deployer: &str, least: Uint128) -> Result<(), Failure> {
    let Subject {
        session,
        file,
        name,
        folder,
    } = subject;
    let mut account = session.account()?;
    if account.address() != deployer {
        let refused = HandOverFailure::NotDeployer {
            account: account.address().to_string(),
            deployer: deployer.to_string(),
        };
        return Err(refused.into());
    }
    let of = [
        ("account", deployer),
        ("gov", &file.protocol.contracts.gov),
        ("work", "hand-over"),
    ];
    let path = folder.join(format!("{}.hand-over.journal", session.config.chain_id));
    let progress = Progress::new(hand_over_steps(&file.protocol));
    let journal = journal::open(session, &path, &of, &progress)?;
    let artifacts = Artifacts::survey(&session.config.artifacts)?;
    let last = Last::default();
    let mut watched = Watched::new(journal, &progress, last.clone());
    let next = watched.start(session, &mut account)?;
    let mut live = Live::new(session, account, &artifacts, name, last, next);
    let given = hand_over(&mut live, &file.protocol, least, &mut watched);
    progress.end();
    given.map_err(told)
}

fn told(error: HandOverError<LiveError>) -> Failure {
    match error {
        HandOverError::Chain(error) => failure(error),
        error => HandOverFailure::from(error).into(),
    }
}
