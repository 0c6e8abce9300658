//! What steps cost before they are sent: gas as it was measured on a local network.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use cosmwasm_std::Uint128;
use mirror_chain::{Fee, GasPrice};

/// The gas of each step, as a deployment with `--json` told it.
const MEASURED: &str = include_str!("gas.json");

/// For a step that nobody has measured: more than any other message takes, without storing code.
const UNKNOWN: u64 = 1_500_000;

/// The gas that a step uses. Steps that differ only in a number in the end cost alike.
pub(super) fn gas(step: &str) -> u64 {
    static TABLE: OnceLock<BTreeMap<String, u64>> = OnceLock::new();
    let table = TABLE.get_or_init(|| serde_json::from_str(MEASURED).unwrap_or_default());
    let alike = || {
        let kind = step.trim_end_matches(|letter: char| letter.is_ascii_digit());
        table.get(&format!("{kind}1"))
    };
    table.get(step).or_else(alike).copied().unwrap_or(UNKNOWN)
}

/// The most that a step pays: each one pays for its gas with the usual margin.
pub(super) fn fee(step: &str, price: &GasPrice) -> Uint128 {
    Fee::with_margin(gas(step), price).amount
}

/// The most that steps pay together.
pub(super) fn fees<'a>(steps: impl IntoIterator<Item = &'a str>, price: &GasPrice) -> Uint128 {
    let fees = steps.into_iter().map(|step| fee(step, price));
    fees.fold(Uint128::zero(), |sum, fee| sum.saturating_add(fee))
}
