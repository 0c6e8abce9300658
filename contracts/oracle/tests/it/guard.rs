//! `halt`, `resume` and `use_standby`.

use mirror_oracle::ContractError;
use mirror_protocol::oracle::{Halt, Oracle, PostedPrice, ALWAYS_FRESH};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{decimal, feed, halt, rate, resume, use_standby, Setup};

const WEEK: u64 = 7 * 86_400;

fn guarded() -> Setup {
    let mut setup = Setup::with_band(Some(decimal("0.5")))
        .guarded()
        .with_assets(&["asset-a"]);
    setup.feed(1_000, &[("asset-a", "100")]).unwrap();
    setup
}

fn asset() -> String {
    "asset-a".to_string()
}

#[test]
fn a_halted_price_is_shown_and_may_not_be_used() {
    let mut setup = guarded();
    let guardian = setup.guardian.clone();
    setup.chain.at(1_010);

    setup.halts(&guardian, &["asset-a"]).unwrap();

    let mut expected = rate("100", 0, ALWAYS_FRESH);
    expected.halted_until = Some(22_610);
    assert_eq!(expected, setup.price("asset-a", "uusd"));
    assert_eq!(
        rate("0.01", ALWAYS_FRESH, 0),
        setup.price("uusd", "asset-a")
    );
    assert_eq!(Some(22_610), setup.feeder_of("asset-a").halted_until);

    setup.chain.at(22_609);
    assert_eq!(0, setup.price("asset-a", "uusd").last_updated_base);
    setup.chain.at(22_610);
    assert_eq!(
        rate("100", 1_000, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
    assert_eq!(None, setup.feeder_of("asset-a").halted_until);
}

#[test]
fn readers_of_the_store_see_the_halt_beside_the_time() {
    let mut setup = guarded();
    let guardian = setup.guardian.clone();
    setup.chain.at(1_010);

    setup.halts(&guardian, &["asset-a"]).unwrap();

    let app = &setup.chain.app;
    let posted = Oracle(setup.oracle.clone())
        .posted_price(&app.wrap(), app.api(), "asset-a")
        .unwrap()
        .unwrap();
    let expected = PostedPrice {
        price: decimal("100"),
        time: 1_000,
        halt: Some(Halt {
            since: 1_010,
            until: 22_610,
        }),
    };
    assert_eq!(expected, posted);
    for (now, usable, until) in [
        (1_010, 0, Some(22_610)),
        (22_609, 0, Some(22_610)),
        (22_610, 1_000, None),
    ] {
        assert_eq!(usable, posted.usable_time(now));
        assert_eq!(until, posted.halted_until(now));
    }
}

#[test]
fn a_post_during_a_halt_is_kept_and_counts_when_it_is_over() {
    let mut setup = guarded();
    let guardian = setup.guardian.clone();
    setup.halts(&guardian, &["asset-a"]).unwrap();

    setup.feed(1_020, &[("asset-a", "101")]).unwrap();
    assert_eq!(0, setup.price("asset-a", "uusd").last_updated_base);

    setup.resumes(&guardian, &["asset-a"]).unwrap();
    assert_eq!(
        rate("101", 1_020, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

/// T-41: feeder error or theft.
/// A halt does not help to move a price farther than the band.
#[test]
fn posts_during_a_halt_are_held_by_the_band() {
    let mut setup = guarded();
    let guardian = setup.guardian.clone();
    setup.halts(&guardian, &["asset-a"]).unwrap();

    setup.feed(1_010, &[("asset-a", "150")]).unwrap();
    setup.feed(1_020, &[("asset-a", "225")]).unwrap();
    setup.resumes(&guardian, &["asset-a"]).unwrap();

    assert_eq!(rate("150", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
    let feeder = setup.feeder_of("asset-a");
    assert_eq!(Some(decimal("225")), feeder.pending_price);
    assert_eq!(Some(decimal("100")), feeder.anchor_price);
}

#[test]
fn a_guardian_halts_an_asset_once_in_seven_days_counted_from_the_beginning() {
    let mut setup = guarded();
    let guardian = setup.guardian.clone();
    setup.halts(&guardian, &["asset-a"]).unwrap();
    setup.resumes(&guardian, &["asset-a"]).unwrap();
    let refused = |setup: &mut Setup| {
        assert_refused(
            setup.halts(&guardian, &["asset-a"]),
            ContractError::HaltedLately {
                asset: asset(),
                again_from: 1_000 + WEEK,
            },
        );
    };

    refused(&mut setup);
    // The halt is still known after a post.
    setup.feed(999 + WEEK, &[("asset-a", "100")]).unwrap();
    refused(&mut setup);

    setup.chain.at(1_000 + WEEK);
    setup.halts(&guardian, &["asset-a"]).unwrap();
}

/// Whoever stole a guardian's key can not halt what the owner has just halted and resumed.
#[test]
fn a_halt_of_the_owner_counts_against_the_guardian_and_not_the_other_way_round() {
    let mut setup = guarded();
    let (owner, guardian) = (setup.owner.clone(), setup.guardian.clone());
    setup.halts(&guardian, &["asset-a"]).unwrap();

    setup.chain.at(2_000);
    setup.halts(&owner, &["asset-a"]).unwrap();

    assert_eq!(Some(23_600), setup.feeder_of("asset-a").halted_until);
    setup.chain.at(1_999 + WEEK);
    assert_refused(
        setup.halts(&guardian, &["asset-a"]),
        ContractError::HaltedLately {
            asset: asset(),
            again_from: 2_000 + WEEK,
        },
    );
}

#[test]
fn what_is_not_halted_is_not_resumed() {
    let mut setup = guarded();
    let guardian = setup.guardian.clone();
    let refused = |setup: &mut Setup| {
        assert_refused(
            setup.resumes(&guardian, &["asset-a"]),
            ContractError::NotHalted { asset: asset() },
        );
    };

    refused(&mut setup);
    setup.halts(&guardian, &["asset-a"]).unwrap();
    setup.chain.at(22_600);
    refused(&mut setup);
}

#[test]
fn a_standby_that_is_called_in_feeds_and_the_former_feeder_does_not() {
    let mut setup = guarded();
    let (guardian, standby) = (setup.guardian.clone(), setup.stranger.clone());
    setup
        .register_with_standby("asset-a", standby.as_str())
        .unwrap();
    setup.feed(1_010, &[("asset-a", "151")]).unwrap();

    setup.calls_in(&guardian, &["asset-a"]).unwrap();

    let told = setup.feeder_of("asset-a");
    assert_eq!(standby.to_string(), told.feeder);
    assert_eq!(Some(standby.to_string()), told.standby);
    assert_eq!(None, told.pending_price);
    assert_eq!(rate("100", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
    assert_refused(
        setup.feed(1_020, &[("asset-a", "100")]),
        ContractError::NotTheFeeder {
            asset: asset(),
            feeder: standby.to_string(),
        },
    );
    setup.send(&standby, &feed(&[("asset-a", "99")])).unwrap();
    assert_eq!(
        rate("99", 1_020, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

/// Each repetition would make the standby's price stale again.
#[test]
fn a_standby_is_called_in_once() {
    let mut setup = guarded();
    let (guardian, standby) = (setup.guardian.clone(), setup.stranger.clone());
    assert_refused(
        setup.calls_in(&guardian, &["asset-a"]),
        ContractError::NoStandby { asset: asset() },
    );
    setup
        .register_with_standby("asset-a", standby.as_str())
        .unwrap();
    setup.calls_in(&guardian, &["asset-a"]).unwrap();
    setup.chain.at(1_010);
    setup.send(&standby, &feed(&[("asset-a", "99")])).unwrap();

    assert_refused(
        setup.calls_in(&guardian, &["asset-a"]),
        ContractError::StandbyFeedsAlready { asset: asset() },
    );
    assert_eq!(1_010, setup.price("asset-a", "uusd").last_updated_base);
}

#[test]
fn a_standby_feeds_a_halted_asset_and_its_prices_count_when_the_halt_is_over() {
    let mut setup = guarded();
    let (guardian, standby) = (setup.guardian.clone(), setup.stranger.clone());
    setup
        .register_with_standby("asset-a", standby.as_str())
        .unwrap();
    setup.halts(&guardian, &["asset-a"]).unwrap();
    setup.calls_in(&guardian, &["asset-a"]).unwrap();

    setup.chain.at(22_590);
    setup.send(&standby, &feed(&[("asset-a", "99")])).unwrap();
    assert_eq!(0, setup.price("asset-a", "uusd").last_updated_base);

    setup.chain.at(22_600);
    assert_eq!(
        rate("99", 22_590, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

/// A guardian halts, calls in the standby and resumes in one block. None of it makes a stale price
/// usable: that takes a post of the standby, which it can not send in this block.
#[test]
fn a_guardian_makes_no_price_usable() {
    let mut setup = guarded();
    let (guardian, standby) = (setup.guardian.clone(), setup.stranger.clone());
    setup
        .register_with_standby("asset-a", standby.as_str())
        .unwrap();
    setup.feed(1_010, &[("asset-a", "101")]).unwrap();

    setup.halts(&guardian, &["asset-a"]).unwrap();
    setup.calls_in(&guardian, &["asset-a"]).unwrap();
    setup.resumes(&guardian, &["asset-a"]).unwrap();

    assert_eq!(rate("101", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
    assert_refused(
        setup.send(&standby, &feed(&[("asset-a", "99")])),
        ContractError::FedInThisBlock { asset: asset() },
    );
}

#[test]
fn a_standby_is_kept_replaced_or_removed_and_is_an_address() {
    let mut setup = guarded();
    let (standby, other) = (setup.stranger.to_string(), setup.guardian.to_string());
    let feeder = setup.feeder.clone();

    setup.register_with_standby("asset-a", &standby).unwrap();
    setup.register("asset-a", &feeder).unwrap();
    assert_eq!(Some(standby.clone()), setup.feeder_of("asset-a").standby);
    setup.register_with_standby("asset-a", &other).unwrap();
    assert_eq!(Some(other), setup.feeder_of("asset-a").standby);
    setup.register_with_standby("asset-a", "").unwrap();
    assert_eq!(None, setup.feeder_of("asset-a").standby);

    let shouted = standby.to_uppercase();
    let expected = setup.bad_address(&shouted);
    assert_refused(setup.register_with_standby("asset-a", &shouted), expected);
}

#[test]
fn a_list_has_1_to_50_known_assets_none_twice() {
    let names: Vec<String> = (0..51).map(|n| format!("asset-{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut setup = Setup::new().guarded().with_assets(&names);
    let guardian = setup.guardian.clone();

    for list in [halt, resume, use_standby] {
        let mut refused = |assets: &[&str], expected| {
            assert_refused(setup.send(&guardian, &list(assets)), expected);
        };
        refused(&[], ContractError::NoAssets {});
        refused(
            &names,
            ContractError::TooManyAssets {
                received: 51,
                most: 50,
            },
        );
        let asset = "asset-0".to_string();
        refused(
            &["asset-0", "asset-1", "asset-0"],
            ContractError::DuplicateAsset { asset },
        );
        let asset = "unknown".to_string();
        refused(&["unknown"], ContractError::AssetNotFound { asset });
    }
    setup.halts(&guardian, &names[..50]).unwrap();
}

#[test]
fn one_refused_asset_refuses_the_list() {
    let mut setup = guarded();
    let guardian = setup.guardian.clone();

    let refusal = setup.halts(&guardian, &["asset-a", "unknown"]);

    let asset = "unknown".to_string();
    assert_refused(refusal, ContractError::AssetNotFound { asset });
    assert_eq!(None, setup.feeder_of("asset-a").halted_until);
}

#[test]
fn what_a_guardian_does_is_told_to_the_event_log() {
    let mut setup = guarded();
    let (guardian, standby) = (setup.guardian.clone(), setup.stranger.clone());
    setup
        .register_with_standby("asset-a", standby.as_str())
        .unwrap();
    let name = ("asset_token", "asset-a");

    let response = setup.halts(&guardian, &["asset-a"]).unwrap();
    let expected = [("action", "halt"), name, ("halted_until", "22600")];
    assert_attributes(&response, &setup.oracle, &expected);

    let response = setup.resumes(&guardian, &["asset-a"]).unwrap();
    assert_attributes(&response, &setup.oracle, &[("action", "resume"), name]);

    let response = setup.calls_in(&guardian, &["asset-a"]).unwrap();
    let expected = [
        ("action", "use_standby"),
        name,
        ("feeder", standby.as_str()),
    ];
    assert_attributes(&response, &setup.oracle, &expected);
}
