//! The share price: now, or when a poll was created.

use cosmwasm_std::Uint128;
use mirror_bytes::in_bytes;
use mirror_math::ratio::{mul_div_ceil, mul_div_floor};
use mirror_math::MathError;

/// All shares at one moment, and the MIR that belonged to them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Price {
    pub total_share: Uint128,
    pub total_staked: Uint128,
}

in_bytes!(Price {
    total_share,
    total_staked
});

impl Price {
    /// The worth of shares, rounded down: for payments and voting power.
    pub fn worth(self, share: Uint128) -> Result<Uint128, MathError> {
        if self.total_share.is_zero() {
            return Ok(Uint128::zero());
        }
        mul_div_floor(share, self.total_staked, self.total_share)
    }

    /// The worth of shares, rounded up: for the stake that votes are compared with.
    pub fn worth_up(self, share: Uint128) -> Result<Uint128, MathError> {
        if self.total_share.is_zero() {
            return Ok(Uint128::zero());
        }
        mul_div_ceil(share, self.total_staked, self.total_share)
    }

    /// The shares that are burned or locked for an amount, rounded up.
    pub fn shares_for(self, amount: Uint128) -> Result<Uint128, MathError> {
        mul_div_ceil(amount, self.total_share, self.total_staked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(total_share: u128, total_staked: u128) -> Price {
        Price {
            total_share: total_share.into(),
            total_staked: total_staked.into(),
        }
    }

    /// T-64: withdraw burns too few shares. gov.md section 9, examples 2, 3 and 4.
    #[test]
    fn shares_are_burned_and_locked_up() {
        for (total_share, total_staked, taken, burned) in [
            (120_000_000, 180_000_000, 2u128, 2),
            (120_000_000, 180_000_000, 10_000_001, 6_666_668),
            (1_000, 1_000_000_000, 1_999_999, 2),
            (120_000_000, 180_000_000, 50_000_000, 33_333_334),
        ] {
            let burned = Ok(Uint128::new(burned));
            assert_eq!(
                burned,
                price(total_share, total_staked).shares_for(taken.into())
            );
        }
        let worth = price(120_000_000, 180_000_000).worth(66_665_666u128.into());
        assert_eq!(Ok(Uint128::new(99_998_499)), worth);
    }

    #[test]
    fn the_stake_that_votes_are_compared_with_is_rounded_up() {
        for (share, down, up) in [(2u128, 3, 3), (3, 4, 5), (0, 0, 0)] {
            let price = price(120_000_000, 180_000_000);
            assert_eq!(Ok(Uint128::new(down)), price.worth(share.into()));
            assert_eq!(Ok(Uint128::new(up)), price.worth_up(share.into()));
        }
    }

    /// T-65: division by zero: snapshot with 0 stake, total_share 0, pool 0.
    #[test]
    fn without_shares_nothing_is_worth_anything() {
        let empty = price(0, 1_000);

        assert_eq!(Ok(Uint128::zero()), empty.worth(5u128.into()));
        assert_eq!(Ok(Uint128::zero()), empty.worth_up(5u128.into()));
        assert_eq!(
            Err(MathError::DivisionByZero),
            price(0, 0).shares_for(5u128.into())
        );
    }

    /// T-06: overflow, truncation, wrap.
    #[test]
    fn the_largest_amounts_fit() {
        let full = price(u128::MAX, u128::MAX);

        assert_eq!(Ok(Uint128::MAX), full.worth(Uint128::MAX));
        assert_eq!(Ok(Uint128::MAX), full.worth_up(Uint128::MAX));
        assert_eq!(Ok(Uint128::MAX), full.shares_for(Uint128::MAX));
    }
}
