//! `revoke_asset` by the owner. For the feeder's, which is only announced, see `announced`.

use cosmwasm_std::Decimal;
use mirror_factory::ContractError;
use mirror_protocol::oracle;
use mirror_testing::{assert_refused, attributes, decimal, standard_profile, usual_params};
use mirror_testing::{TestChain, World};

use crate::setup::{
    asset_config, collateral, commands, fed_by, guarded_by, info, pre_ipo, revoke, tell, with_aapl,
};

#[test]
fn a_delisting_reaches_mint_and_the_collateral_oracle() {
    let mut world = with_aapl();
    let token = world.token("AAPL");

    let response = tell(&mut world, "gov", &revoke(&token, None)).unwrap();

    let event = attributes(&response, &world.at.factory);
    let expected = [
        ("action", "revoke_asset"),
        ("end_price", "100"),
        ("asset_token", token.as_str()),
    ];
    assert_eq!(
        expected.map(|(key, value)| (key.into(), value.into()))[..],
        event
    );
    let config = asset_config(&world, &token);
    assert_eq!(Some(decimal("100")), config.end_price);
    assert_eq!(Decimal::one(), config.min_collateral_ratio);
    assert!(collateral(&world, &token).1);
    let weights = info(&world).weights;
    assert_eq!(vec![(world.at.mirror_token.to_string(), 300)], weights);
}

/// T-75: `end_price` wrong or stolen.
#[test]
fn the_owner_may_name_another_price_and_nobody_delists_twice() {
    let mut world = with_aapl();
    let token = world.token("AAPL");

    assert_refused(
        tell(&mut world, "gov", &revoke(&token, Some("0"))),
        ContractError::EndPriceZero {},
    );
    world.a_day_passes();
    tell(&mut world, "gov", &revoke(&token, Some("33"))).unwrap();

    assert_eq!(Some(decimal("33")), asset_config(&world, &token).end_price);
    let asset = token.to_string();
    assert_refused(
        tell(&mut world, "gov", &revoke(&token, None)),
        ContractError::AlreadyDelisted { asset },
    );
    // It is not the feeder any more.
    assert_refused(
        tell(&mut world, "feeder", &revoke(&token, None)),
        ContractError::Unauthorized {},
    );
}

/// Otherwise the collector, which asks the oracle first, would sell mAssets that ended at 400 for the
/// 100 that a former feeder goes on posting.
#[test]
fn nobody_feeds_what_is_delisted_and_its_last_post_is_stale() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    let prices = vec![(token.to_string(), decimal("99"))];
    let post = oracle::ExecuteMsg::FeedPrice { prices };
    let at = world.at.oracle.clone();

    tell(&mut world, "gov", &revoke(&token, Some("400"))).unwrap();

    world.chain.pass(6);
    assert_refused(
        world.actor("feeder").tries(&at, &post, &[]),
        mirror_oracle::ContractError::NotTheFeeder {
            asset: token.to_string(),
            feeder: world.at.factory.to_string(),
        },
    );
    let querier = world.chain.app.wrap();
    let posted = oracle::Oracle(at).posted_price(&querier, world.chain.app.api(), token.as_str());
    let posted = posted.unwrap().unwrap();
    assert_eq!((decimal("100"), 0), (posted.price, posted.time));
}

/// The passed poll names no price, the last post (100) is eleven days old, and 160 is pending.
/// Otherwise a stranger could execute it at 100, or wait until the last price suits him.
#[test]
fn a_passed_delisting_does_not_wait_for_its_moment() {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_confirm_seconds = 60;
    let mut world = World::deployed_as(profile).with_asset("AAPL", "100");
    let token = world.token("AAPL");
    let asset = token.to_string();
    let last_updated = world.chain.now();
    world.chain.pass(11 * 86_400);

    let expected = ContractError::PriceStale {
        asset: asset.clone(),
        last_updated,
    };
    assert_refused(tell(&mut world, "gov", &revoke(&token, None)), expected);

    world.feeds(&[("AAPL", "160")]);
    let pending = decimal("160");
    let expected = ContractError::PricePending { asset, pending };
    assert_refused(tell(&mut world, "gov", &revoke(&token, None)), expected);

    world.chain.pass(60);
    world.feeds(&[("AAPL", "160")]);
    tell(&mut world, "gov", &revoke(&token, None)).unwrap();
    assert_eq!(Some(decimal("160")), asset_config(&world, &token).end_price);
}

#[test]
fn the_last_price_serves_a_minute_and_not_a_second_longer() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    let last_updated = world.chain.now();
    world.chain.pass(61);

    let expected = ContractError::PriceStale {
        asset: token.to_string(),
        last_updated,
    };
    assert_refused(tell(&mut world, "gov", &revoke(&token, None)), expected);

    let mut world = with_aapl();
    world.chain.pass(60);
    tell(&mut world, "gov", &revoke(&token, None)).unwrap();
}

#[test]
fn a_halted_price_delists_nothing_by_itself() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    guarded_by(&mut world, "carol");
    let oracle = world.at.oracle.clone();
    let asset_tokens = vec![token.to_string()];
    let halt = oracle::ExecuteMsg::Halt { asset_tokens };
    world.carol().sends(&oracle, &halt);

    let expected = ContractError::PriceHalted {
        asset: token.to_string(),
        until: world.chain.now() + 21_600,
    };
    assert_refused(tell(&mut world, "gov", &revoke(&token, None)), expected);
    // A price that the owner gives needs no usable feed.
    tell(&mut world, "gov", &revoke(&token, Some("99"))).unwrap();
}

#[test]
fn a_price_of_a_former_feeder_delists_nothing() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    fed_by(&mut world, &token, "carol");

    let expected = ContractError::PriceStale {
        asset: token.to_string(),
        last_updated: 0,
    };
    assert_refused(tell(&mut world, "gov", &revoke(&token, None)), expected);
}

#[test]
fn an_asset_never_fed_needs_a_price_of_the_owner() {
    let mut world = World::new();
    let token = world.lists("AAPL", usual_params()).unwrap().token;

    for who in ["feeder", "gov"] {
        let expected = ContractError::PriceStale {
            asset: token.to_string(),
            last_updated: 0,
        };
        assert_refused(tell(&mut world, who, &revoke(&token, None)), expected);
    }
    tell(&mut world, "gov", &revoke(&token, Some("7"))).unwrap();
}

/// T-47: revoke fails for pre-IPO assets, end price read from an old feed.
#[test]
fn before_its_ipo_an_asset_is_delisted_at_that_price() {
    let mut world = World::new();
    let token = world.lists("AIRB", pre_ipo()).unwrap().token;

    tell(&mut world, "gov", &revoke(&token, None)).unwrap();

    let config = asset_config(&world, &token);
    assert_eq!(Some(decimal("150")), config.end_price);
    assert_eq!(None, config.ipo_params);
}

#[test]
fn the_factory_accepts_a_delisting_that_bypassed_it() {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    let msg = mirror_protocol::mint::ExecuteMsg::RegisterMigration {
        asset_token: token.to_string(),
        end_price: decimal("100"),
    };
    let mint = world.at.mint.clone();
    commands(&mut world, &mint, &msg);

    let asset = token.to_string();
    let expected = ContractError::AlreadyDelisted { asset };
    assert_refused(tell(&mut world, "gov", &revoke(&token, None)), expected);
}

#[test]
fn strangers_delist_nothing_and_what_is_no_asset_can_not_be_delisted() {
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
