//! From where on something is worth an alert.

use std::collections::BTreeMap;

use cosmwasm_std::Decimal;

/// From where on something is worth an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How far a price may move from one look to the next, and from its pair's, by symbol; the others.
    pub assets: BTreeMap<String, PriceLimits>,
    /// The same of all others.
    pub others: PriceLimits,
    /// How old a price may become while its market is open, in seconds.
    pub feeder_age_s: u64,
    /// How long before the end of a poll it is told of again, in seconds.
    pub poll_reminder_s: u64,
    /// How old the last block may become, in seconds.
    pub node_behind_s: u64,
}

/// How far a price may be from another, as a part of that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceLimits {
    /// From the price at the look before.
    pub jump: Decimal,
    /// From the price of the pair.
    pub gap: Decimal,
}

impl Limits {
    /// Those of an asset.
    pub fn of(&self, symbol: &str) -> PriceLimits {
        self.assets.get(symbol).copied().unwrap_or(self.others)
    }
}

impl Default for Limits {
    /// A fifth from block to block, as the feeder's own limit; three tenths from the pair, which the premium
    /// of a thin pool may reach; 40 of the 60 seconds that a price lives; six hours to vote; a minute without
    /// a block.
    fn default() -> Self {
        Self {
            assets: BTreeMap::new(),
            others: PriceLimits {
                jump: Decimal::percent(20),
                gap: Decimal::percent(30),
            },
            feeder_age_s: 40,
            poll_reminder_s: 21_600,
            node_behind_s: 60,
        }
    }
}
