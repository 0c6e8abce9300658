//! How far gov is, for a person or for a program.

use cosmwasm_std::Uint128;
use mirror_deploy::{Belonging, Readiness, Stake};
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
    let is_govs = matches!(told.belongs_to, Belonging::Gov(_));
    let shown = Shown {
        chain_id: &subject.session.config.chain_id,
        is_ready: is_govs || (told.findings.is_empty() && told.obstacles.is_empty()),
        is_over: is_govs && told.findings.is_empty(),
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
    let is_govs = matches!(told.belongs_to, Belonging::Gov(_));
    match (is_govs, told.findings.is_empty()) {
        (true, true) => return text + "The hand-over is over: nothing belongs to anybody else.\n",
        (true, false) => {
            text += "The hand-over has begun and is not over. Run `mirror deploy hand-over` again; left are:\n";
        }
        (false, _) => text += &stake(&told.stake),
    }
    let obstacles = told.obstacles.iter().filter(|_| !is_govs);
    let mut reasons: Vec<String> = told.findings.iter().map(ToString::to_string).collect();
    reasons.extend(obstacles.map(ToString::to_string));
    if reasons.is_empty() {
        return text + "Gov is ready: `mirror deploy hand-over` gives the protocol to it.\n";
    }
    if !is_govs {
        text += "Gov can not take over yet:\n";
    }
    for reason in reasons {
        text += &format!("  {reason}\n");
    }
    text
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
    use mirror_deploy::{Finding, Obstacle};

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
        told.findings.push(Finding::Lent {
            address: "wasm1a".to_string(),
            end_time: 7,
        });
        let begun = text(&told);
        assert!(begun.contains("has begun and is not over"), "{begun}");
        assert!(begun.contains("wasm1a may claim"), "{begun}");
    }
}
