//! The worked examples of staking.md 9, and each step against exact fractions.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::rewards::{
    earned, share_out, split, Flow, Rewards, ShareOut, Split, SPREAD, SPREAD_OF_CARRIED,
};
use mirror_math::MathError;
use num_rational::BigRational;
use num_traits::One;
use proptest::prelude::*;

use crate::exact::{
    amount, any_amount, any_decimal, assert_floor, assert_floor_decimal, config, decimal, part,
    units, usual_amount, whole,
};

fn flow(left: u128, seconds: u64) -> Flow {
    Flow {
        left: amount(left),
        seconds,
    }
}

fn shared(given: u128, index: &str, total: u128) -> (Decimal, u128) {
    let ShareOut { index, rest } = share_out(amount(given), decimal(index), amount(total)).unwrap();

    (index, rest.u128())
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

/// A side settled and added to at these seconds.
fn added(rewards: &mut Rewards, now: u64, part: u128, total: u128) {
    rewards.settle(now, amount(total)).unwrap();
    rewards.add(amount(part), amount(total)).unwrap();
}

/// staking.md section 9, example S3.
#[test]
fn a_deposit_is_split_and_flows_out_in_a_day() {
    assert_eq!(parts(1_000_000, "0.798920081574695924"), [201_080, 798_920]);
    let [mut normal, mut short] = [Rewards::default(); 2];
    added(&mut normal, 0, 201_080, 7_000_000);
    added(&mut short, 0, 798_920, 3_000_000);

    let mut half = normal;
    half.settle(43_200, amount(7_000_000)).unwrap();
    assert_eq!(half.index, decimal("0.014362857142857142"));
    assert_eq!(half.flow, flow(100_540, 43_200));
    assert_eq!(half.end(), Some(86_400));
    normal.settle(86_400, amount(7_000_000)).unwrap();
    short.settle(86_400, amount(3_000_000)).unwrap();

    assert_eq!(normal.index, decimal("0.028725714285714285"));
    assert_eq!(short.index, decimal("0.266306666666666666"));
    assert_eq!((normal.left(), normal.end()), (Ok(Uint128::zero()), None));
    assert_eq!(claim(4_000_000, "0", "0.028725714285714285"), 114_902);
    assert_eq!(claim(3_000_000, "0", "0.028725714285714285"), 86_177);
    assert_eq!(claim(1_000_000, "0", "0.266306666666666666"), 266_306);
    assert_eq!(claim(2_000_000, "0", "0.266306666666666666"), 532_613);
}

/// staking.md section 9, example S3.
#[test]
fn a_second_deposit_moves_the_end_by_its_weight() {
    let after = |seconds: u64, part| {
        let mut rewards = Rewards::default();
        added(&mut rewards, 0, 201_080, 7_000_000);
        added(&mut rewards, seconds, part, 7_000_000);
        rewards.flow
    };

    assert_eq!(after(21_600, 201_080), flow(351_890, 77_142));
    assert_eq!(after(21_600, 1), flow(150_811, 64_800));
    assert_eq!(after(86_500, 201_080), flow(201_080, 86_400));
}

/// staking.md section 9, example S4.
#[test]
fn what_came_for_nobody_flows_out_in_thirty_days_of_somebody() {
    const DAY: u64 = 86_400;
    let mut side = Rewards::default();
    added(&mut side, 0, 80, 0);
    side.settle(10 * DAY, amount(0)).unwrap();
    assert_eq!(side.carried, flow(80, 30 * DAY));
    assert_eq!(side.end(), Some(40 * DAY));

    side.settle(25 * DAY, amount(100)).unwrap();
    assert_eq!(
        (side.index, side.carried),
        (decimal("0.4"), flow(40, 15 * DAY))
    );
    added(&mut side, 25 * DAY, 80, 100);
    assert_eq!(side.flow, flow(80, DAY));
    side.settle(26 * DAY, amount(100)).unwrap();

    assert_eq!(side.index, decimal("1.22"));
    assert_eq!(claim(100, "0", "1.22"), 122);
    assert_eq!(side.left(), Ok(amount(38)));
    assert_eq!(side.end(), Some(40 * DAY));
}

/// staking.md section 9, example S5.
#[test]
fn settling_often_only_loses() {
    assert_eq!(shared(1, "0", 3), (decimal("0.333333333333333333"), 0));
    assert_eq!(claim(1, "0", "9.99999999999999999"), 9);
    assert_eq!(claim(1, "0", "0.333333333333333333"), 0);
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
fn a_part_of_nothing_adds_nothing() {
    let mut ended = flow(7, 0);

    ended.add(amount(0), SPREAD).unwrap();

    assert_eq!(ended, flow(7, 0));
}

#[test]
fn a_deposit_flows_for_a_second_at_least() {
    let mut young = flow(u128::MAX - 1, 0);

    young.add(amount(1), 0).unwrap();

    assert_eq!(young, flow(u128::MAX, 1));
    assert_eq!(young.add(amount(1), SPREAD), Err(MathError::Overflow));
}

#[test]
fn no_grain_of_dust_pushes_the_end_of_what_others_paid_in() {
    let mut held = flow(86_400, 3_600);
    for _ in 0..10_000 {
        held.add(amount(1), SPREAD).unwrap();
        held.left -= amount(1);
    }

    assert_eq!(held, flow(86_400, 3_600));
}

#[test]
fn a_grain_that_came_for_nobody_holds_nothing_up() {
    let mut side = Rewards::default();
    added(&mut side, 0, 1, 0);
    added(&mut side, 0, 86_400, 100);

    side.settle(86_400, amount(100)).unwrap();

    assert_eq!(side.flow, flow(0, 0));
    assert_eq!(side.index, decimal("864"));
    assert_eq!(side.left(), Ok(amount(1)));
}

#[test]
fn a_reward_too_small_for_a_vast_pool_stays() {
    assert_eq!(shared(6, "0", 7 << 100), (Decimal::zero(), 6));
    let mut side = Rewards::default();
    added(&mut side, 0, 6, 7 << 100);

    side.settle(86_400, amount(7 << 100)).unwrap();
    assert_eq!(side.flow, flow(6, 0));
    side.settle(86_400, amount(6)).unwrap();

    assert_eq!((side.index, side.flow), (decimal("1"), flow(0, 0)));
}

/// T-52: index precision and overflow.
#[test]
fn all_mir_for_one_unit_fits_the_index() {
    assert_eq!(
        shared(370_575_000_000_000, "0", 1),
        (decimal("370575000000000"), 0)
    );
    let nobody = share_out(amount(1), Decimal::zero(), amount(0));
    assert_eq!(nobody, Err(MathError::DivisionByZero));
}

/// If the index could fall again after a refusal, whoever was paid by the higher one could not be paid
/// any more.
#[test]
fn a_full_index_takes_what_fits_and_keeps_the_rest() {
    let mut side = Rewards::default();
    added(&mut side, 0, u128::MAX, 1);

    let mut shown = Decimal::zero();
    for now in [1, 43_200, 86_399, 86_400, 90_000] {
        let mut moment = side;
        moment.settle(now, amount(1)).unwrap();
        assert!(moment.index >= shown);
        shown = moment.index;
    }
    side.settle(86_400, amount(1)).unwrap();

    assert_eq!((side.index, shown), (Decimal::MAX, Decimal::MAX));
    let paid = amount(340_282_366_920_938_463_464);
    assert_eq!(side.left(), Ok(Uint128::MAX - paid));
}

#[test]
fn an_index_that_falls_is_refused() {
    assert_eq!(
        earned(amount(1), decimal("2"), decimal("1")),
        Err(MathError::Underflow)
    );
}

/// Seconds up to a century.
fn seconds() -> impl Strategy<Value = u64> {
    (0u32..32, any::<u32>()).prop_map(|(shift, number)| u64::from(number >> shift))
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
        given in any_amount(),
        index in any_decimal(),
        total in any_amount(),
    ) {
        prop_assume!(!total.is_zero());

        let ShareOut { index: after, rest } = share_out(given, index, total).unwrap();

        let exact = part(index) + units(given) / units(total);
        if after < Decimal::MAX {
            assert_floor_decimal(Ok(after), &exact);
        } else {
            prop_assert!(exact >= part(Decimal::MAX));
        }
        let handed_out = (part(after - index) * units(total)).ceil();
        prop_assert_eq!(units(rest), units(given) - handed_out);
    }

    #[test]
    fn time_lets_out_its_part(left in any_amount(), seconds in seconds(), elapsed in seconds()) {
        let mut flow = Flow { left, seconds };

        let out = flow.pass(elapsed).unwrap();

        prop_assert_eq!(out + flow.left, left);
        prop_assert_eq!(flow.seconds, seconds.saturating_sub(elapsed));
        if elapsed >= seconds {
            prop_assert_eq!(out, left);
        } else {
            assert_floor(Ok(out), &(units(left) * whole(elapsed) / whole(seconds)));
        }
    }

    /// The end never comes nearer, and what flows until then, in units times seconds, grows by no more
    /// than the part times its own spread: whoever delays others pays for it.
    #[test]
    fn nobody_squeezes_or_holds_up_what_others_paid_in(
        left in usual_amount(),
        seconds in 0..=SPREAD,
        added in usual_amount(),
    ) {
        prop_assume!(!added.is_zero());
        let before = Flow { left, seconds };

        let mut after = before;
        after.add(added, SPREAD).unwrap();

        prop_assert!(after.seconds >= seconds);
        prop_assert!(after.seconds <= SPREAD);
        let weighed = units(left) * whole(seconds) + units(added) * whole(SPREAD);
        let exact = &weighed / units(after.left);
        prop_assert!(whole(after.seconds) <= exact.clone().max(BigRational::one()));
        prop_assert!(whole(after.seconds) > exact - BigRational::one());
    }

    #[test]
    fn an_end_is_never_beyond_the_spread_of_its_flow(
        events in proptest::collection::vec((seconds(), usual_amount(), any::<bool>()), 1..30),
    ) {
        let mut side = Rewards::default();
        let mut now = 0;
        for (later, deposit, staked) in events {
            now += later;
            let total = Uint128::from(u128::from(staked));
            side.settle(now, total).unwrap();
            side.add(deposit, total).unwrap();

            prop_assert!(side.flow.seconds <= SPREAD);
            prop_assert!(side.carried.seconds <= SPREAD_OF_CARRIED);
        }
        side.settle(now + SPREAD_OF_CARRIED, Uint128::one()).unwrap();
        prop_assert_eq!(side.left(), Ok(Uint128::zero()));
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
