//! `revoke_asset`.

use cosmwasm_std::Decimal;
use mirror_factory::ContractError;
use mirror_protocol::oracle;
use mirror_testing::{assert_refused, attributes, decimal, usual_params, World};

use crate::setup::{asset_config, collateral, command, info, pre_ipo, revoke, tell, with_aapl};

#[test]
fn a_delisting_reaches_mint_and_the_collateral_oracle() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    world.a_day_passes();

    let response = tell(&mut world, "feeder", &revoke(&token, None)).unwrap();

    let told = attributes(&response, &world.at.factory);
    let expected = [
        ("action", "revoke_asset"),
        ("end_price", "100"),
        ("asset_token", token.as_str()),
    ];
    assert_eq!(
        expected.map(|(key, value)| (key.into(), value.into()))[..],
        told
    );
    let config = asset_config(&world, &token);
    assert_eq!(Some(decimal("100")), config.end_price);
    assert_eq!(Decimal::one(), config.min_collateral_ratio);
    assert!(collateral(&world, &token).1);
    let weights = info(&world).weights;
    assert_eq!(vec![(world.at.mirror_token.to_string(), 300)], weights);
}

#[test]
fn t75_a_feeder_delists_at_the_last_accepted_price_only() {
    let mut world = with_aapl();
    let token = world.token("AAPL");

    for given in ["200", "50", "100.000000000000000001"] {
        let expected = ContractError::EndPriceNotLast {
            given: decimal(given),
            last: decimal("100"),
        };
        assert_refused(
            tell(&mut world, "feeder", &revoke(&token, Some(given))),
            expected,
        );
    }
    for who in ["feeder", "gov"] {
        assert_refused(
            tell(&mut world, who, &revoke(&token, Some("0"))),
            ContractError::EndPriceZero {},
        );
    }
    tell(&mut world, "feeder", &revoke(&token, Some("100"))).unwrap();
}

#[test]
fn t75_the_owner_may_deviate_and_nobody_delists_twice() {
    let mut world = with_aapl();
    let token = world.token("AAPL");

    tell(&mut world, "gov", &revoke(&token, Some("33"))).unwrap();

    assert_eq!(Some(decimal("33")), asset_config(&world, &token).end_price);
    for who in ["gov", "feeder"] {
        let asset = token.to_string();
        let expected = ContractError::AlreadyDelisted { asset };
        assert_refused(tell(&mut world, who, &revoke(&token, None)), expected);
    }
}

#[test]
fn t43_a_replaced_feeder_delists_nothing() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    let successor = oracle::ExecuteMsg::RegisterAsset {
        asset_token: token.to_string(),
        feeder: world.chain.account("carol").to_string(),
        max_deviation: None,
        standby: None,
    };
    let command = command(&world.at.oracle, &successor);
    tell(&mut world, "gov", &command).unwrap();

    assert_refused(
        tell(&mut world, "feeder", &revoke(&token, None)),
        ContractError::Unauthorized {},
    );
    // The last accepted price counts, stale as it is.
    tell(&mut world, "carol", &revoke(&token, Some("100"))).unwrap();
}

#[test]
fn an_asset_never_fed_needs_a_price_of_the_owner() {
    let mut world = World::new();
    let token = world.lists("AAPL", usual_params()).unwrap().token;

    for (who, given) in [("feeder", None), ("gov", None)] {
        assert_refused(
            tell(&mut world, who, &revoke(&token, given)),
            ContractError::EndPriceZero {},
        );
    }
    let expected = ContractError::EndPriceNotLast {
        given: decimal("7"),
        last: Decimal::zero(),
    };
    assert_refused(
        tell(&mut world, "feeder", &revoke(&token, Some("7"))),
        expected,
    );
    tell(&mut world, "gov", &revoke(&token, Some("7"))).unwrap();
}

#[test]
fn t47_before_its_ipo_an_asset_is_delisted_at_that_price() {
    for who in ["feeder", "gov"] {
        let mut world = World::new();
        let token = world.lists("AIRB", pre_ipo()).unwrap().token;

        tell(&mut world, who, &revoke(&token, None)).unwrap();

        let config = asset_config(&world, &token);
        assert_eq!(Some(decimal("150")), config.end_price);
        assert_eq!(None, config.ipo_params);
    }
}

#[test]
fn strangers_delist_nothing_and_the_unknown_can_not_be_delisted() {
    let mut world = with_aapl();
    let (token, mirror_token) = (world.token("AAPL"), world.at.mirror_token.clone());
    let nobody = world.chain.account("nobody");

    for asset in [&token, &mirror_token, &nobody] {
        for who in ["attacker", "alice"] {
            assert_refused(
                tell(&mut world, who, &revoke(asset, None)),
                ContractError::Unauthorized {},
            );
        }
    }
    for asset in [&mirror_token, &nobody] {
        tell(&mut world, "gov", &revoke(asset, Some("1"))).unwrap_err();
    }
    assert_eq!(2, info(&world).weights.len());
}
