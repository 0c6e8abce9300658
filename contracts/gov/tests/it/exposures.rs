//! Attacks that are still possible, and how much they take (README, "Not solved here").

use mirror_protocol::gov::{ConfigUpdate, PollStatus};

use crate::setup::{migration, poll_rules, update, Action, Setup, ADMIN_DEPOSIT, DEPOSIT, PERIOD};

const MIR: u128 = 1_000_000;

/// Somebody who holds a quorum alone creates a text poll one block before a reward and takes half
/// of the reward. The deposit comes back. If others vote in the poll they get their parts.
#[test]
fn whoever_reaches_the_quorum_alone_takes_the_voters_half_if_others_let_him() {
    for (others, taken) in [(0, 50_000 * MIR), (82_000_000 * MIR, 9_000 * MIR)] {
        let mut setup = Setup::new();
        let [alice, attacker] = [&setup.alice, &setup.bob].map(Clone::clone);
        // The dead shares are taken from this stake.
        setup.stakes(&alice, 82_000_000 * MIR + 1_000).unwrap();
        setup.stakes(&attacker, 18_000_000 * MIR).unwrap();
        setup.chain.pass(6);
        let before = setup.mir_of(&attacker);
        setup.creates(&attacker, DEPOSIT, Action::Text).unwrap();
        setup.votes(&attacker, 1, 18_000_000 * MIR).unwrap();
        setup.chain.pass(6);
        setup.rewards(100_000 * MIR).unwrap();
        if others > 0 {
            setup.votes(&alice, 1, others).unwrap();
        } else {
            // This removes the part of the quorum that the dead shares need.
            setup.withdraws(&alice, 1_000).unwrap();
        }
        setup.chain.pass(PERIOD);
        setup.ends(1).unwrap();

        setup.claims(&attacker, 1).unwrap();

        assert_eq!(taken, setup.mir_of(&attacker) - before);
    }
}

/// The base of all but default polls is at least half of the shares at the creation. Somebody who
/// borrows more than four times the stake of all others for one block, and creates such a poll in
/// it, puts its quorum of 0.4 out of their reach. The quorum of a default poll does not change.
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

/// Under the strictest rules that are allowed, a little more than a tenth of the stake can stop
/// every change, that of these rules included, by not voting.
#[test]
fn under_the_strictest_rules_a_tenth_that_does_not_vote_blocks_everything() {
    let (passed, rejected) = (PollStatus::Passed, PollStatus::Rejected);
    for (asleep, status) in [(10_000_000, passed), (10_000_001, rejected)] {
        let strict = poll_rules(ADMIN_DEPOSIT, "0.9", "0.9");
        let mut setup = Setup::with(|msg| msg.auth_admin_poll_config = strict);
        let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
        // The dead shares are taken from this stake.
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
