//! Stakes of liquidity, rewards on their way, prices and limit orders (I-12, I-13, I-25, I-28).

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_protocol::oracle::ALWAYS_FRESH;

use super::super::seen::Seen;
use super::super::told::Told;
use super::check::{both, Check, Relation};
use super::sum::sum;

pub(super) fn of(seen: &Seen) -> Vec<Check> {
    let staked = seen.assets.iter().map(|asset| {
        Check::of(
            "I-12",
            format!("{}-LP in staking, staked", asset.symbol),
            Relation::AtLeast,
            both(
                &asset.lp_held,
                &asset.staked.map(|pool| pool.total_bond_amount),
            ),
        )
    });
    let mut checks: Vec<Check> = staked.collect();
    checks.push(rewards(seen));
    checks.push(future_prices(seen));
    checks
}

fn rewards(seen: &Seen) -> Check {
    let mut owed = Ok(Uint128::zero());
    for asset in &seen.assets {
        owed = owed.and_then(|owed| {
            let pool = asset.staked.get()?;
            sum([owed, pool.pending_reward, pool.short_pending_reward])
        });
    }
    Check::of(
        "I-13",
        "MIR in staking, yet to flow",
        Relation::AtLeast,
        both(&seen.money.staking_mir, &Told::from(owed)),
    )
}

/// An asset that the oracle does not know has no price to judge.
fn future_prices(seen: &Seen) -> Check {
    let told = seen.assets.iter().filter_map(|asset| asset.price.known());
    let times = told.map(|price| price.last_updated_base);
    let ahead = times.filter(|time| *time != ALWAYS_FRESH && *time > seen.time);
    Check::of(
        "I-25",
        "prices of a later time than the block's",
        Relation::Equal,
        Ok((ahead.count(), 0)),
    )
}

pub(super) fn orders(seen: &Seen) -> Vec<Check> {
    let mut owed: BTreeMap<&str, Result<Uint128, String>> = BTreeMap::new();
    for order in seen.lists.orders.known().into_iter().flatten() {
        let rest = order
            .offer_asset
            .amount
            .saturating_sub(order.filled_offer_amount);
        let known = owed
            .entry(order.offer_asset.info.id())
            .or_insert(Ok(Uint128::zero()));
        let before = known.clone();
        *known = before.and_then(|before| sum([before, rest]));
    }
    if let Err(reason) = seen.lists.orders.get() {
        let what = "assets in limit orders, offered";
        return vec![Check::of::<Uint128>(
            "I-28",
            what,
            Relation::AtLeast,
            Err(reason),
        )];
    }
    let checks = owed.into_iter().map(|(id, owed)| {
        let held = seen.behind.offered.get(id).map(Told::get).transpose();
        let held = held.and_then(|held| held.copied().ok_or_else(|| "not asked for".to_string()));
        Check::of(
            "I-28",
            format!("{} in limit orders, offered", seen.symbol_of(id)),
            Relation::AtLeast,
            held.and_then(|held| Ok((held, owed?))),
        )
    });
    checks.collect()
}
