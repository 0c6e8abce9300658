//! `open_position`, with coins and with tokens.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_protocol::mint::{ExecuteMsg, NextPositionIdxResponse, PositionResponse, QueryMsg};
use mirror_testing::assert_refused;
use terraswap::asset::{Asset, AssetInfo};

use crate::setup::{base, decimal, luna, pairs, Setup};

fn one() -> Uint128 {
    Uint128::one()
}

#[test]
fn a_position_is_opened_with_coins_and_the_debt_paid_out() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let token = setup.token("mAAPL");

    let answer = setup.tries_to_open("alice", base(1_000_000), "mAAPL", "1.5", None);

    let minted = format!("6666{token}");
    let expected = pairs(&[
        ("action", "open_position"),
        ("position_idx", "1"),
        ("mint_amount", &minted),
        ("collateral_amount", "1000000uusd"),
        ("is_short", "false"),
    ]);
    assert_eq!(expected, setup.event(&answer.unwrap()));
    let expected = PositionResponse {
        idx: one(),
        owner: setup.who("alice").into_string(),
        collateral: base(1_000_000),
        asset: setup.of("mAAPL", 6_666),
        is_short: false,
    };
    assert_eq!(expected, setup.position(one()));
    assert_eq!(6_666, setup.balance("alice", &AssetInfo::token(&token)));
}

#[test]
fn a_position_is_opened_with_tokens() {
    let mut setup = Setup::new().with_asset("mXXX", "1").with_asset("mYYY", "2");
    setup.gives("alice", "mYYY", 75_000_000);
    let paid = setup.of("mYYY", 75_000_000);

    let idx = setup.opens("alice", paid.clone(), "mXXX", "1.5");

    let position = setup.position(idx);
    assert_eq!(paid, position.collateral);
    assert_eq!(setup.of("mXXX", 100_000_000), position.asset);
    assert_eq!(0, setup.balance("alice", &paid.info));
}

#[test]
fn numbers_grow_and_are_never_reused() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");

    for idx in 1..=3u128 {
        let opened = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");
        assert_eq!(Uint128::new(idx), opened);
        let debt = setup.of("mAAPL", 6_666);
        setup.tries_to_burn("alice", opened, debt).unwrap();
        setup.tries_to_withdraw("alice", opened, None).unwrap();
    }

    let next: NextPositionIdxResponse = setup
        .market
        .chain
        .query(&setup.mint, &QueryMsg::NextPositionIdx {});
    assert_eq!(Uint128::new(4), next.next_position_idx);
}

#[test]
fn the_multiplier_raises_the_minimum() {
    let mut setup =
        Setup::new()
            .with_asset("mAAPL", "10")
            .with_collateral(luna(0).info, "5", "1.3333334");

    assert_refused(
        setup.tries_to_open("alice", luna(1_000_000_000), "mAAPL", "2.0", None),
        ContractError::OpenRatioTooLow {
            ratio: decimal("2"),
            minimum: decimal("2.0000001"),
        },
    );
    let idx = setup.opens("alice", luna(1_000_000_000), "mAAPL", "2.0000001");

    assert_eq!(Some((1_000_000_000, 249_999_987)), setup.amounts(idx));
}

#[test]
fn the_ratio_is_at_least_the_minimum() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");

    for ratio in ["0", "1.499999999999999999"] {
        assert_refused(
            setup.tries_to_open("alice", base(1_000_000), "mAAPL", ratio, None),
            ContractError::OpenRatioTooLow {
                ratio: decimal(ratio),
                minimum: decimal("1.5"),
            },
        );
    }
    let highest = "340282366920938463463.374607431768211455";
    assert_refused(
        setup.tries_to_open("alice", base(1_000_000), "mAAPL", highest, None),
        ContractError::CollateralTooSmall {
            received: "1000000uusd".to_string(),
        },
    );
}

#[test]
fn collateral_backs_at_least_one_unit_of_debt() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");

    assert_refused(
        setup.tries_to_open("alice", base(149), "mAAPL", "1.5", None),
        ContractError::CollateralTooSmall {
            received: "149uusd".to_string(),
        },
    );
    let idx = setup.opens("alice", base(150), "mAAPL", "1.5");

    assert_eq!(Some((150, 1)), setup.amounts(idx));
}

/// T-04: zero amounts.
#[test]
fn a_collateral_of_zero_opens_no_position() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "100")
        .with_asset("mYYY", "2");
    setup.gives("alice", "mYYY", 1);

    for nothing in [base(0), setup.of("mYYY", 0)] {
        assert_refused(
            setup.tries_to_open("alice", nothing.clone(), "mAAPL", "1.5", None),
            ContractError::WrongCollateral {
                received: nothing.to_string(),
            },
        );
    }
}

#[test]
fn only_a_listed_token_can_be_minted() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let unlisted = setup.new_masset("mGOOG");
    let upper_case = setup.token("mAAPL").as_str().to_uppercase();

    for asset_info in [
        AssetInfo::native("uluna"),
        AssetInfo::token(unlisted),
        AssetInfo::token(upper_case),
        AssetInfo::token(""),
    ] {
        let msg = ExecuteMsg::OpenPosition {
            collateral: base(1_000_000),
            asset_info: asset_info.clone(),
            collateral_ratio: decimal("1.5"),
            short_params: None,
        };
        let (alice, mint) = (setup.who("alice"), setup.mint.clone());
        let coins = [base(1_000_000).as_coin().unwrap()];
        assert_refused(
            setup.market.chain.execute(&alice, &mint, &msg, &coins),
            ContractError::AssetNotFound {
                asset: asset_info.to_string(),
            },
        );
    }
}

#[test]
fn an_asset_does_not_back_itself() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    setup.gives("alice", "mAAPL", 1_000);
    let paid = setup.of("mAAPL", 1_000);

    assert_refused(
        setup.tries_to_open("alice", paid, "mAAPL", "2", None),
        ContractError::OwnTokenAsCollateral {
            asset_token: setup.token("mAAPL").into_string(),
        },
    );
}

#[test]
fn a_token_is_paid_by_sending_it_not_by_naming_it() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let token = setup.token("mAAPL");
    let msg = ExecuteMsg::OpenPosition {
        collateral: Asset::token(&token, 1_000u128),
        asset_info: AssetInfo::token(&token),
        collateral_ratio: decimal("1.5"),
        short_params: None,
    };
    let mint = setup.mint.clone();

    assert_refused(
        setup.tries("alice", &mint, &msg),
        ContractError::NotACoin {
            asset_token: token.into_string(),
        },
    );
}

#[test]
fn collateral_is_listed_and_not_revoked() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "100")
        .with_asset("mYYY", "2");
    assert_refused(
        setup.tries_to_open("alice", luna(1_000), "mAAPL", "2", None),
        ContractError::CollateralNotListed {
            asset: "uluna".to_string(),
        },
    );

    setup.gives("alice", "mYYY", 1_000);
    let paid = setup.of("mYYY", 1_000);
    setup.revoke(paid.info.clone());

    assert_refused(
        setup.tries_to_open("alice", paid.clone(), "mAAPL", "2", None),
        ContractError::CollateralRevoked {
            asset: paid.info.to_string(),
        },
    );
}
