//! A pool in its four parts: what is fixed, what deposits move, what bonds move, what adjustments
//! of the premium set.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_bytes::in_bytes;
use mirror_math::rewards;

use crate::error::ContractError;
use crate::stake::Stake;

/// What is fixed, until the LP token is replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// The LP token that is staked.
    pub staking_token: Addr,
    /// The one before, if it was replaced.
    pub deprecated_staking_token: Option<Addr>,
}

in_bytes!(Pool {
    staking_token,
    deprecated_staking_token
});

/// What has been shared out, and what waits to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Indexes {
    /// MIR for one unit of LP so far.
    pub liquidity: Decimal,
    /// MIR for one unit of short so far.
    pub short: Decimal,
    /// What the next deposit adds for LP stakers.
    pub liquidity_pending: Uint128,
    /// What the next deposit adds for short stakers.
    pub short_pending: Uint128,
    /// Where the LP index stood when the LP token was replaced, if it was.
    pub snapshot: Option<Decimal>,
}

in_bytes!(Indexes {
    liquidity,
    short,
    liquidity_pending,
    short_pending,
    snapshot
});

/// What is staked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// LP tokens, deprecated ones left out.
    pub liquidity: Uint128,
    /// Short stakes.
    pub short: Uint128,
}

in_bytes!(Totals { liquidity, short });

/// The last measured premium.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Premium {
    /// How far the market stood above the oracle, as a fraction.
    pub rate: Decimal,
    /// The part of a deposit for short stakers.
    pub short_weight: Decimal,
    /// When it was measured, in UNIX seconds; 0 for never.
    pub updated_time: u64,
}

in_bytes!(Premium {
    rate,
    short_weight,
    updated_time
});

impl Indexes {
    /// Share a deposit out; what does not divide, or has nobody to go to, waits for the next.
    pub fn share_out(
        &mut self,
        amount: Uint128,
        short_weight: Decimal,
        totals: &Totals,
    ) -> Result<(), ContractError> {
        let parts = rewards::split(amount, short_weight);
        let liquidity = rewards::share_out(parts.normal, self.liquidity_pending, totals.liquidity)?;
        let short = rewards::share_out(parts.short, self.short_pending, totals.short)?;

        self.liquidity = self.liquidity.checked_add(liquidity.index_increase)?;
        self.liquidity_pending = liquidity.pending;
        self.short = self.short.checked_add(short.index_increase)?;
        self.short_pending = short.pending;
        Ok(())
    }

    /// Whether this is a stake of the LP token that was replaced: it earns no more.
    pub fn deprecates(&self, stake: &Stake) -> bool {
        self.snapshot.is_some() && !stake.migrated && !stake.bond.is_zero()
    }

    /// Up to where a stake of LP tokens earns.
    pub fn liquidity_index_of(&self, stake: &Stake) -> Decimal {
        match self.snapshot {
            Some(snapshot) if self.deprecates(stake) => snapshot,
            _ => self.liquidity,
        }
    }
}

impl Premium {
    /// Whether it may be measured again at second `now`.
    pub fn is_due(&self, now: u64, interval: u64) -> bool {
        now >= self.updated_time.saturating_add(interval)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn totals(liquidity: u128, short: u128) -> Totals {
        Totals {
            liquidity: liquidity.into(),
            short: short.into(),
        }
    }

    #[test]
    fn a_deposit_is_split_by_weight_and_shared_out_by_stake() {
        let mut indexes = Indexes::default();
        let weight = decimal("0.798920081574695924");

        let stakes = totals(7_000_000, 3_000_000);
        indexes
            .share_out(1_000_000u128.into(), weight, &stakes)
            .unwrap();

        let expected = Indexes {
            liquidity: decimal("0.028725714285714285"),
            short: decimal("0.266306666666666666"),
            ..Indexes::default()
        };
        assert_eq!(expected, indexes);
    }

    #[test]
    fn what_nobody_is_there_for_waits_for_the_next_deposit() {
        let mut indexes = Indexes::default();
        let deposit = Uint128::new(100);
        let weight = decimal("0.2");

        indexes.share_out(deposit, weight, &totals(0, 0)).unwrap();
        let nobody = (
            indexes.liquidity_pending.u128(),
            indexes.short_pending.u128(),
        );
        indexes.share_out(deposit, weight, &totals(100, 0)).unwrap();
        indexes
            .share_out(deposit, weight, &totals(100, 50))
            .unwrap();

        assert_eq!((80, 20), nobody);
        let expected = Indexes {
            liquidity: decimal("2.4"),
            short: decimal("1.2"),
            ..Indexes::default()
        };
        assert_eq!(expected, indexes);
    }

    #[test]
    fn t52_a_deposit_too_small_for_an_index_is_carried() {
        let mut indexes = Indexes::default();
        let many = totals(1 << 100, 0);

        indexes
            .share_out(Uint128::one(), Decimal::zero(), &many)
            .unwrap();

        assert_eq!(Decimal::zero(), indexes.liquidity);
        assert_eq!(Uint128::one(), indexes.liquidity_pending);
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
}
