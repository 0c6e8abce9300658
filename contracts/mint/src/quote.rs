//! What an asset is priced at, and what a collateral counts for.

use cosmwasm_std::{ensure, Decimal, Uint128};
use mirror_protocol::oracle::ALWAYS_FRESH;
use terraswap::asset::AssetInfo;

use crate::error::ContractError;

/// How long a price may be used, in seconds, its last second included.
pub const PRICE_LIFE_SECONDS: u64 = 60;

/// A price as it stands, of whatever age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quote {
    pub price: Decimal,
    /// In UNIX seconds; 0 for a price that may not be used. A halt does not change it.
    pub last_updated: u64,
    /// Until when nobody may use it.
    pub halted_until: Option<u64>,
}

impl Quote {
    /// A price that never ages.
    pub fn fixed(price: Decimal) -> Self {
        Self {
            price,
            last_updated: ALWAYS_FRESH,
            halted_until: None,
        }
    }

    /// Whether it is young enough at second `now`. The sum saturates, since a price that never ages
    /// has the time u64::MAX.
    pub fn is_fresh(&self, now: u64) -> bool {
        self.last_updated.saturating_add(PRICE_LIFE_SECONDS) >= now
    }

    /// Refuse a price that is halted.
    pub fn ensure_not_halted(&self, asset: &str) -> Result<(), ContractError> {
        match self.halted_until {
            Some(until) => Err(ContractError::Halted {
                asset: asset.to_string(),
                until,
            }),
            None => Ok(()),
        }
    }
}

/// What a collateral counts for.
#[derive(Clone, Debug, PartialEq)]
pub struct Collateral {
    pub quote: Quote,
    /// The price at which it backs new debt; never above `quote`.
    pub lower: Decimal,
    /// The factor on the minimum ratio of what it backs.
    pub multiplier: Decimal,
    pub is_revoked: bool,
    /// Whether its delisting is announced.
    pub is_delisting: bool,
    /// How much of it mint may hold, by its worth in the base denom.
    pub value_cap: Option<Uint128>,
}

impl Collateral {
    /// What the base denom counts for: prices are stated in it, so its own is 1 and never ages.
    pub fn base() -> Self {
        Self {
            quote: Quote::fixed(Decimal::one()),
            lower: Decimal::one(),
            multiplier: Decimal::one(),
            is_revoked: false,
            is_delisting: false,
            value_cap: None,
        }
    }

    /// Refuse a collateral of which no more is accepted.
    pub fn ensure_accepted(&self, info: &AssetInfo) -> Result<(), ContractError> {
        ensure!(
            !self.is_revoked,
            ContractError::CollateralRevoked {
                asset: info.to_string()
            }
        );
        Ok(())
    }

    /// Refuse a collateral that will be delisted.
    pub fn ensure_not_delisting(&self, info: &AssetInfo) -> Result<(), ContractError> {
        ensure!(
            !self.is_delisting,
            ContractError::Delisting {
                asset: info.to_string()
            }
        );
        Ok(())
    }
}
