//! The pool against exact arithmetic (safety.md T-08, T-82 to T-85, I-26, I-27, I-29).

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::pool::{
    exceeds_slippage, exceeds_spread, first_shares, provide, reverse_swap, swap, withdraw,
    SpreadLimits, Swap,
};
use mirror_math::MathError;
use num_rational::BigRational;
use proptest::prelude::*;

use crate::exact::{
    any_amount, any_decimal, assert_ceil, assert_floor, atomics, config, part, units, usual_amount,
    usual_price, whole,
};

proptest! {
    #![proptest_config(config())]

    /// I-26: a swap is exact and never lowers the product.
    #[test]
    fn a_swap_is_exact_and_never_lowers_the_product(
        x in any_amount(),
        y in any_amount(),
        offer in any_amount(),
    ) {
        prop_assume!(!x.is_zero() && !y.is_zero());
        let at_spot = units(offer) * units(y) / units(x);

        let paid = match swap(x, y, offer) {
            Ok(paid) => paid,
            Err(error) => {
                prop_assert_eq!(error, MathError::Overflow);
                prop_assert!(at_spot >= whole(u128::MAX));
                return Ok(());
            }
        };

        let gross = paid.return_amount + paid.commission_amount;
        let after = units(x) + units(offer);
        assert_floor(Ok(gross), &(units(y) * units(offer) / &after));
        assert_floor(Ok(gross + paid.spread_amount), &at_spot);
        assert_ceil(Ok(paid.commission_amount), &(units(gross) * whole(3u8) / whole(1000u16)));
        prop_assert!(after * (units(y) - units(paid.return_amount)) >= units(x) * units(y));
    }

    #[test]
    fn the_reverse_is_the_smallest_offer_that_returns_enough(
        x in any_amount(),
        y in any_amount(),
        wanted in any_amount(),
    ) {
        prop_assume!(!x.is_zero() && !y.is_zero() && !wanted.is_zero());
        let gross = (units(wanted) * whole(1000u16) / whole(997u16)).ceil();

        let offer = match reverse_swap(x, y, wanted) {
            Ok(needed) => needed,
            Err(MathError::NotEnoughLiquidity) => {
                prop_assert!(gross >= units(y));
                return Ok(());
            }
            Err(error) => {
                prop_assert_eq!(error, MathError::Overflow);
                let left = units(y) - &gross;
                let needed = &gross * units(x) / left;
                let at_spot = needed.ceil() * units(y) / units(x);
                prop_assert!(needed.ceil().max(at_spot.floor()) > whole(u128::MAX));
                return Ok(());
            }
        };

        prop_assert_eq!(units(offer.commission_amount + wanted), gross);
        let returned = |offer| swap(x, y, offer).map(|paid| paid.return_amount);
        prop_assert!(returned(offer.offer_amount).is_ok_and(|paid| paid >= wanted));
        let less = offer.offer_amount - Uint128::one();
        prop_assert!(returned(less).is_ok_and(|paid| paid < wanted));
    }

    #[test]
    fn swapping_back_never_gains(x in usual_amount(), y in usual_amount(), offer in usual_amount()) {
        prop_assume!(!x.is_zero() && !y.is_zero());

        let there = swap(x, y, offer).unwrap().return_amount;
        let back = swap(y - there, x + offer, there).unwrap().return_amount;

        prop_assert!(back <= offer);
    }

    #[test]
    fn a_first_share_is_the_root_of_the_deposits(deposits in [any_amount(), any_amount()]) {
        let shares = units(first_shares(deposits).unwrap());

        let product = units(deposits[0]) * units(deposits[1]);
        let next = &shares + whole(1u8);
        prop_assert!(&shares * &shares <= product && product < &next * &next);
    }

    /// I-27: a share of a pool never becomes less.
    #[test]
    fn providing_is_exact_and_dilutes_nobody(
        deposits in [any_amount(), any_amount()],
        pools in [any_amount(), any_amount()],
        supply in any_amount(),
    ) {
        prop_assume!(!pools.contains(&Uint128::zero()) && !supply.is_zero());
        let share = |side: usize| units(deposits[side]) * units(supply) / units(pools[side]);

        let provision = provide(deposits, pools, supply);

        assert_floor(provision.map(|taken| taken.share), &share(0).min(share(1)));
        let Ok(taken) = provision else { return Ok(()) };
        for side in [0, 1] {
            prop_assert_eq!(deposits[side], taken.used[side] + taken.left[side]);
            let cost = units(pools[side]) * units(taken.share) / units(supply);
            assert_ceil(Ok(taken.used[side]), &cost);
            let after = units(pools[side]) + units(taken.used[side]);
            let supply_after = units(supply) + units(taken.share);
            prop_assert!(after * units(supply) >= units(pools[side]) * supply_after);
        }
    }

    /// I-27: a share of a pool never becomes less.
    #[test]
    fn withdrawing_is_exact_and_dilutes_nobody(
        pools in [any_amount(), any_amount()],
        supply in any_amount(),
        burned in any_amount(),
    ) {
        prop_assume!(!supply.is_zero());
        let burned = burned.min(supply);

        let paid = withdraw(burned, pools, supply).unwrap();

        for side in [0, 1] {
            let exact = units(pools[side]) * units(burned) / units(supply);
            assert_floor(Ok(paid[side]), &exact);
            let after = units(pools[side] - paid[side]) * units(supply);
            prop_assert!(after >= units(pools[side]) * units(supply - burned));
        }
    }

    #[test]
    fn providing_and_withdrawing_never_gains(
        deposits in [usual_amount(), usual_amount()],
        pools in [usual_amount(), usual_amount()],
        supply in usual_amount(),
    ) {
        prop_assume!(!pools.contains(&Uint128::zero()) && !supply.is_zero());

        let taken = provide(deposits, pools, supply).unwrap();
        let filled = [pools[0] + taken.used[0], pools[1] + taken.used[1]];
        let paid = withdraw(taken.share, filled, supply + taken.share).unwrap();

        prop_assert!(paid[0] <= taken.used[0] && paid[1] <= taken.used[1]);
    }

    #[test]
    fn slippage_is_compared_with_the_cut_limit(
        deposit in any_amount(),
        left in any_amount(),
        tolerance in any_decimal(),
    ) {
        let limit = (units(deposit) * part(tolerance)).floor();

        prop_assert_eq!(exceeds_slippage(deposit, left, tolerance), units(left) > limit);
    }

    #[test]
    fn the_spread_check_agrees_with_its_definition(
        amounts in [any_amount(), any_amount(), any_amount()],
        belief_price in proptest::option::of(any_decimal()),
        max_spread in any_decimal(),
        decimals in (0u8..=18, 0u8..=18),
    ) {
        let (offer, result) = (amounts[0], received(amounts[1], amounts[2]));
        let limits = limits(belief_price, max_spread, decimals);

        let exceeds = exceeds_spread(offer, &result, &limits);

        if belief_price.is_some_and(|price| price.is_zero()) {
            prop_assert_eq!(exceeds, Err(MathError::ZeroBeliefPrice));
        } else {
            prop_assert_eq!(exceeds, Ok(defined(offer, &result, &limits)));
        }
    }

    #[test]
    fn usual_swaps_are_judged_as_defined(
        pools in [usual_amount(), usual_amount()],
        offer in usual_amount(),
        belief_price in proptest::option::of(usual_price()),
        max_spread in 0u128..20_000_000_000_000_000,
    ) {
        prop_assume!(!pools.contains(&Uint128::zero()));
        let result = swap(pools[0], pools[1], offer).unwrap();
        let limits = limits(belief_price, Decimal::raw(max_spread), (6, 6));

        let exceeds = exceeds_spread(offer, &result, &limits);

        prop_assert_eq!(exceeds, Ok(defined(offer, &result, &limits)));
    }

    #[test]
    fn no_decimals_panic(offer in any_amount(), decimals in any::<(u8, u8)>()) {
        let limits = limits(Some(Decimal::one()), Decimal::percent(1), decimals);

        let judged = exceeds_spread(offer, &received(offer, offer), &limits);

        prop_assert!(matches!(judged, Ok(_) | Err(MathError::Overflow)));
    }
}

fn received(return_amount: Uint128, spread_amount: Uint128) -> Swap {
    Swap {
        return_amount,
        spread_amount,
        commission_amount: Uint128::zero(),
    }
}

fn limits(belief_price: Option<Decimal>, max_spread: Decimal, decimals: (u8, u8)) -> SpreadLimits {
    SpreadLimits {
        belief_price,
        max_spread: Some(max_spread),
        offer_decimals: decimals.0,
        ask_decimals: decimals.1,
    }
}

/// terraswap.md 4.5, in fractions.
fn defined(offer: Uint128, result: &Swap, limits: &SpreadLimits) -> bool {
    let ten = |power: u8| whole(10u128.pow(power.into()));
    let max_spread = atomics(&part(limits.max_spread.unwrap()));
    let over = |lost: BigRational, of: BigRational| atomics(&(lost / of)).floor() > max_spread;

    let Some(belief_price) = limits.belief_price else {
        let whole = units(result.return_amount) + units(result.spread_amount);
        return whole == units(Uint128::zero()) || over(units(result.spread_amount), whole);
    };
    let finest = limits.offer_decimals.max(limits.ask_decimals);
    let offered = units(offer) * ten(finest - limits.offer_decimals);
    let returned = units(result.return_amount) * ten(finest - limits.ask_decimals);
    let expected = (offered / part(belief_price)).floor();

    returned < expected && over(&expected - returned, expected)
}
