//! The four years of MIR with the real recipients, to the micro unit. The numbers are those of
//! mir-token.md.

use cosmwasm_std::{Addr, Uint128};
use cw20_base::ContractError as Cw20Error;
use mirror_deploy::{Profile, Release};
use mirror_protocol::factory::ExecuteMsg;
use mirror_protocol::staking::{PoolInfoResponse, QueryMsg};
use mirror_testing::{
    assert_refused, standard_profile, usual_listing, usual_params, TestChain, World,
};
use serde_json::json;

const GENESIS: u64 = 1_000;
const DAY: u64 = 86_400;
const YEAR: u64 = 365 * DAY;

/// mir-token.md section 3 in micro MIR: at genesis and at the end of each year.
const TABLE: &str = "
 UNI airdrop  LUNA airdrop  LUNA reward      mAsset LP          MIR LP         Community       Supply
9150000000000 9150000000000 0                             0              0  36600000000000  54900000000000
9150000000000 9150000000000 18300000000000   89212500000000 20587500000000  36600000000000 183000000000000
9150000000000 9150000000000 18300000000000  133818750000000 30881250000000  54900000000000 256200000000000
9150000000000 9150000000000 18300000000000  156121875000000 36028125000000  91500000000000 320250000000000
9150000000000 9150000000000 18300000000000  167273437500000 38601562500000 128100000000000 370575000000000
";

type Row = [u128; 7];

/// The rows of the table, the one of genesis first.
fn table() -> [Row; 5] {
    let row = |line: &str| -> Row {
        let columns = line.split_whitespace().map(|text| text.parse().unwrap());
        columns.collect::<Vec<_>>().try_into().unwrap()
    };
    let rows: Vec<Row> = TABLE.trim().lines().skip(1).map(row).collect();
    rows.try_into().unwrap()
}

/// The standard profile with as many mAssets of weight 100, listed at genesis.
fn listing(assets: usize) -> Profile {
    let mut profile = standard_profile(&TestChain::new());
    let mut asset = usual_listing("AAPL");
    asset.params.weight = Some(100);
    profile.assets = vec![asset; assets];
    profile
}

/// Somebody distributes what is due so many seconds after genesis.
fn distribute(world: &mut World, elapsed: u64) {
    world.chain.at(GENESIS + elapsed);
    let factory = world.at.factory.clone();
    world.carol().sends(&factory, &ExecuteMsg::Distribute {});
}

/// What a pool that nobody stakes in has received.
fn received(world: &World, token: &str) -> u128 {
    let asset_token = token.to_string();
    let pool: PoolInfoResponse = world.asks(&world.at.staking, &QueryMsg::PoolInfo { asset_token });
    (pool.pending_reward + pool.short_pending_reward).u128()
}

/// A row of the table, as the contracts hold it.
fn row(world: &World) -> Row {
    let at = &world.at;
    let held = |holder: &Addr| world.token_balance(&at.mirror_token, holder).u128();
    let first_airdrop = table()[0][1];
    let assets = world.deployment.assets.iter();
    [
        held(&at.uni_airdrop),
        first_airdrop,
        held(&at.airdrop) - first_airdrop,
        assets.map(|asset| received(world, &asset.token)).sum(),
        received(world, at.mirror_token.as_str()),
        held(&at.community),
        world.supply(&at.mirror_token).u128(),
    ]
}

#[test]
fn the_table_is_met_when_somebody_distributes_once_a_year() {
    let mut world = World::deployed_as(listing(13));
    let [genesis, years @ ..] = table();
    assert_eq!(genesis, row(&world));

    for (year, expected) in (1..).zip(years) {
        distribute(&mut world, year * YEAR);
        assert_eq!(expected, row(&world), "year {year}");
    }

    let at_the_end = row(&world);
    distribute(&mut world, 5 * YEAR);
    assert_eq!(at_the_end, row(&world));
}

#[test]
fn the_table_is_met_when_somebody_distributes_every_day() {
    let mut world = World::deployed_as(listing(2));
    let [_, years @ ..] = table();

    for (year, expected) in (0..).zip(years) {
        for day in 1..=365 {
            distribute(&mut world, year * YEAR + day * DAY);
        }
        assert_eq!(expected, row(&world), "year {}", year + 1);
    }
}

/// Every minute of the four years is in the factory's `ledger::tests`.
#[test]
fn the_table_is_met_when_somebody_distributes_every_minute_about_the_turn_of_a_year() {
    let mut world = World::deployed_as(listing(2));
    let [_, years @ ..] = table();

    for (year, expected) in (1..).zip(years) {
        let turn = year * YEAR;
        for minute in (0..=60).rev() {
            distribute(&mut world, turn - 60 * minute);
        }
        assert_eq!(expected, row(&world), "year {year}");
        for minute in 1..=60 {
            distribute(&mut world, turn + 60 * minute);
        }
    }
}

#[test]
fn mir_that_was_made_in_advance_is_released_to_the_end() {
    let mut profile = listing(13);
    profile.release = Release::preminted();
    let mut world = World::deployed_as(profile);
    let at = world.at.clone();
    let [_, years @ ..] = table();

    for (year, expected) in (1..).zip(years) {
        distribute(&mut world, year * YEAR);
        let [_, _, _, massets, mirror, _, supply] = row(&world);
        assert_eq!([expected[3], expected[4]], [massets, mirror]);
        assert_eq!(370_575_000_000_000, supply);
    }

    let held = |holder| world.token_balance(&at.mirror_token, holder).u128();
    assert_eq!(0, held(&at.factory));
    assert_eq!(205_875_000_000_000, held(&at.staking));
    assert_eq!(128_100_000_000_000, held(&at.community));
    assert_eq!(27_450_000_000_000, held(&at.airdrop));
    assert_eq!(9_150_000_000_000, held(&at.uni_airdrop));
    let minter: Option<cw20::MinterResponse> =
        world.asks(&at.mirror_token, &cw20::Cw20QueryMsg::Minter {});
    assert_eq!(None, minter);
}

/// T-74: MIR above 370,575,000.
#[test]
fn not_even_the_factory_mints_one_micro_mir_beyond_the_cap() {
    let mut world = World::deployed_as(listing(1));
    distribute(&mut world, 4 * YEAR);
    let at = world.at.clone();

    let mint = json!({ "mint": { "recipient": at.factory, "amount": "1" } });
    let refusal = world
        .chain
        .execute(&at.factory, &at.mirror_token, &mint, &[]);

    let expected = terraswap_token::ContractError::Cw20(Cw20Error::CannotExceedCap {});
    assert_refused(refusal, expected);
}

#[test]
fn a_listing_later_on_waters_down_a_schedule_that_all_share() {
    let mut profile = listing(13);
    // 16,000 micro MIR in the first minute and 16,300 in the second.
    let schedule = [(0, 60, 16_000), (60, 120, 16_300)];
    let schedule = schedule.map(|(start, end, amount)| (start, end, Uint128::new(amount)));
    profile.release.distribution_schedule = schedule.to_vec();
    profile.release.mirror_distribution_schedule = None;
    let mut world = World::deployed_as(profile);
    let mirror = world.at.mirror_token.to_string();
    let first = world.deployment.assets[0].token.clone();

    distribute(&mut world, 60);
    let before = [&mirror, &first].map(|token| received(&world, token));
    let new = world.lists("MSFT", usual_params()).unwrap().token;
    distribute(&mut world, 120);

    assert_eq!([3_000, 1_000], before);
    let after = [&mirror, &first, &new.to_string()].map(|token| received(&world, token));
    assert_eq!([3_000 + 3_000, 1_000 + 1_000, 300], after);
}
