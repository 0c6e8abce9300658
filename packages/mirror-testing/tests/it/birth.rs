//! What a deployment leaves behind.

use cosmwasm_std::{Addr, Uint128};
use mirror_protocol::{collateral_oracle, factory, lock, mint, oracle, staking};
use mirror_testing::World;

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
