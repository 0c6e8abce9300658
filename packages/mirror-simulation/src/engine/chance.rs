//! Everything that is left to chance, from one number.

use cosmwasm_std::{Decimal, Uint128};
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// One stream of random numbers. The same seed gives the same stream on every machine.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `bound`, each as likely as another up to 2^-64; 0 for a bound of 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.0.next_u64()) * (bound as u128);

        usize::try_from(wide >> 64).unwrap_or_default()
    }

    /// Whether something of this probability happens.
    pub(super) fn happens(&mut self, probability: Decimal) -> bool {
        self.fraction() < probability
    }

    /// The same in whole per cent.
    pub(super) fn percent(&mut self, probability: u64) -> bool {
        self.happens(Decimal::percent(probability))
    }

    /// A fraction from 0 to just below 1, in steps of 10^-9.
    pub(super) fn fraction(&mut self) -> Decimal {
        Decimal::from_ratio(self.below(1_000_000_000) as u128, 1_000_000_000u128)
    }

    /// `amount * (1 ± spread)`, evenly.
    pub(super) fn around(&mut self, amount: Uint128, spread: Decimal) -> Uint128 {
        let lowest = Decimal::one().saturating_sub(spread);
        let factor = lowest.saturating_add(self.fraction().saturating_mul(spread + spread));

        amount.mul_floor(factor)
    }

    /// One of a list; `None` of an empty one.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    /// Any order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let mut one = Chance::new(7);
        let mut other = Chance::new(7);

        let numbers =
            |chance: &mut Chance| (0..50).map(|_| chance.below(1_000)).collect::<Vec<_>>();

        assert_eq!(numbers(&mut one), numbers(&mut other));
        assert_ne!(numbers(&mut Chance::new(8)), numbers(&mut Chance::new(7)));
    }

    #[test]
    fn certain_and_impossible_things_are_so() {
        let mut chance = Chance::new(1);

        assert!((0..100).all(|_| chance.happens(Decimal::one())));
        assert!((0..100).all(|_| !chance.happens(Decimal::zero())));
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.pick::<u8>(&[]), None);
    }

    #[test]
    fn budgets_stay_within_their_spread() {
        let mut chance = Chance::new(3);

        for _ in 0..200 {
            let budget = chance.around(Uint128::new(1_000), Decimal::percent(30));
            assert!((700..=1_300).contains(&budget.u128()), "{budget}");
        }
    }
}
