//! What the chain begins with: funded keys, and limits as a real network has them.

use std::collections::BTreeMap;

use serde_json::{json, Value};

use super::{
    fault::Fault,
    keys::{Key, DEPLOYER},
};

const FILE: &str = "genesis.json";
/// What a block may use, which is what a large transaction has to fit into.
const BLOCK_GAS: &str = "50000000";
/// The chain's own polls, short enough to wait for.
const VOTING: &str = "10s";
const EXPEDITED_VOTING: &str = "5s";

/// What each key has of these, in micro units; the deployer a thousand times as much.
const DENOMS: [&str; 3] = ["stake", "uluna", "uusd"];
const FUNDS: u128 = 1_000_000_000_000;
const DEPLOYER_FUNDS: u128 = 1_000 * FUNDS;

/// The genesis that `wasmd testnet` made, with our keys and limits.
pub(super) fn prepare(genesis: &mut Value, keys: &[Key]) -> Result<(), Fault> {
    set(genesis, "/consensus/params/block/max_gas", json!(BLOCK_GAS))?;
    for (path, value) in [
        ("/app_state/gov/params/max_deposit_period", VOTING),
        ("/app_state/gov/params/voting_period", VOTING),
        (
            "/app_state/gov/params/expedited_voting_period",
            EXPEDITED_VOTING,
        ),
        // Tests end nodes for a while; a validator is not to be slashed for that.
        ("/app_state/slashing/params/signed_blocks_window", "1000000"),
    ] {
        set(genesis, path, json!(value))?;
    }

    let accounts = list(genesis, "/app_state/auth/accounts")?;
    accounts.extend(keys.iter().map(|key| account(&key.address)));
    let balances = list(genesis, "/app_state/bank/balances")?;
    balances.iter_mut().for_each(leave_test_tokens_out);
    balances.extend(keys.iter().map(|key| {
        let amount = match key.name.as_str() {
            DEPLOYER => DEPLOYER_FUNDS,
            _ => FUNDS,
        };
        json!({ "address": key.address, "coins": DENOMS.map(|denom| coin(denom, amount)) })
    }));
    let supply = sum(balances);
    set(genesis, "/app_state/bank/supply", supply)
}

fn account(address: &str) -> Value {
    json!({
        "@type": "/cosmos.auth.v1beta1.BaseAccount",
        "address": address,
        "pub_key": null,
        "account_number": "0",
        "sequence": "0",
    })
}

fn coin(denom: &str, amount: u128) -> Value {
    json!({ "denom": denom, "amount": amount.to_string() })
}

/// `wasmd testnet` gives validators a token of its own, which we have no use for.
fn leave_test_tokens_out(balance: &mut Value) {
    if let Some(coins) = balance.get_mut("coins").and_then(Value::as_array_mut) {
        coins.retain(|coin| coin.get("denom") != Some(&json!("testtoken")));
    }
}

fn sum(balances: &[Value]) -> Value {
    let mut sums = BTreeMap::<&str, u128>::new();
    let coins = balances
        .iter()
        .filter_map(|balance| balance.get("coins")?.as_array())
        .flatten();
    for one in coins {
        let text = |key| one.get(key).and_then(Value::as_str).unwrap_or_default();
        let amount: u128 = text("amount").parse().unwrap_or_default();
        *sums.entry(text("denom")).or_default() += amount;
    }
    sums.into_iter()
        .map(|(denom, amount)| coin(denom, amount))
        .collect()
}

fn set(genesis: &mut Value, path: &str, value: Value) -> Result<(), Fault> {
    *at(genesis, path)? = value;
    Ok(())
}

fn list<'a>(genesis: &'a mut Value, path: &str) -> Result<&'a mut Vec<Value>, Fault> {
    at(genesis, path)?.as_array_mut().ok_or_else(|| lacks(path))
}

fn at<'a>(genesis: &'a mut Value, path: &str) -> Result<&'a mut Value, Fault> {
    genesis.pointer_mut(path).ok_or_else(|| lacks(path))
}

fn lacks(path: &str) -> Fault {
    Fault::Lacks {
        file: FILE,
        key: path.trim_start_matches('/').replace('/', "."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_by_wasmd() -> Value {
        let validator = "wasm1j7n5l9p9nsl8ctsp6ra5aus22p36232se3cl23";
        json!({
            "app_state": {
                "auth": { "accounts": [account(validator)] },
                "bank": {
                    "balances": [{
                        "address": validator,
                        "coins": [coin("stake", 500_000_000), coin("testtoken", 1_000_000_000)],
                    }],
                    "supply": [coin("stake", 500_000_000), coin("testtoken", 1_000_000_000)],
                },
                "gov": { "params": {
                    "max_deposit_period": "172800s",
                    "voting_period": "172800s",
                    "expedited_voting_period": "86400s",
                } },
                "slashing": { "params": { "signed_blocks_window": "100" } },
            },
            "consensus": { "params": { "block": { "max_bytes": "22020096", "max_gas": "-1" } } },
        })
    }

    fn keys() -> Vec<Key> {
        ["deployer", "alice"]
            .map(|name| Key {
                name: name.to_owned(),
                address: format!("wasm1{name}"),
                mnemonic: String::new(),
            })
            .to_vec()
    }

    #[test]
    fn keys_are_funded_and_the_supply_is_the_sum_of_all_balances() {
        let mut genesis = made_by_wasmd();

        prepare(&mut genesis, &keys()).unwrap();

        assert_eq!(
            genesis.pointer("/app_state/bank/supply").unwrap(),
            &json!([
                { "denom": "stake", "amount": "1001000500000000" },
                { "denom": "uluna", "amount": "1001000000000000" },
                { "denom": "uusd", "amount": "1001000000000000" },
            ])
        );
        assert_eq!(
            genesis.pointer("/app_state/bank/balances/1").unwrap(),
            &json!({ "address": "wasm1deployer", "coins": [
                { "denom": "stake", "amount": "1000000000000000" },
                { "denom": "uluna", "amount": "1000000000000000" },
                { "denom": "uusd", "amount": "1000000000000000" },
            ] })
        );
        let accounts = genesis.pointer("/app_state/auth/accounts").unwrap();
        assert_eq!(accounts.as_array().unwrap().len(), 3);
        assert_eq!(accounts[2]["address"], "wasm1alice");
    }

    #[test]
    fn a_block_has_its_limit_and_polls_are_short() {
        let mut genesis = made_by_wasmd();

        prepare(&mut genesis, &keys()).unwrap();

        for (path, value) in [
            ("/consensus/params/block/max_gas", "50000000"),
            ("/consensus/params/block/max_bytes", "22020096"),
            ("/app_state/gov/params/voting_period", "10s"),
            ("/app_state/gov/params/expedited_voting_period", "5s"),
        ] {
            assert_eq!(genesis.pointer(path).unwrap(), value, "{path}");
        }
    }

    #[test]
    fn a_genesis_of_another_shape_is_refused_with_what_it_lacks() {
        let mut genesis = made_by_wasmd();
        genesis["app_state"]["gov"] = json!({});

        let refused = prepare(&mut genesis, &keys()).unwrap_err();

        assert!(
            matches!(&refused, Fault::Lacks { file: "genesis.json", key }
                if key == "app_state.gov.params.max_deposit_period"),
            "{refused}"
        );
    }
}
