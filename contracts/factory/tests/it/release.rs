//! The four years of the release of MIR. The numbers are those of mir-token.md.

use cosmwasm_std::Uint128;
use mirror_protocol::factory::{ExecuteMsg, Schedule};
use mirror_testing::{standard_profile, TestChain, World};

use crate::setup::{received, revoke, tell, weighing};

const YEAR: u64 = 31_536_000;
const GENESIS: u64 = 1_000;

/// A protocol with the schedules of the table, and 13 assets of weight 100 listed at genesis.
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
    let airdrop = world.at.airdrop.clone();

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
        Uint128::new(9_150_000_000_000 + 18_300_000_000_000),
        world.token_balance(&mirror, &airdrop),
        "airdrop and stakers"
    );
    let staking = world.at.staking.clone();
    assert_eq!(
        Uint128::new(205_875_000_000_000),
        world.token_balance(&mirror, &staking),
        "all pools"
    );
}

/// factory.md section 10, E3.
#[test]
fn two_minutes_of_two_tracks_pay_the_amounts_of_the_example() {
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

/// The column "both" of the table in mir-token.md.
fn both() -> Schedule {
    let columns = [
        109_800_000_000_000,
        54_900_000_000_000,
        27_450_000_000_000,
        13_725_000_000_000,
    ];
    (0..)
        .zip(columns)
        .map(|(year, amount)| (year * YEAR, (year + 1) * YEAR, Uint128::new(amount)))
        .collect()
}

/// A protocol with the table's schedule on one track, and nothing listed.
fn on_one_track() -> World {
    let mut profile = standard_profile(&TestChain::new());
    profile.release.distribution_schedule = both();
    profile.release.mirror_distribution_schedule = None;
    World::deployed_as(profile)
}

/// factory.md section 10, E2 and factory.md section 10, E5.
#[test]
fn a_pool_delisted_in_between_leaves_its_part_to_the_others() {
    let mut world = on_one_track();
    let mirror = world.at.mirror_token.clone();
    let tokens: Vec<_> = (0..13)
        .map(|_| world.lists("AAPL", weighing(100)).unwrap().token)
        .collect();

    distribute(&mut world, 60);
    assert_eq!(Uint128::new(39_169_520), received(&world, &mirror));
    for token in &tokens {
        assert_eq!(Uint128::new(13_056_506), received(&world, token));
    }

    tell(&mut world, "gov", &revoke(&tokens[0], Some("1"))).unwrap();
    distribute(&mut world, 120);
    assert_eq!(Uint128::new(13_056_506), received(&world, &tokens[0]));
    for token in &tokens[1..] {
        let sum = 13_056_506 + 13_926_941;
        assert_eq!(Uint128::new(sum), received(&world, token));
    }
    let sum = 39_169_520 + 41_780_824;
    assert_eq!(Uint128::new(sum), received(&world, &mirror));
}

/// factory.md section 10, E4.
#[test]
fn a_day_pays_what_each_track_gives_in_a_day() {
    let mut world = World::new();
    let mirror = world.at.mirror_token.clone();
    let token = world.lists("AAPL", weighing(100)).unwrap().token;

    distribute(&mut world, 86_400);

    assert_eq!(Uint128::new(244_417_808_219), received(&world, &token));
    assert_eq!(Uint128::new(56_404_109_589), received(&world, &mirror));
    let airdrop = world.at.airdrop.clone();
    assert_eq!(
        Uint128::new(9_150_000_000_000 + 50_136_986_301),
        world.token_balance(&mirror, &airdrop)
    );
}

/// factory.md section 10, E4.
#[test]
fn the_second_year_begins_with_its_own_rate() {
    let mut world = on_one_track();
    let mirror = world.at.mirror_token.clone();

    distribute(&mut world, YEAR);
    assert_eq!(Uint128::new(109_800_000_000_000), received(&world, &mirror));

    distribute(&mut world, YEAR + 60);
    assert_eq!(Uint128::new(109_800_104_452_054), received(&world, &mirror));
    let community = world.at.community.clone();
    assert_eq!(
        Uint128::new(36_600_000_000_000 + 34_817_351),
        world.token_balance(&mirror, &community)
    );
}
