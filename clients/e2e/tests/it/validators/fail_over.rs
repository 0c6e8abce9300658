//! A client with two addresses goes on with the second where the first is dead, or dies.

use mirror_chain::{Config, Node};

use super::nodes::{payment, Nodes};

/// Where nothing listens.
const NOWHERE: &str = "http://127.0.0.1:1";

#[test]
fn a_client_goes_on_with_the_second_address_when_the_first_dies() {
    let nodes = Nodes::start();
    let mut alice = nodes.account("alice", &[3, 0]);
    let bob = nodes.account("bob", &[0]).address().to_string();
    let first = nodes.network.run(alice.send(&[payment(&bob)], ""));
    let first = first.unwrap();

    nodes.kill(3);
    let second = nodes.network.run(alice.send(&[payment(&bob)], ""));
    let second = second.unwrap();

    assert!(second.height > first.height);
    let other = nodes.client(&[0]);
    let seen = nodes.network.run(other.transaction(&second.hash));
    assert_eq!(seen.unwrap(), Some(second));
    from_the_start(&nodes);
    by_the_program(&nodes, &bob);
}

/// One that is dead from the start.
fn from_the_start(nodes: &Nodes) {
    let alive = nodes.config(&[0]);
    let config = Config {
        rpc: vec![NOWHERE.to_string(), alive.rpc[0].clone()],
        ..alive
    };
    let node = nodes.network.run(Node::connect(&config)).unwrap();

    let status = nodes.network.run(node.status()).unwrap();

    assert_eq!(status.rpc, config.rpc[1]);
    let (dead, _) = nodes.network.run(node.statuses()).remove(0);
    assert_eq!(dead, NOWHERE);
}

/// The program, with the dead one first.
fn by_the_program(nodes: &Nodes, bob: &str) {
    let (dead, alive) = (nodes.rpc(3), nodes.rpc(0));

    let ran = nodes
        .network
        .runs(&["faucet", bob, "--json", "--rpc", &dead, "--rpc", &alive]);

    ran.done();
}
