//! `mint`, for long positions; shorts.rs has the short ones.

use mirror_mint::ContractError;
use mirror_protocol::mint::{ExecuteMsg, ShortParams};
use mirror_testing::assert_refused;

use crate::setup::{base, luna, pairs, Setup};

#[test]
fn more_is_minted_as_far_as_the_collateral_covers() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "2");
    let (most, one) = (setup.of("mAAPL", 1_666), setup.of("mAAPL", 1));

    let answer = setup.tries_to_mint("alice", idx, most.clone()).unwrap();

    let minted = most.to_string();
    let expected = pairs(&[
        ("action", "mint"),
        ("position_idx", "1"),
        ("mint_amount", &minted),
    ]);
    assert_eq!(expected, setup.event(&answer));
    assert_eq!(Some((1_000_000, 6_666)), setup.amounts(idx));
    assert_eq!(6_666, setup.balance("alice", &most.info));
    assert_refused(
        setup.tries_to_mint("alice", idx, one),
        ContractError::MintUncovered { idx },
    );
}

#[test]
fn a_long_position_ignores_the_limits_of_a_sale() {
    let mut setup = Setup::new().with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "2");
    let msg = ExecuteMsg::Mint {
        position_idx: idx,
        asset: setup.of("mAAPL", 1),
        short_params: Some(ShortParams::default()),
    };
    let mint = setup.mint.clone();

    setup.tries("alice", &mint, &msg).unwrap();

    let info = setup.of("mAAPL", 0).info;
    assert_eq!(5_001, setup.balance("alice", &info));
    assert!(!setup.position(idx).is_short);
}

#[test]
fn only_the_owner_mints_and_only_what_the_position_owes() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "100")
        .with_asset("mGOOG", "1");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "2");
    let one = setup.of("mAAPL", 1);

    assert_refused(
        setup.tries_to_mint("bob", idx, one),
        ContractError::NotOwner { idx },
    );
    for wrong in [setup.of("mAAPL", 0), setup.of("mGOOG", 1), base(1)] {
        assert_refused(
            setup.tries_to_mint("alice", idx, wrong.clone()),
            ContractError::WrongAsset {
                received: wrong.to_string(),
            },
        );
    }
}

#[test]
fn nothing_is_minted_of_a_delisted_asset_or_against_revoked_collateral() {
    let mut setup = Setup::new()
        .with_asset("mAAPL", "10")
        .with_collateral(luna(0).info, "5", "1");
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    let one = setup.of("mAAPL", 1);

    setup.revoke(luna(0).info);
    assert_refused(
        setup.tries_to_mint("alice", idx, one.clone()),
        ContractError::CollateralRevoked {
            asset: "uluna".to_string(),
        },
    );

    setup.delist("mAAPL", "10");
    assert_refused(
        setup.tries_to_mint("alice", idx, one),
        ContractError::AssetDeprecated {
            asset_token: setup.token("mAAPL").into_string(),
        },
    );
}

#[test]
fn a_burned_position_may_be_minted_against_again() {
    let mut setup = Setup::new().with_fee("0").with_asset("mAAPL", "100");
    let idx = setup.opens("alice", base(1_000_000), "mAAPL", "1.5");
    let debt = setup.of("mAAPL", 6_666);

    setup.tries_to_burn("alice", idx, debt.clone()).unwrap();
    assert_eq!(Some((1_000_000, 0)), setup.amounts(idx));
    setup.tries_to_mint("alice", idx, debt).unwrap();

    assert_eq!(Some((1_000_000, 6_666)), setup.amounts(idx));
}
