//! `timeline.csv`: one row per trading day, for a spreadsheet.
//!
//! Money is in whole coins with six decimals, rates are fractions. Cumulative columns count from
//! the start of the run.

use cosmwasm_std::Uint128;
use mirror_simulation::outcome::{AssetDay, DayRecord, Outcome, PoolRelease};

type Column<T> = (&'static str, fn(&T) -> String);

const DAY: [Column<DayRecord>; 29] = [
    ("date", |day| day.date.to_string()),
    ("messages", |day| day.messages.to_string()),
    ("refused", |day| day.refused.to_string()),
    ("refused_stale", |day| day.refused_stale.to_string()),
    ("liquidations", |day| day.liquidations.to_string()),
    ("collateral_value", |day| coins(day.value.collateral)),
    ("liquidity_value", |day| coins(day.value.liquidity)),
    ("locked_value", |day| coins(day.value.locked)),
    ("debt_value", |day| coins(day.value.debt)),
    ("bad_debt_total", |day| coins(day.bad_debt)),
    ("protocol_fees_total", |day| coins(day.protocol_fees)),
    ("commission_total", |day| coins(day.commission)),
    ("mir_price", |day| shown(day.mir_price)),
    ("mir_released_total", |day| {
        coins(sum(day, |release| release.released))
    }),
    ("mir_scheduled_total", |day| {
        coins(sum(day, |release| release.scheduled))
    }),
    ("mir_supply", |day| coins(day.mir.supply)),
    ("mir_scheduled_supply", |day| {
        coins(day.mir.scheduled_supply)
    }),
    ("mir_staked", |day| coins(day.mir.staked)),
    ("mir_share_price", |day| day.mir.share_price.to_string()),
    ("mir_staking_apr", |day| shown(day.mir.staking_apr)),
    ("open_polls", |day| day.mir.open_polls.to_string()),
    ("fees_converted_total", |day| coins(day.mir.fees_converted)),
    ("fees_distributed_total", |day| {
        coins(day.mir.fees_distributed)
    }),
    ("mir_to_stakers_total", |day| coins(day.mir.to_stakers)),
    ("mir_to_voters_total", |day| coins(day.mir.to_voters)),
    ("community_mir", |day| coins(day.mir.community)),
    ("granted_total", |day| coins(day.mir.granted)),
    ("airdrop_claimed_total", |day| {
        coins(day.mir.airdrop_claimed)
    }),
    ("open_orders", |day| day.mir.open_orders.to_string()),
];

const ASSET: [Column<AssetDay>; 15] = [
    ("oracle_price", |asset| shown(asset.oracle_price)),
    ("market_price", |asset| shown(asset.market_price)),
    ("premium", |asset| shown(asset.premium)),
    ("supply", |asset| coins(asset.supply)),
    ("debt", |asset| coins(asset.debt)),
    ("short_debt", |asset| coins(asset.short_debt)),
    ("bad_debt_total", |asset| coins(asset.bad_debt)),
    ("collateral_value", |asset| coins(asset.collateral)),
    ("liquidity_value", |asset| coins(asset.liquidity)),
    ("short_weight", |asset| asset.short_weight.to_string()),
    ("long_apr", |asset| shown(asset.long_apr)),
    ("short_apr", |asset| shown(asset.short_apr)),
    ("positions", |asset| {
        shown(asset.ratios.as_ref().map(|ratios| ratios.positions))
    }),
    ("lowest_ratio", |asset| {
        shown(asset.ratios.as_ref().map(|ratios| ratios.lowest))
    }),
    ("median_ratio", |asset| {
        shown(asset.ratios.as_ref().map(|ratios| ratios.median))
    }),
];

pub(super) fn csv(outcome: &Outcome) -> Vec<u8> {
    let mut lines = Vec::with_capacity(outcome.days.len() + 1);
    let mut header: Vec<String> = DAY.iter().map(|(name, _)| (*name).to_string()).collect();
    for asset in &outcome.assets {
        header.extend(
            ASSET
                .iter()
                .map(|(name, _)| format!("{} {name}", asset.label)),
        );
    }
    lines.push(header.join(","));

    for day in &outcome.days {
        let mut row: Vec<String> = DAY.iter().map(|(_, value)| value(day)).collect();
        for position in 0..outcome.assets.len() {
            let asset = day.assets.iter().find(|asset| asset.asset == position);
            row.extend(
                ASSET
                    .iter()
                    .map(|(_, value)| asset.map_or(String::new(), value)),
            );
        }
        lines.push(row.join(","));
    }
    lines.push(String::new());

    lines.join("\n").into_bytes()
}

/// Micro units as coins: `1.500000`.
fn coins(micro: Uint128) -> String {
    let micro = micro.u128();

    format!("{}.{:06}", micro / 1_000_000, micro % 1_000_000)
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

fn sum(day: &DayRecord, part: fn(&PoolRelease) -> Uint128) -> Uint128 {
    day.releases
        .iter()
        .map(part)
        .fold(Uint128::zero(), Uint128::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coins_have_six_decimals() {
        assert_eq!(coins(Uint128::zero()), "0.000000");
        assert_eq!(coins(Uint128::new(1_500_001)), "1.500001");
        assert_eq!(
            coins(Uint128::MAX),
            "340282366920938463463374607431768.211455"
        );
    }
}
