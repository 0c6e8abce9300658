use published_terraswap::token as theirs;
use serde_json::json;
use terraswap::token as ours;

use crate::wire::{made, ours_reads};

// Everything else a token is told and asked is the cw20 standard's.

#[test]
fn set_up() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        name: "Apple".into(),
        symbol: "mAAPL".into(),
        decimals: 6,
        initial_balances: vec![made(json!({ "address": "holder", "amount": "5" }))],
        mint: Some(made(json!({ "minter": "mint", "cap": "9" }))),
    });
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        name: "Apple".into(),
        symbol: "mAAPL".into(),
        decimals: 6,
        initial_balances: vec![],
        mint: None,
    });
}
