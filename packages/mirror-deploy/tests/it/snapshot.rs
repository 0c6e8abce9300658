//! What a protocol looks like, to compare one with another.

use cosmwasm_std::Addr;
use cw20::{Cw20QueryMsg, TokenInfoResponse};
use mirror_deploy::{rights, Deployment, Rights};
use mirror_testing::{Deployer, TestChain, BASE};
use serde_json::{json, Value};

/// A protocol as far as it does not depend on addresses: who may what, how each contract is set up,
/// what exists of MIR and who of the protocol holds it.
pub(crate) fn snapshot(chain: &mut TestChain, deployment: &Deployment) -> Vec<String> {
    let rights = {
        let sender = chain.account("deployer");
        rights(&mut Deployer { chain, sender }, deployment).unwrap()
    };
    let line = |right: &Rights| {
        let address = Addr::unchecked(&right.address);
        let code_id = chain.app.contract_data(&address).unwrap().code_id;
        format!("{right:?} of code {code_id}")
    };
    let mut lines: Vec<String> = rights.iter().map(line).collect();
    let named = |name: &str| {
        let mut rights = rights.iter();
        let right = rights.find(|right| right.contract == name);
        Addr::unchecked(&right.expect("it is deployed").address)
    };
    for (contract, question) in questions(deployment) {
        let wrap = chain.app.wrap();
        let answer: Result<Value, _> = wrap.query_wasm_smart(named(contract), &question);
        let answer = answer.unwrap_or_else(|error| panic!("{contract} {question}: {error}"));
        lines.push(format!("{contract} {question}: {answer}"));
    }
    let mir = named("mirror_token");
    for holder in ["community", "airdrop", "uni_airdrop"] {
        let question = json!({ "balance": { "address": named(holder) } });
        let held: Value = chain.query(&mir, &question);
        lines.push(format!("{holder} holds {held}"));
    }

    for right in &rights {
        for line in &mut lines {
            *line = line.replace(&right.address, &right.contract);
        }
    }
    lines
}

#[track_caller]
pub(crate) fn assert_same(expected: &[String], found: &[String]) {
    let differs = |(expected, found): &(&String, &String)| expected != found;
    let lines = expected.iter().zip(found).filter(differs);
    assert_eq!(Vec::<(&String, &String)>::new(), lines.collect::<Vec<_>>());
    assert_eq!(expected.len(), found.len());
}

/// The micro MIR that exist.
pub(crate) fn supply(chain: &TestChain, deployment: &Deployment) -> u128 {
    let token = Addr::unchecked(&deployment.mirror_token);
    let info: TokenInfoResponse = chain.query(&token, &Cw20QueryMsg::TokenInfo {});
    info.total_supply.u128()
}

/// What each contract is asked; gov is not asked what is staked, as strangers may stake.
fn questions(deployment: &Deployment) -> Vec<(&'static str, Value)> {
    let config = [
        "factory",
        "swap_factory",
        "community",
        "airdrop",
        "uni_airdrop",
        "gov",
        "mint",
        "oracle",
        "collateral_oracle",
        "lock",
        "staking",
        "collector",
        "router",
        "admin_manager",
    ];
    let mut all: Vec<_> = config
        .map(|contract| (contract, json!({ "config": {} })))
        .into();
    all.push(("factory", json!({ "distribution_info": {} })));
    all.push(("admin_manager", json!({ "auth_records": {} })));
    all.push(("admin_manager", json!({ "migration_records": {} })));
    all.push((
        "oracle",
        json!({ "feeder": { "asset_token": deployment.mirror_token } }),
    ));
    all.push((
        "swap_factory",
        json!({ "native_token_decimals": { "denom": BASE } }),
    ));
    for asset in &deployment.assets {
        let it = json!({ "asset_token": asset.token });
        all.push(("oracle", json!({ "feeder": it })));
        all.push(("mint", json!({ "asset_config": it })));
        all.push((
            "collateral_oracle",
            json!({ "collateral_asset_info": { "asset": asset.token } }),
        ));
    }
    all
}
