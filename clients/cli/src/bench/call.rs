//! Messages to contracts, written as they travel.

use cosmwasm_std::{Binary, Coin};
use mirror_chain::Msg;
use serde_json::{json, Value};

/// The denom that everything of the bench is counted in.
pub(super) const BASE: &str = "uusd";

/// Coins of the base denom.
pub(super) fn coins(amount: u128) -> Vec<Coin> {
    vec![Coin::new(amount, BASE)]
}

/// A message to a contract.
pub(super) fn call(contract: &str, message: &Value) -> Msg {
    paying(contract, message, Vec::new())
}

/// A message to a contract that takes coins.
pub(super) fn paying(contract: &str, message: &Value, funds: Vec<Coin>) -> Msg {
    Msg::Execute {
        contract: contract.to_string(),
        msg: message.to_string().into_bytes(),
        funds,
    }
}

/// A message inside a message.
pub(super) fn hook(message: &Value) -> Binary {
    message.to_string().into_bytes().into()
}

/// Hands tokens to a contract and tells it what they are for.
pub(super) fn send(token: &str, contract: &str, amount: &str, message: &Value) -> Msg {
    let msg = hook(message);
    call(
        token,
        &json!({ "send": { "contract": contract, "amount": amount, "msg": msg } }),
    )
}

/// Hands tokens to somebody.
pub(super) fn transfer(token: &str, recipient: &str, amount: &str) -> Msg {
    call(
        token,
        &json!({ "transfer": { "recipient": recipient, "amount": amount } }),
    )
}

/// Lets a contract take tokens from their holder.
pub(super) fn allow(token: &str, spender: &str, amount: u128) -> Msg {
    let amount = amount.to_string();
    call(
        token,
        &json!({ "increase_allowance": { "spender": spender, "amount": amount } }),
    )
}

/// A token as an asset.
pub(super) fn token(address: &str) -> Value {
    json!({ "token": { "contract_addr": address } })
}

/// An amount of a token.
pub(super) fn tokens(address: &str, amount: u128) -> Value {
    json!({ "info": token(address), "amount": amount.to_string() })
}

/// The base denom as an asset.
pub(super) fn native() -> Value {
    json!({ "native_token": { "denom": BASE } })
}

/// An amount of the base denom.
pub(super) fn base(amount: u128) -> Value {
    json!({ "info": native(), "amount": amount.to_string() })
}

/// Lists an asset whose prices the feeder posts.
pub(super) fn whitelist(factory: &str, feeder: &str, symbol: &str) -> Msg {
    let listing = json!({ "whitelist": {
        "name": format!("{symbol} Derivative"),
        "symbol": symbol,
        "oracle_feeder": feeder,
        "params": { "auction_discount": "0.2", "min_collateral_ratio": "1.5" },
    } });
    call(factory, &listing)
}

/// Posts prices, each a token and its price.
pub(super) fn feed(oracle: &str, prices: &[(&str, &str)]) -> Msg {
    call(oracle, &json!({ "feed_price": { "prices": prices } }))
}
