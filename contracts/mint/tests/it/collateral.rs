//! How an mAsset becomes collateral: on its listing's terms, and where there is a delay when
//! somebody accepts it after that.

use cosmwasm_std::{Decimal, Uint128};
use mirror_mint::ContractError;
use mirror_protocol::mint::{CollateralTerms, ConfigUpdate, ExecuteMsg, IPOParams};
use mirror_protocol::oracle::ExecuteMsg as TellOracle;
use mirror_testing::assert_refused;
use terraswap::asset::AssetInfo;

use crate::setup::{base, decimal, pairs, register, Answer, Setup};

/// 15 days, the shortest delay.
const DELAY: u64 = 1_296_000;
/// When an asset listed at second 1,000 has waited.
const DUE: u64 = 1_000 + DELAY;

fn delayed() -> Setup {
    let mut setup = Setup::new();
    setup
        .configure(ConfigUpdate {
            collateral_delay: Some(DELAY),
            ..ConfigUpdate::default()
        })
        .unwrap();
    setup.with_asset("mXXX", "1").with_asset("mYYY", "2")
}

fn cap_new(setup: &mut Setup, worth: u128) {
    setup
        .configure(ConfigUpdate {
            default_value_cap: Some(Uint128::new(worth)),
            ..ConfigUpdate::default()
        })
        .unwrap();
}

fn tries_to_list(setup: &mut Setup, symbol: &str, terms: CollateralTerms) -> Answer {
    let token = setup.new_masset(symbol);
    let mut msg = register(&token, "1.5", "0.2");
    if let ExecuteMsg::RegisterAsset { collateral, .. } = &mut msg {
        *collateral = Some(terms);
    }
    setup.owner_tries(&msg)
}

/// Multiplier and cap of an accepted collateral.
fn terms(setup: &Setup, symbol: &str) -> Option<(Decimal, Option<u128>)> {
    let entry = setup.as_collateral(symbol)?;
    Some((entry.multiplier, entry.value_cap.map(|cap| cap.u128())))
}

#[test]
fn a_new_collateral_has_a_cap_from_the_first_day() {
    let mut setup = Setup::new();
    cap_new(&mut setup, 250);

    let [plain, own, none] = [None, Some(7), Some(u128::MAX)].map(|cap| CollateralTerms {
        multiplier: None,
        value_cap: cap.map(Uint128::new),
    });
    tries_to_list(&mut setup, "mAA", plain).unwrap();
    tries_to_list(&mut setup, "mBB", own).unwrap();
    tries_to_list(&mut setup, "mCC", none).unwrap();
    cap_new(&mut setup, u128::MAX);
    tries_to_list(&mut setup, "mDD", CollateralTerms::default()).unwrap();

    let caps = ["mAA", "mBB", "mCC", "mDD"].map(|symbol| terms(&setup, symbol).unwrap().1);
    assert_eq!([Some(250), Some(7), None, None], caps);
}

#[test]
fn an_asset_is_listed_with_its_terms_as_collateral() {
    let mut setup = Setup::new();
    let given = CollateralTerms {
        multiplier: Some(decimal("1.3")),
        value_cap: Some(Uint128::new(9)),
    };

    tries_to_list(&mut setup, "mAAPL", given).unwrap();

    assert_eq!(Some((decimal("1.3"), Some(9))), terms(&setup, "mAAPL"));
    let multiplier = Decimal::raw(999_999_999_999_999_999);
    let low = CollateralTerms {
        multiplier: Some(multiplier),
        value_cap: None,
    };
    assert_refused(
        tries_to_list(&mut setup, "mGOOG", low),
        ContractError::MultiplierTooLow { multiplier },
    );
}

#[test]
fn a_new_asset_backs_others_after_a_while_when_somebody_accepts_it() {
    let mut setup = delayed();
    setup.gives("alice", "mYYY", 100);
    let paid = setup.of("mYYY", 100);
    assert_refused(
        setup.tries_to_open("alice", paid.clone(), "mXXX", "2", None),
        ContractError::CollateralNotListed {
            asset: paid.info.to_string(),
        },
    );
    setup.at(DUE - 1);
    setup.feed(&[("mXXX", "1"), ("mYYY", "2")]);
    let asset_token = setup.token("mYYY").into_string();
    assert_eq!(Some(DUE), setup.listing("mYYY").collateral_due);
    assert_refused(
        setup.tries_to_accept("bob", "mYYY"),
        ContractError::CollateralDelayed {
            asset_token: asset_token.clone(),
            due: DUE,
            now: DUE - 1,
        },
    );

    setup.at(DUE);
    let answer = setup.tries_to_accept("bob", "mYYY").unwrap();

    let expected = pairs(&[
        ("action", "accept_collateral"),
        ("asset_token", &asset_token),
    ]);
    assert_eq!(expected, setup.event(&answer));
    assert_eq!(Some((Decimal::one(), None)), terms(&setup, "mYYY"));
    let listing = setup.listing("mYYY");
    assert_eq!((None, None), (listing.collateral, listing.collateral_due));
    setup.opens("alice", paid, "mXXX", "2");
    assert_refused(
        setup.tries_to_accept("bob", "mYYY"),
        ContractError::CollateralDecided { asset_token },
    );
}

#[test]
fn the_terms_of_the_listing_are_kept_while_it_waits() {
    let mut setup = delayed();
    let given = CollateralTerms {
        multiplier: Some(decimal("1.3")),
        value_cap: None,
    };
    tries_to_list(&mut setup, "mAAPL", given.clone()).unwrap();
    assert_eq!(Some(given), setup.listing("mAAPL").collateral);
    assert_eq!(None, terms(&setup, "mAAPL"));
    cap_new(&mut setup, 5);

    setup.tries_to_accept("owner", "mAAPL").unwrap();

    assert_eq!(Some((decimal("1.3"), Some(5))), terms(&setup, "mAAPL"));
}

#[test]
fn the_owner_accepts_at_any_time_and_at_any_age_of_the_price() {
    let mut setup = delayed();
    setup.at(5_000);

    setup.tries_to_accept("owner", "mYYY").unwrap();

    assert!(setup.as_collateral("mYYY").is_some());
}

#[test]
fn a_stale_price_keeps_an_asset_from_becoming_collateral() {
    let mut setup = delayed();
    setup.at(DUE);
    setup.feed(&[("mYYY", "2")]);
    setup.at(DUE + 61);

    assert_refused(
        setup.tries_to_accept("bob", "mYYY"),
        ContractError::PriceTooOld {
            asset_token: setup.token("mYYY").into_string(),
            last_updated: DUE,
            now: DUE + 61,
        },
    );
}

#[test]
fn a_pending_price_keeps_an_asset_from_becoming_collateral() {
    let mut setup = delayed();
    let oracle = setup.oracle.clone();
    let band = serde_json::json!({ "update_config": { "max_deviation": "0.5" } });
    setup.tries("owner", &oracle, &band).unwrap();
    setup.at(DUE);
    setup.feed(&[("mYYY", "9")]);

    assert_refused(
        setup.tries_to_accept("bob", "mYYY"),
        ContractError::PriceTooOld {
            asset_token: setup.token("mYYY").into_string(),
            last_updated: 0,
            now: DUE,
        },
    );
}

#[test]
fn an_asset_that_leaves_does_not_become_collateral() {
    let mut setup = delayed();
    setup.at(DUE);
    setup.feed(&[("mYYY", "2")]);
    let asset_token = setup.token("mYYY").into_string();

    setup.announces("mYYY", Some("2")).unwrap();
    for who in ["bob", "owner"] {
        let asset = asset_token.clone();
        assert_refused(
            setup.tries_to_accept(who, "mYYY"),
            ContractError::Delisting { asset },
        );
    }
    setup.delist("mYYY", "2");
    for who in ["bob", "owner"] {
        let asset_token = asset_token.clone();
        assert_refused(
            setup.tries_to_accept(who, "mYYY"),
            ContractError::AssetDeprecated { asset_token },
        );
    }
}

#[test]
fn after_an_ipo_the_wait_begins_anew() {
    let mut setup = delayed();
    let token = setup.new_masset("mIPO");
    let mut msg = register(&token, "1.5", "0.2");
    if let ExecuteMsg::RegisterAsset { ipo_params, .. } = &mut msg {
        *ipo_params = Some(IPOParams {
            mint_end: 2_000,
            pre_ipo_price: decimal("2"),
            min_collateral_ratio_after_ipo: decimal("1.5"),
            trigger_addr: Some(setup.who("carol").into_string()),
        });
    }
    setup.owner_tries(&msg).unwrap();
    setup.at(DUE + 5);
    let asset_token = token.to_string();
    for who in ["bob", "owner"] {
        let asset_token = asset_token.clone();
        assert_refused(
            setup.tries_to_accept(who, "mIPO"),
            ContractError::BeforeIpo { asset_token },
        );
    }

    let mint = setup.mint.clone();
    let trigger = ExecuteMsg::TriggerIPO {
        asset_token: asset_token.clone(),
    };
    setup.tries("carol", &mint, &trigger).unwrap();

    assert_eq!(None, setup.as_collateral("mIPO"));
    let due = DUE + 5 + DELAY;
    assert_eq!(Some(due), setup.listing("mIPO").collateral_due);
    setup.at(due);
    setup.feed(&[("mIPO", "3")]);
    setup.tries_to_accept("bob", "mIPO").unwrap();
}

#[test]
fn what_the_owner_has_registered_is_not_accepted_again() {
    let setup = delayed();
    let info = AssetInfo::token(setup.token("mYYY"));
    let mut setup = setup.with_collateral(info, "3", "2");

    let asset_token = setup.token("mYYY").into_string();
    assert_refused(
        setup.tries_to_accept("owner", "mYYY"),
        ContractError::CollateralDecided { asset_token },
    );
    assert_eq!(
        Some(decimal("2")),
        terms(&setup, "mYYY").map(|known| known.0)
    );
}

#[test]
fn a_delay_is_zero_or_at_least_15_days() {
    let mut setup = Setup::new();
    let delay = |seconds| ConfigUpdate {
        collateral_delay: Some(seconds),
        ..ConfigUpdate::default()
    };

    for seconds in [1, DELAY - 1] {
        assert_refused(
            setup.configure(delay(seconds)),
            ContractError::CollateralDelayTooShort {
                seconds,
                least: DELAY,
            },
        );
    }
    for seconds in [u64::MAX, DELAY, 0] {
        setup.configure(delay(seconds)).unwrap();
    }

    let mut setup = setup.with_asset("mAAPL", "1");
    assert!(setup.as_collateral("mAAPL").is_some());
    setup.opens("alice", base(10), "mAAPL", "2");
}

/// A feeder that nobody knows yet could make his own asset back others on its first day.
#[test]
fn a_new_feeders_asset_backs_nothing_on_its_first_day() {
    let mut setup = delayed();
    let oracle = setup.oracle.clone();
    let token = setup.token("mYYY");
    setup.gives("feeder", "mYYY", 1_000);
    let post = TellOracle::FeedPrice {
        prices: vec![(token.into_string(), decimal("1000000"))],
    };
    setup.at(1_060);
    setup.feed(&[("mXXX", "1")]);
    setup.tries("feeder", &oracle, &post).unwrap();
    let paid = setup.of("mYYY", 1_000);

    let outcome = setup.tries_to_open("feeder", paid.clone(), "mXXX", "1.5", None);

    let asset = paid.info.to_string();
    assert_refused(outcome, ContractError::CollateralNotListed { asset });
}
