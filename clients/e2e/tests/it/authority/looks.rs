//! What verify finds.

use std::fs;

use mirror_chain::Msg;
use serde_json::{json, Value};

use super::findings;
use crate::harness::{execute, Network};

/// The findings of a report.
pub(super) fn found(report: &Value) -> Vec<Value> {
    report["findings"].as_array().unwrap().clone()
}

/// Changed code, an owner, an admin, a parameter: each alone.
pub(super) fn changes_are_found(network: &Network) {
    code(network);
    owner(network);
    admin(network);
    parameter(network);
}

/// A list in which one checksum is another: the code on the chain is not what was published.
fn code(network: &Network) {
    let folder = tempfile::tempdir().unwrap();
    let list = fs::read_to_string(network.artifacts().join("checksums.txt")).unwrap();
    let line = list.lines().find(|line| line.ends_with("mirror_lock.wasm"));
    let other = list.replace(line.unwrap().split_at(64).0, &"0".repeat(64));
    // The list alone is enough to verify.
    fs::write(folder.path().join("checksums.txt"), other).unwrap();
    let found = findings(network, &["--artifacts", folder.path().to_str().unwrap()]);

    assert_eq!(2, found.len(), "{found:?}");
    assert_eq!(json!("mirror_lock"), found[0]["artifact"]);
    assert_eq!(json!("0".repeat(64)), found[0]["expected"]);
    assert_eq!(json!("lock"), found[1]["contract"]);
}

fn owner(network: &Network) {
    let community = network.deployment().protocol.contracts.community;
    let [mut deployer, mut alice] = ["deployer", "alice"].map(|name| network.wallet(name));
    let [of_deployer, of_alice] = [&deployer, &alice].map(|wallet| wallet.address().to_string());
    let to = |owner: &str| {
        let update = json!({ "update_config": { "owner": owner } });
        execute(&community, &update)
    };
    deployer.sends(&[to(&of_alice)]);
    let found = findings(network, &[]);
    alice.sends(&[to(&of_deployer)]);

    let expected = json!({
        "kind": "owner",
        "contract": "community",
        "address": community,
        "found": of_alice,
        "expected": of_deployer,
    });
    assert_eq!(vec![expected], found);
}

fn admin(network: &Network) {
    let contract = network.deployment().protocol.contracts.mint;
    let [mut deployer, mut alice] = ["deployer", "alice"].map(|name| network.wallet(name));
    let [of_deployer, of_alice] = [&deployer, &alice].map(|wallet| wallet.address().to_string());
    let to = |admin: &str| Msg::SetAdmin {
        contract: contract.clone(),
        admin: admin.to_string(),
    };
    deployer.sends(&[to(&of_alice)]);
    let found = findings(network, &[]);
    alice.sends(&[to(&of_deployer)]);

    let expected = json!({
        "kind": "admin",
        "contract": "mint",
        "address": contract,
        "found": of_alice,
        "expected": of_deployer,
    });
    assert_eq!(vec![expected], found);
}

/// Changed on the chain, and put back.
fn parameter(network: &Network) {
    let at = network.deployment().protocol.contracts;
    let mut deployer = network.wallet("deployer");
    let to = |seconds: u64| {
        let update = json!({ "update_config": { "lockup_period": seconds } });
        let msg = cosmwasm_std::to_json_binary(&update).unwrap();
        let relay = json!({ "pass_command": { "contract_addr": at.lock, "msg": msg } });
        execute(&at.factory, &relay)
    };
    deployer.sends(&[to(21)]);
    let found = findings(network, &[]);
    deployer.sends(&[to(20)]);

    let expected = json!({
        "kind": "parameter",
        "contract": "lock",
        "key": "lockup_period",
        "found": "21",
        "expected": "20",
    });
    assert_eq!(vec![expected], found);
    network.runs(&["deploy", "verify"]).done();
}
