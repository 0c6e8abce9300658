//! Listed assets and what is known of their prices.

use cosmwasm_std::Uint128;
use cosmwasm_std::{Addr, Decimal};
use mirror_math::ratio::fraction_floor;

use super::feeds::{Feed, Posted};
use crate::accounts::Account;

/// How long a posted price serves, in seconds, inclusive.
const PRICE_LIFE: u64 = 60;

/// What part of its life an asset is in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stage {
    /// Minted at a fixed price until `mint_end`, then waiting for the company's IPO.
    PreIpo {
        price: Decimal,
        mint_end: u64,
        ratio_after: Decimal,
    },
    Live,
    /// Redeemed at this price for ever.
    Delisted {
        end_price: Decimal,
    },
}

/// A delisting to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Announced {
    pub(crate) end_price: Decimal,
    /// From then on anybody may carry it out.
    pub(crate) due: u64,
}

/// A listed token, by the number it has in the outcome.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    /// Its position in `Scenario::assets`.
    pub(crate) plan: usize,
    pub(crate) token: Account,
    pub(crate) pair: Account,
    pub(crate) lp: Account,
    pub(crate) token_address: Addr,
    pub(crate) pair_address: Addr,
    pub(crate) lp_address: Addr,
    pub(crate) stage: Stage,
    pub(crate) posted: Posted,
    /// The end of the last halt of its price.
    pub(crate) halted_until: u64,
    /// What its feeder has announced.
    pub(crate) announced: Option<Announced>,
    /// How the oracle judges the next post.
    pub(crate) feed: Feed,
    /// The second from which anybody may have it accepted as collateral; none once it is, and before its
    /// IPO.
    pub(crate) backs_from: Option<u64>,
    /// The present minimum collateral ratio.
    pub(crate) min_ratio: Decimal,
    /// Earlier ones that polls have changed, and when.
    pub(crate) former_ratios: Vec<(u64, Decimal)>,
    pub(crate) discount: Decimal,
    pub(crate) weight: u32,
    /// What the pair holds, base coins first.
    pub(crate) reserves: Reserves,
}

/// Both sides of a pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reserves {
    pub(crate) base: Uint128,
    pub(crate) asset: Uint128,
}

impl Reserves {
    /// Base coins for one unit of the asset; `None` of a pool with an empty side.
    pub(crate) fn price(&self) -> Option<Decimal> {
        if self.base.is_zero() {
            return None;
        }

        fraction_floor(self.base, self.asset).ok()
    }
}

impl Asset {
    /// Sets a minimum ratio that a poll has decided. The answer: whether it moved by no more than 0.1 in
    /// any seven days.
    pub(crate) fn moves_to(&mut self, ratio: Decimal, now: u64) -> bool {
        const WEEK: u64 = 604_800;

        if ratio == self.min_ratio {
            return true;
        }
        self.former_ratios.push((now, self.min_ratio));
        self.min_ratio = ratio;
        let mut former = self.former_ratios.iter();

        former.all(|(until, former)| {
            until + WEEK <= now || former.abs_diff(ratio) <= Decimal::percent(10)
        })
    }

    pub(crate) fn is_delisted(&self) -> bool {
        matches!(self.stage, Stage::Delisted { .. })
    }

    pub(crate) fn is_live(&self) -> bool {
        self.stage == Stage::Live
    }

    pub(crate) fn end_price(&self) -> Option<Decimal> {
        match self.stage {
            Stage::Delisted { end_price } => Some(end_price),
            _ => None,
        }
    }

    /// The price that debts and collateral are measured by, of whatever age.
    pub(crate) fn price(&self) -> Option<Decimal> {
        let price = match self.stage {
            Stage::PreIpo { price, .. } => price,
            Stage::Live => self.posted.price,
            Stage::Delisted { end_price } => end_price,
        };

        Some(price).filter(|price| !price.is_zero())
    }

    /// Whether that price is fresh enough to be used at this second.
    pub(crate) fn is_fresh(&self, now: u64) -> bool {
        let is_young = self.posted.time.saturating_add(PRICE_LIFE) >= now;

        self.stage != Stage::Live || (is_young && !self.is_halted(now))
    }

    /// Whether its last price may become its end price (factory.md section 3).
    pub(crate) fn has_stood(&self) -> bool {
        self.feed.is_near_its_anchor(self.posted.price)
    }

    /// Whether its price is halted, so that nobody may use it; a fixed price is not fed and never halted.
    pub(crate) fn is_halted(&self, now: u64) -> bool {
        self.is_live() && now < self.halted_until
    }

    /// Whether it may be collateral of other positions, whatever the age of its price.
    pub(crate) fn is_backing(&self) -> bool {
        self.is_live() && self.announced.is_none() && self.backs_from.is_none()
    }

    /// Whether positions of it may be opened at this second, whatever the age of its price.
    pub(crate) fn is_mintable(&self, now: u64) -> bool {
        match self.stage {
            _ if self.announced.is_some() => false,
            Stage::PreIpo { mint_end, .. } => mint_end >= now,
            Stage::Live => !self.posted.price.is_zero(),
            Stage::Delisted { .. } => false,
        }
    }

    /// The market's price over the oracle's, less one, split into sign and size.
    pub(crate) fn gap(&self) -> Option<Gap> {
        let market = self.reserves.price()?;
        let oracle = self.price()?;
        let size = market.abs_diff(oracle).checked_div(oracle).ok()?;

        Some(Gap {
            above: market > oracle,
            size,
        })
    }
}

/// How far the market is from the oracle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gap {
    pub(crate) above: bool,
    pub(crate) size: Decimal,
}

impl Gap {
    /// Zero for a discount.
    pub(crate) fn premium(&self) -> Decimal {
        if self.above {
            self.size
        } else {
            Decimal::zero()
        }
    }

    /// Zero for a premium.
    pub(crate) fn discount(&self) -> Decimal {
        if self.above {
            Decimal::zero()
        } else {
            self.size
        }
    }
}
