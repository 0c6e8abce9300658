//! What a deployment leaves behind.

use cosmwasm_std::{Addr, Uint128};
use mirror_protocol::{collateral_oracle, factory, lock, mint, oracle, staking};
use mirror_testing::{percent, standard_profile, usual_listing, usual_params, TestChain, World};

/// What a new mAsset may be worth as collateral by the standard profile.
const CAP: Uint128 = Uint128::new(250_000_000_000);

#[test]
fn the_factory_owns_the_contracts_and_gov_owns_the_factories() {
    let world = World::new();
    let at = &world.at;
    let owner_of_market: terraswap::factory::ConfigResponse =
        world.asks(&at.swap_factory, &terraswap::factory::QueryMsg::Config {});
    let factory: factory::ConfigResponse = world.asks(&at.factory, &factory::QueryMsg::Config {});
    let mint: mint::ConfigResponse = world.asks(&at.mint, &mint::QueryMsg::Config {});
    let oracle: oracle::ConfigResponse = world.asks(&at.oracle, &oracle::QueryMsg::Config {});
    let collateral: collateral_oracle::ConfigResponse = world.asks(
        &at.collateral_oracle,
        &collateral_oracle::QueryMsg::Config {},
    );
    let lock: lock::ConfigResponse = world.asks(&at.lock, &lock::QueryMsg::Config {});
    let staking: staking::ConfigResponse = world.asks(&at.staking, &staking::QueryMsg::Config {});

    let gov = world.chain.account("gov");
    assert_eq!(gov.as_str(), owner_of_market.owner);
    assert_eq!(gov.as_str(), factory.owner);
    for owner in [
        mint.owner,
        oracle.owner,
        collateral.owner,
        lock.owner,
        staking.owner,
    ] {
        assert_eq!(at.factory.as_str(), owner);
    }
}

#[test]
fn no_stand_in_is_left_in_mint() {
    let world = World::new();
    let at = &world.at;

    let mint: mint::ConfigResponse = world.asks(&at.mint, &mint::QueryMsg::Config {});

    let named = [
        mint.collateral_oracle,
        mint.staking,
        mint.lock,
        mint.terraswap_factory,
    ];
    let expected = [
        &at.collateral_oracle,
        &at.staking,
        &at.lock,
        &at.swap_factory,
    ];
    assert_eq!(expected.map(Addr::to_string), named);
}

#[test]
fn a_birth_has_the_limits_of_its_profile() {
    let chain = TestChain::new();
    let mut profile = standard_profile(&chain);
    profile.oracle_guardian = Some(chain.account("carol").to_string());
    let world = World::deployed_as(profile);

    let oracle: oracle::ConfigResponse = world.asks(&world.at.oracle, &oracle::QueryMsg::Config {});
    let mint: mint::ConfigResponse = world.asks(&world.at.mint, &mint::QueryMsg::Config {});

    assert_eq!(Some(percent(50)), oracle.max_deviation);
    assert_eq!(1_800, oracle.confirm_seconds);
    assert_eq!(21_600, oracle.halt_seconds);
    let carol = world.chain.account("carol").to_string();
    assert_eq!(Some(carol), oracle.guardian);
    assert_eq!(Some(CAP), mint.default_value_cap);
    assert_eq!(Some(2_592_000), mint.collateral_delay);
}

#[test]
fn what_a_birth_lists_backs_others_at_once_and_what_comes_later_waits() {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::deployed_as(profile);
    let early = world.token("mAAPL");
    let late = world.lists("mMSFT", usual_params()).unwrap().token;

    let [early, late] = [early, late].map(|token| {
        let asset = token.into_string();
        let question = collateral_oracle::QueryMsg::CollateralAssetInfo { asset };
        let wrap = world.chain.app.wrap();
        let answer: Result<collateral_oracle::CollateralInfoResponse, _> =
            wrap.query_wasm_smart(&world.at.collateral_oracle, &question);
        answer.ok()
    });

    assert_eq!(Some(CAP), early.unwrap().value_cap);
    assert_eq!(None, late);
}

#[test]
fn what_exists_of_mir_is_with_its_holders_and_none_with_the_deployer() {
    let world = World::new();
    let mir = &world.at.mirror_token;
    let held = |who: &Addr| world.token_balance(mir, who).u128();

    assert_eq!(Uint128::new(54_900_000_000_000), world.supply(mir));
    assert_eq!(36_600_000_000_000, held(&world.at.community));
    assert_eq!(9_150_000_000_000, held(&world.at.airdrop));
    assert_eq!(9_150_000_000_000, held(&world.at.uni_airdrop));
    assert_eq!(0, held(&world.chain.account("deployer")));
}
