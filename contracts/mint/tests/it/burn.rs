//! `burn` of a listed asset; delisted.rs has the delisted ones. Numbers: mint.md section 10.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_testing::assert_refused;

use crate::setup::{base, decimal, luna, pairs, Setup};

#[test]
fn a_burn_takes_debt_away_and_its_fee_out_of_the_collateral() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(3_000_000), "mAAPL", "1.5");
    let burned = setup.of("mAAPL", 13_333);

    let answer = setup.tries_to_burn("alice", idx, burned.clone()).unwrap();

    let burn_amount = burned.to_string();
    let expected = pairs(&[
        ("action", "burn"),
        ("position_idx", "1"),
        ("burn_amount", &burn_amount),
        ("protocol_fee", "20000uusd"),
    ]);
    assert_eq!(expected, setup.event(&answer));
    assert_eq!(Some((2_980_000, 20_000 - 13_333)), setup.amounts(idx));
    assert_eq!(20_000, setup.balance("collector", &base(0).info));
    assert_eq!(6_667, setup.balance("alice", &burned.info));
}

#[test]
fn the_fee_is_the_burned_worth_in_collateral_rounded_up() {
    let mut setup = Setup::new().with_fee("0.01").with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(3_000_000), "mAAPL", "1.5");
    let burned = setup.of("mAAPL", 13_333);
    setup.tries_to_burn("alice", idx, burned).unwrap();
    assert_eq!(13_333, setup.balance("collector", &base(0).info));

    let mut setup = setup.with_collateral(luna(0).info, "50", "1");
    let idx = setup.opens("alice", luna(2_000_000), "mAAPL", "1.5");
    let burned = setup.of("mAAPL", 666_666);
    setup.tries_to_burn("alice", idx, burned).unwrap();

    assert_eq!(13_334, setup.balance("collector", &luna(0).info));
    assert_eq!(Some((1_986_666, 0)), setup.amounts(idx));
}

/// T-08: rounding against the protocol.
#[test]
fn dust_pays_a_fee_too() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(3_000), "mAAPL", "1.5");
    let dust = setup.of("mAAPL", 1);

    for paid in 1..=3 {
        setup.tries_to_burn("alice", idx, dust.clone()).unwrap();

        assert_eq!(paid, setup.balance("collector", &base(0).info));
    }
}

#[test]
fn only_the_owner_burns_and_at_most_the_debt() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");
    for who in ["alice", "bob"] {
        setup.gives(who, "mAAPL", 10_000);
    }
    let (debt, more) = (setup.of("mAAPL", 6_666), setup.of("mAAPL", 6_667));

    assert_refused(
        setup.tries_to_burn("bob", idx, debt),
        ContractError::NotOwner { idx },
    );
    assert_refused(
        setup.tries_to_burn("alice", idx, more),
        ContractError::BurnTooMuch {
            received: Uint128::new(6_667),
            debt: Uint128::new(6_666),
        },
    );
}

#[test]
fn only_the_asset_owed_can_be_burned() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "100")
        .with_asset("mGOOG", "1");
    setup.gives("alice", "mGOOG", 1);
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");

    for wrong in [setup.of("mAAPL", 0), setup.of("mGOOG", 1)] {
        assert_refused(
            setup.tries_to_burn("alice", idx, wrong.clone()),
            ContractError::WrongAsset {
                received: wrong.to_string(),
            },
        );
    }
    let unknown = Uint128::new(99);
    let one = setup.of("mAAPL", 1);
    assert_refused(
        setup.tries_to_burn("alice", unknown, one),
        ContractError::PositionNotFound { idx: unknown },
    );
}

/// T-28: fee larger than payout panics, position stuck.
#[test]
fn a_fee_beyond_the_collateral_takes_all_and_closes_the_position() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(1_500), "mAAPL", "1.5");
    setup.feed(&[("mAAPL", "1000")]);
    let burned = setup.of("mAAPL", 100);

    // The fee would be 100 * 1000 * 0.015 = 1500, all that there is; 900 remain owed.
    let answer = setup.tries_to_burn("alice", idx, burned).unwrap();

    assert_eq!("1500uusd", setup.event_value(&answer, "protocol_fee"));
    let written_off = setup.of("mAAPL", 900).to_string();
    assert_eq!(written_off, setup.event_value(&answer, "bad_debt"));
    assert_eq!(None, setup.amounts(idx));
    assert_eq!(900, setup.bad_debt("mAAPL"));
}

#[test]
fn a_position_left_with_nothing_is_closed_at_once() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(2), "mAAPL", "2");
    setup.feed(&[("mAAPL", "1000")]);
    let debt = setup.of("mAAPL", 1);

    let answer = setup.tries_to_burn("alice", idx, debt).unwrap();

    assert_eq!("2uusd", setup.event_value(&answer, "protocol_fee"));
    assert!(setup
        .event(&answer)
        .iter()
        .all(|(key, _)| key != "bad_debt"));
    assert_eq!(None, setup.amounts(idx));
    assert_eq!(0, setup.bad_debt("mAAPL"));
}

/// T-48: revoked collateral trap.
#[test]
fn debt_against_revoked_collateral_can_be_burned() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "10")
        .with_collateral(luna(0).info, "5", "1");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    let debt = setup.of("mAAPL", 250);

    setup.revoke(luna(0).info);
    setup.tries_to_burn("alice", idx, debt).unwrap();

    // 250 * 10 * 0.015 / 5 = 7.5
    assert_eq!(Some((992, 0)), setup.amounts(idx));
    assert_eq!(decimal("1.5"), setup.listing("mAAPL").min_collateral_ratio);
}
