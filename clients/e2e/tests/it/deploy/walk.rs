//! Killed after each entry of the journal.

use std::collections::BTreeSet;

use serde_json::Value;

use super::state::{self, State};
use super::{journal, killed_after, sequence, DEPLOY, STEPS};
use crate::harness::Network;

/// What depends on when a step was carried out, by contract and the first letter of the key: when the
/// release started, up to when it is divided, and when staking last counted what flows to a pool.
/// Nothing else does.
const TIMES: [(&str, char); 3] = [("factory", 's'), ("factory", 'l'), ("staking", 'I')];

#[test]
fn a_deployment_killed_after_every_entry_is_the_same_deployment() {
    let undisturbed = {
        let network = Network::start();
        as_planned(&network);
        State::of(&network)
    };
    assert_eq!(STEPS, undisturbed.sent);

    let network = Network::start();
    let entries = killed_at_each(&network, &DEPLOY, 0);

    // What it belongs to, the chain's last block, and where the account's sequence began; what was
    // signed of each step, and what it answered; the account, the pair of MIR, the height of the end.
    assert_eq!(3 + 2 * 52 + 3, entries);
    let killed = State::of(&network);
    assert_eq!(undisturbed.deployment, killed.deployment);
    assert_eq!(undisturbed.sent, killed.sent);
    assert_eq!(BTreeSet::from(TIMES), undisturbed.times(&killed));

    // Once more it changes nothing, and says so.
    let written = journal::entries(&network, "");
    let again = network.runs(&DEPLOY);
    again.done();
    let told = format!(
        "Nothing was sent: the protocol on {} is complete since height {}.",
        network.config().chain_id,
        network.deployment().block_height
    );
    assert!(again.stdout.starts_with(&told), "{}", again.stdout);
    assert_eq!(written, journal::entries(&network, ""));
    assert!(killed.times(&State::of(&network)).is_empty());
    assert_eq!(killed.sent, sequence(&network, "deployer"));

    demonstrates(&network, entries);
}

/// A deployment takes the steps that a dry run shows, at the addresses that it foretells and, within a
/// hundredth, for the gas that was measured before.
fn as_planned(network: &Network) {
    let planned = network.runs(&[DEPLOY.as_slice(), &["--dry-run", "--json"]].concat());
    let planned = planned.json();
    assert_eq!(0, sequence(network, "deployer"));

    let taken = network.runs(&[DEPLOY.as_slice(), &["--json"]].concat());
    let taken = taken.json();

    let steps = |run: &Value| run["steps"].as_array().unwrap().clone();
    let (planned, taken) = (steps(&planned), steps(&taken));
    assert_eq!(planned.len(), taken.len());
    let at = state::contracts(&network.deployment().protocol);
    for (planned, taken) in planned.iter().zip(&taken) {
        assert_eq!(planned["step"], taken["step"]);
        let [measured, used] =
            [&planned["gas"], &taken["gas_used"]].map(|gas| gas.as_u64().unwrap());
        assert!(
            measured.abs_diff(used) * 100 <= used,
            "clients/cli/src/deploy/gas.json: {} takes {used} gas, not {measured}",
            taken["step"]
        );
        if let Some(address) = planned["makes"].as_str() {
            assert!(at.iter().any(|(_, at)| at == address), "{planned}");
        }
    }
}

/// The demonstration is killed after each of its entries, too.
fn demonstrates(network: &Network, before: usize) {
    let demo = [DEPLOY.as_slice(), &["--demo"]].concat();

    let after = killed_at_each(network, &demo, before);

    // Five transactions, each signed and carried out.
    assert_eq!(before + 2 * 5, after);
    assert_eq!(STEPS + 2, sequence(network, "deployer"));
    for name in ["alice", "bob", "carol"] {
        assert_eq!(1, sequence(network, name), "{name}");
    }
}

/// Kill it as soon as it has written one entry more than before, until it ends by itself. Answers how
/// many entries there are then.
fn killed_at_each(network: &Network, arguments: &[&str], before: usize) -> usize {
    let mut entries = before;
    loop {
        let (was_killed, ran) = killed_after(network, entries + 1, arguments);
        if !was_killed {
            ran.done();
            assert_eq!(entries, journal::entries(network, "").len());
            return entries;
        }
        entries += 1;
        assert_eq!(entries, journal::entries(network, "").len());
    }
}
