//! What can still be done, and its size: the README's "Not solved here".

use mirror_protocol::gov::{ConfigUpdate, PollStatus};

use crate::setup::{migration, poll_rules, update, Action, Setup, ADMIN_DEPOSIT, DEPOSIT, PERIOD};

const MIR: u128 = 1_000_000;

/// With the quorum alone, a text poll a block before a reward takes half of it, and the deposit comes
/// back. Whoever votes there too has his part.
#[test]
fn whoever_reaches_the_quorum_alone_takes_the_voters_half_if_others_let_him() {
    for (others, taken) in [(0, 50_000 * MIR), (82_000_000 * MIR, 9_000 * MIR)] {
        let mut setup = Setup::new();
        let [owner, alice, attacker] = [&setup.owner, &setup.alice, &setup.bob].map(Clone::clone);
        // The dead shares are a thousand of hers.
        setup.stakes(&alice, 82_000_000 * MIR + 1_000).unwrap();
        setup.stakes(&attacker, 18_000_000 * MIR).unwrap();
        setup.chain.pass(6);
        let before = setup.mir_of(&attacker);
        setup.creates(&attacker, DEPOSIT, Action::Text).unwrap();
        setup.votes(&attacker, 1, 18_000_000 * MIR).unwrap();
        setup.chain.pass(6);
        setup.rewards(&owner, 100_000 * MIR).unwrap();
        if others > 0 {
            setup.votes(&alice, 1, others).unwrap();
        } else {
            // The dead shares' part of the quorum.
            setup.withdraws(&alice, 1_000).unwrap();
        }
        setup.chain.pass(PERIOD);
        setup.ends(1).unwrap();

        setup.claims(&attacker, 1).unwrap();

        assert_eq!(taken, setup.mir_of(&attacker) - before);
    }
}

/// A poll of more than default kind is measured by half of the shares at its creation at least. More
/// than four times all others', lent for a block, put its quorum of 0.4 out of their reach; a default
/// poll's is not moved.
#[test]
fn a_loan_over_a_block_raises_what_a_rescue_needs() {
    let carol = Setup::new().carol;
    let (passed, rejected) = (PollStatus::Passed, PollStatus::Rejected);
    for (action, loan, status) in [
        (migration(&carol), 399_000_000 * MIR, passed),
        (migration(&carol), 401_000_000 * MIR, rejected),
        (Action::Text, 401_000_000 * MIR, passed),
    ] {
        let mut setup = Setup::new();
        let [alice, attacker] = [&setup.alice, &setup.bob].map(Clone::clone);
        setup.stakes(&alice, 100_000_000 * MIR).unwrap();
        setup.stakes(&attacker, loan).unwrap();
        let poll_id = setup.poll(action);
        setup.chain.pass(6);
        setup.withdraws(&attacker, None).unwrap();
        let all = setup.power(&alice, poll_id);
        setup.votes(&alice, poll_id, all).unwrap();
        setup.chain.pass(PERIOD);

        setup.ends(poll_id).unwrap();

        assert_eq!(status, setup.status(poll_id));
    }
}

/// Rules on the edge of what is taken: more than a tenth of the stake keeps all others from changing
/// anything, these rules included, by doing nothing.
#[test]
fn under_the_strictest_rules_a_tenth_that_does_not_vote_blocks_everything() {
    let (passed, rejected) = (PollStatus::Passed, PollStatus::Rejected);
    for (asleep, status) in [(10_000_000, passed), (10_000_001, rejected)] {
        let strict = poll_rules(ADMIN_DEPOSIT, "0.9", "0.9");
        let mut setup = Setup::with(|msg| msg.auth_admin_poll_config = strict);
        let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
        // Of his a thousand are the dead shares.
        setup.stakes(&bob, asleep).unwrap();
        setup.stakes(&alice, 100_000_000 - asleep).unwrap();
        setup.chain.pass(6);
        let poll_id = setup.poll(update(ConfigUpdate::default()));
        let all = setup.power(&alice, poll_id);
        setup.votes(&alice, poll_id, all).unwrap();
        setup.chain.pass(PERIOD);

        setup.ends(poll_id).unwrap();

        assert_eq!(status, setup.status(poll_id));
    }
}
