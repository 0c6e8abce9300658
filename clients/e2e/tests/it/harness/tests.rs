//! The harness itself.

use cosmwasm_std::coin;
use mirror_chain::Msg;

use super::{Network, Shape};

#[test]
fn a_network_is_fresh_and_gone_when_its_test_is_over() {
    let network = Network::of(Shape {
        validators: 1,
        block_ms: 300,
    });
    let (mut alice, bob) = (network.wallet("alice"), network.wallet("bob"));
    let before = network.front.coins(bob.address(), "uusd");

    let sent = alice.sends(&[Msg::Send {
        recipient: bob.address().to_string(),
        coins: vec![coin(5, "uusd")],
    }]);

    let after = network.front.coins(bob.address(), "uusd");
    assert_eq!(after, before + 5);
    let seen = network.front.transaction(&sent.hash).good();
    assert_eq!(seen["tx_response"]["height"], sent.height.to_string());
    let status = network.front.rpc("status", serde_json::json!({})).good();
    assert_eq!(
        status["result"]["node_info"]["network"],
        network.config().chain_id
    );

    let process = network.record()["nodes"][0]["pid"].as_u64().unwrap();
    let home = network.home.clone();
    assert!(network.localnet(&["status"]).status.success());
    assert!(runs(process));
    drop(network);
    assert!(!home.exists());
    assert!(!runs(process));
}

/// Whether there is a process that is more than a name for its parent to take note of.
fn runs(process: u64) -> bool {
    let command = std::fs::read(format!("/proc/{process}/cmdline"));
    command.is_ok_and(|command| !command.is_empty())
}
