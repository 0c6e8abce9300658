//! What both chains are asked at every look: every query of every contract.

use mirror_deploy::Deployment;
use serde_json::{json, Value};

use super::names::Names;
use super::sent::{coin_info, coins, token_info, tokens};

/// Contracts by name, and what they are asked.
pub(super) fn all(names: &Names, deployment: &Deployment) -> Vec<(String, Value)> {
    let symbols = ["MIR", "mAAPL", "mGOOGL", "mTSLA"];
    let mut all = Vec::new();
    let mut ask = |contract: &str, question: Value| {
        all.push((contract.to_string(), names.filled(&question)));
    };
    for (contract, question) in plain() {
        ask(contract, question);
    }
    for symbol in symbols {
        about_asset(symbol, &mut ask);
    }
    for who in ["alice", "bob", "carol"] {
        about_person(who, &mut ask);
    }
    for number in 1..=12 {
        about_number(number, &mut ask);
    }
    assert_eq!(deployment.assets.len(), symbols.len() - 1);
    all
}

fn plain() -> Vec<(&'static str, Value)> {
    let config = json!({ "config": {} });
    let configured = [
        "admin_manager",
        "airdrop",
        "uni_airdrop",
        "collateral_oracle",
        "collector",
        "community",
        "factory",
        "gov",
        "lock",
        "mint",
        "oracle",
        "staking",
        "swap_factory",
        "router",
    ];
    let all = configured.into_iter();
    let all = all.map(|contract| (contract, config.clone()));
    all.chain(once_each()).collect()
}

fn once_each() -> Vec<(&'static str, Value)> {
    vec![
        ("admin_manager", json!({ "migration_records": {} })),
        ("admin_manager", json!({ "auth_records": {} })),
        ("airdrop", json!({ "merkle_root": { "stage": 1 } })),
        ("airdrop", json!({ "latest_stage": {} })),
        ("collateral_oracle", json!({ "collateral_asset_infos": {} })),
        (
            "collateral_oracle",
            json!({ "collateral_price": { "asset": "uusd" } }),
        ),
        (
            "collateral_oracle",
            json!({ "collateral_price": { "asset": "uluna" } }),
        ),
        ("collector", json!({ "routes": {} })),
        ("community", json!({ "spend_info": {} })),
        ("factory", json!({ "distribution_info": {} })),
        ("gov", json!({ "state": {} })),
        (
            "gov",
            json!({ "polls": { "limit": 30, "order_by": "asc" } }),
        ),
        ("gov", json!({ "poll_deposit": { "kind": "migration" } })),
        ("gov", json!({ "shares": { "limit": 30 } })),
        ("gov", json!({ "reward_history": {} })),
        ("limit_order", json!({ "last_order_id": {} })),
        ("limit_order", json!({ "orders": { "limit": 30 } })),
        ("mint", json!({ "next_position_idx": {} })),
        ("mint", json!({ "positions": { "limit": 30 } })),
        ("oracle", json!({ "prices": { "limit": 30 } })),
        (
            "short_reward",
            json!({ "short_reward_weight": { "premium_rate": "0.03" } }),
        ),
        ("swap_factory", json!({ "pairs": { "limit": 30 } })),
        (
            "swap_factory",
            json!({ "native_token_decimals": { "denom": "uusd" } }),
        ),
        ("mint", json!({ "nothing": {} })),
    ]
}

fn about_asset(symbol: &str, ask: &mut impl FnMut(&str, Value)) {
    let token = format!("@{symbol}");
    let it = json!({ "asset_token": token });
    for query in ["asset_config", "asset_status", "bad_debt"] {
        ask("mint", json!({ query: it }));
    }
    ask("mint", json!({ "positions": { "asset_token": token } }));
    ask("oracle", json!({ "feeder": it }));
    let sides = json!({ "base_asset": token, "quote_asset": "uusd" });
    ask("oracle", json!({ "price": sides }));
    ask(
        "collateral_oracle",
        json!({ "collateral_price": { "asset": token } }),
    );
    ask(
        "collateral_oracle",
        json!({ "collateral_asset_info": { "asset": token } }),
    );
    ask("collector", json!({ "preview": it }));
    ask("factory", json!({ "delisting": it }));
    ask("staking", json!({ "pool_info": it }));
    about_market(symbol, ask);
}

fn about_market(symbol: &str, ask: &mut impl FnMut(&str, Value)) {
    let (pair, lp) = (format!("{symbol}-pair"), format!("{symbol}-LP"));
    let infos = [coin_info("uusd"), token_info(symbol)];
    ask("swap_factory", json!({ "pair": { "asset_infos": infos } }));
    let swap =
        json!({ "terra_swap": { "offer_asset_info": infos[0], "ask_asset_info": infos[1] } });
    ask(
        "router",
        json!({ "simulate_swap_operations": { "offer_amount": "1000000",
        "operations": [swap] } }),
    );
    ask(
        "router",
        json!({ "reverse_simulate_swap_operations": { "ask_amount": "1000",
        "operations": [swap] } }),
    );
    ask(&pair, json!({ "pair": {} }));
    ask(&pair, json!({ "pool": {} }));
    ask(
        &pair,
        json!({ "simulation": { "offer_asset": coins(1_000_000, "uusd") } }),
    );
    ask(
        &pair,
        json!({ "reverse_simulation": { "ask_asset": tokens(1_000, symbol) } }),
    );
    ask(&pair, json!({ "time_weighted_price": {} }));
    for token in [symbol, &lp] {
        for query in [
            "token_info",
            "minter",
            "all_accounts",
            "marketing_info",
            "download_logo",
        ] {
            ask(token, json!({ query: {} }));
        }
        ask(token, json!({ "balance": { "address": "@alice" } }));
        ask(
            token,
            json!({ "allowance": { "owner": "@alice", "spender": "@bob" } }),
        );
        ask(token, json!({ "all_allowances": { "owner": "@alice" } }));
        ask(
            token,
            json!({ "all_spender_allowances": { "spender": "@bob" } }),
        );
    }
}

fn about_person(who: &str, ask: &mut impl FnMut(&str, Value)) {
    let person = format!("@{who}");
    ask(
        "staking",
        json!({ "reward_info": { "staker_addr": person } }),
    );
    ask("gov", json!({ "staker": { "address": person } }));
    ask(
        "gov",
        json!({ "voter": { "poll_id": 1, "address": person } }),
    );
    ask(
        "gov",
        json!({ "voting_power": { "poll_id": 1, "address": person } }),
    );
    ask(
        "mint",
        json!({ "positions": { "owner_addr": person, "order_by": "desc" } }),
    );
    ask(
        "limit_order",
        json!({ "orders": { "bidder_addr": person } }),
    );
    ask(
        "airdrop",
        json!({ "is_claimed": { "stage": 1, "address": person } }),
    );
}

/// The position, order and poll of a number.
fn about_number(number: u64, ask: &mut impl FnMut(&str, Value)) {
    let idx = number.to_string();
    ask("mint", json!({ "position": { "position_idx": idx } }));
    ask(
        "lock",
        json!({ "position_lock_info": { "position_idx": idx } }),
    );
    ask("limit_order", json!({ "order": { "order_id": number } }));
    ask("gov", json!({ "poll": { "poll_id": number } }));
    ask("gov", json!({ "voters": { "poll_id": number } }));
}
