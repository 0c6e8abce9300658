//! The coins that go with a message.
//!
//! A message's documentation says which ones it takes: `Funds: exactly the coin named in`, and then
//! fields. Their native assets are attached; where it names no field, those of all fields are. A message
//! without that line takes none.

use std::collections::BTreeMap;

use cosmwasm_std::{Coin, Uint128};
use serde_json::Value;
use terraswap::asset::Asset;

use super::fault::Fault;
use super::shape::{Field, Message, Shape};

/// What a message takes along, once it is settled.
pub fn of(message: &Message, body: &Value) -> Result<Vec<Coin>, Fault> {
    let Some(rule) = rule(&message.doc) else {
        return Ok(vec![]);
    };
    let fields = paying(message, rule);
    if fields.is_empty() {
        return Err(Fault::FundsMissing);
    }
    let mut coins = BTreeMap::<String, Uint128>::new();
    for field in fields {
        let value = body.get(&field.name).unwrap_or(&Value::Null);
        for asset in assets(value) {
            if let Some(coin) = asset.as_coin() {
                let sum = coins.entry(coin.denom).or_default();
                *sum = sum.checked_add(coin.amount).map_err(|_| Fault::TooLarge {
                    given: value.to_string(),
                    most: Uint128::MAX.to_string(),
                })?;
            }
        }
    }
    let coins = coins.into_iter().filter(|(_, amount)| !amount.is_zero());
    Ok(coins
        .map(|(denom, amount)| Coin { denom, amount })
        .collect())
}

/// The token that a message wants to be paid by its own contract, where a coin cannot be it.
pub fn token_paid(message: &Message, body: &Value) -> Option<String> {
    let fields = paying(message, rule(&message.doc)?);
    let single = fields.iter().filter(|field| field.shape == Shape::Asset);
    let mut paid = single
        .filter_map(|field| body.get(&field.name))
        .flat_map(assets);
    let token = paid.find(|asset| !asset.info.is_native_token())?;
    Some(token.info.id().to_string())
}

/// The sentence about funds in a message's documentation.
pub fn rule(doc: &str) -> Option<&str> {
    let (_, behind) = doc.split_once("Funds:")?;
    let end = behind.find("Emits:").unwrap_or(behind.len());
    behind.get(..end).map(str::trim)
}

/// The fields that say what is paid.
fn paying<'m>(message: &'m Message, rule: &str) -> Vec<&'m Field> {
    let fields = message.body.fields().iter();
    let of_assets = fields.filter(|field| match &field.shape {
        Shape::Asset => true,
        Shape::List { of, .. } => **of == Shape::Asset,
        _ => false,
    });
    let all = of_assets.collect::<Vec<_>>();
    let is_named = |field: &&&Field| rule.contains(&format!("`{}`", field.name));
    let named = all.iter().filter(is_named).copied().collect::<Vec<_>>();
    if rule.contains('`') {
        named
    } else {
        all
    }
}

fn assets(value: &Value) -> Vec<Asset> {
    let read = |value: &Value| serde_json::from_value(value.clone()).ok();
    match value {
        Value::Array(several) => several.iter().filter_map(read).collect(),
        one => read(one).into_iter().collect(),
    }
}
