//! What the positions of a pair are judged and sold by, or why nothing of it is bought now.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::debt::{self, is_covered};
use mirror_protocol::collateral_oracle::CollateralPriceResponse;
use mirror_protocol::mint::{AssetConfigResponse, AssetStatus, AssetStatusResponse};
use serde::Serialize;
use thiserror::Error;

/// The numbers that decide about a sale, as mint uses them. Prices are base-denom micro units for one
/// micro unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// The price of the mAsset that is owed.
    pub asset_price: Decimal,
    /// The price of the collateral that is bought.
    pub collateral_price: Decimal,
    /// The mAsset's minimum ratio.
    pub min_ratio: Decimal,
    /// The collateral's factor on that minimum.
    pub multiplier: Decimal,
    /// What a buyer saves: the mAsset's discount, at most its minimum ratio less one.
    pub discount: Decimal,
    /// The part of what is burned that the collector gets.
    pub fee_rate: Decimal,
}

/// Why nothing of a pair is bought now. None of these is a fault of the liquidator.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Skip {
    /// The mAsset is delisted, so its debt is burned, not sold.
    #[error("{asset} is delisted")]
    Delisted {
        /// The mAsset.
        asset: String,
    },
    /// A guardian doubts a price.
    #[error("the price of {asset} is halted until {until}")]
    Halted {
        /// The mAsset or collateral.
        asset: String,
        /// The end of the halt, in UNIX seconds.
        until: u64,
    },
    /// A price may be too old when a transaction gets into a block.
    #[error("the price of {asset} is {age} s old")]
    Stale {
        /// The mAsset or collateral.
        asset: String,
        /// The price's age in seconds.
        age: u64,
    },
    /// There is no price that may be used.
    #[error("{asset} has no price that may be used: {why}")]
    Unpriced {
        /// The mAsset or collateral.
        asset: String,
        /// What the contract says, or what is missing.
        why: String,
    },
    /// Oracle and market do not agree: one of the two is wrong.
    #[error("the oracle says {oracle} of {asset}, its pair {market}")]
    Apart {
        /// The mAsset.
        asset: String,
        /// The oracle's price.
        oracle: Decimal,
        /// The pair's price of the moment.
        market: Decimal,
    },
    /// There is no market to buy the mAsset or to sell the collateral in.
    #[error("{asset} has no filled pair against the base denom")]
    NoMarket {
        /// The mAsset or collateral.
        asset: String,
    },
}

impl Skip {
    /// The reason in a word, for a metric.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Delisted { .. } => "delisted",
            Self::Halted { .. } => "halted",
            Self::Stale { .. } => "stale",
            Self::Unpriced { .. } => "unpriced",
            Self::Apart { .. } => "apart",
            Self::NoMarket { .. } => "no_market",
        }
    }
}

/// What a collateral counts for in a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backing {
    /// The price that sales count.
    pub price: Decimal,
    /// Its factor on the minimum ratio.
    pub multiplier: Decimal,
}

impl Backing {
    /// The base denom: one for one.
    pub fn base() -> Self {
        Self {
            price: Decimal::one(),
            multiplier: Decimal::one(),
        }
    }

    /// A collateral as its oracle prices it at the time `now`. A delisted mAsset counts at its
    /// `end_price` for ever, as in mint.
    pub fn of(
        answer: &CollateralPriceResponse,
        end_price: Option<Decimal>,
        now: u64,
        max_age: u64,
    ) -> Result<Self, Skip> {
        let asset = || answer.asset.clone();
        if let Some(price) = end_price {
            return Ok(Self {
                price,
                multiplier: answer.multiplier,
            });
        }
        if let Some(until) = answer.halted_until {
            return Err(Skip::Halted {
                asset: asset(),
                until,
            });
        }
        let age = now.saturating_sub(answer.last_updated);
        if age > max_age {
            return Err(Skip::Stale {
                asset: asset(),
                age,
            });
        }
        if answer.rate.is_zero() {
            return Err(Skip::Unpriced {
                asset: asset(),
                why: "its price is zero".to_string(),
            });
        }
        Ok(Self {
            price: answer.rate,
            multiplier: answer.multiplier,
        })
    }
}

/// The price of an mAsset that sales count at the time `now`.
pub fn asset_price(
    asset: &str,
    status: &AssetStatusResponse,
    now: u64,
    max_age: u64,
) -> Result<Decimal, Skip> {
    let asset = asset.to_string();
    if status.status == AssetStatus::Delisted {
        return Err(Skip::Delisted { asset });
    }
    if let Some(until) = status.halted_until {
        return Err(Skip::Halted { asset, until });
    }
    // A price without a time does not age.
    let age = now.saturating_sub(status.price_time.unwrap_or(u64::MAX));
    if age > max_age || status.status == AssetStatus::Closed {
        return Err(Skip::Stale { asset, age });
    }
    status.price.ok_or_else(|| Skip::Unpriced {
        asset,
        why: "it was never fed".to_string(),
    })
}

impl Terms {
    /// The terms of a pair from what its parts count for.
    pub fn new(
        asset_price: Decimal,
        backing: Backing,
        config: &AssetConfigResponse,
        fee_rate: Decimal,
    ) -> Self {
        Self {
            asset_price,
            collateral_price: backing.price,
            min_ratio: config.min_collateral_ratio,
            multiplier: backing.multiplier,
            discount: debt::effective_discount(
                config.auction_discount,
                config.min_collateral_ratio,
            ),
            fee_rate,
        }
    }

    /// Whether a position is for sale: below its minimum, compared exactly as mint does.
    pub fn is_for_sale(&self, collateral: Uint128, debt: Uint128) -> bool {
        !is_covered(
            collateral,
            self.collateral_price,
            debt,
            self.asset_price,
            self.min_ratio,
            self.multiplier,
        )
    }
}

#[cfg(test)]
mod tests;
