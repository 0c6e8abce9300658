//! A small deployment for tests: MIR and one mAsset, two positions, all in order.

use cosmwasm_std::{Decimal, Uint128};
use mirror_chain::deployment::DeploymentFile;
use serde_json::{from_value, json, Value};

use super::seen::{Behind, Lists, Money, Seen, SeenAsset};
use super::told::Told;

/// The time of the block.
pub(crate) const TIME: u64 = 1_000_000;

/// Where it is: each contract has its role as its address.
pub(crate) fn file() -> DeploymentFile {
    let roles = [
        "factory",
        "gov",
        "mint",
        "staking",
        "oracle",
        "collateral_oracle",
        "collector",
        "community",
        "lock",
        "short_reward",
        "admin_manager",
        "limit_order",
        "airdrop",
        "uni_airdrop",
        "swap_factory",
        "router",
    ];
    let of_role = |role: &&str| (role.to_string(), json!(role));
    let contracts: serde_json::Map<String, Value> = roles.iter().map(of_role).collect();
    let codes = roles.iter().chain(&["pair", "token"]).zip(1..);
    let codes: serde_json::Map<String, Value> = codes
        .filter(|(role, _)| **role != "uni_airdrop")
        .map(|(role, number)| (role.to_string(), json!(number)))
        .collect();
    let apple = json!({
        "symbol": "mAAPL", "token": "apple", "pair": "apple-pair", "lp_token": "apple-lp",
    });
    let file = json!({
        "chain_id": "mirror-test", "rpc": ["http://127.0.0.1:1"], "rest": null,
        "bech32_prefix": "wasm", "gas_price": "0.01uusd", "base_display": "USD", "base_exponent": 6,
        "base_denom": "uusd", "contracts": contracts, "mirror_token": "mir",
        "mirror_pair": "mir-pair", "mirror_lp": "mir-lp", "code_ids": codes, "assets": [apple],
        "block_height": 5,
    });
    from_value(file).unwrap()
}

/// How it is at height 7.
pub(crate) fn seen() -> Seen {
    Seen {
        chain_id: "mirror-test".to_string(),
        height: 7,
        time: TIME,
        is_last: true,
        base: "uusd".to_string(),
        mir: "mir".to_string(),
        assets: vec![asset("MIR", "mir", 2), asset("mAAPL", "apple", 100)],
        lists: lists(),
        money: Money {
            base_fees: told(0),
            locked_coins: told(50),
            total_locked: told(50),
            mir_cap: told(370_575_000_000_000),
            gov_mir: told(1_000_000),
            staking_mir: told(0),
        },
        behind: Behind {
            backing: [].into(),
            held: [("uusd".to_string(), told(5_000_000))].into(),
            locks: Told::Known(vec![from_value(json!({
                "idx": "2", "receiver": "carol", "locked_amount": "50", "unlock_time": 5,
            }))
            .unwrap()]),
            offered: [].into(),
        },
    }
}

fn told(amount: u128) -> Told<Uint128> {
    Told::Known(Uint128::new(amount))
}

/// An answer as its contract gives it.
fn answer<T: serde::de::DeserializeOwned>(value: Value) -> Told<T> {
    Told::Known(from_value(value).unwrap())
}

fn lists() -> Lists {
    let position = |idx: &str, owner: &str, is_short: bool| {
        json!({
            "idx": idx, "owner": owner, "is_short": is_short,
            "collateral": { "info": { "native_token": { "denom": "uusd" } }, "amount": "2500000" },
            "asset": { "info": { "token": { "contract_addr": "apple" } }, "amount": "10000" },
        })
    };
    Lists {
        factory: answer(json!({
            "owner": "gov", "mirror_token": "mir", "mint_contract": "mint",
            "staking_contract": "staking", "commission_collector": "collector",
            "oracle_contract": "oracle", "terraswap_factory": "swap_factory", "token_code_id": 1,
            "base_denom": "uusd", "genesis_time": TIME - 1_000, "distribution_schedule": [],
        })),
        distribution: answer(json!({
            "weights": [["apple", 100], ["mir", 300]], "last_distributed": TIME - 100,
        })),
        gov: answer(json!({
            "poll_count": 0, "total_share": "1000000", "total_deposit": "0",
            "pending_voting_rewards": "0", "total_staked": "1000000",
        })),
        shares: Some(told(999_000)),
        polls: Told::Known(vec![]),
        positions: answer(json!([
            position("1", "alice", false),
            position("2", "carol", true)
        ])),
        next_position: told(3),
        collaterals: Told::Known(vec![]),
        orders: Told::Known(vec![]),
    }
}

fn asset(symbol: &str, token: &str, price: u64) -> SeenAsset {
    let is_mir = token == "mir";
    let (pair, lp) = (format!("{token}-pair"), format!("{token}-lp"));
    let price_of = Decimal::from_ratio(price, 1u64);
    SeenAsset {
        symbol: symbol.to_string(),
        token: token.to_string(),
        supply: told(20_000),
        status: (!is_mir).then(|| {
            answer(json!({ "status": "open", "price": price_of, "price_time": TIME - 10 }))
        }),
        config: (!is_mir).then(|| {
            answer(json!({
                "token": token, "auction_discount": "0.2", "min_collateral_ratio": "1.5",
            }))
        }),
        bad_debt: (!is_mir).then(|| told(0)),
        price: answer(json!({
            "rate": price_of, "last_updated_base": TIME - 10, "last_updated_quote": u64::MAX,
        })),
        pool: answer(json!({
            "assets": [
                { "info": { "token": { "contract_addr": token } }, "amount": "1000000" },
                { "info": { "native_token": { "denom": "uusd" } },
                  "amount": (price * 1_000_000).to_string() },
            ],
            "total_share": "10000000",
        })),
        staked: answer(json!({
            "asset_token": token, "staking_token": lp, "total_bond_amount": "9000000",
            "total_short_amount": if is_mir { "0" } else { "10000" }, "reward_index": "0.5",
            "short_reward_index": "0.25", "pending_reward": "0", "short_pending_reward": "0",
            "premium_rate": "0", "short_reward_weight": "0", "premium_updated_time": 0,
        })),
        lp_held: told(9_000_000),
        fees: told(0),
        pair,
        lp,
    }
}
