//! The worked examples of staking.md 9, and claims against deposits (I-14).

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::rewards::{earned, share_out, split, ShareOut, Split};
use mirror_math::MathError;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

use crate::exact::{
    amount, any_amount, any_decimal, assert_floor, assert_floor_decimal, config, decimal, part,
    units,
};

fn shared(part: u128, pending: u128, total: u128) -> (Decimal, u128) {
    let ShareOut {
        index_increase,
        pending,
    } = share_out(amount(part), amount(pending), amount(total)).unwrap();

    (index_increase, pending.u128())
}

fn claim(bond: u128, from: &str, to: &str) -> u128 {
    earned(amount(bond), decimal(from), decimal(to))
        .unwrap()
        .u128()
}

fn parts(whole: u128, weight: &str) -> [u128; 2] {
    let Split { normal, short } = split(amount(whole), decimal(weight));

    [normal.u128(), short.u128()]
}

#[test]
fn s3_a_deposit_is_split_and_shared() {
    assert_eq!(parts(1_000_000, "0.798920081574695924"), [201_080, 798_920]);
    let normal = shared(201_080, 0, 7_000_000);
    let short = shared(798_920, 0, 3_000_000);
    assert_eq!(normal, (decimal("0.028725714285714285"), 0));
    assert_eq!(short, (decimal("0.266306666666666666"), 0));

    assert_eq!(claim(4_000_000, "0", "0.028725714285714285"), 114_902);
    assert_eq!(claim(3_000_000, "0", "0.028725714285714285"), 86_177);
    assert_eq!(claim(1_000_000, "0", "0.266306666666666666"), 266_306);
    assert_eq!(claim(2_000_000, "0", "0.266306666666666666"), 532_613);
}

#[test]
fn s4_a_reward_for_nobody_is_carried() {
    assert_eq!(parts(100, "0.2"), [80, 20]);
    assert_eq!(shared(80, 0, 0), (Decimal::zero(), 80));
    assert_eq!(shared(80, 80, 100), (decimal("1.6"), 0));
    assert_eq!(claim(100, "0", "1.6"), 160);
    assert_eq!(shared(80, 0, 100), (decimal("0.8"), 0));
    assert_eq!(shared(20, 40, 50), (decimal("1.2"), 0));
    assert_eq!(claim(50, "0", "1.2"), 60);
}

#[test]
fn s5_settling_often_only_loses() {
    let (increase, pending) = shared(1, 0, 3);

    assert_eq!((increase, pending), (decimal("0.333333333333333333"), 0));
    assert_eq!(claim(1, "0", "9.99999999999999999"), 9);
    assert_eq!(claim(1, "0", "0.333333333333333333"), 0);
}

#[test]
fn s6_a_reward_after_the_snapshot_is_shared_by_the_new() {
    assert_eq!(shared(100, 0, 100), (decimal("1"), 0));
    assert_eq!(shared(100, 0, 0), (Decimal::zero(), 100));
    assert_eq!(shared(100, 100, 100), (decimal("2"), 0));
    assert_eq!(claim(100, "1", "3"), 200);
}

#[test]
fn a_weight_above_one_counts_as_one() {
    assert_eq!(parts(100, "1"), [0, 100]);
    assert_eq!(parts(100, "1.5"), [0, 100]);
    assert_eq!(parts(100, "0"), [100, 0]);
    assert_eq!(
        parts(u128::MAX, "340282366920938463463.374607431768211455"),
        [0, u128::MAX]
    );
}

#[test]
fn a_dust_reward_for_a_vast_pool_is_carried() {
    let (increase, pending) = shared(1, 5, 7_000_000_000_000_000_000);

    assert_eq!((increase, pending), (Decimal::zero(), 6));
}

#[test]
fn t52_all_mir_for_one_unit_fits_the_index() {
    assert_eq!(
        shared(370_575_000_000_000, 0, 1),
        (decimal("370575000000000"), 0)
    );
    assert_eq!(shared(1, 0, 1 << 100), (Decimal::zero(), 1));
    let refusal = share_out(amount(u128::MAX), amount(0), amount(1));
    assert_eq!(refusal, Err(MathError::Overflow));
}

#[test]
fn an_index_that_falls_is_refused() {
    assert_eq!(
        earned(amount(1), decimal("2"), decimal("1")),
        Err(MathError::Underflow)
    );
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_split_loses_nothing(whole in any_amount(), weight in any_decimal()) {
        let Split { normal, short } = split(whole, weight);

        prop_assert_eq!(normal + short, whole);
        assert_floor(Ok(short), &(units(whole) * part(weight.min(Decimal::one()))));
    }

    #[test]
    fn what_is_shared_and_what_is_kept_is_what_was_there(
        deposit in any_amount(),
        pending in any_amount(),
        total in any_amount(),
    ) {
        let due = units(deposit) + units(pending);

        let Ok(shared) = share_out(deposit, pending, total) else {
            let fits = units(amount(u128::MAX));
            let index = if total.is_zero() { BigRational::zero() } else { &due / units(total) };
            prop_assert!(due > fits || index > part(Decimal::MAX));
            return Ok(());
        };

        if !total.is_zero() {
            assert_floor_decimal(Ok(shared.index_increase), &(&due / units(total)));
        }
        let handed_out = (part(shared.index_increase) * units(total)).ceil();
        prop_assert_eq!(units(shared.pending), due - handed_out);
    }

    #[test]
    fn i14_claims_never_exceed_deposits(
        events in proptest::collection::vec((0usize..4, 0u64..2_000, 0u64..1_000_000), 1..60),
    ) {
        let mut bonds = [Uint128::zero(); 4];
        let mut settled = [Decimal::zero(); 4];
        let (mut index, mut pending) = (Decimal::zero(), Uint128::zero());
        let (mut deposited, mut claimed) = (Uint128::zero(), Uint128::zero());

        for (staker, bond, deposit) in events {
            claimed += earned(bonds[staker], settled[staker], index).unwrap();
            settled[staker] = index;
            bonds[staker] = bond.into();
            let shared = share_out(deposit.into(), pending, bonds.iter().sum()).unwrap();
            deposited += Uint128::from(deposit);
            index += shared.index_increase;
            pending = shared.pending;
        }
        for staker in 0..4 {
            claimed += earned(bonds[staker], settled[staker], index).unwrap();
        }

        prop_assert!(claimed + pending <= deposited);
    }

    #[test]
    fn earning_in_two_steps_never_beats_one(
        bond in any_amount(),
        steps in (0u64.., 0u64.., 0u64..),
    ) {
        let mut order = [steps.0, steps.1, steps.2].map(|step| Decimal::raw(step.into()));
        order.sort();
        let [from, middle, to] = order;

        let whole = earned(bond, from, to);
        assert_floor(whole, &(units(bond) * part(to - from)));
        if let Ok(whole) = whole {
            let first = earned(bond, from, middle).unwrap();
            let second = earned(bond, middle, to).unwrap();
            prop_assert!(first + second <= whole);
        }
    }
}
