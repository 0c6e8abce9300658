//! The time-weighted price (terraswap.md 4.7).

use cosmwasm_std::Uint128;
use terraswap::asset::AssetInfo;
use terraswap::pair::{QueryMsg, TimeWeightedPriceResponse};

use crate::setup::{base, decimal, Setup, RICH};

impl Setup {
    fn average_at(&mut self, second: u64) -> TimeWeightedPriceResponse {
        self.market.chain.at(second);
        self.market.average(&self.pair)
    }

    fn average_error_at(&mut self, second: u64) -> String {
        self.market.chain.at(second);
        self.query_error(&QueryMsg::TimeWeightedPrice {})
    }

    /// The price of the token.
    fn token_price_at(&mut self, second: u64) -> (String, u64) {
        let average = self.average_at(second);
        (average.prices[1].to_string(), average.window)
    }
}

fn price(price: &str, window: u64) -> (String, u64) {
    (price.to_string(), window)
}

/// terraswap.md section 9, example A11.
#[test]
fn the_history_is_ten_minutes_long_at_least() {
    let mut setup = Setup::new();

    assert!(setup
        .average_error_at(1_599)
        .contains("price history too short"));
    let expected = TimeWeightedPriceResponse {
        prices: [decimal("0.01"), decimal("100")],
        window: 600,
        rates: Some([decimal("0.01"), decimal("100")]),
        lower: Some([decimal("0.01"), decimal("100")]),
    };
    assert_eq!(expected, setup.average_at(1_600));
}

/// terraswap.md section 9, example A11.
#[test]
fn a_trade_counts_for_the_time_after_it() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    setup.market.chain.at(1_700);
    setup.swaps(&bob, base(1_000_000_000)).unwrap();

    assert_eq!([2_000_000_000, 5_015_000], setup.reserves());
    assert_eq!(price("100", 700), setup.token_price_at(1_700));
    assert_eq!(
        price("166.400797607178464606", 900),
        setup.token_price_at(1_900)
    );
    assert_eq!(
        price("398.803589232303090727", 600),
        setup.token_price_at(2_300)
    );
}

#[test]
fn trades_of_one_block_leave_the_average_alone() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    let before = setup.average_at(1_900);
    // The price of the moment may lower what is lent, and nothing else.
    let unmoved = |now: TimeWeightedPriceResponse| {
        assert_eq!((before.prices, before.rates), (now.prices, now.rates));
        let highest = before.lower.unwrap();
        assert!(now
            .lower
            .unwrap()
            .iter()
            .zip(&highest)
            .all(|(now, then)| now <= then));
    };

    setup.swaps(&bob, base(RICH / 2)).unwrap();
    unmoved(setup.average_at(1_900));
    let bought = setup.tokens(setup.purse(&bob)[1] - RICH);
    setup.provides(&alice, RICH / 4, 1_000_000).unwrap();
    unmoved(setup.average_at(1_900));
    setup.withdraws(&alice, 99_000_000).unwrap();
    setup.swaps(&bob, bought).unwrap();

    unmoved(setup.average_at(1_900));
}

#[test]
fn a_gift_does_not_count_for_the_time_before_it_is_noticed() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    setup.market.chain.at(1_300);
    setup.gift(&base(1_000_000_000));

    assert_eq!(price("100", 700), setup.token_price_at(1_700));
    setup.swaps(&bob, base(1)).unwrap();
    assert_eq!(price("100", 700), setup.token_price_at(1_700));

    // From the trade on the price is 2,000,000,001 / 10,000,000.
    assert_eq!(price("200.0000001", 600), setup.token_price_at(2_300));
}

#[test]
fn an_untouched_pair_averages_over_all_the_time_since() {
    let mut setup = Setup::new();

    assert_eq!(price("100", 99_000), setup.token_price_at(100_000));
}

#[test]
fn the_older_mark_serves_until_the_newer_is_ten_minutes_old() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    for second in [1_600, 1_601, 2_199, 2_200, 2_799] {
        setup.market.chain.at(second);
        setup.swaps(&bob, base(1)).unwrap();
    }

    // The marks stand at 1600 and 2200, so the window reaches from the older to now ..
    assert_eq!(1_199, setup.average_at(2_799).window);
    // .. until the newer one serves.
    assert_eq!(600, setup.average_at(2_800).window);
}

#[test]
fn a_withdrawal_and_a_provision_are_tracked_too() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.market.chain.at(1_600);
    setup.withdraws(&alice, 99_999_000).unwrap();
    setup.market.chain.at(2_200);
    setup.provides(&alice, 1_000_000, 10_000).unwrap();

    assert_eq!(price("100", 600), setup.token_price_at(2_200));
    assert_eq!(price("100", 600), setup.token_price_at(2_800));
}

#[test]
fn the_history_begins_with_the_first_provision() {
    let mut setup = Setup::empty();
    let (alice, tokens) = (setup.alice.clone(), setup.tokens(1));
    setup.gift(&base(1_000_000));
    setup.gift(&tokens);
    setup.market.chain.at(5_000);
    assert!(setup
        .average_error_at(5_000)
        .contains("price history too short"));
    setup.swaps(&alice, base(1)).unwrap();
    assert!(setup
        .average_error_at(6_000)
        .contains("price history too short"));

    setup
        .provides(&alice, 99_000_000 - 1, 1_000_000 - 1)
        .unwrap();

    assert!(setup
        .average_error_at(6_599)
        .contains("price history too short"));
    assert_eq!(price("100", 600), setup.token_price_at(6_600));
}

#[test]
fn a_price_beyond_a_decimal_is_an_error_of_the_question_alone() {
    let mut setup = Setup::empty();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    let huge = 10u128.pow(22);
    setup.market.give(&alice, &base(huge));
    setup.provides(&alice, huge, 1).unwrap();

    assert!(setup
        .average_error_at(1_600)
        .contains("the result does not fit its type"));
    setup.swaps(&bob, base(1)).unwrap();
    setup.withdraws(&alice, 1_000).unwrap();

    let lp = AssetInfo::token(&setup.pair.liquidity_token);
    let kept = Uint128::new(setup.has(&alice, &lp));
    // isqrt(10^22) less the locked and the withdrawn thousand.
    assert_eq!(Uint128::new(100_000_000_000 - 2_000), kept);
}
