//! `migrate_asset`.

use cosmwasm_std::Decimal;
use mirror_factory::ContractError;
use mirror_protocol::factory::{ExecuteMsg, Params};
use mirror_protocol::{collateral_oracle, staking};
use mirror_testing::{assert_refused, attributes, decimal, usual_params, World};
use terraswap::asset::AssetInfo;

use crate::setup::{
    asset_config, collateral, command, feed_of, info, migrates, migration, pool, pre_ipo, stored,
    tell, with_aapl,
};

/// mAAPL with other parameters than the usual ones, and a multiplier of 2.
fn unusual() -> World {
    let params = Params {
        auction_discount: decimal("0.1"),
        min_collateral_ratio: decimal("1.8"),
        weight: Some(77),
        ..usual_params()
    };
    let mut world = World::new().with_asset_of("AAPL", "100", params);
    let msg = collateral_oracle::ExecuteMsg::UpdateCollateralMultiplier {
        asset: AssetInfo::token(world.token("AAPL")),
        multiplier: decimal("2"),
    };
    let command = command(&world.at.collateral_oracle, &msg);
    tell(&mut world, "gov", &command).unwrap();
    world
}

#[test]
fn a_migration_tells_of_the_old_asset_and_then_of_the_new_one() {
    let mut world = with_aapl();
    let token = world.token("AAPL");

    let msg = migration(&token, "AAPL", "100");
    let response = tell(&mut world, "gov", &msg).unwrap();

    let event = attributes(&response, &world.at.factory);
    let new = event[3].1.clone();
    let expected = [
        ("action", "migration"),
        ("end_price", "100"),
        ("asset_token", token.as_str()),
        ("asset_token_addr", new.as_str()),
        ("is_pre_ipo", "false"),
    ];
    assert_eq!(
        expected.map(|(key, value)| (key.into(), value.into()))[..],
        event
    );
}

#[test]
fn the_successor_takes_over_parameters_weight_feeder_and_multiplier() {
    let mut world = unusual();
    let old = world.token("AAPL");

    let new = migrates(&mut world, "gov", &migration(&old, "AAPL", "100"));

    let config = asset_config(&world, &new);
    assert_eq!(decimal("0.1"), config.auction_discount);
    assert_eq!(decimal("1.8"), config.min_collateral_ratio);
    assert_eq!((None, None), (config.end_price, config.ipo_params));
    assert_eq!((decimal("2"), false), collateral(&world, &new));
    let feeder = world.chain.account("feeder");
    assert_eq!(feeder.as_str(), feed_of(&world, &new).feeder);
    let mut weights = vec![
        (world.at.mirror_token.to_string(), 300),
        (new.to_string(), 77),
    ];
    weights.sort();
    assert_eq!(weights, info(&world).weights);
    assert!(!pool(&world, &new).staking_token.is_empty());
}

#[test]
fn the_former_asset_is_delisted() {
    let mut world = unusual();
    let old = world.token("AAPL");

    migrates(&mut world, "gov", &migration(&old, "AAPL", "100"));

    let config = asset_config(&world, &old);
    assert_eq!(Some(decimal("100")), config.end_price);
    assert_eq!(Decimal::one(), config.min_collateral_ratio);
    assert_eq!((decimal("2"), true), collateral(&world, &old));
    let again = migration(&old, "AAPL", "100");
    let asset = old.to_string();
    assert_refused(
        tell(&mut world, "gov", &again),
        ContractError::AlreadyDelisted { asset },
    );
    // It is not the feeder any more.
    assert_refused(
        tell(&mut world, "feeder", &again),
        ContractError::Unauthorized {},
    );
}

#[test]
fn only_the_owner_names_another_feeder_or_price() {
    let mut world = with_aapl();
    let old = world.token("AAPL");
    let named = |world: &World, feeder: &str, end_price: &str| ExecuteMsg::MigrateAsset {
        name: None,
        symbol: None,
        from_token: old.to_string(),
        end_price: Some(decimal(end_price)),
        oracle_feeder: Some(world.chain.account(feeder).to_string()),
    };

    let other_feeder = named(&world, "carol", "100");
    assert_refused(
        tell(&mut world, "feeder", &other_feeder),
        ContractError::Unauthorized {},
    );
    let other_price = named(&world, "feeder", "99");
    let expected = ContractError::EndPriceNotAnchor {
        given: decimal("99"),
        anchor: decimal("100"),
    };
    assert_refused(tell(&mut world, "feeder", &other_price), expected);

    let both = named(&world, "carol", "99");
    let new = migrates(&mut world, "gov", &both);
    assert_eq!(
        world.chain.account("carol").as_str(),
        feed_of(&world, &new).feeder
    );
}

#[test]
fn an_asset_before_its_ipo_does_not_migrate() {
    let mut world = World::new();
    let token = world.lists("AIRB", pre_ipo()).unwrap().token;

    for who in ["gov", "feeder"] {
        let msg = migration(&token, "AIRB", "150");
        let asset = token.to_string();
        let expected = ContractError::PreIpoAssetNotMigratable { asset };
        assert_refused(tell(&mut world, who, &msg), expected);
    }
}

#[test]
fn symbol_price_and_sender_are_checked() {
    let mut world = with_aapl();
    let token = world.token("AAPL");

    assert_refused(
        tell(&mut world, "attacker", &migration(&token, "AAPL", "100")),
        ContractError::Unauthorized {},
    );
    for who in ["gov", "feeder"] {
        let mut unusable = migration(&token, "mapl", "100");
        if let ExecuteMsg::MigrateAsset { name, .. } = &mut unusable {
            *name = None;
        }
        let symbol = "mapl".to_string();
        assert_refused(
            tell(&mut world, who, &unusable),
            ContractError::SymbolStartsWithM { symbol },
        );
    }
    assert_refused(
        tell(&mut world, "gov", &migration(&token, "AAPL", "0")),
        ContractError::EndPriceZero {},
    );
}

/// T-73: whitelist or migrate overlaps, half-done.
#[test]
fn a_migration_that_fails_late_leaves_nothing() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    let msg = staking::ExecuteMsg::UpdateConfig {
        owner: Some(world.chain.account("bob").to_string()),
        premium_min_update_interval: None,
        short_reward_contract: None,
        minimum_reserve: None,
    };
    let command = command(&world.at.staking, &msg);
    tell(&mut world, "gov", &command).unwrap();
    let before = stored(&world);

    let late = migration(&token, "AAPL", "100");
    tell(&mut world, "gov", &late).expect_err("staking refuses");

    assert_eq!(before, stored(&world));
    assert_eq!(None, asset_config(&world, &token).end_price);
}
