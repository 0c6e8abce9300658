//! What no schedule may do: release ahead of the founding one, or promise what can not be paid.

use cosmwasm_std::{Addr, Uint128};
use mirror_factory::ContractError;
use mirror_protocol::factory::{ConfigUpdate, ExecuteMsg, InstantiateMsg, Schedule};
use mirror_testing::{assert_refused, codes, standard_profile, TestChain, World};
use terraswap::token::Token;

use crate::before_post_initialize::{fixed, held, one_track, track, Bare, GENESIS_SUPPLY};
use crate::setup::{releasing, stored, tell, with_aapl};

const YEAR: u64 = 31_536_000;
/// What the founding schedule releases (mir-token.md section 3).
const ALL: u128 = 315_675_000_000_000;
const START: ExecuteMsg = ExecuteMsg::StartRelease {};
const DISTRIBUTE: ExecuteMsg = ExecuteMsg::Distribute {};

fn years(first: u64, amounts: &[u128]) -> Vec<(u64, u64, u128)> {
    (first..)
        .zip(amounts)
        .map(|(year, amount)| (year * YEAR, (year + 1) * YEAR, *amount))
        .collect()
}

/// Everything that the founding schedule releases, in one track.
fn founding() -> Vec<(u64, u64, u128)> {
    let amounts = [
        128_100_000_000_000,
        73_200_000_000_000,
        64_050_000_000_000,
        50_325_000_000_000,
    ];
    years(0, &amounts)
}

fn pools(entries: &[(u64, u64, u128)]) -> ExecuteMsg {
    ExecuteMsg::UpdateConfig(ConfigUpdate {
        distribution_schedule: Some(track(entries)),
        ..ConfigUpdate::default()
    })
}

fn too_fast(at: u64, planned: u128) -> ContractError {
    ContractError::ReleaseTooFast {
        at,
        planned: planned.into(),
        most: Uint128::new(4_062_024),
    }
}

fn uncovered(owed: u128, available: u128) -> ContractError {
    let (owed, available) = (owed.into(), available.into());
    ContractError::ReleaseUncovered { owed, available }
}

/// Otherwise a default poll could pass a schedule of one second by `update_config`, and give whoever
/// holds the stakes in the pools 300 million MIR.
#[test]
fn no_vote_releases_the_supply_in_a_second() {
    let mut world = World::new();
    let before = stored(&world);
    let second = [(0, 1, 300_000_000_000_000)];
    let recipient = world.chain.account("attacker");

    let updates = [
        ConfigUpdate {
            distribution_schedule: Some(track(&second)),
            ..ConfigUpdate::default()
        },
        ConfigUpdate {
            mirror_distribution_schedule: Some(track(&second)),
            distribution_schedule: Some(vec![]),
            ..ConfigUpdate::default()
        },
        ConfigUpdate {
            fixed_distributions: Some(vec![fixed(&recipient, &second)]),
            distribution_schedule: Some(vec![]),
            ..ConfigUpdate::default()
        },
    ];
    for update in updates {
        let refusal = tell(&mut world, "gov", &ExecuteMsg::UpdateConfig(update));
        let refusal = refusal.unwrap_err().downcast::<ContractError>().unwrap();
        let too_much = matches!(
            refusal,
            ContractError::ReleaseTooFast { .. } | ContractError::ReleaseExceedsSupply { .. }
        );
        assert!(too_much, "{refusal}");
    }
    assert_eq!(before, stored(&world));
}

#[test]
fn a_schedule_is_compared_with_the_curve_in_every_message_that_gives_one() {
    let fast = [(0, 1_000, 5_000_000_000)];
    let deployer = Addr::unchecked("deployer");
    let mut bare = Bare::new(&held(&[]), true);
    bare.make_pair();

    let mirror = InstantiateMsg {
        mirror_distribution_schedule: Some(track(&fast)),
        ..held(&[])
    };
    let paid = InstantiateMsg {
        fixed_distributions: Some(vec![fixed(&bare.deployer, &fast)]),
        ..held(&[])
    };
    for msg in [one_track(&fast), held(&fast), mirror, paid] {
        let chain = &mut bare.market.chain;
        let refusal = chain.try_create(codes::factory(), &deployer, &msg);
        let refusal = refusal.unwrap_err().downcast::<ContractError>().unwrap();
        assert_eq!(too_fast(0, 5_000_000), refusal);
    }
    let set_up = bare.post_initialize(Some(vec![fixed(&bare.deployer, &fast)]));
    assert_refused(bare.sends(&set_up), too_fast(0, 5_000_000));
    let set_up = bare.post_initialize(None);
    bare.sends(&set_up).unwrap();
    assert_refused(bare.sends(&pools(&fast)), too_fast(0, 5_000_000));
}

#[test]
fn what_was_not_released_is_caught_up_at_the_speed_of_the_first_year() {
    let mut world = releasing(vec![], None);
    let now = 3 * YEAR;
    world.chain.at(1_000 + now);

    let day = 86_400;
    let most = 350_958_904_109;
    let refusal = tell(&mut world, "gov", &pools(&[(now, now + day, most + 1)]));
    assert_refused(refusal, too_fast(now, 4_062_025));
    tell(&mut world, "gov", &pools(&[(now, now + day, most)])).unwrap();

    world.chain.pass(day);
    tell(&mut world, "alice", &DISTRIBUTE).unwrap();
    let staking = world.at.staking.clone();
    let mirror = world.at.mirror_token.clone();
    assert_eq!(most, world.token_balance(&mirror, &staking).u128());
}

#[test]
fn a_plan_is_ahead_where_its_entries_end() {
    let mut bare = Bare::ready(&held(&founding()), true);

    let mut sooner = founding();
    sooner[1] = (YEAR, YEAR + YEAR / 2, 36_600_000_000_001);
    let expected = ContractError::ReleaseAhead {
        at: YEAR + YEAR / 2,
        planned: Uint128::new(164_700_000_000_001),
        most: Uint128::new(164_700_000_000_000),
    };
    assert_refused(bare.sends(&pools(&sooner)), expected);
    sooner[1].2 -= 1;
    bare.sends(&pools(&sooner)).unwrap();
}

#[test]
fn the_founding_plans_pass_and_may_be_given_again_at_any_time() {
    let mut world = with_aapl();
    let profile = standard_profile(&TestChain::new()).release;
    let again = ExecuteMsg::UpdateConfig(ConfigUpdate {
        distribution_schedule: Some(profile.distribution_schedule),
        mirror_distribution_schedule: profile.mirror_distribution_schedule,
        ..ConfigUpdate::default()
    });
    for seconds in [0, 1, 77_777, 12_345_678, 2 * YEAR, 4 * YEAR] {
        world.chain.pass(seconds);
        tell(&mut world, "gov", &again).unwrap();
        tell(&mut world, "gov", &again).unwrap();
    }

    world.chain.pass(60);
    tell(&mut world, "alice", &DISTRIBUTE).unwrap();
    let mirror = world.at.mirror_token.clone();
    assert_eq!(370_575_000_000_000, world.supply(&mirror).u128());
}

/// Otherwise 20 million MIR too much at genesis would stop `distribute` for ever in the fourth year:
/// the cap would not let the factory mint more.
#[test]
fn more_than_the_cap_leaves_is_not_promised() {
    let too_much = 20_000_000_000_000;
    let msg = one_track(&founding());
    let mut bare = Bare::with_supply(&msg, true, GENESIS_SUPPLY + too_much);
    bare.make_pair();
    let set_up = bare.post_initialize(None);

    assert_refused(bare.sends(&set_up), uncovered(ALL, ALL - too_much));
    bare.pays_in(too_much - 1);
    assert_refused(bare.sends(&set_up), uncovered(ALL, ALL - 1));
    bare.pays_in(1);
    bare.sends(&set_up).unwrap();

    bare.market.chain.at(1_000 + 4 * YEAR);
    bare.sends(&DISTRIBUTE).unwrap();
    assert_eq!(ALL, bare.mir(&bare.staking));
}

/// Burning makes room under the cap; the plan stays as it is.
#[test]
fn what_is_burned_may_be_minted_again() {
    let too_much = 5;
    let msg = held(&founding());
    let mut bare = Bare::with_supply(&msg, true, GENESIS_SUPPLY + too_much);
    bare.make_pair();
    let set_up = bare.post_initialize(None);
    assert_refused(bare.sends(&set_up), uncovered(ALL, ALL - too_much));

    let burn = Token(bare.mirror_token.clone()).burn(too_much.into());
    let deployer = bare.deployer.clone();
    bare.market.send(&deployer, burn.unwrap()).unwrap();

    bare.sends(&set_up).unwrap();
    bare.sends(&START).unwrap();
}

#[test]
fn mir_that_nobody_mints_has_to_be_there_when_the_release_starts() {
    let mut bare = Bare::new(&one_track(&[(0, YEAR, 1_000)]), false);
    bare.make_pair();
    let set_up = bare.post_initialize(None);
    assert_refused(bare.sends(&set_up), uncovered(1_000, 0));

    // While the release is held, the MIR may come later.
    let mut bare = Bare::ready(&held(&[(0, YEAR, 1_000)]), false);
    bare.sends(&pools(&[(0, YEAR, 2_000)])).unwrap();
    bare.pays_in(1_999);
    assert_refused(bare.sends(&START), uncovered(2_000, 1_999));
    bare.pays_in(1);
    bare.sends(&START).unwrap();
}

#[test]
fn a_new_schedule_counts_what_is_owed_and_not_what_was_sent() {
    let mut bare = Bare::new(&one_track(&[(0, 1_000, 1_000)]), false);
    bare.make_pair();
    let community = bare.market.account("community");
    bare.pays_in(1_500);
    let set_up = bare.post_initialize(Some(vec![fixed(&community, &[(0, 1_000, 500)])]));
    bare.sends(&set_up).unwrap();
    bare.market.chain.at(1_100);
    bare.sends(&DISTRIBUTE).unwrap();
    assert_eq!(1_350, bare.mir(&bare.factory));

    // Until second 300, 200 more are owed to the pools and 100 to the account; 1,050 are left.
    bare.market.chain.at(1_300);
    let change = |amount| {
        ExecuteMsg::UpdateConfig(ConfigUpdate {
            distribution_schedule: Some(track(&[(300, 1_000, amount)])),
            fixed_distributions: Some(vec![]),
            ..ConfigUpdate::default()
        })
    };
    assert_refused(bare.sends(&change(1_051)), uncovered(1_351, 1_350));
    bare.sends(&change(1_050)).unwrap();
    bare.market.chain.at(3_000);
    bare.sends(&DISTRIBUTE).unwrap();

    assert_eq!(0, bare.mir(&bare.factory));
    assert_eq!(100 + 200 + 1_050, bare.mir(&bare.staking));
    assert_eq!(50 + 100, bare.mir(&community));
}

#[test]
fn what_no_pool_got_is_still_owed() {
    let mut bare = Bare::new(&one_track(&[(0, 1_000, 1_000)]), false);
    bare.make_pair();
    bare.pays_in(1_000);
    let set_up = bare.post_initialize(None);
    bare.sends(&set_up).unwrap();
    let no_weight = crate::setup::weight(&bare.mirror_token, 0);
    bare.sends(&no_weight).unwrap();
    bare.market.chain.at(1_400);

    let rest = |amount| pools(&[(400, 1_000, amount)]);
    assert_refused(bare.sends(&rest(601)), uncovered(1_001, 1_000));
    bare.sends(&rest(600)).unwrap();
}

#[test]
fn all_schedules_together_have_64_entries_at_most() {
    let mut world = releasing(vec![], None);
    let seconds = |count: u64| -> Schedule {
        track(&(0..count).map(|at| (at, at + 1, 1)).collect::<Vec<_>>())
    };
    let of = |most: u64| {
        ExecuteMsg::UpdateConfig(ConfigUpdate {
            distribution_schedule: Some(seconds(40)),
            mirror_distribution_schedule: Some(seconds(most - 40)),
            ..ConfigUpdate::default()
        })
    };

    tell(&mut world, "gov", &of(64)).unwrap();
    let expected = ContractError::TooManyEntries {
        received: 65,
        most: 64,
    };
    assert_refused(tell(&mut world, "gov", &of(65)), expected);
}
