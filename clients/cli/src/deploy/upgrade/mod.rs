//! `mirror deploy upgrade`: new code for a protocol of gov's.

mod args;
mod error;
mod outcome;
mod screen;

pub(super) use args::Arguments;
pub use error::UpgradeFailure;

use std::collections::BTreeMap;

use mirror_deploy::{
    codes_in_use, propose, store_changed, survey, Artifact, Chain, Poll, Survey, UpgradeError,
};
use mirror_protocol::gov;

use super::artifacts::Artifacts;
use super::journal;
use super::live::{Last, Live};
use super::progress::Progress;
use super::refusal::LiveError;
use super::verify::{failure, Subject};
use super::watched::Watched;
use outcome::{Draft, Outcome};

use crate::ask::ask;
use crate::connection::Connection;
use crate::failure::{Failure, Verdict};

/// Looks, stores, proposes.
pub(super) fn command(connection: &Connection, arguments: Arguments) -> Result<Verdict, Failure> {
    let mut subject = Subject::open(connection, &arguments.subject)?;
    let artifacts = Artifacts::survey(&subject.session.config.artifacts)?;
    let mut view = subject.view()?;
    let protocol = subject.file.protocol.clone();
    let survey = survey(&mut view, &protocol).map_err(failure)?;
    let in_use = codes_in_use(&mut view, &protocol).map_err(failure)?;
    drop(view);
    if survey.is_complete() {
        let is_noted = note(&mut subject, &in_use, arguments.dry_run)?;
        let outcome = Outcome::without_polls(survey, in_use, is_noted);
        screen::show(&outcome, &subject, &arguments);
        return Ok(Verdict::Fine);
    }
    of_gov(&subject)?;
    let outcome = if arguments.dry_run {
        let known = survey.changes.iter();
        let known = known.filter_map(|change| Some((change.artifact, change.code_id?)));
        let codes: BTreeMap<_, _> = known.collect();
        let mut outcome = Outcome::without_polls(survey, codes, false);
        if outcome.codes.len() == outcome.survey.changes.len() {
            outcome.polls = drafts(&mut subject.view()?, &outcome, &subject)?;
        }
        outcome
    } else {
        act(&subject, &artifacts, survey, &arguments)?
    };
    screen::show(&outcome, &subject, &arguments);
    Ok(Verdict::Fine)
}

/// Note the codes in use in the deployment file. Answers whether it named others.
fn note(
    subject: &mut Subject,
    in_use: &BTreeMap<Artifact, u64>,
    dry_run: bool,
) -> Result<bool, Failure> {
    let codes = &mut subject.file.protocol.code_ids;
    let before = codes.clone();
    for (artifact, code_id) in in_use {
        codes.set(*artifact, *code_id);
    }
    let is_other = *codes != before;
    if is_other && !dry_run {
        subject.file.store(&subject.folder)?;
    }
    Ok(is_other)
}

/// Only gov upgrades by polls.
fn of_gov(subject: &Subject) -> Result<(), Failure> {
    let gov = &subject.file.protocol.contracts.gov;
    let question = gov::QueryMsg::Config {};
    let config = subject.session.node.smart(gov, &question);
    let config: gov::ConfigResponse = subject.session.run(config)?;
    if config.owner == *gov {
        return Ok(());
    }
    let owner = config.owner;
    Err(UpgradeFailure::NotGovs { owner }.into())
}

/// The polls, each with its deposit of now.
fn drafts<C: Chain<Error = LiveError>>(
    chain: &mut C,
    outcome: &Outcome,
    subject: &Subject,
) -> Result<Vec<Draft>, Failure> {
    let protocol = &subject.file.protocol;
    let polls = outcome.survey.polls(chain, protocol, &outcome.codes);
    let polls = polls.map_err(failure)?.into_iter().map(|poll| {
        let deposit = poll.deposit(chain, protocol).map_err(failure)?;
        Ok(Draft { poll, deposit })
    });
    polls.collect()
}

/// Store what has changed, and propose the polls if that was asked for.
fn act(
    subject: &Subject,
    artifacts: &Artifacts,
    survey: Survey,
    arguments: &Arguments,
) -> Result<Outcome, Failure> {
    let (session, protocol) = (&subject.session, &subject.file.protocol);
    let mut account = session.account()?;
    let fingerprint = artifacts.fingerprint();
    let of = [
        ("account", account.address()),
        ("artifacts", &fingerprint),
        ("gov", &protocol.contracts.gov),
        ("work", "upgrade"),
    ];
    let short = fingerprint.get(..8).unwrap_or(&fingerprint);
    let name = format!("{}.upgrade-{short}.journal", session.config.chain_id);
    let stores = survey.changes.iter();
    let names = stores.map(|change| format!("store {}", change.artifact.name()));
    let progress = Progress::new(names);
    let journal = journal::open(session, &subject.folder.join(name), &of, &progress)?;
    let count = survey.changes.len();
    let question = format!("Store {count} codes on {}?", session.config.chain_id);
    let is_agreed = arguments.yes || session.config.local;
    ask(&question, is_agreed)?;

    let last = Last::default();
    let mut watched = Watched::new(journal, &progress, last.clone());
    let next = watched.start(session, &mut account)?;
    let mut live = Live::new(session, account, artifacts, &subject.name, last, next);
    let codes = store_changed(&mut live, &survey, &mut watched).map_err(told)?;
    let mut outcome = Outcome::without_polls(survey, codes, false);
    outcome.polls = drafts(&mut live, &outcome, subject)?;
    if arguments.propose {
        let deposits = outcome.polls.iter().map(|draft| draft.deposit.u128());
        let deposits = screen::mir(deposits.sum::<u128>());
        let count = outcome.polls.len();
        let question = format!("Propose {count} polls, with deposits of {deposits} MIR?");
        ask(&question, is_agreed)?;
        let polls: Vec<Poll> = outcome
            .polls
            .iter()
            .map(|draft| draft.poll.clone())
            .collect();
        let proposed = propose(&mut live, protocol, &polls, &mut watched);
        outcome.proposed = proposed.map_err(told)?;
    }
    progress.end();
    Ok(outcome)
}

fn told(error: UpgradeError<LiveError>) -> Failure {
    match error {
        UpgradeError::Chain(error) => failure(error),
        error => UpgradeFailure::from(error).into(),
    }
}
