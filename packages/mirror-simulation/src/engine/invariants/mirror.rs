//! The supply of MIR and its release (I-14, I-22 to I-24).

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_protocol::factory::{DistributionInfoResponse, QueryMsg};

use super::findings::Findings;
use super::view::View;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// No more micro MIR than this will ever exist.
const CAP: Uint128 = Uint128::new(370_575_000_000_000);

pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let supply = view.supply_of(&view.book.mirror.token_address)?;
    findings.expect("I-23", supply <= CAP, || {
        format!("{supply} of MIR exist, at most {CAP} may")
    });
    let scheduled = view.book.release.scheduled(view.now)?;
    let deposited = view.book.stakes.deposited;
    findings.expect("I-23", deposited <= scheduled, || {
        format!("{deposited} of MIR were released, {scheduled} are due")
    });
    let genesis = view.book.release.genesis();
    let founding = founding(view.now.saturating_sub(genesis))?;
    findings.expect("I-23", supply <= founding, || {
        format!("{supply} of MIR exist, {founding} would by the founding schedule")
    });
    // Nobody else mints: what exists existed at the start or was released.
    let mut made = view.first_supply;
    made = made.checked_add(deposited)?;
    for (_, paid, _) in view.book.release.fixed()? {
        made = made.checked_add(paid)?;
    }
    findings.compare("I-23", || "MIR".to_string(), supply, made);
    let paid = view.book.stakes.paid;
    findings.expect("I-14", paid <= deposited, || {
        format!("{paid} of MIR were paid out of {deposited}")
    });

    weights(view, findings)
}

/// What exists at most so many seconds after genesis: the table of mir-token.md, even within a year.
fn founding(elapsed: u64) -> Result<Uint128, SimulationError> {
    const YEAR: u64 = 31_536_000;
    const TABLE: [u128; 5] = [
        54_900_000_000_000,
        183_000_000_000_000,
        256_200_000_000_000,
        320_250_000_000_000,
        370_575_000_000_000,
    ];

    let (year, second) = (elapsed / YEAR, elapsed % YEAR);
    let at_end_of = |year: u64| {
        let place = usize::try_from(year).unwrap_or(usize::MAX);
        TABLE.get(place).copied().map_or(CAP, Uint128::new)
    };
    let begun = at_end_of(year);
    let more = at_end_of(year + 1).checked_sub(begun)?;
    let since = more.checked_multiply_ratio(second, YEAR);

    Ok(begun.checked_add(since.unwrap_or(more))?)
}

/// I-24: the weights are those of the listings; I-22: a delisted asset has none.
fn weights(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let told: DistributionInfoResponse =
        view.query(&view.at.factory, &QueryMsg::DistributionInfo {})?;
    let told_weights: BTreeMap<String, u32> = told.weights.into_iter().collect();
    let kept: BTreeMap<String, u32> = view
        .book
        .release
        .weights()
        .iter()
        .map(|(pool, weight)| (token(view, *pool), *weight))
        .collect();

    findings.compare("I-24", || "weights".to_string(), told_weights, kept);
    let now = view.now;
    findings.expect("I-24", told.last_distributed <= now, || {
        let last = told.last_distributed;
        format!("released last at {last}, it is {now}")
    });
    for asset in view.book.assets.iter().filter(|asset| asset.is_delisted()) {
        findings.compare("I-22", || "a delisted weight".to_string(), asset.weight, 0);
    }

    Ok(())
}

fn token(view: &View, pool: Pool) -> String {
    match pool {
        Pool::Mir => view.book.mirror.token_address.to_string(),
        Pool::Asset(asset) => view.book.assets[asset].token_address.to_string(),
    }
}
