//! Who may do what with a protocol: `mirror deploy verify`, `hand-over` and `upgrade`, in the order in which
//! whoever runs one needs them.

mod looks;
mod release;

use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg, VoteOption};
use serde_json::{json, Value};

use crate::harness::{execute, hook, Network, Ran};

use looks::found;

/// A little more than a third of what gov takes over with.
const STAKE: u128 = 1_300_000_000_000;
/// What of it votes.
const VOTES: u128 = 1_290_000_000_000;
/// Who stakes.
const HOLDERS: [&str; 3] = ["alice", "bob", "carol"];
/// The variable that kills the program, in builds for development, as soon as its journal has so many
/// entries.
const KILL: &str = "MIRROR_TEST_KILL_AFTER_ENTRY";

#[test]
fn a_protocol_is_verified_handed_over_and_upgraded() {
    let network = Network::start();
    network.runs(&["deploy", "--profile", "local"]).done();
    let verified = network.runs(&["deploy", "verify", "--json"]).json();
    assert_eq!(json!([]), verified["findings"]);
    assert!(verified["compared"].as_u64().unwrap() > 250, "{verified}");

    looks::changes_are_found(&network);
    upgrades_are_refused_before_the_hand_over(&network);
    it_is_not_handed_over_early(&network);
    it_is_handed_over_though_it_is_killed(&network);
    let verified = network.runs(&["deploy", "verify", "--json"]).json();
    assert_eq!(json!([]), verified["findings"]);
    let gov = network.deployment().protocol.contracts.gov;
    assert_eq!(json!({ "gov": gov }), verified["belongs_to"]);

    release::it_is_upgraded_by_polls(&network);
}

fn upgrades_are_refused_before_the_hand_over(network: &Network) {
    let folder = release::folder(network);
    let artifacts = folder.path().to_str().unwrap();
    let refused = network.runs(&["deploy", "upgrade", "--dry-run", "--artifacts", artifacts]);
    let deployer = network.wallet("deployer").address().to_string();
    let told = format!(
        "error: the protocol belongs to {deployer} and not to gov, so no poll can give it other code: hand \
         it over first (mirror deploy hand-over), or begin a new one with the new artifacts\n"
    );
    assert_eq!((Some(1), told), (refused.code, refused.stderr));
}

fn it_is_not_handed_over_early(network: &Network) {
    for arguments in [
        &["deploy", "hand-over", "--check", "--json"][..],
        &["deploy", "hand-over", "--yes", "--json"],
    ] {
        let ran = network.runs(arguments);
        assert_eq!(Some(1), ran.code, "{}", ran.stderr);
        let told: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(json!(false), told["is_ready"]);
        let kinds: Vec<&Value> = told["obstacles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|obstacle| &obstacle["kind"])
            .collect();
        assert_eq!(
            vec![&json!("too_little_staked"), &json!("too_few_holders")],
            kinds
        );
    }
    let at = network.deployment().protocol;
    let stake = Cw20HookMsg::StakeVotingTokens {};
    for name in HOLDERS {
        let stake = hook(&at.mirror_token, STAKE, &at.contracts.gov, &stake);
        network.wallet(name).sends(&[stake]);
    }
    let ready = network.runs(&["deploy", "hand-over", "--check", "--json"]);
    assert_eq!(json!(true), ready.json()["is_ready"]);
}

fn it_is_handed_over_though_it_is_killed(network: &Network) {
    // Nobody can be asked.
    let asked = network.runs(&["deploy", "hand-over"]);
    assert_eq!(Some(2), asked.code, "{}", asked.stderr);
    // Somebody else's key.
    let key = network.home.join("keys/alice.mnemonic");
    let key = ["--key-file", key.to_str().unwrap()];
    let other = network.runs(&[&["deploy", "hand-over", "--yes"], &key[..]].concat());
    assert_eq!(Some(2), other.code);
    assert!(
        other.stderr.contains("alone can hand it over"),
        "{}",
        other.stderr
    );

    let mut killed = network.mirror(&["deploy", "hand-over", "--yes"]);
    let killed = killed.env(KILL, "25").output().unwrap();
    assert_eq!(None, killed.status.code());
    // Nothing is in the way of the rest, but a protocol that is given by halves is not as it should be.
    let left = network.runs(&["deploy", "hand-over", "--check"]);
    left.done();
    let told = "has begun and is not over.\nRun `mirror deploy hand-over` again";
    assert!(left.stdout.contains(told), "{}", left.stdout);
    assert!(!findings(network, &[]).is_empty());

    let before = sequence(network);
    let over = network.runs(&["deploy", "hand-over", "--yes", "--json"]);
    assert_eq!(json!(true), over.json()["is_over"]);
    let sent = sequence(network);
    assert!(sent > before);
    network.runs(&["deploy", "hand-over", "--yes"]).done();
    assert_eq!(sent, sequence(network));
}

/// How many transactions the deployer has sent.
fn sequence(network: &Network) -> u64 {
    let deployer = network.wallet("deployer").address().to_string();
    let numbers = network.run(network.node.account(&deployer)).unwrap();
    numbers.unwrap().sequence
}

/// Everybody says yes, and somebody ends each poll and carries it out.
fn passes(network: &Network, polls: &[u64]) {
    let gov = network.deployment().protocol.contracts.gov;
    for name in HOLDERS {
        let votes = polls.iter().map(|poll_id| {
            let vote = ExecuteMsg::CastVote {
                poll_id: *poll_id,
                vote: VoteOption::Yes,
                amount: VOTES.into(),
            };
            execute(&gov, &vote)
        });
        network.wallet(name).sends(&votes.collect::<Vec<_>>());
    }
    let mut dave = network.wallet("dave");
    // Twenty seconds of votes and five of delay, in the profile of local networks.
    network.wait_until(network.status().time + 22);
    for poll_id in polls {
        dave.sends(&[execute(&gov, &ExecuteMsg::EndPoll { poll_id: *poll_id })]);
    }
    network.wait_until(network.status().time + 7);
    for poll_id in polls {
        dave.sends(&[execute(
            &gov,
            &ExecuteMsg::ExecutePoll { poll_id: *poll_id },
        )]);
    }
}

/// The findings of a verification that found some.
#[track_caller]
fn findings(network: &Network, arguments: &[&str]) -> Vec<Value> {
    let ran: Ran = network.runs(&[&["deploy", "verify", "--json"], arguments].concat());
    assert_eq!(Some(1), ran.code, "{}{}", ran.stdout, ran.stderr);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    found(&report)
}
