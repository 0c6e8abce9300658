//! Every row of short-reward.md 6, and the premiums of staking.md 9.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::premium::{careful_price, is_deep, premium, short_weight};
use mirror_math::MathError;
use proptest::prelude::*;

use crate::exact::{any_decimal, assert_floor_decimal, config, decimal, part};

/// premium rate, weight with a maximum of 0.4, weight with a maximum of 0.8
const TABLE: [[&str; 3]; 35] = [
    ["0", "0.009100052779271682", "0.018200105558543365"],
    ["0.0025", "0.016023662745526836", "0.032047325491053672"],
    ["0.005", "0.026722880507543226", "0.053445761015086452"],
    ["0.0075", "0.042259909466742103", "0.084519818933484206"],
    ["0.01", "0.063462101572582820", "0.126924203145165641"],
    ["0.0125", "0.090650940950747279", "0.181301881901494559"],
    ["0.015", "0.123415015490394758", "0.246830030980789517"],
    ["0.0175", "0.160517469726830510", "0.321034939453661020"],
    ["0.02", "0.200000000000000000", "0.400000000000000000"],
    ["0.0225", "0.239482530273169489", "0.478965060546338979"],
    ["0.025", "0.276584984509605241", "0.553169969019210482"],
    ["0.0275", "0.309349059049252720", "0.618698118098505440"],
    ["0.03", "0.336537898427417179", "0.673075796854834358"],
    ["0.0325", "0.357740090533257896", "0.715480181066515793"],
    ["0.035", "0.373277119492456773", "0.746554238984913547"],
    ["0.0375", "0.383976337254473163", "0.767952674508946327"],
    ["0.04", "0.390899947220728317", "0.781799894441456634"],
    ["0.0425", "0.395110210937982118", "0.790220421875964237"],
    ["0.045", "0.397516133869689545", "0.795032267739379091"],
    ["0.0475", "0.398808094705978177", "0.797616189411956354"],
    ["0.05", "0.399460040787347962", "0.798920081574695924"],
    ["0.0525", "0.399769189983043693", "0.799538379966087386"],
    ["0.055", "0.399906948368385789", "0.799813896736771579"],
    ["0.0575", "0.399964633085919678", "0.799929266171839356"],
    ["0.06", "0.399987331503266752", "0.799974663006533504"],
    ["0.0625", "0.399995724589690026", "0.799991449179380052"],
    ["0.065", "0.399998640930750107", "0.799997281861500215"],
    ["0.07", "0.399999885339371248", "0.799999770678742496"],
    [
        "0.000000000000000001",
        "0.009100052779271685",
        "0.018200105558543370",
    ],
    ["0.0001", "0.009318187100084728", "0.018636374200169457"],
    [
        "0.012345678901234567",
        "0.088802855716211794",
        "0.177605711432423588",
    ],
    [
        "0.033333333333333333",
        "0.363515512109652849",
        "0.727031024219305699",
    ],
    [
        "0.018401188802210107",
        "0.174594944284655950",
        "0.349189888569311901",
    ],
    [
        "0.070000000000000001",
        "0.400000000000000000",
        "0.800000000000000000",
    ],
    ["1", "0.400000000000000000", "0.800000000000000000"],
];

fn premium_of(amm: &str, oracle: &str) -> Result<Decimal, MathError> {
    premium(decimal(amm), decimal(oracle))
}

#[test]
fn every_row_of_the_table_to_the_last_digit() {
    for [rate, low, high] in TABLE {
        let weight = |maximum| short_weight(decimal(rate), decimal(maximum));

        assert_eq!(weight("0.4"), Ok(decimal(low)), "{rate}");
        assert_eq!(weight("0.8"), Ok(decimal(high)), "{rate}");
    }
}

#[test]
fn the_largest_premium_has_the_full_weight() {
    assert_eq!(
        short_weight(Decimal::MAX, decimal("0.8")),
        Ok(decimal("0.8"))
    );
    assert_eq!(
        short_weight(Decimal::MAX, Decimal::one()),
        Ok(Decimal::one())
    );
}

#[test]
fn the_weight_rises_over_a_thousand_premiums() {
    let weights: Vec<Decimal> = (0..=1_000u128)
        .map(|step| Decimal::raw(step * 71_000_000_000_000))
        .map(|rate| short_weight(rate, decimal("0.8")).unwrap())
        .collect();

    assert!(weights.windows(2).all(|pair| pair[0] <= pair[1]));
    assert_eq!(weights.last(), Some(&decimal("0.8")));
}

/// staking.md section 9, examples S1 and S2.
#[test]
fn the_premium_of_the_market_over_the_oracle() {
    assert_eq!(premium_of("105", "100"), Ok(decimal("0.05")));
    let rounded = premium_of("103.092752342447729139", "101.23");
    assert_eq!(rounded, Ok(decimal("0.018401188802210107")));
}

#[test]
fn at_or_below_the_oracle_there_is_no_premium() {
    assert_eq!(premium_of("100", "100"), Ok(Decimal::zero()));
    assert_eq!(premium_of("99", "100"), Ok(Decimal::zero()));
    assert_eq!(premium_of("0", "100"), Ok(Decimal::zero()));
}

#[test]
fn a_premium_over_nothing_is_refused() {
    assert_eq!(premium_of("1", "0"), Err(MathError::DivisionByZero));
    assert_eq!(premium_of("0", "0"), Err(MathError::DivisionByZero));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_premium_is_cut_down(amm in any_decimal(), oracle in any_decimal()) {
        prop_assume!(!oracle.is_zero());
        let exact = (part(amm.max(oracle)) - part(oracle)) / part(oracle);

        assert_floor_decimal(premium(amm, oracle), &exact);
    }

    /// T-37: weight formula out of range.
    #[test]
    fn the_weight_stays_in_range_and_never_falls(
        rates in (0u128..80_000_000_000_000_000, 0u128..80_000_000_000_000_000),
        maximum in any_decimal(),
    ) {
        let weight = |rate| short_weight(Decimal::raw(rate), maximum).unwrap();

        let (low, high) = (weight(rates.0.min(rates.1)), weight(rates.0.max(rates.1)));

        prop_assert!(low <= high && high <= maximum);
    }
}

#[test]
fn a_price_that_stood_high_for_a_moment_is_taken_by_its_inverse() {
    // 594 seconds at 100 and 6 at 10,000: 199 on average, and 1 / (0.0099 + 0.000001) inversely.
    let careful = careful_price(decimal("199"), decimal("0.009901")).unwrap();
    assert_eq!(careful, decimal("100.999899000100999899"));
    // A price that stood low counts with its average.
    let low = careful_price(decimal("99.01"), decimal("0.0001")).unwrap();
    assert_eq!(low, decimal("99.01"));
    let without = careful_price(decimal("7"), Decimal::zero()).unwrap();
    assert_eq!(without, decimal("7"));
}

#[test]
fn a_pool_is_as_deep_as_its_base_at_the_price_of_the_oracle() {
    // Base and asset of a pool, and the least: 100 is the price.
    let cases = [
        ([10_000, 100], 10_000, true),
        ([10_000, 100], 10_001, false),
        // After a sale down to a quarter of the price, and a purchase up to four times of it.
        ([5_000, 200], 10_000, true),
        ([20_000, 50], 10_000, true),
        ([20_000, 49], 10_000, false),
        ([1_000_000, 0], 1, false),
        ([0, 1_000_000], 1, false),
    ];
    for ([base, asset], least, deep) in cases {
        let [base, asset, least] = [base, asset, least].map(Uint128::new);
        assert_eq!(deep, is_deep(base, asset, decimal("100"), least), "{base}");
    }

    let most = Uint128::MAX;
    assert!(is_deep(most, most, Decimal::one(), most));
    assert!(!is_deep(
        most,
        most,
        Decimal::raw(999_999_999_999_999_999),
        most
    ));
    assert!(is_deep(most, most, Decimal::MAX, most));
}
