//! How far and how fast the terms of an asset may change.

use cosmwasm_std::Decimal;
use mirror_mint::ContractError;
use mirror_protocol::mint::{ExecuteMsg, IPOParams};
use mirror_testing::assert_refused;

use crate::setup::{base, decimal, register, Answer, Setup};

const DAY: u64 = 86_400;

fn update(setup: &Setup, discount: Option<&str>, ratio: Option<&str>) -> ExecuteMsg {
    ExecuteMsg::UpdateAsset {
        asset_token: setup.token("mAAPL").into_string(),
        auction_discount: discount.map(decimal),
        min_collateral_ratio: ratio.map(decimal),
        ipo_params: None,
        debt_cap: None,
    }
}

fn moves(setup: &mut Setup, ratio: &str) -> Answer {
    let msg = update(setup, None, Some(ratio));
    setup.owner_tries(&msg)
}

fn too_far(ratio: &str, least: &str, most: &str) -> ContractError {
    let [ratio, least, most] = [ratio, least, most].map(decimal);
    ContractError::MinRatioMovesTooFar { ratio, least, most }
}

fn out_of_bounds(discount: Decimal) -> ContractError {
    ContractError::DiscountOutOfBounds {
        discount,
        least: Decimal::percent(5),
        most: Decimal::percent(30),
    }
}

/// A poll of the least strict kind passed a discount of 0.99 and a ratio of 1,000: everybody's
/// collateral was for sale at a hundredth of its worth.
#[test]
fn no_vote_sells_peoples_collateral_overnight() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "2");
    let part = setup.of("mAAPL", 100);

    let msg = update(&setup, Some("0.99"), Some("1000"));
    assert_refused(setup.owner_tries(&msg), out_of_bounds(Decimal::percent(99)));
    let msg = update(&setup, Some("0.3"), Some("1000"));
    assert_refused(setup.owner_tries(&msg), too_far("1000", "1.4", "1.6"));
    let msg = update(&setup, Some("0.3"), Some("1.6"));
    setup.owner_tries(&msg).unwrap();

    assert_refused(
        setup.tries_to_auction("alice", idx, part),
        ContractError::PositionSafe { idx },
    );
}

/// T-24: `auction_discount = 1` divides by zero.
#[test]
fn a_discount_is_from_5_to_30_percent_however_it_is_set() {
    let mut setup = Setup::new();
    let token = setup.new_masset("mAAPL");

    for (text, atomics) in [
        ("0", 0),
        ("0.049999999999999999", 49_999_999_999_999_999),
        ("0.300000000000000001", 300_000_000_000_000_001),
        ("1", 1_000_000_000_000_000_000),
    ] {
        let refusal = out_of_bounds(Decimal::raw(atomics));
        let listing = register(&token, "1.5", text);
        assert_refused(setup.owner_tries(&listing), refusal);
    }
    setup.owner_tries(&register(&token, "1.5", "0.05")).unwrap();
    for (text, percent) in [("0.04", 4), ("0.31", 31)] {
        let msg = update(&setup, Some(text), None);
        assert_refused(
            setup.owner_tries(&msg),
            out_of_bounds(Decimal::percent(percent)),
        );
    }
    let msg = update(&setup, Some("0.3"), None);
    setup.owner_tries(&msg).unwrap();
    assert_eq!(
        Decimal::percent(30),
        setup.listing("mAAPL").auction_discount
    );
}

#[test]
fn a_ratio_moves_by_a_tenth_in_any_seven_days() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");

    setup.market.chain.pass(6 * DAY);
    moves(&mut setup, "1.55").unwrap();
    setup.market.chain.pass(DAY);
    moves(&mut setup, "1.6").unwrap();
    assert_refused(moves(&mut setup, "1.61"), too_far("1.61", "1.5", "1.6"));
    // Seven days after the first move, and then after the second.
    setup.market.chain.pass(6 * DAY - 1);
    assert_refused(moves(&mut setup, "1.61"), too_far("1.61", "1.5", "1.6"));
    setup.market.chain.pass(1);
    assert_refused(moves(&mut setup, "1.66"), too_far("1.66", "1.5", "1.65"));
    moves(&mut setup, "1.65").unwrap();
    setup.market.chain.pass(DAY);
    moves(&mut setup, "1.7").unwrap();

    // What went up may come down again at once.
    moves(&mut setup, "1.6").unwrap();
    assert_eq!(decimal("1.6"), setup.listing("mAAPL").min_collateral_ratio);
}

#[test]
fn many_small_moves_keep_nobody_from_the_tenth() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    for _ in 0..20 {
        moves(&mut setup, "1.5001").unwrap();
        moves(&mut setup, "1.5").unwrap();
    }

    setup.market.chain.pass(DAY);
    moves(&mut setup, "1.6").unwrap();
}

#[test]
fn what_is_agreed_for_after_an_ipo_moves_no_faster() {
    let mut setup = Setup::new();
    let token = setup.new_masset("mAAPL");
    let terms = |ratio: &str| IPOParams {
        mint_end: 9_999_999,
        pre_ipo_price: decimal("1"),
        min_collateral_ratio_after_ipo: decimal(ratio),
        trigger_addr: None,
    };
    let mut listing = register(&token, "2", "0.2");
    if let ExecuteMsg::RegisterAsset { ipo_params, .. } = &mut listing {
        *ipo_params = Some(terms("1.5"));
    }
    setup.owner_tries(&listing).unwrap();
    let agree = |ratio: &str| ExecuteMsg::UpdateAsset {
        asset_token: token.to_string(),
        auction_discount: None,
        min_collateral_ratio: None,
        ipo_params: Some(terms(ratio)),
        debt_cap: None,
    };

    assert_refused(
        setup.owner_tries(&agree("1.61")),
        too_far("1.61", "1.4", "1.6"),
    );
    setup.owner_tries(&agree("1.6")).unwrap();
    // The ratio of the time before has a tenth of its own.
    assert_refused(moves(&mut setup, "1.8"), too_far("1.8", "1.9", "2.1"));
    moves(&mut setup, "2.1").unwrap();

    let mint = setup.mint.clone();
    let trigger = ExecuteMsg::TriggerIPO {
        asset_token: token.to_string(),
    };
    setup.tries("feeder", &mint, &trigger).unwrap();
    assert_eq!(decimal("1.6"), setup.listing("mAAPL").min_collateral_ratio);
    assert_refused(moves(&mut setup, "1.61"), too_far("1.61", "1.5", "1.6"));
    moves(&mut setup, "1.5").unwrap();
    setup.market.chain.pass(7 * DAY);
    moves(&mut setup, "1.4").unwrap();
}

#[test]
fn a_delisting_sets_the_ratio_to_one_whatever_moved_before() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    moves(&mut setup, "1.6").unwrap();

    setup.delist("mAAPL", "100");

    assert_eq!(Decimal::one(), setup.listing("mAAPL").min_collateral_ratio);
}
