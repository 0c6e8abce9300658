//! The book: a second account of the protocol, kept from receipts alone.
//!
//! It does not ask a contract what it believes; it reads what tokens, bank and contracts told the
//! event log, and computes rewards and releases apart from them. Two things no event tells, a
//! pair's coins and the weight of shorts, are looked up for it. Agents decide by the book, the
//! figures come out of it, and after every day it is held against what the contracts say.

mod assets;
mod attributes;
mod feeds;
mod ledger;
mod locks;
mod orders;
mod positions;
mod receipt;
mod receipts;
mod release;
mod stakes;
mod treasury;
mod yields;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_math::debt;
use mirror_math::ratio::value_floor;
use time::Date;

pub(crate) use assets::{Asset, Gap, Reserves};
pub(crate) use feeds::Band;
pub(crate) use ledger::Ledger;
pub(crate) use locks::Locks;
pub(crate) use orders::{Order, Orders};
pub(crate) use positions::{Collateral, Position, Positions};
pub(crate) use receipt::Receipt;
pub(crate) use release::Release;
pub(crate) use stakes::{Side, Stakes, StakingPool};
pub(crate) use treasury::{Airdrops, Conversion, Grants};

use crate::accounts::{Account, Accounts};
use crate::error::SimulationError;
use crate::gov::{Gov, Rules};
use crate::outcome::{Liquidation, Pool};
use crate::scenario::Scenario;

/// Which contract an address is, for those whose events matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Airdrop,
    Collector,
    Community,
    Factory,
    Gov,
    Lock,
    Mint,
    Oracle,
    Orders,
    Pair(Pool),
    Staking,
    Token,
}

/// What the book begins with.
pub(crate) struct Opening {
    pub(crate) accounts: Accounts,
    pub(crate) mirror: Mirror,
    pub(crate) release: Release,
    pub(crate) roles: BTreeMap<Account, Role>,
    pub(crate) rules: Rules,
    /// The most that a grant of the community may be.
    pub(crate) spend_limit: Uint128,
    /// The oracle's rules for posts.
    pub(crate) band: Band,
}

/// The parameters that an asset is listed with.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(crate) symbol: String,
    pub(crate) min_ratio: Decimal,
    /// The minimum before an IPO, of an asset that is listed before one.
    pub(crate) pre_ipo_ratio: Option<Decimal>,
    pub(crate) discount: Decimal,
    pub(crate) weight: u32,
}

/// The MIR token and its market.
#[derive(Clone, Debug)]
pub(crate) struct Mirror {
    pub(crate) token: Account,
    pub(crate) token_address: Addr,
    pub(crate) pair_address: Addr,
    pub(crate) lp: Account,
    pub(crate) lp_address: Addr,
    pub(crate) reserves: Reserves,
}

/// Sums since the start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// In base coins, each at the price when it was paid.
    pub(crate) protocol_fees: Uint128,
    pub(crate) commission: Uint128,
    pub(crate) bad_debt: Uint128,
    pub(crate) liquidations: Vec<Liquidation>,
    pub(crate) migrations: u64,
    pub(crate) ipos: u64,
    /// Halts, of one asset each.
    pub(crate) halts: u64,
    /// Delistings that feeders announced.
    pub(crate) announced: u64,
    /// Lines of prices that the oracle passed over.
    pub(crate) skipped_posts: u64,
}

/// A rule that did not hold, found while the book was written or compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) invariant: &'static str,
    pub(crate) detail: String,
}

/// Everything known of the protocol.
pub(crate) struct Book {
    pub(crate) accounts: Accounts,
    pub(crate) ledger: Ledger,
    pub(crate) assets: Vec<Asset>,
    pub(crate) mirror: Mirror,
    pub(crate) positions: Positions,
    pub(crate) locks: Locks,
    pub(crate) stakes: Stakes,
    pub(crate) release: Release,
    pub(crate) gov: Gov,
    /// The days on which each poll was created and ended.
    pub(crate) poll_days: BTreeMap<u64, (Date, Option<Date>)>,
    pub(crate) orders: Orders,
    pub(crate) conversion: Conversion,
    pub(crate) grants: Grants,
    pub(crate) airdrops: Airdrops,
    pub(crate) tally: Tally,
    pub(crate) findings: Vec<Finding>,
    /// Reserves and LP supply of every pool when it was last checked.
    pub(crate) checked_pools: BTreeMap<Pool, (Reserves, Uint128)>,
    /// Pools whose reserves have to be looked up again.
    pub(crate) moved: BTreeSet<Pool>,
    /// Whether the weights of shorts have to be looked up again.
    pub(crate) weights_changed: bool,
    /// Whether the terms of assets have to be looked up again.
    pub(crate) terms_changed: bool,
    /// How long a new asset is listed before it backs others; those of the first day need not wait.
    pub(crate) collateral_delay: u64,
    /// The collector, if it has distributed in this transaction.
    emptied: Option<Account>,
    /// The most that a grant of the community may be.
    pub(crate) spend_limit: Uint128,
    band: Band,
    roles: BTreeMap<Account, Role>,
    tokens: BTreeMap<Account, usize>,
    terms: Vec<Terms>,
    base_denom: String,
    today: Date,
}

impl Book {
    pub(crate) fn new(opening: Opening, scenario: &Scenario) -> Self {
        let terms = scenario.assets.iter().map(|asset| Terms {
            symbol: asset.symbol.clone(),
            min_ratio: scenario.min_collateral_ratio(asset),
            pre_ipo_ratio: asset.pre_ipo.as_ref().map(|ipo| ipo.min_collateral_ratio),
            discount: scenario.auction_discount(asset),
            weight: asset.weight,
        });
        let mut stakes = Stakes::default();
        // MIR has no weight of shorts, so it does not matter since when.
        stakes.register(Pool::Mir, 0);

        Self {
            accounts: opening.accounts,
            ledger: Ledger::default(),
            assets: Vec::new(),
            mirror: opening.mirror,
            positions: Positions::default(),
            locks: Locks::default(),
            stakes,
            release: opening.release,
            gov: Gov::new(opening.rules),
            poll_days: BTreeMap::new(),
            orders: Orders::default(),
            conversion: Conversion::default(),
            grants: Grants::default(),
            airdrops: Airdrops::default(),
            tally: Tally::default(),
            findings: Vec::new(),
            checked_pools: BTreeMap::new(),
            moved: BTreeSet::new(),
            weights_changed: false,
            terms_changed: false,
            collateral_delay: 0,
            emptied: None,
            spend_limit: opening.spend_limit,
            band: opening.band,
            roles: opening.roles,
            tokens: BTreeMap::new(),
            terms: terms.collect(),
            base_denom: scenario.protocol.base_denom.clone(),
            today: scenario.run.from,
        }
    }

    pub(crate) fn begin_day(&mut self, today: Date) {
        self.today = today;
    }

    /// The asset of a scenario's entry that is traded now: after splits the last successor.
    pub(crate) fn present(&self, plan: usize) -> Option<usize> {
        let listed = self.assets.iter().rposition(|asset| asset.plan == plan)?;

        Some(listed).filter(|asset| !self.assets[*asset].is_delisted())
    }

    pub(crate) fn asset_of_token(&self, token: Account) -> Option<usize> {
        self.tokens.get(&token).copied()
    }

    /// The price of what backs a position; one for base coins.
    pub(crate) fn backing_price(&self, backing: Collateral) -> Option<Decimal> {
        match backing {
            Collateral::Base => Some(Decimal::one()),
            Collateral::Asset(asset) => self.assets[asset].price(),
        }
    }

    /// Whether a position meets the minimum at the prices of now; one without a price does.
    pub(crate) fn is_covered(&self, position: &Position) -> bool {
        let asset = &self.assets[position.asset];
        let prices = asset.price().zip(self.backing_price(position.backing));
        let Some((price, backing_price)) = prices else {
            return true;
        };

        debt::is_covered(
            position.collateral,
            backing_price,
            position.debt,
            price,
            asset.min_ratio,
            Decimal::one(),
        )
    }

    /// Collateral over debt in value; `None` without debt or price.
    pub(crate) fn ratio(&self, position: &Position) -> Option<Decimal> {
        let price = self.assets[position.asset].price()?;
        let backing_price = self.backing_price(position.backing)?;

        debt::collateral_ratio(position.collateral, backing_price, position.debt, price).ok()
    }

    /// What collateral is worth in base coins; nothing without a price.
    pub(crate) fn backing_value(
        &self,
        backing: Collateral,
        amount: Uint128,
    ) -> Result<Uint128, SimulationError> {
        match self.backing_price(backing) {
            Some(price) => Ok(value_floor(amount, price)?),
            None => Ok(Uint128::zero()),
        }
    }

    /// Market price of MIR.
    pub(crate) fn mirror_price(&self) -> Option<Decimal> {
        self.mirror.reserves.price()
    }

    pub(crate) fn reserves(&self, pool: Pool) -> Reserves {
        match pool {
            Pool::Mir => self.mirror.reserves,
            Pool::Asset(asset) => self.assets[asset].reserves,
        }
    }

    pub(crate) fn lp(&self, pool: Pool) -> Account {
        match pool {
            Pool::Mir => self.mirror.lp,
            Pool::Asset(asset) => self.assets[asset].lp,
        }
    }

    fn find(&mut self, invariant: &'static str, detail: String) {
        self.findings.push(Finding { invariant, detail });
    }
}
