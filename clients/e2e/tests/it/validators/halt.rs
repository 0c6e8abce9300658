//! One of four killed: it goes on. Two killed: it stands still, and what was sent is not lost.

use std::thread;
use std::time::Duration;

use mirror_chain::{Account, ChainError, Included, Outcome, Signed};

use super::nodes::{fee, payment, Nodes, PAYMENT_GAS};

/// How often a client looks again for what it has sent.
const PATIENCE: u32 = 10;

#[test]
fn one_killed_validator_stops_nothing_and_two_stop_everything_until_they_are_back() {
    let nodes = Nodes::start();
    let mut alice = nodes.account("alice", &[0]);
    let bob = nodes.account("bob", &[0]).address().to_string();

    nodes.kill(3);
    for _ in 0..3 {
        let paid = sign(&nodes, &mut alice, &bob);
        included(&nodes, &mut alice, &paid);
    }
    let before = nodes.height(0).unwrap();

    nodes.kill(2);
    let waiting = stands_still(&nodes, &mut alice, &bob);
    nodes.start_again();
    let kept = included(&nodes, &mut alice, &waiting);
    assert!(
        kept.height > before,
        "{} is not after {before}",
        kept.height
    );

    // This time nobody is left who remembers what was sent.
    nodes.kill(2);
    nodes.kill(3);
    let forgotten = stands_still(&nodes, &mut alice, &bob);
    nodes.kill(0);
    nodes.kill(1);
    nodes.start_again();
    let sent_again = included(&nodes, &mut alice, &forgotten);
    assert!(sent_again.height > kept.height);

    let agreed = nodes.agree();
    for number in 0..4 {
        let all = nodes.transactions(number, agreed);
        for included in [&kept, &sent_again] {
            assert_eq!(all[&included.hash], [included.height], "node {number}");
        }
        // Five of alice's, and the faucet's first, which a node remembered; it lost the second.
        assert!((6..=7).contains(&all.len()), "node {number}: {all:?}");
    }
    let numbers = nodes.network.run(alice.node().account(alice.address()));
    assert_eq!(numbers.unwrap().unwrap().sequence, 5);
}

/// Nothing gets into a block any more: not what is sent, and nothing else.
fn stands_still(nodes: &Nodes, alice: &mut Account, bob: &str) -> Signed {
    // A block whose votes were on their way may still be made.
    thread::sleep(Duration::from_secs(1));
    let height = nodes.height(0);

    let waiting = sign(nodes, alice, bob);
    let told = settle(nodes, alice, &waiting).unwrap_err();
    let expected = ChainError::NotSeenYet {
        hash: waiting.hash.clone(),
        until: waiting.until,
    };
    assert_eq!(told, expected);
    assert!(told.is_outside());

    // The program says the same: the outside does not answer, run it again.
    let mut faucet = nodes
        .network
        .mirror(&["faucet", bob, "--rpc", &nodes.rpc(0)]);
    let ran = faucet.env("MIRROR_INCLUSION_TIMEOUT_S", "2").output();
    let ran = ran.unwrap();
    let words = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(3), "{words}");

    assert!(height.is_some());
    assert_eq!(
        nodes.height(0),
        height,
        "the chain goes on with two of four"
    );
    waiting
}

fn sign(nodes: &Nodes, from: &mut Account, to: &str) -> Signed {
    let fee = fee(from, PAYMENT_GAS);
    let message = payment(to);
    let signed = from.sign(std::slice::from_ref(&message), "", &fee);
    nodes.network.run(signed).unwrap()
}

fn settle(nodes: &Nodes, account: &mut Account, signed: &Signed) -> Result<Outcome, ChainError> {
    nodes.network.run(account.settle(signed))
}

/// It gets into a block, once the network is quick enough.
fn included(nodes: &Nodes, account: &mut Account, signed: &Signed) -> Included {
    for _ in 0..PATIENCE {
        match settle(nodes, account, signed) {
            Ok(Outcome::Done(included)) => return included,
            Err(error) if error.is_outside() => {}
            other => panic!("{other:?}"),
        }
    }
    panic!("{} does not get into a block", signed.hash)
}
