//! Killed after each entry of the journal.

use std::collections::BTreeSet;

use super::state::State;
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
        network.runs(&DEPLOY).done();
        State::of(&network)
    };
    assert_eq!(STEPS, undisturbed.sent);

    let network = Network::start();
    let entries = killed_at_each(&network, &DEPLOY, 0);

    // What it belongs to, and where the account's sequence began; what was signed of each step, and
    // what it answered; the account, the pair of MIR, and the height of the end.
    assert_eq!(2 + 2 * 52 + 3, entries);
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
