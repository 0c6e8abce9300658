//! What is told of every day: the columns of `timeline.csv` and the series of the report.
//!
//! Money is in whole coins, rates are fractions. Columns that end on `_total` count from the start
//! of the run.

use cosmwasm_std::{Decimal, Uint128};
use mirror_simulation::outcome::{AssetDay, DayRecord, KindProfit, PoolRelease, Ratios};

use super::cell::Cell::{self, Coins, Count, Day, Part, Rate, Ratio, Signed};
use super::figures::gain;

use Place::{Both, Csv, Report};

/// Where a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Csv,
    Report,
    Both,
}

/// Where a column stands, what it is called, and its value.
pub(super) type Column<T> = (Place, &'static str, fn(&T) -> Cell);

pub(super) const DAY: [Column<DayRecord>; 31] = [
    (Csv, "date", |day| Day(day.date)),
    (Csv, "messages", |day| Count(day.messages)),
    (Csv, "refused", |day| Count(day.refused)),
    (Csv, "refused_stale", |day| Count(day.refused_stale)),
    (Csv, "liquidations", |day| Count(day.liquidations)),
    (Both, "collateral_value", |day| Coins(day.value.collateral)),
    (Both, "liquidity_value", |day| Coins(day.value.liquidity)),
    (Both, "locked_value", |day| Coins(day.value.locked)),
    (Csv, "debt_value", |day| Coins(day.value.debt)),
    (Both, "bad_debt_total", |day| Coins(day.bad_debt)),
    (Both, "protocol_fees_total", |day| Coins(day.protocol_fees)),
    (Both, "commission_total", |day| Coins(day.commission)),
    (Both, "mir_price", |day| Cell::of(day.mir_price, Rate)),
    (Csv, "mir_released_total", |day| {
        sum(day, |one| one.released)
    }),
    (Csv, "mir_scheduled_total", |day| {
        sum(day, |one| one.scheduled)
    }),
    (Both, "mir_supply", |day| Coins(day.mir.supply)),
    (Both, "mir_scheduled_supply", |day| {
        Coins(day.mir.scheduled_supply)
    }),
    (Both, "mir_staked", |day| Coins(day.mir.staked)),
    (Csv, "mir_share_price", |day| Rate(day.mir.share_price)),
    (Report, "mir_share_yield", |day| {
        Rate(day.mir.share_price.saturating_sub(Decimal::one()))
    }),
    (Report, "mir_vote_yield", |day| Rate(day.mir.vote_yield)),
    (Both, "mir_staking_apr", |day| {
        Cell::of(day.mir.staking_apr, Rate)
    }),
    (Csv, "open_polls", |day| Count(day.mir.open_polls)),
    (Both, "fees_converted_total", |day| {
        Coins(day.mir.fees_converted)
    }),
    (Csv, "fees_distributed_total", |day| {
        Coins(day.mir.fees_distributed)
    }),
    (Both, "mir_to_stakers_total", |day| {
        Coins(day.mir.to_stakers)
    }),
    (Both, "mir_to_voters_total", |day| Coins(day.mir.to_voters)),
    (Both, "community_mir", |day| Coins(day.mir.community)),
    (Both, "granted_total", |day| Coins(day.mir.granted)),
    (Both, "airdrop_claimed_total", |day| {
        Coins(day.mir.airdrop_claimed)
    }),
    (Csv, "open_orders", |day| Count(day.mir.open_orders)),
];

pub(super) const ASSET: [Column<AssetDay>; 12] = [
    (Both, "oracle_price", |asset| {
        Cell::of(asset.oracle_price, Rate)
    }),
    (Both, "market_price", |asset| {
        Cell::of(asset.market_price, Rate)
    }),
    (Csv, "premium", |asset| Cell::of(asset.premium, Signed)),
    (Csv, "supply", |asset| Coins(asset.supply)),
    (Both, "debt", |asset| Coins(asset.debt)),
    (Csv, "short_debt", |asset| Coins(asset.short_debt)),
    (Csv, "bad_debt_total", |asset| Coins(asset.bad_debt)),
    (Csv, "collateral_value", |asset| Coins(asset.collateral)),
    (Csv, "liquidity_value", |asset| Coins(asset.liquidity)),
    (Csv, "short_weight", |asset| Rate(asset.short_weight)),
    (Both, "long_apr", |asset| Cell::of(asset.long_apr, Rate)),
    (Both, "short_apr", |asset| Cell::of(asset.short_apr, Rate)),
];

/// How well positions are backed, all of a day or those of an asset.
pub(super) const RATIOS: [Column<Ratios>; 7] = [
    (Csv, "positions", |ratios| Count(ratios.positions)),
    (Both, "lowest_ratio", |ratios| Ratio(ratios.lowest)),
    (Both, "median_ratio", |ratios| Ratio(ratios.median)),
    (Report, "ratio_5", |ratios| Ratio(ratios.percentile_5)),
    (Report, "ratio_25", |ratios| Ratio(ratios.percentile_25)),
    (Report, "ratio_75", |ratios| Ratio(ratios.percentile_75)),
    (Report, "ratio_95", |ratios| Ratio(ratios.percentile_95)),
];

pub(super) const RELEASE: [Column<PoolRelease>; 2] = [
    (Report, "released", |pool| Coins(pool.released)),
    (Report, "scheduled", |pool| Coins(pool.scheduled)),
];

pub(super) const GROUP: [Column<KindProfit>; 1] =
    [(Report, "gain", |group| Cell::of(gain(group), Part))];

/// Of all pools.
fn sum(day: &DayRecord, part: fn(&PoolRelease) -> Uint128) -> Cell {
    let parts = day.releases.iter().map(part);

    Coins(parts.fold(Uint128::zero(), Uint128::saturating_add))
}
