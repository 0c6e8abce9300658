//! The figures of a whole run.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Int128, SignedDecimal, Uint128};
use serde::Serialize;
use time::Date;

use super::governance::{HandOver, PollCounts};
use super::notices::{self, Notice};

/// The figures of `summary.json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The title of the scenario.
    pub name: String,
    /// What `--set`, `--from`, `--to` and `--seed` changed, as written.
    pub overrides: Vec<String>,
    /// Where chance began.
    pub seed: u64,
    /// The first day.
    #[serde(with = "super::day")]
    pub from: Date,
    /// The last day.
    #[serde(with = "super::day")]
    pub to: Date,
    /// Days with prices.
    pub trading_days: u64,
    /// Agents of all kinds together.
    pub agents: u64,
    /// Protocol messages that the chain executed: every entry into a contract by an execute
    /// message, whether an account sent it or another contract. Opening a short is eight or so.
    pub messages: u64,
    /// Transactions of accounts that were carried out, each one message and what came of it.
    pub transactions: u64,
    /// Transactions that the protocol refused, stale prices included.
    pub refused: u64,
    /// The same by the first words of the refusal.
    pub refusals: BTreeMap<String, u64>,
    /// Position changes tried while the price was stale, all of them refused.
    pub refused_stale: u64,
    /// Invariants found broken; anything but 0 ends the run and the exit code is 1.
    pub violations: u64,
    /// Auctions that took collateral.
    pub liquidations: u64,
    /// Debt written off, valued at the oracle price of its day, in base coins.
    pub bad_debt: Uint128,
    /// Splits after which holders moved to a new token.
    pub migrations: u64,
    /// Assets that went public.
    pub ipos: u64,
    /// Halts by the guardian, of one asset each.
    pub halts: u64,
    /// Delistings that feeders announced.
    pub announced_delistings: u64,
    /// Lines of prices that the oracle passed over.
    pub skipped_posts: u64,
    /// MIR that reached the pools.
    pub mir_released: Uint128,
    /// MIR that the schedule holds for the pools up to the last day.
    pub mir_scheduled: Uint128,
    /// How gov took over.
    pub hand_over: HandOver,
    /// How many polls there were, and how they ended.
    pub polls: PollCounts,
    /// The part of the stake that had to vote.
    pub quorum: Decimal,
    /// MIR at the end of each year of its release; 0 is the start.
    pub mir_supply_by_year: BTreeMap<u64, Uint128>,
    /// MIR staked in gov on the last day.
    pub mir_staked: Uint128,
    /// Base coins of fees that the collector turned into MIR.
    pub fees_converted: Uint128,
    /// The MIR that it sent to stakers and voters.
    pub fees_distributed: Uint128,
    /// That and lost deposits, by whose it is.
    pub mir_to_stakers: Uint128,
    /// The part of voters.
    pub mir_to_voters: Uint128,
    /// The part of what is the stakers' that is still on its way to them.
    pub mir_flowing: Uint128,
    /// MIR that the community granted.
    pub granted: Uint128,
    /// MIR that was claimed of all stages of both airdrops.
    pub airdrop_claimed: Uint128,
    /// Limit orders.
    pub orders_placed: u64,
    /// Those of them that were filled to the last unit.
    pub orders_filled: u64,
    /// Protocol fees of burns and auctions in base coins.
    pub protocol_fees: Uint128,
    /// Commission that traders left with the providers of liquidity, in base coins.
    pub commission: Uint128,
    /// All value in the protocol on the last day, in base coins.
    pub total_value: Uint128,
    /// By display name (`AssetRecord::label`).
    pub assets: BTreeMap<String, AssetSummary>,
    /// By kind of agent.
    pub profit: BTreeMap<String, KindProfit>,
    /// What a reader should know.
    #[serde(serialize_with = "notices::with_sentences")]
    pub notices: Vec<Notice>,
    /// How long the run took.
    #[serde(flatten)]
    pub timing: Timing,
}

/// The only figures that differ between two runs of one seed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timing {
    /// Wall clock of the whole run.
    pub seconds: f64,
    /// Executed protocol messages for each second of the run.
    pub messages_per_second: f64,
    /// Largest resident memory, where the system tells.
    pub peak_memory_bytes: Option<u64>,
}

/// The last state of an asset.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssetSummary {
    /// The day of its listing.
    #[serde(with = "super::day")]
    pub listed: Date,
    /// The day of its delisting.
    #[serde(with = "super::day::option")]
    pub delisted: Option<Date>,
    /// Tokens there are.
    pub supply: Uint128,
    /// Tokens that positions owe.
    pub debt: Uint128,
    /// Market price over oracle price less 1; below 0 when the market is cheaper.
    pub premium: SignedDecimal,
    /// The largest premium and discount of any day.
    pub highest_premium: SignedDecimal,
    /// The largest discount of any day.
    pub lowest_premium: SignedDecimal,
    /// In units of the asset.
    pub bad_debt: Uint128,
    /// Auctions that took collateral behind it.
    pub liquidations: u64,
}

/// What one kind of agent brought and has now, in base coins at market prices.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct KindProfit {
    /// How many they are.
    pub agents: u64,
    /// What they brought.
    pub invested: Uint128,
    /// What they have: coins, tokens, claims, positions less debts.
    pub worth: Int128,
    /// The part of `worth` that MIR rewards are, claimed or not.
    pub rewards: Uint128,
}

impl KindProfit {
    /// What they have less what they brought.
    pub fn profit(&self) -> Option<Int128> {
        let invested = Int128::try_from(self.invested).ok()?;

        self.worth.checked_sub(invested).ok()
    }
}
