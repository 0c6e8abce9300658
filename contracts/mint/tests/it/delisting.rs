//! `announce_delisting`: no new debt of the asset, and none that it backs, until it is delisted.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_testing::assert_refused;

use crate::setup::{base, pairs, Answer, Setup};

/// A position in mXXX against base, and one in mZZZ against mXXX; bob has both mAssets.
fn two_positions() -> (Setup, Uint128, Uint128) {
    let mut setup = Setup::new().with_asset("mXXX", "1").with_asset("mZZZ", "1");
    for who in ["alice", "bob"] {
        for symbol in ["mXXX", "mZZZ"] {
            setup.gives(who, symbol, 1_000_000);
        }
    }
    let of_it = setup.opens("alice", base(4_000), "mXXX", "2");
    let paid = setup.of("mXXX", 4_000);
    let by_it = setup.opens("alice", paid, "mZZZ", "2");
    (setup, of_it, by_it)
}

fn delisting(setup: &Setup) -> ContractError {
    ContractError::Delisting {
        asset: setup.token("mXXX").into_string(),
    }
}

fn new_debt(setup: &mut Setup, of_it: Uint128, by_it: Uint128) -> [Answer; 6] {
    let (paid, of_x, of_z) = (
        setup.of("mXXX", 1_000),
        setup.of("mXXX", 1),
        setup.of("mZZZ", 1),
    );
    [
        setup.tries_to_open("alice", base(1_000), "mXXX", "2", None),
        setup.tries_to_open("alice", paid, "mZZZ", "2", None),
        setup.tries_to_mint("alice", of_it, of_x.clone()),
        setup.tries_to_mint("alice", by_it, of_z),
        setup.tries_to_withdraw("alice", of_it, Some(base(1))),
        setup.tries_to_withdraw("alice", by_it, Some(of_x)),
    ]
}

#[test]
fn once_announced_there_is_no_new_debt_of_it_and_none_that_it_backs() {
    let (mut setup, of_it, by_it) = two_positions();

    let answer = setup.announces("mXXX", Some("1.2")).unwrap();

    let expected = pairs(&[
        ("action", "announce_delisting"),
        ("asset_token", setup.token("mXXX").as_str()),
        ("end_price", "1.2"),
    ]);
    assert_eq!(expected, setup.event(&answer));
    for outcome in new_debt(&mut setup, of_it, by_it) {
        assert_refused(outcome, delisting(&setup));
    }
}

#[test]
fn deposits_burning_auctions_and_exits_without_debt_go_on() {
    let (mut setup, of_it, by_it) = two_positions();
    setup.announces("mXXX", Some("1.2")).unwrap();
    let (of_x, of_z) = (setup.of("mXXX", 1_000), setup.of("mZZZ", 1_000));

    setup.tries_to_deposit("alice", of_it, base(1)).unwrap();
    setup
        .tries_to_deposit("alice", by_it, of_x.clone())
        .unwrap();
    setup.tries_to_burn("alice", of_it, of_x.clone()).unwrap();
    setup.tries_to_burn("alice", by_it, of_z.clone()).unwrap();
    setup.feed(&[("mXXX", "3"), ("mZZZ", "11")]);
    setup.tries_to_auction("bob", of_it, of_x).unwrap();
    setup.tries_to_auction("bob", by_it, of_z).unwrap();

    // Neither sale took all of the collateral, and the rest is its owner's.
    assert_eq!((None, None), (setup.amounts(of_it), setup.amounts(by_it)));
}

#[test]
fn without_debt_everything_can_be_withdrawn() {
    let (mut setup, of_it, by_it) = two_positions();
    let (of_x, of_z) = (setup.of("mXXX", 2_000), setup.of("mZZZ", 2_000));
    setup.tries_to_burn("alice", of_it, of_x).unwrap();
    setup.tries_to_burn("alice", by_it, of_z).unwrap();

    setup.announces("mXXX", Some("1")).unwrap();

    setup.tries_to_withdraw("alice", of_it, None).unwrap();
    setup.tries_to_withdraw("alice", by_it, None).unwrap();
}

#[test]
fn an_announcement_can_be_taken_back() {
    let (mut setup, of_it, by_it) = two_positions();
    setup.announces("mXXX", Some("1.2")).unwrap();
    assert_eq!(
        Some(crate::setup::decimal("1.2")),
        setup.listing("mXXX").delisting_price
    );

    let answer = setup.announces("mXXX", None).unwrap();

    let expected = pairs(&[
        ("action", "announce_delisting"),
        ("asset_token", setup.token("mXXX").as_str()),
    ]);
    assert_eq!(expected, setup.event(&answer));
    assert_eq!(None, setup.listing("mXXX").delisting_price);
    for outcome in new_debt(&mut setup, of_it, by_it) {
        outcome.unwrap();
    }
}

#[test]
fn the_delisting_itself_opens_what_the_announcement_closed() {
    let (mut setup, of_it, _) = two_positions();
    setup.announces("mXXX", Some("1.2")).unwrap();

    setup.delist("mXXX", "1.2");

    assert_eq!(None, setup.listing("mXXX").delisting_price);
    setup
        .tries_to_withdraw("alice", of_it, Some(base(1)))
        .unwrap();
}

#[test]
fn a_listed_asset_is_announced_at_a_price() {
    let (mut setup, ..) = two_positions();
    setup.new_masset("mNEW");

    assert_refused(
        setup.announces("mXXX", Some("0")),
        ContractError::EndPriceZero {},
    );
    let asset = setup.token("mNEW").into_string();
    assert_refused(
        setup.announces("mNEW", Some("1")),
        ContractError::AssetNotFound { asset },
    );
    setup.delist("mXXX", "1");
    for end_price in [Some("1"), None] {
        let asset_token = setup.token("mXXX").into_string();
        assert_refused(
            setup.announces("mXXX", end_price),
            ContractError::AssetDeprecated { asset_token },
        );
    }
}
