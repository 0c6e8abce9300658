//! What a successor takes over, and what the asset's feeder can not change by a migration.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_factory::ContractError;
use mirror_mint::ContractError as MintError;
use mirror_protocol::collateral_oracle::{self, CollateralInfoResponse};
use mirror_protocol::factory::ExecuteMsg;
use mirror_protocol::{mint, oracle};
use mirror_testing::{assert_refused, decimal, standard_profile};
use mirror_testing::{usual_params, TestChain, World};
use terraswap::asset::AssetInfo;
use terraswap::token::Token;

use crate::setup::{
    asset_config, commands, execution, feed_of, migrates, migration, succession, tell, with_aapl,
};

const CAP: Uint128 = Uint128::new(1_000_003);
const FIFTEEN_DAYS: u64 = 15 * 86_400;

/// mAAPL at 100, with every limit that an asset can have.
fn limited() -> (World, Addr) {
    let mut world = with_aapl();
    let token = world.token("AAPL");
    caps_debt(&mut world, &token, CAP);
    let feed = oracle::ExecuteMsg::RegisterAsset {
        asset_token: token.to_string(),
        feeder: world.chain.account("feeder").to_string(),
        max_deviation: Some(decimal("0.2")),
        standby: Some(world.chain.account("bob").to_string()),
    };
    let oracle = world.at.oracle.clone();
    commands(&mut world, &oracle, &feed);
    let asset = AssetInfo::token(&token);
    let multiplier = collateral_oracle::ExecuteMsg::UpdateCollateralMultiplier {
        asset: asset.clone(),
        multiplier: decimal("2"),
    };
    let value_cap = collateral_oracle::ExecuteMsg::UpdateCollateralCap {
        asset,
        value_cap: Some(Uint128::new(777)),
    };
    let collateral_oracle = world.at.collateral_oracle.clone();
    commands(&mut world, &collateral_oracle, &multiplier);
    commands(&mut world, &collateral_oracle, &value_cap);
    (world, token)
}

fn caps_debt(world: &mut World, token: &Addr, cap: Uint128) {
    let msg = mint::ExecuteMsg::UpdateAsset {
        asset_token: token.to_string(),
        auction_discount: None,
        min_collateral_ratio: None,
        ipo_params: None,
        debt_cap: Some(cap),
    };
    let mint = world.at.mint.clone();
    commands(world, &mint, &msg);
}

fn revokes_collateral(world: &mut World, token: &Addr) {
    let asset = AssetInfo::token(token);
    let msg = collateral_oracle::ExecuteMsg::RevokeCollateralAsset { asset };
    let collateral_oracle = world.at.collateral_oracle.clone();
    commands(world, &collateral_oracle, &msg);
}

/// The asset's entry in the collateral oracle, if there is one.
fn entry(world: &World, token: &Addr) -> Option<CollateralInfoResponse> {
    let asset = token.to_string();
    let question = collateral_oracle::QueryMsg::CollateralAssetInfo { asset };
    let wrap = world.chain.app.wrap();
    wrap.query_wasm_smart(&world.at.collateral_oracle, &question)
        .ok()
}

fn feeds(world: &mut World, token: &Addr, price: &str) {
    let prices = vec![(token.to_string(), decimal(price))];
    let oracle = world.at.oracle.clone();
    let post = oracle::ExecuteMsg::FeedPrice { prices };
    world.actor("feeder").sends(&oracle, &post);
}

/// The feeder announces a migration, and somebody else carries it out fifteen days later.
fn succeeds(world: &mut World, token: &Addr) -> Addr {
    tell(world, "feeder", &succession(token)).expect("it is announced");
    world.chain.pass(FIFTEEN_DAYS);
    migrates(world, "alice", &execution(token))
}

/// Otherwise a feeder could migrate its own asset to lose its caps, its band and its name.
#[test]
fn a_migration_keeps_every_limit() {
    for by_owner in [true, false] {
        let (mut world, old) = limited();

        let new = match by_owner {
            true => migrates(&mut world, "gov", &succession(&old)),
            false => succeeds(&mut world, &old),
        };

        let config = asset_config(&world, &new);
        assert_eq!(Some(CAP), config.debt_cap);
        let entry = entry(&world, &new).unwrap();
        assert_eq!(decimal("2"), entry.multiplier);
        assert_eq!(Some(Uint128::new(777)), entry.value_cap);
        assert!(!entry.is_revoked);
        let feed = feed_of(&world, &new);
        assert_eq!(Some(decimal("0.2")), feed.max_deviation);
        let bob = world.chain.account("bob").to_string();
        assert_eq!(Some(bob), feed.standby);
        let names = [&old, &new].map(|token| {
            let info = Token(token.clone()).token_info(&world.chain.app.wrap());
            let info = info.unwrap();
            (info.name, info.symbol)
        });
        assert_eq!(names[0], names[1]);
    }
}

#[test]
fn what_was_revoked_as_collateral_stays_so() {
    let (mut world, old) = limited();
    revokes_collateral(&mut world, &old);

    let new = succeeds(&mut world, &old);

    let entry = entry(&world, &new).unwrap();
    assert!(entry.is_revoked);
}

#[test]
fn what_was_barred_before_it_became_collateral_stays_so() {
    let mut world = World::deployed_as(standard_profile(&TestChain::new()));
    let old = world.lists("AAPL", usual_params()).unwrap().token;
    world.feeds(&[("AAPL", "100")]);
    assert_eq!(None, entry(&world, &old));
    revokes_collateral(&mut world, &old);

    let new = succeeds(&mut world, &old);

    assert!(entry(&world, &new).unwrap().is_revoked);
    world.chain.pass(30 * 86_400);
    feeds(&mut world, &new, "100");
    let accept = mint::ExecuteMsg::AcceptCollateral {
        asset_token: new.to_string(),
    };
    let mint = world.at.mint.clone();
    let refusal = world.alice().tries(&mint, &accept, &[]);
    let expected = MintError::CollateralDecided {
        asset_token: new.to_string(),
    };
    assert_refused(refusal, expected);
}

#[test]
fn a_successor_waits_like_a_new_asset_before_it_is_collateral() {
    let mut world = World::deployed_as(standard_profile(&TestChain::new()));
    let old = world.lists("AAPL", usual_params()).unwrap().token;
    world.feeds(&[("AAPL", "100")]);
    world.chain.pass(29 * 86_400);
    world.feeds(&[("AAPL", "100")]);

    let new = migrates(&mut world, "gov", &succession(&old));

    let accept = |token: &Addr| mint::ExecuteMsg::AcceptCollateral {
        asset_token: token.to_string(),
    };
    let mint = world.at.mint.clone();
    world.chain.pass(30 * 86_400 - 1);
    feeds(&mut world, &new, "100");
    let (asset_token, now) = (new.to_string(), world.chain.now());
    let refusal = world.alice().tries(&mint, &accept(&new), &[]);
    let expected = MintError::CollateralDelayed {
        asset_token,
        due: now + 1,
        now,
    };
    assert_refused(refusal, expected);
    assert_eq!(None, entry(&world, &new));
    world.chain.pass(1);
    world.alice().sends(&mint, &accept(&new));
    let entry = entry(&world, &new).unwrap();
    assert_eq!(Some(Uint128::new(250_000_000_000)), entry.value_cap);
}

#[test]
fn terms_that_wait_in_mint_are_taken_over() {
    let (mut world, first) = limited();
    let mint = world.at.mint.clone();
    let waits = mint::ExecuteMsg::UpdateConfig(mint::ConfigUpdate {
        collateral_delay: Some(30 * 86_400),
        ..Default::default()
    });
    commands(&mut world, &mint, &waits);
    let second = migrates(&mut world, "gov", &succession(&first));
    assert_eq!(None, entry(&world, &second));
    feeds(&mut world, &second, "100");

    let third = migrates(&mut world, "gov", &succession(&second));

    let accept = mint::ExecuteMsg::AcceptCollateral {
        asset_token: third.to_string(),
    };
    commands(&mut world, &mint, &accept);
    let entry = entry(&world, &third).unwrap();
    assert_eq!(decimal("2"), entry.multiplier);
    assert_eq!(Some(Uint128::new(777)), entry.value_cap);
}

#[test]
fn limits_that_the_owner_lowers_after_the_announcement_are_taken_over() {
    let (mut world, old) = limited();
    tell(&mut world, "feeder", &succession(&old)).unwrap();
    caps_debt(&mut world, &old, Uint128::new(5));
    revokes_collateral(&mut world, &old);
    world.chain.pass(FIFTEEN_DAYS);

    let new = migrates(&mut world, "alice", &execution(&old));

    assert_eq!(Some(Uint128::new(5)), asset_config(&world, &new).debt_cap);
    assert!(entry(&world, &new).unwrap().is_revoked);
}

#[test]
fn a_feeder_renames_no_asset() {
    let (mut world, old) = limited();
    let named = |name: &str, symbol: &str| ExecuteMsg::MigrateAsset {
        name: Some(name.to_string()),
        symbol: Some(symbol.to_string()),
        from_token: old.to_string(),
        end_price: None,
        oracle_feeder: None,
    };

    for (name, symbol) in [("AAPL derivative", "MSFT"), ("Apple", "AAPL")] {
        let expected = ContractError::NamedByFeeder {
            name: "AAPL derivative".to_string(),
            symbol: "mAAPL".to_string(),
        };
        let refusal = tell(&mut world, "feeder", &named(name, symbol));
        assert_refused(refusal, expected);
    }
    // Clients of Mirror v2 always send them.
    let repeated = named("AAPL derivative", "mAAPL");
    tell(&mut world, "feeder", &repeated).unwrap();
}

#[test]
fn the_next_feeder_is_not_its_own_standby() {
    let (mut world, old) = limited();
    let to_standby = ExecuteMsg::MigrateAsset {
        name: None,
        symbol: None,
        from_token: old.to_string(),
        end_price: None,
        oracle_feeder: Some(world.chain.account("bob").to_string()),
    };

    let new = migrates(&mut world, "gov", &to_standby);

    let feed = feed_of(&world, &new);
    assert_eq!(world.chain.account("bob").as_str(), feed.feeder);
    assert_eq!(None, feed.standby);
}

#[test]
fn the_owners_price_and_the_last_one_say_what_a_split_makes_of_a_cap() {
    let cases = [
        ("400", 4_000_012),
        ("364", 4_000_012),
        ("360", 4_000_012),
        ("359", 1_000_003),
        ("150", 1_000_003),
        ("10", 100_000),
    ];
    for (end_price, cap) in cases {
        let (mut world, old) = limited();

        let new = migrates(&mut world, "gov", &migration(&old, "AAPL", end_price));

        let found = asset_config(&world, &new).debt_cap;
        assert_eq!(Some(Uint128::new(cap)), found, "{end_price}");
    }
}

/// The last price comes from the feeder alone, so it may lower a cap and never raises one.
#[test]
fn no_feeder_raises_its_cap_by_a_price() {
    let (mut world, old) = limited();
    tell(&mut world, "feeder", &succession(&old)).unwrap();
    for price in ["80", "64", "52", "50"] {
        world.chain.pass(FIFTEEN_DAYS / 4);
        world.feeds(&[("AAPL", price)]);
    }
    let new = migrates(&mut world, "alice", &execution(&old));
    assert_eq!(Some(CAP), asset_config(&world, &new).debt_cap);

    // Nor does an old price raise it where the owner gave the end price.
    let (mut world, old) = limited();
    world.chain.pass(61);
    let new = migrates(&mut world, "gov", &migration(&old, "AAPL", "400"));
    assert_eq!(Some(CAP), asset_config(&world, &new).debt_cap);

    let (mut world, old) = limited();
    tell(&mut world, "feeder", &succession(&old)).unwrap();
    for price in ["120", "144", "172", "205"] {
        world.chain.pass(FIFTEEN_DAYS / 4);
        world.feeds(&[("AAPL", price)]);
    }
    let new = migrates(&mut world, "alice", &execution(&old));
    let half = Uint128::new(500_001);
    assert_eq!(Some(half), asset_config(&world, &new).debt_cap);
    assert_eq!(
        Some(Decimal::percent(10_000)),
        asset_config(&world, &old).end_price
    );
}
