//! Pieces of messages, as docs/spec writes them.

use cosmwasm_std::{coin, Coin};
use mirror_chain::Msg;
use serde_json::{json, Value};

use crate::harness::execute;

pub(crate) const BASE: &str = "uusd";

/// Base coins to send with a message.
pub(crate) fn base(amount: u128) -> [Coin; 1] {
    [coin(amount, BASE)]
}

/// The kind of a coin.
pub(crate) fn native_info(denom: &str) -> Value {
    json!({ "native_token": { "denom": denom } })
}

/// The kind of a token.
pub(crate) fn token_info(token: &str) -> Value {
    json!({ "token": { "contract_addr": token } })
}

/// So many base coins.
pub(crate) fn base_asset(amount: u128) -> Value {
    json!({ "info": native_info(BASE), "amount": amount.to_string() })
}

/// So many of a token.
pub(crate) fn token_asset(token: &str, amount: u128) -> Value {
    json!({ "info": token_info(token), "amount": amount.to_string() })
}

/// Let a spender take tokens.
pub(crate) fn allow(token: &str, spender: &str, amount: u128) -> Msg {
    let allow = json!({ "spender": spender, "amount": amount.to_string() });
    execute(token, &json!({ "increase_allowance": allow }))
}

/// Give tokens away.
pub(crate) fn give(token: &str, recipient: &str, amount: u128) -> Msg {
    let give = json!({ "recipient": recipient, "amount": amount.to_string() });
    execute(token, &json!({ "transfer": give }))
}

/// The posts of a feeder.
pub(crate) fn feed(oracle: &str, prices: &[(&str, u128)]) -> Msg {
    let prices: Vec<Value> = prices
        .iter()
        .map(|(asset, price)| json!([asset, price.to_string()]))
        .collect();
    execute(oracle, &json!({ "feed_price": { "prices": prices } }))
}
