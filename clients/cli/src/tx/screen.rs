//! What is shown of a message: before it is signed on standard error, its result on standard output.

use mirror_chain::{Fee, Included, Signed};
use mirror_protocol::gov::{PollDepositResponse, PollKind};
use serde_json::json;

use super::plan::Plan;
use crate::message::amounts;
use crate::message::names::Names;
use crate::message::words;
use crate::output;
use crate::screen::say;

/// The plan alone, as JSON.
pub(super) fn dry(plan: &Plan) {
    say(&output::json(plan));
}

/// What will be sent, by whom, and what it costs.
pub(super) fn planned(plan: &Plan, sender: &str, fee: &Fee) {
    let names = &plan.names;
    let settled = &plan.settled;
    eprintln!(
        "{} {}",
        plan.role.replace('_', " "),
        plan.message.replace('_', " ")
    );
    eprintln!("  from    {sender}");
    eprintln!("  to      {}", names.shown(&settled.contract));
    if settled.to != settled.contract {
        let paid = settled
            .msg
            .pointer("/send/amount")
            .and_then(|amount| amount.as_str());
        let paid = format!("{}{}", paid.unwrap_or_default(), settled.to);
        eprintln!("  paying  {}", words::value(&paid, names));
    }
    for coin in &settled.coins {
        eprintln!("  paying  {}", words::value(&coin.to_string(), names));
    }
    if plan
        .body()
        .as_object()
        .is_none_or(|fields| !fields.is_empty())
    {
        let counted = settled.counted.as_deref().unwrap_or(&settled.contract);
        let of = names.symbol_of(counted);
        for line in words::answer(&plan.shape, plan.body(), names, of.as_deref()).lines() {
            eprintln!("  {line}");
        }
    }
    eprintln!(
        "  fee     {} for at most {} gas",
        paid_fee(fee, names),
        fee.gas
    );
}

/// What gov asks for at present for a poll of this kind.
pub(super) fn deposit(kind: PollKind, deposit: &PollDepositResponse) {
    let kind = serde_json::to_value(kind).unwrap_or_default();
    let kind = kind.as_str().unwrap_or_default().replace('_', " ");
    let amount = amounts::human(deposit.deposit.u128());
    eprintln!("  deposit {amount} MIR at least, at present, for a poll of the kind {kind}");
}

/// That it is on its way.
pub(super) fn signed(signed: &Signed) {
    let (hash, until) = (&signed.hash, signed.until);
    eprintln!("transaction {hash}: waiting for a block, at most until height {until}");
}

/// What it did.
pub(super) fn done(names: &Names, included: &Included, json: bool) {
    if json {
        say(&output::json(&told(names, included)));
        return;
    }
    let lines = words::events(included.wasm(), names);
    let mut text = lines.join("\n");
    let Included {
        height,
        gas_used,
        hash,
        ..
    } = included;
    text.push_str(&format!(
        "\nin block {height} with {gas_used} gas: {hash}\n"
    ));
    say(text.trim_start_matches('\n').as_bytes());
}

fn told(names: &Names, included: &Included) -> serde_json::Value {
    json!({
        "hash": included.hash,
        "height": included.height,
        "gas_wanted": included.gas_wanted,
        "gas_used": included.gas_used,
        "words": words::events(included.wasm(), names),
        "events": included.events,
    })
}

fn paid_fee(fee: &Fee, names: &Names) -> String {
    match names.symbol_of(&fee.denom) {
        Some(symbol) => format!("{} {symbol}", amounts::human(fee.amount.u128())),
        None => format!("{}{}", fee.amount, fee.denom),
    }
}
