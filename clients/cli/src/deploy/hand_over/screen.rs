//! How far gov is, for a person or for a program.

use cosmwasm_std::Uint128;
use mirror_deploy::{Finding, Readiness, Stake};
use serde::Serialize;

use crate::deploy::verify::{belonging, Subject};
use crate::output;
use crate::screen::say;

/// The same for a program.
#[derive(Serialize)]
struct Shown<'a> {
    chain_id: &'a str,
    is_ready: bool,
    is_over: bool,
    #[serde(flatten)]
    readiness: &'a Readiness,
}

/// Show it on standard output.
pub(super) fn readiness(told: &Readiness, subject: &Subject, json: bool) {
    let shown = Shown {
        chain_id: &subject.session.config.chain_id,
        is_ready: told.is_ready(),
        is_over: told.is_over(),
        readiness: told,
    };
    if json {
        say(&output::json(&shown));
    } else {
        say(text(told).as_bytes());
    }
}

fn text(told: &Readiness) -> String {
    let mut text = belonging(&told.belongs_to) + "\n";
    if told.has_begun() {
        return text + &begun(told);
    }
    text += &stake(&told.stake);
    if told.is_ready() {
        return text + "Gov is ready: `mirror deploy hand-over` gives the protocol to it.\n";
    }
    let obstacles = told.obstacles.iter().map(ToString::to_string);
    let reasons = lines(told.in_the_way()).chain(obstacles.map(line));
    text + "Gov can not take over yet:\n" + &reasons.collect::<String>()
}

/// What is left of a hand-over that has begun.
fn begun(told: &Readiness) -> String {
    if told.is_over() {
        return "The hand-over is over: nothing belongs to anybody else.\n".to_string();
    }
    let mut text = "The hand-over has begun and is not over.\n".to_string();
    let in_the_way: String = lines(told.in_the_way()).collect();
    if !in_the_way.is_empty() {
        text += "In the way of the rest is:\n";
        text += &in_the_way;
    }
    let left: String = lines(told.left()).collect();
    if !left.is_empty() {
        text += "Run `mirror deploy hand-over` again, which gives what is left:\n";
        text += &left;
    }
    text
}

fn lines<'a>(findings: impl Iterator<Item = &'a Finding>) -> impl Iterator<Item = String> {
    findings.map(ToString::to_string).map(line)
}

fn line(text: String) -> String {
    format!("  {text}\n")
}

fn stake(stake: &Stake) -> String {
    let (staked, least) = (mir(stake.staked), mir(stake.least));
    let mut text = format!("Staked: {staked} MIR of {least} that have to be.\n");
    if stake.is_old {
        return text + "Enough has been staked for 30 days, so holders are not counted.\n";
    }
    match &stake.largest {
        Some((staker, share)) => {
            let part = share.multiply_ratio(1_000u128, stake.total_share.max(Uint128::one()));
            let (whole, rest) = (part.u128() / 10, part.u128() % 10);
            text += &format!(
                "Holders: {} counted, three needed; the largest is {staker} with {whole}.{rest} % (a third at most).\n",
                stake.holders
            );
        }
        None => text += "Holders: none, three needed.\n",
    }
    text
}

/// Micro MIR as MIR, exactly.
fn mir(micro: Uint128) -> String {
    let (whole, rest) = (micro.u128() / 1_000_000, micro.u128() % 1_000_000);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = format!("{rest:06}");
    format!("{whole}.{}", digits.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirror_deploy::{Belonging, Obstacle};

    fn early() -> Readiness {
        Readiness {
            belongs_to: Belonging::Deployer("wasm1d".to_string()),
            deployer: "wasm1d".to_string(),
            stake: Stake {
                staked: Uint128::new(1_250_000_500_000),
                least: Uint128::new(3_705_750_000_000),
                staked_since: None,
                is_old: false,
                holders: 1,
                largest: Some(("wasm1a".to_string(), Uint128::new(999))),
                total_share: Uint128::new(1_000),
            },
            obstacles: vec![Obstacle::TooFewHolders { holders: 1 }],
            findings: vec![],
        }
    }

    #[test]
    fn how_far_gov_is_and_every_reason_are_told() {
        let expected = "It belongs to wasm1d, who deployed it: it was not handed over to gov yet.\n\
                        Staked: 1250000.5 MIR of 3705750 that have to be.\n\
                        Holders: 1 counted, three needed; the largest is wasm1a with 99.9 % (a third at most).\n\
                        Gov can not take over yet:\n  \
                        1 accounts stake, less than three: have others stake\n";
        assert_eq!(expected, text(&early()));
    }

    #[test]
    fn a_gov_that_is_ready_and_one_that_has_taken_over_are_told() {
        let mut told = early();
        told.obstacles.clear();
        told.stake.is_old = true;
        let ready = text(&told);
        assert!(ready.contains("holders are not counted"), "{ready}");
        assert!(ready.contains("Gov is ready"), "{ready}");
        told.stake.is_old = false;
        told.stake.largest = None;
        assert!(text(&told).contains("Holders: none"));

        told.belongs_to = Belonging::Gov("wasm1g".to_string());
        assert!(text(&told).contains("The hand-over is over"));
        told.findings.push(Finding::Owner {
            contract: "mint".to_string(),
            address: "wasm1m".to_string(),
            found: "wasm1d".to_string(),
            expected: "wasm1g".to_string(),
        });
        told.findings.push(Finding::Lent {
            address: "wasm1a".to_string(),
            end_time: 7,
        });
        let begun = "It belongs to gov, wasm1g.\n\
                     The hand-over has begun and is not over.\n\
                     In the way of the rest is:\n  \
                     wasm1a may claim the right to migrate any contract until second 7\n\
                     Run `mirror deploy hand-over` again, which gives what is left:\n  \
                     mint at wasm1m belongs to wasm1d, not to wasm1g\n";
        assert_eq!(begun, text(&told));
    }
}
