//! The four years of MIR. The numbers are those of mir-token.md.

use cosmwasm_std::Uint128;
use mirror_protocol::factory::ExecuteMsg;
use mirror_testing::World;

use crate::setup::{received, tell, weighing};

const YEAR: u64 = 31_536_000;
const GENESIS: u64 = 1_000;

/// The world of the table, with 13 assets of weight 100, listed at genesis.
fn thirteen() -> World {
    let mut world = World::new();
    for _ in 0..13 {
        world.lists("AAPL", weighing(100)).unwrap();
    }
    world
}

fn distribute(world: &mut World, elapsed: u64) {
    world.chain.at(GENESIS + elapsed);
    tell(world, "alice", &ExecuteMsg::Distribute {}).expect("the release is accepted");
}

#[test]
fn the_supply_at_each_year_end_is_that_of_the_table() {
    let mut world = thirteen();
    let mirror = world.at.mirror_token.clone();
    assert_eq!(Uint128::new(54_900_000_000_000), world.supply(&mirror));

    let table = [
        183_000_000_000_000,
        256_200_000_000_000,
        320_250_000_000_000,
        370_575_000_000_000,
        370_575_000_000_000,
    ];
    for (year, supply) in (1..).zip(table) {
        distribute(&mut world, year * YEAR);
        assert_eq!(Uint128::new(supply), world.supply(&mirror), "year {year}");
    }
}

#[test]
fn the_columns_of_the_table_are_met() {
    let mut world = thirteen();
    let mirror = world.at.mirror_token.clone();
    let community = world.at.community.clone();
    let airdrop = world.chain.account("airdrop");

    distribute(&mut world, 4 * YEAR);

    assert_eq!(
        Uint128::new(38_601_562_500_000),
        received(&world, &mirror),
        "MIR LP"
    );
    assert_eq!(
        Uint128::new(128_100_000_000_000),
        world.token_balance(&mirror, &community),
        "community"
    );
    assert_eq!(
        Uint128::new(18_300_000_000_000 + 18_300_000_000_000),
        world.token_balance(&mirror, &airdrop),
        "airdrops and stakers"
    );
    let staking = world.at.staking.clone();
    assert_eq!(
        Uint128::new(205_875_000_000_000),
        world.token_balance(&mirror, &staking),
        "all pools"
    );
}

#[test]
fn e3_two_minutes_after_genesis() {
    let mut world = World::new();
    let mirror = world.at.mirror_token.clone();
    let tokens: Vec<_> = (0..13)
        .map(|_| world.lists("AAPL", weighing(100)).unwrap().token)
        .collect();

    distribute(&mut world, 60);
    assert_eq!(Uint128::new(39_169_520), received(&world, &mirror));
    for token in &tokens {
        assert_eq!(Uint128::new(13_056_506), received(&world, token));
    }

    distribute(&mut world, 120);
    assert_eq!(Uint128::new(78_339_041), received(&world, &mirror));
    for token in &tokens {
        let both = 13_056_506 + 13_056_507;
        assert_eq!(Uint128::new(both), received(&world, token));
    }
}
