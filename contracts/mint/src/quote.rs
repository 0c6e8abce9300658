//! What an asset is priced at, and what a collateral counts for.

use cosmwasm_std::{ensure, Decimal, Uint128};
use mirror_protocol::oracle::ALWAYS_FRESH;
use terraswap::asset::AssetInfo;

use crate::error::ContractError;

/// How long a price serves, in seconds; its last second included.
pub const PRICE_LIFE_SECONDS: u64 = 60;

/// A price as it stands, of whatever age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quote {
    pub price: Decimal,
    /// In UNIX seconds; 0 for a price that may not be used. A halt leaves it as it is.
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

    /// Saturating, since a price that never ages has the time u64::MAX.
    pub fn is_fresh(&self, now: u64) -> bool {
        self.last_updated.saturating_add(PRICE_LIFE_SECONDS) >= now
    }

    /// Refuse a halted one.
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
    /// The price at which it backs new debt: not above the other.
    pub lower: Decimal,
    /// On the minimum ratio of what it backs.
    pub multiplier: Decimal,
    pub is_revoked: bool,
    /// Whether its delisting is announced.
    pub is_delisting: bool,
    /// How much of it, in base-denom worth, mint may hold.
    pub value_cap: Option<Uint128>,
}

impl Collateral {
    /// The base denom counts for itself.
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

    /// Refuse one of which no more is taken.
    pub fn ensure_accepted(&self, info: &AssetInfo) -> Result<(), ContractError> {
        ensure!(
            !self.is_revoked,
            ContractError::CollateralRevoked {
                asset: info.to_string()
            }
        );
        Ok(())
    }

    /// Refuse one that will be delisted.
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
