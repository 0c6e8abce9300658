//! What the collateral oracle stores. It is the same type for the contract, which writes it, and for
//! [`CollateralOracle::posted_price`](super::CollateralOracle::posted_price), which reads it without
//! running the contract's code.

use std::fmt;

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_bytes::{in_bytes, Bytes, BytesError};

/// With what the key of a collateral begins. Its token address or denom follows as text, because the
/// list of all collaterals is in the order of these texts.
pub const COLLATERALS: u8 = b'C';

/// The key of [`Pricing`].
pub const PRICING: &[u8] = b"pricing";

/// An asset that backs positions.
///
/// The number of the layout counts for the source, too: whoever adds a kind of source raises it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collateral {
    /// Where the price comes from.
    pub source: Source,
    /// The factor on the minimum collateral ratio.
    pub multiplier: Decimal,
    /// Whether no more of it is accepted; what there is keeps its price.
    pub is_revoked: bool,
    /// The largest worth that mint may hold, if there is one. Mint enforces it.
    pub value_cap: Option<Uint128>,
}

in_bytes!(Collateral, layout 1 {
    source,
    multiplier,
    is_revoked,
    value_cap
});

/// A checked source of prices. Its text is the name of its [`SourceType`](super::SourceType).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The price that a feeder posts to an oracle.
    MirrorOracle {
        /// The oracle; absent: the one of [`Pricing`].
        oracle: Option<Addr>,
    },
    /// A price that never changes.
    FixedPrice {
        /// Base-denom micro units for one micro unit.
        price: Decimal,
    },
    /// A pair's own time-weighted price. What can not change is looked up once: the order of the
    /// pair's assets, and the denom in which its price is stated.
    AmmPair {
        /// The pair.
        pair: Addr,
        /// Whether the collateral is the first of the pair's two assets.
        comes_first: bool,
        /// The denom of the pair's price.
        denom: String,
        /// Whether that denom is an intermediate one, which the oracle prices.
        is_intermediate: bool,
    },
    /// The exchange rate of a money market.
    AnchorMarket {
        /// The market.
        market: Addr,
    },
    /// The exchange rate of a liquid staking contract, times the price of what is staked.
    Lunax {
        /// The staking contract.
        staking: Addr,
        /// The denom of what is staked.
        underlying: String,
    },
}

/// The first byte of each kind of [`Source`].
mod kind {
    pub(super) const MIRROR_ORACLE: u8 = 0;
    pub(super) const FIXED_PRICE: u8 = 1;
    pub(super) const AMM_PAIR: u8 = 2;
    pub(super) const ANCHOR_MARKET: u8 = 3;
    pub(super) const LUNAX: u8 = 4;
}

impl Bytes for Source {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::MirrorOracle { oracle } => {
                out.push(kind::MIRROR_ORACLE);
                oracle.write(out);
            }
            Self::FixedPrice { price } => {
                out.push(kind::FIXED_PRICE);
                price.write(out);
            }
            Self::AmmPair {
                pair,
                comes_first,
                denom,
                is_intermediate,
            } => {
                out.push(kind::AMM_PAIR);
                pair.write(out);
                comes_first.write(out);
                denom.write(out);
                is_intermediate.write(out);
            }
            Self::AnchorMarket { market } => {
                out.push(kind::ANCHOR_MARKET);
                market.write(out);
            }
            Self::Lunax {
                staking,
                underlying,
            } => {
                out.push(kind::LUNAX);
                staking.write(out);
                underlying.write(out);
            }
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        Ok(match u8::read(rest)? {
            kind::MIRROR_ORACLE => Self::MirrorOracle {
                oracle: Bytes::read(rest)?,
            },
            kind::FIXED_PRICE => Self::FixedPrice {
                price: Bytes::read(rest)?,
            },
            kind::AMM_PAIR => Self::AmmPair {
                pair: Bytes::read(rest)?,
                comes_first: Bytes::read(rest)?,
                denom: Bytes::read(rest)?,
                is_intermediate: Bytes::read(rest)?,
            },
            kind::ANCHOR_MARKET => Self::AnchorMarket {
                market: Bytes::read(rest)?,
            },
            kind::LUNAX => Self::Lunax {
                staking: Bytes::read(rest)?,
                underlying: Bytes::read(rest)?,
            },
            _ => return Err(BytesError::Damaged),
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MirrorOracle { .. } => "mirror_oracle",
            Self::FixedPrice { .. } => "fixed_price",
            Self::AmmPair { .. } => "amm_pair",
            Self::AnchorMarket { .. } => "anchor_market",
            Self::Lunax { .. } => "lunax",
        })
    }
}

/// In which denom prices are stated, and which oracle states them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pricing {
    /// The denom every price is stated in.
    pub base_denom: String,
    /// The oracle of sources that name none.
    pub mirror_oracle: Option<Addr>,
}

in_bytes!(Pricing, layout 1 {
    base_denom,
    mirror_oracle
});
