//! What an upgrade came to, for a person or for a program.

use std::collections::BTreeMap;

use mirror_deploy::{Migration, Proposed, Survey, Way};
use serde::Serialize;

use super::args::Arguments;
use super::outcome::{Draft, Outcome};
use crate::deploy::verify::Subject;
use crate::output;
use crate::screen::say;

/// The version of this program and of the contracts that were made with it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The same for a program.
#[derive(Serialize)]
struct Shown<'a> {
    chain_id: &'a str,
    is_complete: bool,
    #[serde(flatten)]
    survey: &'a Survey,
    codes: BTreeMap<&'static str, u64>,
    refused_for_their_version: Vec<&'a str>,
    polls: &'a [Draft],
    proposed: &'a [Proposed],
    deployment_file_names_other_codes: bool,
}

/// Show it on standard output.
pub(super) fn show(outcome: &Outcome, subject: &Subject, arguments: &Arguments) {
    let codes = outcome.codes.iter();
    let refused = outcome.survey.refused_at(VERSION);
    let shown = Shown {
        chain_id: &subject.session.config.chain_id,
        is_complete: outcome.survey.is_complete(),
        survey: &outcome.survey,
        codes: codes
            .map(|(artifact, code_id)| (artifact.name(), *code_id))
            .collect(),
        refused_for_their_version: refused.map(|entry| entry.contract.as_str()).collect(),
        polls: &outcome.polls,
        proposed: &outcome.proposed,
        deployment_file_names_other_codes: outcome.is_noted,
    };
    if arguments.json {
        say(&output::json(&shown));
    } else {
        say(text(outcome, arguments.dry_run).as_bytes());
    }
}

fn text(outcome: &Outcome, dry_run: bool) -> String {
    let survey = &outcome.survey;
    let mut text = String::new();
    if survey.is_complete() {
        text += "Every contract that can have it runs the published code.\n";
        match (outcome.is_noted, dry_run) {
            (true, false) => text += "The deployment file names the codes in use now.\n",
            (true, true) => {
                text += "The deployment file names former codes: run it without --dry-run to note those in use.\n";
            }
            (false, _) => {}
        }
    }
    for change in &survey.changes {
        let name = change.artifact.name();
        text += &match outcome.codes.get(&change.artifact) {
            Some(code_id) => format!("{name}: code {code_id} is the published one\n"),
            None => format!("{name}: the published code is not on the chain yet\n"),
        };
    }
    let contracts = |way| {
        let those = survey
            .migrations
            .iter()
            .filter(move |entry| entry.way == way);
        those
            .map(|entry| entry.contract.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    for (way, told) in [
        (Way::Manager, "get new code by the admin manager"),
        (Way::PairFactory, "get new code by the pair factory"),
        (
            Way::Never,
            "keep their code for ever, as tokens have no admin",
        ),
    ] {
        let names = contracts(way);
        if !names.is_empty() {
            text += &format!("{names}: {told}\n");
        }
    }
    text += &refused(survey.refused_at(VERSION).collect());
    text += &polls(outcome);
    text
}

fn refused(refused: Vec<&Migration>) -> String {
    if refused.is_empty() {
        return String::new();
    }
    let names = refused.iter().map(|entry| entry.contract.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    format!(
        "A poll would fail: {names} note the version {VERSION} or a higher one already, and this program and \
         its artifacts are {VERSION}. Raise the version in Cargo.toml, build the artifacts and the program \
         again, and run this anew.\n"
    )
}

fn polls(outcome: &Outcome) -> String {
    let mut text = String::new();
    for (number, draft) in (0..).zip(&outcome.polls) {
        let poll = &draft.poll;
        text += &match outcome.proposed.get::<usize>(number) {
            Some(proposed) => format!(
                "\nPoll {} was proposed with a deposit of {} MIR: {}\n",
                proposed.poll_id,
                mir(proposed.deposit.u128()),
                poll.title
            ),
            None => format!(
                "\nTo propose, with a deposit of {} MIR: {}\n",
                mir(draft.deposit.u128()),
                poll.title
            ),
        };
        let hook = String::from_utf8(output::json(&poll.hook())).unwrap_or_default();
        text += &format!("{}\n{hook}", poll.description);
    }
    if !outcome.polls.is_empty() && outcome.proposed.is_empty() {
        text += "\n`mirror deploy upgrade --propose` proposes it. So does whoever sends the deposit to gov with \
                 this message, as base64, in a send of the MIR token.\n";
    }
    text
}

/// Micro MIR as MIR, exactly.
pub(super) fn mir(micro: u128) -> String {
    let (whole, rest) = (micro / 1_000_000, micro % 1_000_000);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = format!("{rest:06}");
    format!("{whole}.{}", digits.trim_end_matches('0'))
}
