//! A pool. It is stored in parts, divided by what changes them: what is fixed, a side for each kind of
//! stake, and the premium.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_bytes::{in_bytes, Bytes, BytesError};
use mirror_math::rewards::{Flow, Rewards};
use mirror_math::MathError;

use crate::error::ContractError;
use crate::stake::Stake;

/// The part that stays until the LP token is replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// The LP token that is staked.
    pub staking_token: Addr,
    /// The LP token before, if it was replaced.
    pub deprecated_staking_token: Option<Addr>,
}

in_bytes!(Pool {
    staking_token,
    deprecated_staking_token
});

/// One side of a pool: what is staked, and the MIR that its stakers share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// How much is staked. Stakes of a replaced LP token are not counted.
    pub total: Uint128,
    /// The MIR that was shared out and that is still to flow out.
    pub rewards: Rewards,
}

/// The side of those who stake LP tokens. Every pool has it from its opening on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Liquidity {
    /// Stakes and rewards.
    pub side: Side,
    /// When the last release reached the pool; before the first one, when the pool was opened.
    pub released: u64,
    /// Where the index stood when the LP token was replaced, if it was.
    pub snapshot: Option<Decimal>,
}

/// The last measured premium.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Premium {
    /// How far the market stood above the oracle, as a fraction.
    pub rate: Decimal,
    /// The part of a deposit for short stakers, from `updated_time` on.
    pub short_weight: Decimal,
    /// When it was measured, in UNIX seconds; 0 for never.
    pub updated_time: u64,
    /// The former weights, in atomics, each times the seconds it was in force: from the last release
    /// before `updated_time` until `updated_time`.
    pub weighed: Uint128,
    /// Since when every look found the least reserve in the pool, if one is configured.
    pub deep_since: Option<u64>,
}

in_bytes!(Premium {
    rate,
    short_weight,
    updated_time,
    weighed,
    deep_since
});

impl Side {
    /// Share out what has flowed out up to `now`.
    pub fn settle(&mut self, now: u64) -> Result<(), ContractError> {
        Ok(self.rewards.settle(now, self.total)?)
    }

    /// The index at second `now`. The side stays as it is and need not be stored.
    pub fn index(&self, now: u64) -> Result<Decimal, ContractError> {
        let mut side = self.clone();
        side.settle(now)?;
        Ok(side.rewards.index)
    }

    /// Take in a part of a deposit, which flows out from `now` on.
    pub fn add_reward(&mut self, now: u64, part: Uint128) -> Result<(), ContractError> {
        self.settle(now)?;
        Ok(self.rewards.add(part, self.total)?)
    }

    /// Count more as staked from `now` on.
    pub fn add(&mut self, now: u64, amount: Uint128) -> Result<(), ContractError> {
        self.settle(now)?;
        self.total = self.total.checked_add(amount)?;
        Ok(())
    }

    /// Count less as staked from `now` on.
    pub fn take(&mut self, now: u64, amount: Uint128) -> Result<(), ContractError> {
        self.settle(now)?;
        self.total = self.total.checked_sub(amount)?;
        Ok(())
    }
}

/// A flow with nothing left is one byte. That is why it is written by hand: most flows carry nothing.
impl Bytes for Side {
    fn write(&self, out: &mut Vec<u8>) {
        let Rewards { index, updated, .. } = self.rewards;
        self.total.write(out);
        index.write(out);
        updated.write(out);
        for flow in [self.rewards.flow, self.rewards.carried] {
            flow.left.write(out);
            if !flow.left.is_zero() {
                flow.seconds.write(out);
            }
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let total = Uint128::read(rest)?;
        let (index, updated) = Bytes::read(rest)?;
        let mut flows = [Flow::default(); 2];
        for flow in &mut flows {
            flow.left = Uint128::read(rest)?;
            if !flow.left.is_zero() {
                flow.seconds = u64::read(rest)?;
            }
        }
        let [flow, carried] = flows;
        let rewards = Rewards {
            index,
            updated,
            flow,
            carried,
        };
        Ok(Self { total, rewards })
    }
}

/// The time of the last release is written as the seconds from it to the last settlement, which is a
/// shorter number.
impl Bytes for Liquidity {
    fn write(&self, out: &mut Vec<u8>) {
        let age = self.side.rewards.updated.saturating_sub(self.released);
        self.side.write(out);
        age.write(out);
        self.snapshot.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let side = Side::read(rest)?;
        let (age, snapshot) = Bytes::read(rest)?;
        let released = side.rewards.updated.checked_sub(age);
        Ok(Self {
            side,
            released: released.ok_or(BytesError::Damaged)?,
            snapshot,
        })
    }
}

impl Liquidity {
    /// The side of a pool that is opened at second `now`.
    pub fn opened(now: u64) -> Self {
        let rewards = Rewards {
            updated: now,
            ..Rewards::default()
        };
        Self {
            side: Side {
                total: Uint128::zero(),
                rewards,
            },
            released: now,
            snapshot: None,
        }
    }

    /// Replace the LP token. Stakes of the old one have earned up to now; what has not flowed out yet
    /// goes to those who stake the new one.
    pub fn replace(&mut self, now: u64) -> Result<(), ContractError> {
        self.side.settle(now)?;
        self.side.total = Uint128::zero();
        self.snapshot = Some(self.side.rewards.index);
        Ok(())
    }

    /// Whether this is a stake of the replaced LP token, which earns nothing more.
    pub fn deprecates(&self, stake: &Stake) -> bool {
        self.snapshot.is_some() && !stake.migrated && !stake.bond.is_zero()
    }

    /// The index up to which a stake earns.
    pub fn index_of(&self, stake: &Stake, now: u64) -> Result<Decimal, ContractError> {
        match self.snapshot {
            Some(snapshot) if self.deprecates(stake) => Ok(snapshot),
            _ => self.side.index(now),
        }
    }
}

impl Premium {
    /// Whether it may be measured again at second `now`.
    pub fn is_due(&self, now: u64, interval: u64) -> bool {
        now >= self.updated_time.saturating_add(interval)
    }

    /// The weights, in atomics, each times the seconds it was in force, from the last release until
    /// `now`.
    pub fn weighed(&self, released: u64, now: u64) -> Result<Uint128, ContractError> {
        // A weight that was set before the release counts from the release on.
        let (before, from) = if self.updated_time > released {
            (self.weighed, self.updated_time)
        } else {
            (Uint128::zero(), released)
        };
        let seconds = Uint128::from(now.saturating_sub(from));
        let since = self.short_weight.atomics().checked_mul(seconds)?;
        Ok(before.checked_add(since)?)
    }

    /// The average of the weights in force from the last release until `now`, rounded down at the 18th
    /// digit. In the second of the release it is the present weight.
    pub fn average_weight(&self, released: u64, now: u64) -> Result<Decimal, ContractError> {
        let seconds = Uint128::from(now.saturating_sub(released));
        if seconds.is_zero() {
            return Ok(self.short_weight);
        }
        let average = self.weighed(released, now)?.checked_div(seconds);
        Ok(Decimal::new(average.map_err(MathError::from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// A pool whose LP token was replaced, with MIR left in both flows.
    fn liquidity() -> Liquidity {
        Liquidity {
            side: Side {
                total: Uint128::new(7_000_000),
                rewards: Rewards {
                    index: decimal("0.028725714285714285"),
                    updated: 1_000_300,
                    flow: Flow {
                        left: Uint128::new(201_080),
                        seconds: 86_100,
                    },
                    carried: Flow {
                        left: Uint128::new(80),
                        seconds: 2_592_000,
                    },
                },
            },
            released: 1_000_000,
            snapshot: Some(decimal("0.5")),
        }
    }

    #[test]
    fn a_side_is_stored_and_read_again() {
        for left in [0u128, 201_080] {
            let mut stored = liquidity();
            stored.side.rewards.flow = Flow {
                left: left.into(),
                seconds: if left == 0 { 0 } else { 86_100 },
            };

            assert_eq!(Ok(stored.clone()), Bytes::from_bytes(&stored.to_bytes()));
        }
        let opened = Liquidity::opened(1_000_000);
        assert_eq!(Ok(opened.clone()), Bytes::from_bytes(&opened.to_bytes()));
        // No stake, no index (a digit and its zeros), three bytes of time, two flows of nothing,
        // no time since the opening, no snapshot.
        assert_eq!(1 + 2 + 3 + 2 + 1 + 1, opened.to_bytes().len());
    }

    #[test]
    fn a_release_from_the_future_is_damaged() {
        let mut bytes = Liquidity::opened(5).to_bytes();
        let age = bytes.len() - 2;
        bytes[age] = 6;

        let read: Result<Liquidity, _> = Bytes::from_bytes(&bytes);

        assert_eq!(Err(BytesError::Damaged), read);
    }

    #[test]
    fn asking_for_the_index_of_a_moment_changes_nothing() {
        let side = liquidity().side;

        let then = side.index(1_043_350).unwrap();

        assert!(then > side.rewards.index);
        assert_eq!(liquidity().side, side);
    }

    #[test]
    fn a_premium_is_due_when_the_interval_has_passed() {
        let never = Premium::default();
        let once = Premium {
            updated_time: 1_000_000,
            ..Premium::default()
        };

        assert!(never.is_due(1_000_000, 3_600));
        assert!(!once.is_due(1_003_599, 3_600));
        assert!(once.is_due(1_003_600, 3_600));
        assert!(!once.is_due(u64::MAX - 1, u64::MAX));
    }

    /// The premium after another measurement at second `now`.
    fn measured(former: &Premium, weight: &str, released: u64, now: u64) -> Premium {
        Premium {
            rate: Decimal::zero(),
            short_weight: decimal(weight),
            updated_time: now,
            weighed: former.weighed(released, now).unwrap(),
            deep_since: None,
        }
    }

    #[test]
    fn weights_are_averaged_over_the_seconds_each_was_in_force() {
        let none = Premium::default();
        assert_eq!(Ok(Decimal::zero()), none.average_weight(1_000, 9_000));

        // 23 hours of nothing and one of 0.8, since the release at second 1,000.
        let pumped = measured(&none, "0.8", 1_000, 83_800);
        let average = pumped.average_weight(1_000, 87_400);
        assert_eq!(Ok(decimal("0.033333333333333333")), average);

        // 0.8 for an hour, 0.02 for an hour, then a release, and 0.02 for a minute.
        let back = measured(&pumped, "0.02", 83_800, 87_400);
        assert_eq!(Ok(decimal("0.41")), back.average_weight(83_800, 91_000));
        assert_eq!(Ok(decimal("0.02")), back.average_weight(91_000, 91_060));
    }

    #[test]
    fn in_the_second_of_a_release_only_the_present_weight_counts() {
        let pumped = measured(&Premium::default(), "0.8", 1_000, 5_000);

        assert_eq!(Ok(decimal("0.8")), pumped.average_weight(5_000, 5_000));
        assert_eq!(Ok(decimal("0.8")), pumped.average_weight(5_000, 5_001));
        assert_eq!(Ok(Decimal::zero()), pumped.average_weight(1_000, 5_000));
    }
}
