//! A collateral with two prices: the lower backs new debt, the other sells, burns and counts for
//! caps.

use cosmwasm_std::{Decimal, Uint128};
use mirror_mint::ContractError;
use mirror_protocol::collateral_oracle::CollateralPriceResponse;
use mirror_protocol::mint::ConfigUpdate;
use mirror_protocol::oracle::ALWAYS_FRESH;
use mirror_testing::assert_refused;

use crate::setup::{decimal, luna, Setup};
use crate::stubs::answering;

/// mAAPL at 1; luna at 5, which backs new debt at this; bob has mAAPL.
fn backed_at(lower: &str) -> Setup {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    setup.gives("bob", "mAAPL", 1_000_000);
    prices(&mut setup, "5", lower, None);
    setup
}

fn prices(setup: &mut Setup, rate: &str, lower: &str, value_cap: Option<u128>) {
    let answer = CollateralPriceResponse {
        asset: "uluna".to_string(),
        rate: decimal(rate),
        last_updated: ALWAYS_FRESH,
        multiplier: Decimal::one(),
        is_revoked: false,
        value_cap: value_cap.map(Uint128::new),
        lower: Some(decimal(lower)),
        halted_until: None,
    };
    let oracle = answering(setup, &answer);
    setup
        .configure(ConfigUpdate {
            collateral_oracle: Some(oracle.into_string()),
            ..ConfigUpdate::default()
        })
        .unwrap();
}

#[test]
fn opening_minting_and_withdrawing_count_the_lower_price() {
    let mut setup = backed_at("4");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    assert_eq!(Some((1_000, 2_000)), setup.amounts(idx));

    // 2,666 times 1.5 are 3,999.
    let (most, one) = (setup.of("mAAPL", 666), setup.of("mAAPL", 1));
    setup.tries_to_mint("alice", idx, most).unwrap();
    assert_refused(
        setup.tries_to_mint("alice", idx, one),
        ContractError::MintUncovered { idx },
    );
    assert_refused(
        setup.tries_to_withdraw("alice", idx, Some(luna(1))),
        ContractError::WithdrawUncovered { idx },
    );
}

#[test]
fn a_position_is_for_sale_and_sold_by_the_other_price() {
    let mut setup = backed_at("4");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "1.5");
    assert_eq!(Some((1_000, 2_666)), setup.amounts(idx));
    let bid = setup.of("mAAPL", 400);
    let before = setup.balance("bob", &luna(0).info);

    // Below the minimum at 3, and still not for sale at 5.
    prices(&mut setup, "5", "3", None);
    assert_refused(
        setup.tries_to_auction("bob", idx, bid.clone()),
        ContractError::PositionSafe { idx },
    );
    prices(&mut setup, "3.9", "3", None);
    setup.tries_to_auction("bob", idx, bid).unwrap();

    // floor(400 / (3.9 * 0.8)) = 128, of which ceil(400 * 0.015 / 3.9) = 2 are the fee.
    assert_eq!(Some((872, 2_266)), setup.amounts(idx));
    assert_eq!(126, setup.balance("bob", &luna(0).info) - before);
}

#[test]
fn burning_and_the_cap_count_the_other_price() {
    let mut setup = backed_at("4");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    let burned = setup.of("mAAPL", 1_000);

    let answer = setup.tries_to_burn("alice", idx, burned).unwrap();
    // 15 at 5.
    assert_eq!("3uluna", setup.event_value(&answer, "protocol_fee"));

    prices(&mut setup, "5", "4", Some(4_989));
    assert_refused(
        setup.tries_to_open("alice", luna(1), "mAAPL", "2", None),
        ContractError::CollateralCapExceeded {
            asset: "uluna".to_string(),
            cap: Uint128::new(4_989),
        },
    );
    prices(&mut setup, "5", "4", Some(4_990));
    setup.opens("alice", luna(1), "mAAPL", "2");
}

#[test]
fn a_lower_price_that_is_above_the_other_counts_as_the_other() {
    let mut setup = backed_at("6");

    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");

    assert_eq!(Some((1_000, 2_500)), setup.amounts(idx));
}

#[test]
fn a_lower_price_of_zero_backs_nothing_and_lets_others_go_on() {
    let mut setup = backed_at("4");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    prices(&mut setup, "5", "0", None);
    let (one, all) = (setup.of("mAAPL", 1), setup.of("mAAPL", 2_000));

    assert_refused(
        setup.tries_to_open("alice", luna(1_000), "mAAPL", "2", None),
        ContractError::CollateralTooSmall {
            received: "1000uluna".to_string(),
        },
    );
    assert_refused(
        setup.tries_to_mint("alice", idx, one),
        ContractError::MintUncovered { idx },
    );
    setup.tries_to_burn("alice", idx, all).unwrap();
    setup.tries_to_withdraw("alice", idx, None).unwrap();
}
