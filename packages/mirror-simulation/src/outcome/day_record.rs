//! How the protocol stood at the end of a day.

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use serde::Serialize;
use time::Date;

use super::governance::MirDay;
use super::ratios::Ratios;
use super::summary::KindProfit;

/// One trading day, after its last message.
#[derive(Clone, Debug, PartialEq)]
pub struct DayRecord {
    /// The day.
    pub date: Date,
    /// Protocol messages that the chain executed on this day.
    pub messages: u64,
    /// Transactions that the protocol refused on this day.
    pub refused: u64,
    /// Those refused for a stale price.
    pub refused_stale: u64,
    /// On this day.
    pub liquidations: u64,
    /// Since the start, in base coins.
    pub bad_debt: Uint128,
    /// Since the start, in base coins.
    pub protocol_fees: Uint128,
    /// Since the start, in base coins.
    pub commission: Uint128,
    /// What lies in the protocol.
    pub value: Value,
    /// Open positions and the spread of their ratios; absent while nobody has debt.
    pub ratios: Option<Ratios>,
    /// Market price of MIR.
    pub mir_price: Option<Decimal>,
    /// MIR and its stakers.
    pub mir: MirDay,
    /// One entry per listed or delisted asset that still has supply or a pool.
    pub assets: Vec<AssetDay>,
    /// Since the start: the MIR pool first, then the assets that ever had a weight.
    pub releases: Vec<PoolRelease>,
    /// Per agent group (position in `Outcome::groups`), in order.
    pub groups: Vec<KindProfit>,
}

/// What lies in the protocol, in base coins.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Value {
    /// Collateral of all positions at oracle prices.
    pub collateral: Uint128,
    /// Both sides of all pools, MIR's included.
    pub liquidity: Uint128,
    /// Proceeds of shorts that are locked.
    pub locked: Uint128,
    /// All debts at oracle prices.
    pub debt: Uint128,
}

impl Value {
    /// Total value locked: debts are owed to holders outside and do not lower it.
    pub fn total(&self) -> Uint128 {
        self.collateral
            .saturating_add(self.liquidity)
            .saturating_add(self.locked)
    }
}

/// How an asset stood at the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct AssetDay {
    /// Position in `Outcome::assets`.
    pub asset: usize,
    /// Last accepted price, or the pre-IPO or end price.
    pub oracle_price: Option<Decimal>,
    /// Spot price of the pool; absent when a side is empty.
    pub market_price: Option<Decimal>,
    /// Market over oracle less 1; absent without both.
    pub premium: Option<SignedDecimal>,
    /// Tokens there are.
    pub supply: Uint128,
    /// Tokens that positions owe.
    pub debt: Uint128,
    /// The part of `debt` that short positions owe.
    pub short_debt: Uint128,
    /// Since the start, in units of the asset.
    pub bad_debt: Uint128,
    /// Collateral behind it, in base coins.
    pub collateral: Uint128,
    /// Both sides of its pool, in base coins.
    pub liquidity: Uint128,
    /// The part of its reward that goes to shorts.
    pub short_weight: Decimal,
    /// Yearly reward of staked liquidity and of shorts against their value; absent without either.
    pub long_apr: Option<Decimal>,
    /// The same of shorts.
    pub short_apr: Option<Decimal>,
    /// Absent while nobody owes it.
    pub ratios: Option<Ratios>,
}

/// MIR of one pool since the start.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolRelease {
    /// Which pool.
    pub pool: Pool,
    /// Sent to the pool.
    pub released: Uint128,
    /// Due to it by the schedule and the weights.
    pub scheduled: Uint128,
}

/// A pool that earns MIR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pool {
    /// MIR's own.
    Mir,
    /// Position in `Outcome::assets`.
    Asset(usize),
}
