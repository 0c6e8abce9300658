//! How MIR comes into being, and to whom.

use cosmwasm_std::Uint128;
use mirror_protocol::factory::Schedule;
use serde::{Deserialize, Serialize};

/// Seconds of a year of the release schedule.
const YEAR: u64 = 31_536_000;

/// What is released to the LP stakers of mAssets and of MIR, by year.
const MASSET_POOLS: [u128; 4] = [
    89_212_500_000_000,
    44_606_250_000_000,
    22_303_125_000_000,
    11_151_562_500_000,
];
const MIRROR_POOL: [u128; 4] = [
    20_587_500_000_000,
    10_293_750_000_000,
    5_146_875_000_000,
    2_573_437_500_000,
];

/// How MIR comes into being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Whether more of it is minted after the start.
    pub supply: Supply,
    /// Who gets what exists at the start.
    pub genesis: Vec<Payment>,
    /// To the pools of the mAssets, by weight.
    pub distribution_schedule: Schedule,
    /// To the pool of MIR; without it that pool shares in the other schedule.
    pub mirror_distribution_schedule: Option<Schedule>,
    /// To fixed recipients.
    pub fixed_distributions: Vec<FixedDistribution>,
}

/// Whether more MIR is minted after the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Supply {
    /// The factory mints what it releases and does not have.
    Capped {
        /// No more micro MIR than this will ever exist.
        cap: Uint128,
    },
    /// All of it exists from the start, and nobody can mint.
    Preminted,
}

/// MIR that exists at the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Who gets it.
    pub recipient: Recipient,
    /// How many micro MIR.
    pub amount: Uint128,
}

/// MIR that comes over the years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedDistribution {
    /// Who gets it.
    pub recipient: Recipient,
    /// How much and when.
    pub schedule: Schedule,
}

/// Somebody to pay: a contract that has no address before it is deployed, or an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The factory, which releases it to the pools.
    Factory,
    /// The community pool.
    Community,
    /// The airdrop to LUNA stakers.
    Airdrop,
    /// The airdrop to UNI holders.
    UniAirdrop,
    /// Anybody else.
    Account(String),
}

impl Release {
    /// The table of the founding documents to the micro unit: 54.9 M at the start, two tracks for
    /// the pools, and what the community and the LUNA stakers receive (factory.md section 7).
    pub fn founding() -> Self {
        Self {
            supply: Supply::Capped {
                cap: Uint128::new(370_575_000_000_000),
            },
            genesis: vec![
                paid(Recipient::Community, 36_600_000_000_000),
                paid(Recipient::Airdrop, 9_150_000_000_000),
                paid(Recipient::UniAirdrop, 9_150_000_000_000),
            ],
            distribution_schedule: years(0, &MASSET_POOLS),
            mirror_distribution_schedule: Some(years(0, &MIRROR_POOL)),
            fixed_distributions: vec![
                FixedDistribution {
                    recipient: Recipient::Community,
                    schedule: years(
                        1,
                        &[18_300_000_000_000, 36_600_000_000_000, 36_600_000_000_000],
                    ),
                },
                FixedDistribution {
                    recipient: Recipient::Airdrop,
                    schedule: years(0, &[18_300_000_000_000]),
                },
            ],
        }
    }

    /// The same table, but all MIR exists from the start, with whoever will release it
    /// (mir-token.md section 4, the fallback).
    pub fn preminted() -> Self {
        Self {
            supply: Supply::Preminted,
            genesis: vec![
                paid(Recipient::Factory, 205_875_000_000_000),
                paid(Recipient::Community, 128_100_000_000_000),
                paid(Recipient::Airdrop, 27_450_000_000_000),
                paid(Recipient::UniAirdrop, 9_150_000_000_000),
            ],
            fixed_distributions: vec![],
            ..Self::founding()
        }
    }
}

fn paid(recipient: Recipient, amount: u128) -> Payment {
    Payment {
        recipient,
        amount: Uint128::new(amount),
    }
}

/// A schedule with an entry for each year from `first` on.
fn years(first: u64, amounts: &[u128]) -> Schedule {
    (first..)
        .zip(amounts)
        .map(|(year, amount)| (year * YEAR, (year + 1) * YEAR, Uint128::new(*amount)))
        .collect()
}
