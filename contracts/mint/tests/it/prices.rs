//! Which prices serve, and for how long (T-19).

use cosmwasm_std::{Decimal, Uint128};
use mirror_mint::ContractError;
use mirror_protocol::collateral_oracle::{CollateralPriceResponse, SourceType};
use mirror_protocol::mint::ConfigUpdate;
use mirror_protocol::oracle::{ExecuteMsg as TellOracle, PriceResponse, ALWAYS_FRESH};
use mirror_testing::assert_refused;

use crate::setup::{base, decimal, luna, Answer, Setup};
use crate::stubs::answering;

/// Somebody who tries one thing with a position.
type Attempt = fn(&mut Setup, Uint128) -> Answer;

/// Everything that needs both prices; bob buys, and the rest is alice's.
const ATTEMPTS: [Attempt; 6] = [
    |setup, _| setup.tries_to_open("alice", luna(1_000), "mAAPL", "2", None),
    |setup, idx| setup.tries_to_deposit("alice", idx, luna(1)),
    |setup, idx| setup.tries_to_withdraw("alice", idx, Some(luna(1))),
    |setup, idx| {
        let one = setup.of("mAAPL", 1);
        setup.tries_to_mint("alice", idx, one)
    },
    |setup, idx| {
        let one = setup.of("mAAPL", 1);
        setup.tries_to_burn("alice", idx, one)
    },
    |setup, idx| {
        let one = setup.of("mAAPL", 10);
        setup.tries_to_auction("bob", idx, one)
    },
];

/// mAAPL at 1 against luna at 5, which is fed; bob has mAAPL.
fn fed() -> (Setup, Uint128) {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let feed = TellOracle::RegisterAsset {
        asset_token: "uluna".to_string(),
        feeder: setup.who("feeder").into_string(),
        max_deviation: None,
        standby: None,
    };
    let oracle = setup.oracle.clone();
    setup.tries("owner", &oracle, &feed).unwrap();
    let source = SourceType::MirrorOracle { oracle_addr: None };
    setup.accept(luna(0).info, source, "1");
    setup.feed(&[("uluna", "5")]);
    setup.gives("bob", "mAAPL", 1_000);
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    (setup, idx)
}

fn asset_too_old(setup: &Setup, last_updated: u64, now: u64) -> ContractError {
    ContractError::PriceTooOld {
        asset_token: setup.token("mAAPL").into_string(),
        last_updated,
        now,
    }
}

/// T-19: stale, zero or future price.
#[test]
fn a_price_serves_for_sixty_seconds() {
    for (second, serves) in [(1_059, true), (1_060, true), (1_061, false)] {
        let (mut setup, idx) = fed();
        setup.at(second);
        setup.feed(&[("uluna", "5")]);

        let outcome = setup.tries_to_deposit("alice", idx, luna(1));

        if serves {
            outcome.unwrap();
        } else {
            assert_refused(outcome, asset_too_old(&setup, 1_000, second));
        }
    }
}

/// T-19: stale, zero or future price.
#[test]
fn a_collateral_price_serves_for_sixty_seconds() {
    for (second, serves) in [(1_060, true), (1_061, false)] {
        let (mut setup, idx) = fed();
        setup.at(second);
        setup.feed(&[("mAAPL", "1")]);

        let outcome = setup.tries_to_deposit("alice", idx, luna(1));

        if serves {
            outcome.unwrap();
        } else {
            let expected = ContractError::CollateralPriceTooOld {
                asset: "uluna".to_string(),
                last_updated: 1_000,
                now: second,
            };
            assert_refused(outcome, expected);
        }
    }
}

/// T-19: stale, zero or future price.
#[test]
fn with_a_stopped_feed_every_message_is_refused() {
    for attempt in ATTEMPTS {
        let (mut setup, idx) = fed();
        setup.at(1_061);
        setup.feed(&[("uluna", "5")]);

        let outcome = attempt(&mut setup, idx);
        assert_refused(outcome, asset_too_old(&setup, 1_000, 1_061));

        // The same goes when the price is posted again; a safe position is not for sale.
        setup.feed(&[("mAAPL", "1")]);
        let outcome = attempt(&mut setup, idx);
        let safe = ContractError::PositionSafe { idx };
        assert!(outcome.map_or_else(|error| error.downcast_ref() == Some(&safe), |_| true));
    }
}

/// T-19: stale, zero or future price.
#[test]
fn with_a_stopped_feed_of_the_collateral_every_message_is_refused() {
    for attempt in ATTEMPTS {
        let (mut setup, idx) = fed();
        setup.at(1_061);
        setup.feed(&[("mAAPL", "1")]);

        let outcome = attempt(&mut setup, idx);

        let expected = ContractError::CollateralPriceTooOld {
            asset: "uluna".to_string(),
            last_updated: 1_000,
            now: 1_061,
        };
        assert_refused(outcome, expected);
    }
}

#[test]
fn a_price_that_was_never_fed_is_too_old() {
    let mut setup = Setup::new();
    let token = setup.new_masset("mAAPL");
    let msg = crate::setup::register(&token, "1.5", "0.2");
    setup.owner_tries(&msg).unwrap();

    let outcome = setup.tries_to_open("alice", base(1_000), "mAAPL", "2", None);

    assert_refused(outcome, asset_too_old(&setup, 0, 1_000));
}

/// The owner makes carol the feeder of mAAPL.
fn replace_feeder(setup: &mut Setup) {
    let replace = TellOracle::RegisterAsset {
        asset_token: setup.token("mAAPL").into_string(),
        feeder: setup.who("carol").into_string(),
        max_deviation: None,
        standby: None,
    };
    let oracle = setup.oracle.clone();
    setup.tries("owner", &oracle, &replace).unwrap();
}

/// T-43: feeder cannot be replaced, or old one still posts.
#[test]
fn the_price_of_a_replaced_feeder_does_not_serve() {
    let (mut setup, idx) = fed();

    replace_feeder(&mut setup);

    let outcome = setup.tries_to_deposit("alice", idx, luna(1));
    assert_refused(outcome, asset_too_old(&setup, 0, 1_000));
}

/// T-43: feeder cannot be replaced, or old one still posts.
#[test]
fn the_first_price_of_a_new_feeder_serves_for_sixty_seconds() {
    let mut setup = Setup::new().with_asset("mAAPL", "1.2");
    let idx = setup.opens("alice", base(1_000), "mAAPL", "2");
    setup.at(1_020);
    replace_feeder(&mut setup);

    setup.at(1_030);
    let post = TellOracle::FeedPrice {
        prices: vec![(setup.token("mAAPL").into_string(), decimal("1.25"))],
    };
    let oracle = setup.oracle.clone();
    setup.tries("carol", &oracle, &post).unwrap();

    setup.at(1_090);
    setup.tries_to_deposit("alice", idx, base(1)).unwrap();
    setup.at(1_091);
    let outcome = setup.tries_to_deposit("alice", idx, base(1));
    assert_refused(outcome, asset_too_old(&setup, 1_030, 1_091));
}

/// Deposits base under an oracle that answers this and stores nothing.
fn deposit_at(rate: &str, last_updated_base: u64, last_updated_quote: u64) -> (Setup, Answer) {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(1_000), "mAAPL", "2");
    let answer = PriceResponse {
        rate: decimal(rate),
        last_updated_base,
        last_updated_quote,
        halted_until: None,
    };
    let oracle = answering(&mut setup, &answer);
    let update = ConfigUpdate {
        oracle: Some(oracle.into_string()),
        ..ConfigUpdate::default()
    };
    setup.configure(update).unwrap();
    let outcome = setup.tries_to_deposit("alice", idx, base(1));
    (setup, outcome)
}

/// T-19: stale, zero or future price.
#[test]
fn an_oracle_of_other_code_is_asked_and_both_its_times_count() {
    let (_, outcome) = deposit_at("1", 940, ALWAYS_FRESH);
    outcome.unwrap();
    let (_, outcome) = deposit_at("1", ALWAYS_FRESH, 940);
    outcome.unwrap();

    for (base_time, quote_time) in [(939, ALWAYS_FRESH), (1_000, 939)] {
        let (setup, outcome) = deposit_at("1", base_time, quote_time);
        assert_refused(outcome, asset_too_old(&setup, 939, 1_000));
    }
}

/// T-19: stale, zero or future price.
#[test]
fn zero_is_no_price() {
    let (setup, outcome) = deposit_at("0", ALWAYS_FRESH, ALWAYS_FRESH);

    let expected = ContractError::PriceZero {
        asset: setup.token("mAAPL").into_string(),
    };
    assert_refused(outcome, expected);
}

/// T-19: stale, zero or future price.
#[test]
fn zero_is_no_collateral_price() {
    let (mut setup, idx) = fed();
    let answer = CollateralPriceResponse {
        asset: "uluna".to_string(),
        rate: Decimal::zero(),
        last_updated: ALWAYS_FRESH,
        multiplier: Decimal::one(),
        is_revoked: false,
        value_cap: None,
        lower: None,
        halted_until: None,
    };
    let oracle = answering(&mut setup, &answer);
    let update = ConfigUpdate {
        collateral_oracle: Some(oracle.into_string()),
        ..ConfigUpdate::default()
    };
    setup.configure(update).unwrap();

    let expected = ContractError::PriceZero {
        asset: "uluna".to_string(),
    };
    assert_refused(setup.tries_to_deposit("alice", idx, luna(1)), expected);
}

/// T-19: stale, zero or future price.
#[test]
fn a_fixed_price_never_ages() {
    let setup = Setup::new().with_asset("mAAPL", "1");
    let mut setup = setup.with_collateral(luna(0).info, "5", "1");
    setup.at(u64::MAX / 1_000_000_000);
    setup.feed(&[("mAAPL", "1")]);

    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");

    assert_eq!(Some((1_000, 2_500)), setup.amounts(idx));
}

#[test]
fn a_listed_collateral_without_a_price_is_not_an_unknown_one() {
    let (mut setup, _) = fed();
    let feed = TellOracle::RegisterAsset {
        asset_token: "uother".to_string(),
        feeder: setup.who("feeder").into_string(),
        max_deviation: None,
        standby: None,
    };
    let oracle = setup.oracle.clone();
    setup.tries("owner", &oracle, &feed).unwrap();
    let source = SourceType::MirrorOracle { oracle_addr: None };
    setup.accept(terraswap::asset::AssetInfo::native("uother"), source, "1");
    let coins = terraswap::asset::Asset::native("uother", 5u128);
    let alice = setup.who("alice");
    let funds = [coins.as_coin().unwrap()];
    setup.market.chain.fund(&alice, &funds);

    let outcome = setup.tries_to_open("alice", coins, "mAAPL", "2", None);

    let error = outcome.unwrap_err();
    let Some(ContractError::CollateralUnpriced { asset, source }) = error.downcast_ref() else {
        panic!("{error:?}");
    };
    assert_eq!("uother", asset);
    assert!(source.to_string().contains("Price is zero"), "{source}");
}
