//! Nodes are killed one after another while clients pay: what was in a block stays there.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use mirror_chain::Msg;
use serde_json::{json, Value};

use super::nodes::{payment, Nodes, PAYMENT_GAS};
use super::payers::{self, Payer, Told};
use crate::harness::execute;

const PAYERS: usize = 8;
/// The payments of each: 200 together at least.
const LEAST: usize = 25;
const TRANSFER_GAS: u64 = 300_000;
/// How long a killed node stays away.
const AWAY: Duration = Duration::from_secs(2);

#[test]
fn no_committed_transaction_is_lost_when_nodes_are_killed_under_load() {
    let nodes = Nodes::start();
    let token = new_token(&nodes);
    let dave = nodes.account("dave", &[0]).address().to_string();
    let before = paid(&nodes, &dave);
    let payers: Vec<Payer> = (0..PAYERS)
        .map(|number| payer(&nodes, number, &token, &dave))
        .collect();

    let stop = AtomicBool::new(false);
    let told = thread::scope(|scope| {
        let load = scope.spawn(|| payers::pay(payers, LEAST, &stop));
        for number in [2, 0, 3, 1] {
            nodes.kill(number);
            thread::sleep(AWAY);
            nodes.start_again();
        }
        stop.store(true, Ordering::Relaxed);
        load.join().unwrap()
    });

    let agreed = nodes.agree();
    let coins: usize = told.iter().step_by(2).map(|told| told.done.len()).sum();
    let tokens: usize = told
        .iter()
        .skip(1)
        .step_by(2)
        .map(|told| told.done.len())
        .sum();
    assert_eq!(paid(&nodes, &dave), before + coins as u128);
    assert_eq!(held(&nodes, &token, &dave), tokens as u128);
    for number in 0..4 {
        hold(&nodes, number, agreed, &told);
    }
    let unknown: usize = told.iter().map(|told| told.unknown).sum();
    let void: usize = told.iter().map(|told| told.void.len()).sum();
    eprintln!(
        "{coins} payments and {tokens} messages to a contract in {agreed} blocks; an answer was unknown \
         at first {unknown} times, {void} were void"
    );
}

/// What a client was told holds on a node: what is done is in one block, what is void in none, and the
/// account has sent no more than that.
fn hold(nodes: &Nodes, number: usize, agreed: u64, told: &[Told]) {
    let all = nodes.transactions(number, agreed);
    let node = nodes.client(&[number]);
    for told in told {
        for done in &told.done {
            let found = all.get(&done.hash);
            assert_eq!(found, Some(&vec![done.height]), "{} on {number}", done.hash);
        }
        for void in &told.void {
            assert_eq!(all.get(void), None, "{void} on {number}");
        }
        let account = nodes.network.run(node.at(agreed).account(&told.address));
        let sequence = account.unwrap().unwrap().sequence;
        assert_eq!(sequence, told.done.len() as u64, "{}", told.address);
    }
}

/// Every other one pays coins, the rest tokens. Each asks another node first.
fn payer(nodes: &Nodes, number: usize, token: &str, dave: &str) -> Payer {
    let order: Vec<usize> = (0..4).map(|place| (number + place) % 4).collect();
    let transfer = json!({ "transfer": { "recipient": dave, "amount": "1" } });
    let (message, gas) = match number % 2 {
        0 => (payment(dave), PAYMENT_GAS),
        _ => (execute(token, &transfer), TRANSFER_GAS),
    };
    Payer {
        config: nodes.config(&order),
        key: nodes.network.key(&format!("user{number}")),
        message,
        gas,
    }
}

/// A token of which every payer has a million.
fn new_token(nodes: &Nodes) -> String {
    let folder = PathBuf::from(std::env::var_os("MIRROR_ARTIFACTS").unwrap());
    let wasm = std::fs::read(folder.join("terraswap_token.wasm")).unwrap();
    let balances: Vec<Value> = (0..PAYERS)
        .map(|number| {
            let holder = nodes.network.wallet(&format!("user{number}"));
            json!({ "address": holder.address(), "amount": "1000000" })
        })
        .collect();
    let msg = json!({ "name": "a token", "symbol": "TOK", "decimals": 6, "initial_balances": balances,
        "mint": null, "marketing": null });
    let mut deployer = nodes.network.wallet("deployer");
    let stored = deployer.sends(&[Msg::Store { wasm }]);
    let made = deployer.sends(&[Msg::Instantiate {
        code_id: stored
            .value("store_code", "code_id")
            .unwrap()
            .parse()
            .unwrap(),
        msg: serde_json::to_vec(&msg).unwrap(),
        label: "a token".to_string(),
        admin: None,
        funds: vec![],
    }]);
    let address = made.value("instantiate", "_contract_address");
    address.unwrap().to_string()
}

fn paid(nodes: &Nodes, who: &str) -> u128 {
    let balance = nodes.network.run(nodes.client(&[0]).balance(who, "uluna"));
    balance.unwrap().u128()
}

fn held(nodes: &Nodes, token: &str, who: &str) -> u128 {
    let question = json!({ "balance": { "address": who } });
    let node = nodes.client(&[0]);
    let answer: Value = nodes.network.run(node.smart(token, &question)).unwrap();
    answer["balance"].as_str().unwrap().parse().unwrap()
}
