//! The worked examples of mir-token.md 9 and clients.md 11 (4 and 5).

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::apr::{long_farm, mir_staking, recent_rewards, short_farm, Pace};
use mirror_math::MathError;
use proptest::prelude::*;

use crate::exact::{
    amount, any_amount, any_decimal, assert_floor_decimal, config, decimal, part, units, whole,
};

const YEAR: u64 = 31_536_000;
const DAY: u64 = 86_400;
const MIR: u128 = 1_000_000;

/// clients.md 11, 4: 10,000,000 MIR over a year, weight 30 of 390.
fn pace() -> Pace {
    Pace {
        amount: amount(10_000_000 * MIR),
        seconds: YEAR,
        weight: 30,
        total_weight: 390,
    }
}

fn long(pace: Pace, liquidity: u128) -> Result<Option<Decimal>, MathError> {
    long_farm(pace, decimal("0.4"), decimal("2"), amount(liquidity))
}

fn short(pace: Pace, shorted: u128, price: &str) -> Result<Option<Decimal>, MathError> {
    let (weight, mir) = (decimal("0.4"), decimal("2"));
    short_farm(pace, weight, mir, amount(shorted), decimal(price))
}

fn staking(rewards: u128, staked: u128) -> Option<Decimal> {
    mir_staking(amount(rewards), amount(staked)).unwrap()
}

/// mir-token.md section 9, example 1.
#[test]
fn ten_thousand_mir_a_day() {
    let rewards = 15 * 10_000 * MIR;

    let apr = staking(rewards, 30_000_000 * MIR);

    assert_eq!(Some(decimal("0.121666666666666666")), apr);
}

/// mir-token.md section 9, example 2.
#[test]
fn days_without_rewards_count() {
    let today = 20_000;
    let history: Vec<_> = (today - 10..today)
        .map(|day| (day, amount(15_000 * MIR)))
        .collect();

    let rewards = recent_rewards(&history, today * DAY + 1).unwrap();
    let apr = staking(rewards.u128(), 30_000_000 * MIR);

    assert_eq!(Some(decimal("0.121666666666666666")), apr);
}

/// clients.md section 11, vector 5.
#[test]
fn fifteen_thousand_mir_in_fifteen_days() {
    assert_eq!(
        Some(decimal("0.365")),
        staking(15_000 * MIR, 1_000_000 * MIR)
    );
}

/// clients.md section 11, vector 4.
#[test]
fn long_and_short_farm() {
    let long = long(pace(), 1_000_000 * MIR).unwrap();
    let short = short(pace(), 500_000 * MIR, "1").unwrap();

    assert_eq!(Some(decimal("0.923076923076923076")), long);
    assert_eq!(Some(decimal("1.230769230769230769")), short);
}

#[test]
fn shorts_are_worth_what_the_pair_says() {
    let at = |shorted, price| short(pace(), shorted, price).unwrap();

    assert_eq!(at(500_000 * MIR, "1"), at(5_000 * MIR, "100"));
    assert_eq!(at(500_000 * MIR, "1"), at(50_000_000 * MIR, "0.01"));
}

#[test]
fn a_schedule_of_its_own_is_the_whole_weight() {
    // The MIR pool's first year: 20,587,500 MIR for itself, all of it for liquidity.
    let pace = Pace {
        amount: amount(20_587_500 * MIR),
        seconds: YEAR,
        weight: 1,
        total_weight: 1,
    };

    let liquidity = amount(41_175_000 * MIR);
    let apr = long_farm(pace, Decimal::zero(), decimal("1.5"), liquidity);

    assert_eq!(Ok(Some(decimal("0.75"))), apr);
}

#[test]
fn a_slot_of_another_length_is_brought_to_a_year() {
    let hour = Pace {
        amount: amount(3_600),
        seconds: 3_600,
        ..pace()
    };
    let second = Pace {
        amount: amount(1),
        seconds: 1,
        ..pace()
    };

    assert_eq!(long(hour, 7 * MIR), long(second, 7 * MIR));
}

#[test]
fn the_fifteen_full_days_before_today_count() {
    let today = 20_000;
    let history = [
        (today - 16, amount(1)),
        (today - 15, amount(10)),
        (today - 8, amount(100)),
        (today - 1, amount(1_000)),
        (today, amount(10_000)),
        (today + 1, amount(100_000)),
    ];

    for now in [today * DAY, today * DAY + DAY - 1] {
        assert_eq!(Ok(amount(1_110)), recent_rewards(&history, now));
    }
    assert_eq!(
        Ok(amount(11_100)),
        recent_rewards(&history, (today + 1) * DAY)
    );
}

#[test]
fn the_first_days_of_all_have_a_history_too() {
    let history = [(0, amount(1)), (1, amount(2)), (2, amount(4))];

    assert_eq!(Ok(amount(0)), recent_rewards(&history, 0));
    assert_eq!(Ok(amount(3)), recent_rewards(&history, 2 * DAY));
    assert_eq!(Ok(amount(0)), recent_rewards(&[], u64::MAX));
    let vast = [(0, amount(u128::MAX)), (1, amount(1))];
    assert_eq!(Err(MathError::Overflow), recent_rewards(&vast, 2 * DAY));
}

#[test]
fn where_nothing_is_staked_there_is_no_apr() {
    assert_eq!(None, staking(15_000 * MIR, 0));
    assert_eq!(None, staking(0, 0));
    assert_eq!(Ok(None), long(pace(), 0));
    assert_eq!(Ok(None), short(pace(), 0, "1"));
    assert_eq!(Ok(None), short(pace(), 1, "0"));
}

#[test]
fn where_nothing_is_rewarded_it_is_zero() {
    let nothing = Pace {
        amount: amount(0),
        ..pace()
    };
    let without_weight = Pace {
        weight: 0,
        ..pace()
    };

    assert_eq!(Some(Decimal::zero()), staking(0, 1));
    for pace in [nothing, without_weight] {
        assert_eq!(Ok(Some(Decimal::zero())), long(pace, 1));
        assert_eq!(Ok(Some(Decimal::zero())), short(pace, 1, "1"));
    }
}

#[test]
fn a_short_weight_above_one_counts_as_one() {
    let (mir, base) = (decimal("2"), amount(1_000_000 * MIR));
    let long = |weight| long_farm(pace(), decimal(weight), mir, base);
    let short = |weight| short_farm(pace(), decimal(weight), mir, base, Decimal::one());

    assert_eq!(Ok(Some(Decimal::zero())), long("1.5"));
    assert_eq!(short("1"), short("1.5"));
    assert_eq!(long("0"), short("1"));
}

#[test]
fn a_schedule_without_length_or_weight_is_refused() {
    let timeless = Pace {
        seconds: 0,
        ..pace()
    };
    let weightless = Pace {
        total_weight: 0,
        ..pace()
    };

    for pace in [timeless, weightless] {
        assert_eq!(Err(MathError::DivisionByZero), long(pace, 1));
        assert_eq!(Err(MathError::DivisionByZero), short(pace, 1, "1"));
    }
}

#[test]
fn an_apr_beyond_a_decimal_is_an_error() {
    let vast = amount(u128::MAX);

    assert_eq!(Err(MathError::Overflow), mir_staking(vast, amount(1)));
    let all = Pace {
        amount: vast,
        seconds: 1,
        weight: u32::MAX,
        total_weight: 1,
    };
    let refusal = long_farm(all, Decimal::zero(), Decimal::MAX, amount(1));
    assert_eq!(Err(MathError::Overflow), refusal);
}

/// Paces of every magnitude that a schedule may have.
fn any_pace() -> impl Strategy<Value = Pace> {
    (any_amount(), 1u64.., any::<u32>(), 1u64..).prop_map(
        |(amount, seconds, weight, total_weight)| Pace {
            amount,
            seconds,
            weight,
            total_weight,
        },
    )
}

/// An answer that has to be there.
fn some(apr: Result<Option<Decimal>, MathError>) -> Result<Decimal, MathError> {
    apr.map(Option::unwrap)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn staking_is_cut_off_once(rewards in any_amount(), staked in any_amount()) {
        prop_assume!(!staked.is_zero());

        let exact = units(rewards) * whole(365u64) / (whole(15u64) * units(staked));

        assert_floor_decimal(some(mir_staking(rewards, staked)), &exact);
    }

    #[test]
    fn farming_is_cut_off_once(
        pace in any_pace(),
        weight in any_decimal(),
        mir_price in any_decimal(),
        staked in any_amount(),
        pair_price in any_decimal(),
    ) {
        prop_assume!(!staked.is_zero() && !pair_price.is_zero());
        let weight = weight.min(Decimal::one());

        let yearly = units(pace.amount) * whole(YEAR) * whole(pace.weight) * part(mir_price)
            / (whole(pace.seconds) * whole(pace.total_weight));
        let long = &yearly * part(Decimal::one() - weight) / units(staked);
        let short = yearly * part(weight) / (units(staked) * part(pair_price));

        assert_floor_decimal(some(long_farm(pace, weight, mir_price, staked)), &long);
        let found = short_farm(pace, weight, mir_price, staked, pair_price);
        assert_floor_decimal(some(found), &short);
    }

    #[test]
    fn a_history_is_summed_by_day(
        history in proptest::collection::vec((0u64..40, 0u64..1_000), 0..60),
        today in 0u64..40,
    ) {
        let counted: u64 = history
            .iter()
            .filter(|(day, _)| *day < today && day + 15 >= today)
            .map(|(_, amount)| amount)
            .sum();
        let history: Vec<_> = history
            .into_iter()
            .map(|(day, amount)| (day, Uint128::from(amount)))
            .collect();

        prop_assert_eq!(recent_rewards(&history, today * DAY), Ok(counted.into()));
    }
}
