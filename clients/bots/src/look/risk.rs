//! Positions: ratio, minimum, the price at which they are sold.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::debt::{collateral_ratio, is_covered, minimum_ratio};
use mirror_protocol::mint::PositionResponse;
use serde::Serialize;
use terraswap::asset::Asset;

use super::seen::{Seen, SeenAsset};
use super::told::Told;

/// How close to its minimum a position is (clients.md section 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Below its minimum: anybody may buy its collateral.
    Below,
    /// Less than 15 points above it.
    Danger,
    /// Less than 30 points above it.
    Warning,
    /// More.
    Safe,
    /// It owes nothing.
    NoDebt,
}

/// All positions together, and those that are not safe.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Risks {
    /// How many there are of each level.
    pub counts: BTreeMap<Level, usize>,
    /// How many can not be judged, by the reason.
    pub unknown: BTreeMap<String, usize>,
    /// Those at risk, the closest first.
    pub at_risk: Vec<Risk>,
}

/// A position close to its minimum, or below.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Risk {
    /// Its number.
    pub idx: Uint128,
    /// Whose it is.
    pub owner: String,
    /// What backs it.
    pub collateral: Asset,
    /// What it owes.
    pub debt: Asset,
    /// Whether what it owes was sold, and its proceeds locked.
    pub is_short: bool,
    /// How close to its minimum it is.
    pub level: Level,
    /// Worth of collateral for worth of debt, rounded down.
    pub ratio: Decimal,
    /// What the ratio has to be at least.
    pub minimum: Decimal,
    /// The mAsset's price from which on it is below its minimum.
    pub liquidation_price: Decimal,
}

/// What positions are judged by.
struct Terms {
    collateral_price: Decimal,
    asset_price: Decimal,
    min_ratio: Decimal,
    multiplier: Decimal,
}

/// Of all positions.
pub fn of(seen: &Seen) -> Told<Risks> {
    seen.lists.positions.map(|positions| {
        let mut risks = Risks {
            counts: BTreeMap::new(),
            unknown: BTreeMap::new(),
            at_risk: Vec::new(),
        };
        for position in positions {
            match terms(position, seen).and_then(|terms| judge(position, &terms)) {
                Ok(Judged::NoDebt) => risks.count(Level::NoDebt),
                Ok(Judged::Debt(risk)) => {
                    risks.count(risk.level);
                    if risk.level < Level::Safe {
                        risks.at_risk.push(risk);
                    }
                }
                Err(reason) => *risks.unknown.entry(reason).or_default() += 1,
            }
        }
        risks
            .at_risk
            .sort_by_key(|risk| (risk.level, risk.ratio, risk.idx));
        risks
    })
}

impl Risks {
    fn count(&mut self, level: Level) {
        *self.counts.entry(level).or_default() += 1;
    }
}

enum Judged {
    NoDebt,
    Debt(Risk),
}

fn terms(position: &PositionResponse, seen: &Seen) -> Result<Terms, String> {
    let is_of = |asset: &&SeenAsset| asset.token == position.asset.info.id();
    let asset = seen.assets.iter().find(is_of);
    let asset = asset.ok_or_else(|| format!("{} is not listed", position.asset.info.id()))?;
    let config = asset.config.as_ref().map(Told::get).transpose()?;
    let config = config.ok_or_else(|| format!("{} is no mAsset", asset.symbol))?;
    let status = asset.status.as_ref().map(Told::get).transpose()?;
    let price = status.and_then(|status| status.price);
    let collateral = position.collateral.info.id();
    let (collateral_price, multiplier) = if collateral == seen.base {
        (Decimal::one(), Decimal::one())
    } else {
        let backing = seen
            .behind
            .backing
            .get(collateral)
            .map(Told::get)
            .transpose()?;
        let backing = backing.ok_or_else(|| format!("{collateral} has no price"))?;
        (backing.rate, backing.multiplier)
    };
    Ok(Terms {
        collateral_price,
        asset_price: price.ok_or_else(|| format!("{} has no price", asset.symbol))?,
        min_ratio: config.min_collateral_ratio,
        multiplier,
    })
}

fn judge(position: &PositionResponse, terms: &Terms) -> Result<Judged, String> {
    let (collateral, debt) = (position.collateral.amount, position.asset.amount);
    if debt.is_zero() {
        return Ok(Judged::NoDebt);
    }
    let told = |error: mirror_math::MathError| error.to_string();
    let minimum = minimum_ratio(terms.min_ratio, terms.multiplier).map_err(told)?;
    let price = terms.collateral_price;
    let ratio = collateral_ratio(collateral, price, debt, terms.asset_price).map_err(told)?;
    // The same division, with the minimum in place of the price that it is sought for.
    let liquidation_price = collateral_ratio(collateral, price, debt, minimum).map_err(told)?;
    let is_safe = is_covered(
        collateral,
        price,
        debt,
        terms.asset_price,
        terms.min_ratio,
        terms.multiplier,
    );
    let within = |points| ratio < minimum.saturating_add(Decimal::percent(points));
    let level = match is_safe {
        false => Level::Below,
        true if within(15) => Level::Danger,
        true if within(30) => Level::Warning,
        true => Level::Safe,
    };
    Ok(Judged::Debt(Risk {
        idx: position.idx,
        owner: position.owner.clone(),
        collateral: position.collateral.clone(),
        debt: position.asset.clone(),
        is_short: position.is_short,
        level,
        ratio,
        minimum,
        liquidation_price,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(collateral: u128, price: u64) -> Risk {
        let position = PositionResponse {
            idx: Uint128::one(),
            owner: "owner".to_string(),
            collateral: Asset::native("uusd", collateral),
            asset: Asset::token("token", 10_000_000_u128),
            is_short: false,
        };
        let terms = Terms {
            collateral_price: Decimal::one(),
            asset_price: Decimal::percent(price * 100),
            min_ratio: Decimal::percent(150),
            multiplier: Decimal::one(),
        };
        match judge(&position, &terms).unwrap() {
            Judged::Debt(risk) => risk,
            Judged::NoDebt => panic!("it has debt"),
        }
    }

    /// Vector 2 of clients.md section 11: 2,000 base coins behind 10 mAssets, minimum 1.5.
    #[test]
    fn a_position_is_sold_at_its_liquidation_price() {
        let risk = judged(2_000_000_000, 140);

        assert_eq!(risk.liquidation_price.to_string(), "133.333333333333333333");
        assert_eq!(risk.ratio.to_string(), "1.428571428571428571");
        assert_eq!(risk.level, Level::Below);
    }

    /// At 100 a debt of 10 mAssets is worth 1,000 base coins.
    #[test]
    fn levels_begin_at_the_minimum_and_15_and_30_points_above() {
        for (collateral, level) in [
            (1_499_999_999, Level::Below),
            (1_500_000_000, Level::Danger),
            (1_649_999_999, Level::Danger),
            (1_650_000_000, Level::Warning),
            (1_799_999_999, Level::Warning),
            (1_800_000_000, Level::Safe),
        ] {
            assert_eq!(judged(collateral, 100).level, level, "{collateral}");
        }
    }
}
