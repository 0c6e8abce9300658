//! The worked examples of terraswap.md 9 and safety.md 8.

use mirror_math::pool::{
    exceeds_slippage, exceeds_spread, first_shares, provide, reverse_swap, swap, withdraw,
    Provision, ReverseSwap, SpreadLimits, Swap,
};
use mirror_math::shares::DEAD_SHARES;
use mirror_math::MathError;

use crate::exact::{amount, decimal};

/// The pools after example A1.
const BASE: u128 = 1_000_000_000;
const ASSET: u128 = 10_000_000;
const SHARES: u128 = 100_000_000;

/// return, spread, commission
fn swapped(pools: [u128; 2], offer: u128) -> [u128; 3] {
    let [offer_pool, ask_pool] = pools.map(amount);
    let Swap {
        return_amount,
        spread_amount,
        commission_amount,
    } = swap(offer_pool, ask_pool, amount(offer)).unwrap();

    [return_amount, spread_amount, commission_amount].map(|part| part.u128())
}

/// offer, spread, commission
fn reversed(pools: [u128; 2], wanted: u128) -> [u128; 3] {
    let [offer_pool, ask_pool] = pools.map(amount);
    let ReverseSwap {
        offer_amount,
        spread_amount,
        commission_amount,
    } = reverse_swap(offer_pool, ask_pool, amount(wanted)).unwrap();

    [offer_amount, spread_amount, commission_amount].map(|part| part.u128())
}

/// share, used, left
fn provided(deposits: [u128; 2], pools: [u128; 2], shares: u128) -> (u128, [u128; 2], [u128; 2]) {
    let Provision { share, used, left } =
        provide(deposits.map(amount), pools.map(amount), amount(shares)).unwrap();

    (
        share.u128(),
        used.map(|side| side.u128()),
        left.map(|side| side.u128()),
    )
}

fn withdrawn(share: u128, pools: [u128; 2], shares: u128) -> [u128; 2] {
    withdraw(amount(share), pools.map(amount), amount(shares))
        .unwrap()
        .map(|side| side.u128())
}

fn limits(belief_price: Option<&str>, max_spread: Option<&str>) -> SpreadLimits {
    SpreadLimits {
        belief_price: belief_price.map(decimal),
        max_spread: max_spread.map(decimal),
        offer_decimals: 6,
        ask_decimals: 6,
    }
}

/// terraswap.md section 9, example A1.
#[test]
fn the_first_deposit_sets_the_shares() {
    assert_eq!(
        first_shares([amount(BASE), amount(ASSET)]),
        Ok(amount(SHARES))
    );
    assert_eq!(DEAD_SHARES, amount(1_000));
    assert_eq!(first_shares([amount(0), amount(ASSET)]), Ok(amount(0)));
    assert_eq!(first_shares([amount(2), amount(4)]), Ok(amount(2)));
    assert_eq!(first_shares([amount(u128::MAX); 2]), Ok(amount(u128::MAX)));
}

/// terraswap.md section 9, example A2.
#[test]
fn a_later_deposit_gets_the_surplus_back() {
    let found = provided([100_000_000, 2_000_000], [BASE, ASSET], SHARES);

    assert_eq!(
        found,
        (10_000_000, [100_000_000, 1_000_000], [0, 1_000_000])
    );
    let slips =
        |tolerance| exceeds_slippage(amount(2_000_000), amount(1_000_000), decimal(tolerance));
    assert!(slips("0.01"));
    assert!(slips("0.499999999999999999"));
    assert!(!slips("0.5"));
}

/// terraswap.md section 9, example A3.
#[test]
fn an_uneven_deposit_is_charged_rounded_up() {
    let found = provided([333_333, 7_777], [BASE, ASSET], SHARES);

    assert_eq!(found, (33_333, [333_330, 3_334], [3, 4_443]));
}

/// terraswap.md section 9, example A4.
#[test]
fn a_swap_within_and_beyond_its_limits() {
    assert_eq!(swapped([BASE, ASSET], 1_000_000), [9_960, 10, 30]);
    let result = swap(amount(BASE), amount(ASSET), amount(1_000_000)).unwrap();
    let exceeds = |belief, spread| {
        exceeds_spread(amount(1_000_000), &result, &limits(belief, Some(spread))).unwrap()
    };

    assert!(!exceeds(Some("100"), "0.004"));
    assert!(exceeds(Some("100"), "0.003999999999999999"));
    assert!(exceeds(Some("100"), "0.003"));
    assert!(!exceeds(None, "0.0011"));
    assert!(!exceeds(None, "0.001003009027081243"));
    assert!(exceeds(None, "0.001003009027081242"));
    assert!(exceeds(None, "0.001"));
}

#[test]
fn without_a_limit_no_spread_is_too_large() {
    let result = swap(amount(1), amount(1), amount(1_000_000)).unwrap();

    for belief_price in [None, Some("100"), Some("0")] {
        let accepted = exceeds_spread(amount(1_000_000), &result, &limits(belief_price, None));
        assert_eq!(accepted, Ok(false));
    }
}

#[test]
fn a_belief_price_of_zero_is_refused() {
    let result = swap(amount(BASE), amount(ASSET), amount(1)).unwrap();

    let refusal = exceeds_spread(amount(1), &result, &limits(Some("0"), Some("1")));

    assert_eq!(refusal, Err(MathError::ZeroBeliefPrice));
}

#[test]
fn a_swap_that_gives_nothing_exceeds_every_limit() {
    let result = swap(amount(395_451_850_234), amount(317), amount(1)).unwrap();

    let exceeded = exceeds_spread(amount(1), &result, &limits(None, Some("1")));

    assert_eq!(exceeded, Ok(true));
}

#[test]
fn the_spread_check_brings_both_sides_to_the_same_decimals() {
    // One whole token offered, two believed to be worth one asked, and 1 % less of it received.
    let cases = [(6, 6), (8, 6), (6, 8), (0, 18), (18, 0), (18, 18), (0, 0)];

    for (offer_decimals, ask_decimals) in cases {
        let [offer, half] = [(offer_decimals, 1_000), (ask_decimals, 495)]
            .map(|(decimals, number)| amount(number * 10u128.pow(decimals)));
        let result = Swap {
            return_amount: half,
            spread_amount: amount(0),
            commission_amount: amount(0),
        };
        let [offer_decimals, ask_decimals] =
            [offer_decimals, ask_decimals].map(|decimals| u8::try_from(decimals).unwrap());
        let exceeds = |spread| {
            let limits = limits(Some("2"), Some(spread));
            exceeds_spread(
                offer,
                &result,
                &SpreadLimits {
                    offer_decimals,
                    ask_decimals,
                    ..limits
                },
            )
        };

        assert_eq!(exceeds("0.01"), Ok(false));
        assert_eq!(exceeds("0.0099"), Ok(true));
    }
}

/// terraswap.md section 9, example A5.
#[test]
fn the_reverse_is_the_smallest_offer() {
    assert_eq!(reversed([BASE, ASSET], 9_960), [999_999, 9, 30]);
    assert_eq!(swapped([BASE, ASSET], 999_999)[0], 9_960);
    assert!(swapped([BASE, ASSET], 999_998)[0] < 9_960);
}

/// terraswap.md section 9, example A6.
#[test]
fn a_large_swap_and_its_reverse() {
    let pools = [2_000_000_000, 20_000_000_000];

    assert_eq!(
        swapped(pools, 100_000_000),
        [949_523_809, 47_619_048, 2_857_143]
    );
    assert_eq!(reversed(pools, 949_523_809)[0], 100_000_000);
}

/// terraswap.md section 9, example A7.
#[test]
fn the_commission_of_a_thousand_is_three() {
    assert_eq!(swapped([999_000, 1_000_000], 1_000), [997, 1, 3]);
}

/// terraswap.md section 9, example A8.
#[test]
fn a_tiny_swap_returns_nothing() {
    assert_eq!(swapped([395_451_850_234, 317], 1), [0, 0, 0]);
    assert_eq!(swapped([1_000_000, 1_000_000], 1), [0, 1, 0]);
    assert_eq!(swapped([1_000_000, 1_000_000], 0), [0, 0, 0]);
}

/// terraswap.md section 9, example A9.
#[test]
fn withdrawal_is_one_division() {
    assert_eq!(
        withdrawn(99_999_000, [BASE, ASSET], SHARES),
        [999_990_000, 9_999_900]
    );
    assert_eq!(
        withdrawn(12_345_678, [BASE, ASSET], SHARES),
        [123_456_780, 1_234_567]
    );
    assert_eq!(withdrawn(100, [300, 300], 300), [100, 100]);
}

/// terraswap.md section 9, example A10.
#[test]
fn inflating_the_first_share_robs_nobody() {
    let pools = [1_000_001_001; 2];

    let (share, used, left) = provided([1_000_000; 2], pools, 1_001);

    assert_eq!((share, used, left), (1, [999_002; 2], [998; 2]));
    assert_eq!(
        withdrawn(1, pools.map(|pool| pool + 999_002), 1_002),
        [999_001; 2]
    );
}

/// safety.md section 8, example W-8.
#[test]
fn a_victim_of_a_gift_loses_less_than_one_unit() {
    let (share, used, left) = provided([999_999; 2], [1_001_001; 2], 1_001);

    assert_eq!((share, used, left), (999, [999_001; 2], [998; 2]));
    assert_eq!(first_shares([amount(1); 2]), Ok(amount(1)));
    assert_eq!(first_shares([amount(1_001); 2]), Ok(amount(1_001)));
}

#[test]
fn an_empty_pool_trades_nothing() {
    let (none, some) = (amount(0), amount(5));

    for (offer_pool, ask_pool) in [(none, some), (some, none), (none, none)] {
        assert_eq!(swap(offer_pool, ask_pool, some), Err(MathError::EmptyPool));
        assert_eq!(
            reverse_swap(offer_pool, ask_pool, some),
            Err(MathError::EmptyPool)
        );
        assert_eq!(
            provide([some; 2], [offer_pool, ask_pool], some),
            Err(MathError::EmptyPool)
        );
    }
    assert_eq!(
        provide([some; 2], [some; 2], none),
        Err(MathError::EmptyPool)
    );
    assert_eq!(withdraw(some, [some; 2], none), Err(MathError::EmptyPool));
    assert_eq!(
        withdraw(some, [some; 2], amount(4)),
        Err(MathError::Underflow)
    );
}

#[test]
fn the_whole_pool_cannot_be_bought() {
    let pools = [amount(1_000), amount(1_000)];
    let offer =
        |wanted| reverse_swap(pools[0], pools[1], amount(wanted)).map(|swap| swap.offer_amount);

    assert_eq!(offer(995), Ok(amount(499_000)));
    assert_eq!(offer(996), Ok(amount(999_000)));
    assert_eq!(offer(997), Err(MathError::NotEnoughLiquidity));
    assert_eq!(offer(u128::MAX), Err(MathError::NotEnoughLiquidity));
    assert_eq!(offer(0), Ok(amount(0)));
}
