//! Tokens, prices and pools (I-20, I-25 to I-27).

use cosmwasm_std::{Uint128, Uint512};
use mirror_protocol::oracle::{PriceResponse, QueryMsg};

use super::findings::Findings;
use super::view::View;
use crate::engine::book::{Book, Reserves};
use crate::error::SimulationError;
use crate::outcome::Pool;

pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    supplies(view, findings)?;
    prices(view, findings)
}

/// I-20: balances add up to the supply.
fn supplies(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    for (token, holdings) in view.book.ledger.tokens() {
        let mut sum = Uint128::zero();
        for (_, amount) in holdings.iter() {
            sum = sum.checked_add(amount)?;
        }
        let address = view.book.accounts.address(token);
        let what = || format!("supply of the token {address}");
        findings.compare("I-20", what, holdings.supply(), sum);
        // The supply of an mAsset is compared with its debts already.
        if view.book.asset_of_token(token).is_none() {
            let supply = view.supply_of(address)?;
            findings.compare("I-20", what, supply, sum);
        }
    }

    Ok(())
}

/// I-25: the oracle has the prices that were posted, above zero and not from the future.
fn prices(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let now = view.now;
    for (number, asset) in view.book.assets.iter().enumerate() {
        let question = QueryMsg::Price {
            base_asset: asset.token_address.to_string(),
            quote_asset: view.base_denom.to_string(),
        };
        let told: PriceResponse = view.query(&view.at.oracle, &question)?;
        let label = view.label(number);
        let told = (told.rate, told.last_updated_base);
        let time = match now < asset.halted_until {
            true => 0,
            false => asset.posted.time,
        };
        let kept = (asset.posted.price, time);
        findings.compare("I-25", || format!("price of {label}"), told, kept);
        let holds = told.1 == 0 || (!told.0.is_zero() && told.1 <= now);
        findings.expect("I-25", holds, || {
            format!("price of {label}: {told:?} at {now}")
        });
    }

    Ok(())
}

/// I-26 and I-27: a share of a pool never becomes less: `x·y / L²` does not fall.
pub(super) fn pools(book: &mut Book, findings: &mut Findings) -> Result<(), SimulationError> {
    let pools: Vec<Pool> = book.stakes.iter().map(|(pool, _)| pool).collect();
    for pool in pools {
        let reserves = book.reserves(pool);
        let supply = book.ledger.supply(book.lp(pool));
        let now = (reserves, supply);
        let Some((before, supply_before)) = book.checked_pools.insert(pool, now) else {
            continue;
        };
        let product = |reserves: Reserves, supply: Uint128| {
            let sides = reserves.base.full_mul(reserves.asset);
            let whole = supply.full_mul(supply);
            Uint512::from(sides).checked_mul(Uint512::from(whole))
        };
        let holds = product(reserves, supply_before)? >= product(before, supply)?;
        findings.expect("I-27", holds, || {
            format!("the pool {pool:?} fell from {before:?} of {supply_before} to {now:?}")
        });
    }

    Ok(())
}
