//! What would be sent, without sending it.

use cosmwasm_std::{Binary, Coin, Uint128};
use mirror_chain::GasPrice;
use mirror_deploy::Transaction;
use serde::Serialize;
use serde_json::Value;

use super::cost;
use super::plan::Plan;
use super::rehearsal::Step;
use crate::output;
use crate::screen::say;

/// Everything that would be sent.
#[derive(Serialize)]
struct Preview<'a> {
    chain_id: &'a str,
    account: &'a str,
    /// Gas as it was measured, without a margin.
    gas: u64,
    /// The most that all steps pay.
    fees: String,
    steps: Vec<Shown<'a>>,
}

/// A step of it.
#[derive(Serialize)]
struct Shown<'a> {
    step: &'a str,
    /// What it does, and to what.
    does: String,
    /// The address of the contract that it makes.
    #[serde(skip_serializing_if = "Option::is_none")]
    makes: Option<&'a str>,
    /// The message, with what is inside of it decoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coins: Vec<Coin>,
    gas: u64,
    fee: String,
}

/// What contracts make has another address on the chain than in the rehearsal.
const NOTE: &str = "\
Numbers of codes are those of an empty chain. Addresses are those that the contracts will have; only \
pairs, LP tokens and mAssets, which contracts make, get theirs on the chain.";

/// Show it on standard output.
pub(super) fn show(plan: &Plan, json: bool) {
    let config = &plan.session.config;
    let price = &config.gas_price;
    let preview = Preview {
        chain_id: &config.chain_id,
        account: plan.account.address(),
        gas: plan.steps().map(cost::gas).sum(),
        fees: paid(cost::fees(plan.steps(), price), price),
        steps: plan
            .rehearsed
            .steps
            .iter()
            .map(|step| shown(step, plan, price))
            .collect(),
    };
    if json {
        say(&output::json(&preview));
    } else {
        say(text(&preview).as_bytes());
    }
}

fn shown<'a>(step: &'a Step, plan: &Plan, price: &GasPrice) -> Shown<'a> {
    let mut shown = Shown {
        step: &step.name,
        does: String::new(),
        makes: step.made.as_deref(),
        message: None,
        coins: vec![],
        gas: cost::gas(&step.name),
        fee: paid(cost::fee(&step.name, price), price),
    };
    match &step.transaction {
        Transaction::Store { artifact } => {
            let checksum = plan.artifacts.checksum(*artifact).unwrap_or_default();
            shown.does = format!("store {}.wasm, {checksum}", artifact.name());
        }
        Transaction::Instantiate { code_id, msg, .. } => {
            shown.does = format!("make a contract of code {code_id}");
            shown.message = Some(decoded(msg));
        }
        Transaction::Execute {
            contract,
            msg,
            coins,
        } => {
            shown.does = format!("tell {}", plan.rehearsed.name_of(contract));
            shown.message = Some(decoded(msg));
            shown.coins = coins.clone();
        }
        Transaction::SetAdmin { contract, admin } => {
            shown.does = format!("let {admin} migrate {}", plan.rehearsed.name_of(contract));
        }
        Transaction::Send { recipient, coins } => {
            shown.does = format!("pay {}", plan.rehearsed.name_of(recipient));
            shown.coins = coins.clone();
        }
    }
    shown
}

/// A message as JSON. The messages inside of it, which travel in base64, are decoded, too.
fn decoded(message: &Binary) -> Value {
    let value = serde_json::from_slice(message);
    let mut value = value.unwrap_or_else(|_| Value::String(message.to_base64()));
    decode_inner(&mut value);
    value
}

fn decode_inner(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let inner = match value {
                    Value::String(text) if key == "msg" => Binary::from_base64(text).ok(),
                    _ => None,
                };
                match inner {
                    Some(inner) => *value = decoded(&inner),
                    None => decode_inner(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(decode_inner),
        _ => {}
    }
}

fn paid(fee: Uint128, price: &GasPrice) -> String {
    format!("{fee}{}", price.denom)
}

fn text(preview: &Preview<'_>) -> String {
    let mut text = format!(
        "{} would send to {}, for at most {}:\n\n",
        preview.account, preview.chain_id, preview.fees
    );
    for (number, step) in (1..).zip(&preview.steps) {
        text += &format!("{number:>3}. {} ({})\n", step.step, step.fee);
        text += &format!("     {}\n", step.does);
        if let Some(address) = step.makes {
            text += &format!("     at {address}\n");
        }
        if !step.coins.is_empty() {
            let coins = step.coins.iter().map(Coin::to_string);
            text += &format!("     with {}\n", coins.collect::<Vec<_>>().join(", "));
        }
        if let Some(message) = &step.message {
            text += &format!("     {message}\n");
        }
    }
    text + "\n" + NOTE + "\nNothing was sent.\n"
}
