//! When gov may take over, and that it gets all of it.

use cosmwasm_std::Uint128;
use mirror_deploy::{hand_over, rights, Chain, HandOverError, Obstacle, Release, Rights};
use mirror_protocol::community;
use mirror_protocol::gov::VoteOption;
use mirror_testing::{standard_profile, Proposal, TestChain, World};

type Outcome = Result<(), HandOverError<anyhow::Error>>;

/// What the profile calls for: 1 M MIR.
const LEAST: u128 = 1_000_000_000_000;
const MIR: u128 = 1_000_000;

/// A protocol of the deployer's in which people have MIR and staked this much of it.
fn with_stakes(stakes: &[(&str, u128)]) -> World {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    for (name, amount) in stakes {
        world.actor(name).stakes_mir(*amount);
    }
    world.chain.pass(1);
    world
}

/// Three who hold a third of 1.2 M MIR each.
fn ready() -> World {
    let each = 400_000 * MIR;
    with_stakes(&[("alice", each), ("bob", each), ("carol", each)])
}

fn hands_over(world: &mut World) -> Outcome {
    let deployment = world.deployment.clone();
    hand_over(&mut world.deployer(), &deployment, Uint128::new(LEAST))
}

#[track_caller]
fn obstacles(world: &mut World) -> Vec<Obstacle> {
    match hands_over(world) {
        Err(HandOverError::TooEarly(obstacles)) => obstacles,
        other => panic!("expected obstacles, got {other:?}"),
    }
}

#[track_caller]
fn astray(outcome: Outcome) -> Vec<String> {
    match outcome {
        Err(HandOverError::Astray(rights)) => {
            rights.into_iter().map(|right| right.contract).collect()
        }
        other => panic!("expected rights gone astray, got {other:?}"),
    }
}

fn all_rights(world: &mut World) -> Vec<Rights> {
    let deployment = world.deployment.clone();
    rights(&mut world.deployer(), &deployment).unwrap()
}

#[test]
fn gov_takes_over_when_enough_is_staked_and_nobody_has_more_than_half() {
    let mut world = with_stakes(&[]);
    let too_little = |staked: u128| Obstacle::TooLittleStaked {
        staked: Uint128::new(staked),
        least: Uint128::new(LEAST),
    };
    assert_eq!(vec![too_little(0)], obstacles(&mut world));

    // The first thousand shares belong to nobody: 250,000 MIR of alice's are one share less than
    // bob's and carol's.
    world.alice().stakes_mir(500_000 * MIR + 1_001);
    world.bob().stakes_mir(499_999 * MIR);
    let alice = world.chain.account("alice").into_string();
    assert_eq!(
        vec![
            too_little(999_999 * MIR + 1_001),
            Obstacle::OneHolderDecides {
                staker: alice,
                share: Uint128::new(500_000 * MIR + 1),
                total_share: Uint128::new(999_999 * MIR + 1_001),
            },
        ],
        obstacles(&mut world)
    );

    world.carol().stakes_mir(MIR);
    hands_over(&mut world).unwrap();
}

#[test]
fn gov_does_not_take_over_while_a_poll_is_open_or_can_be_executed() {
    let mut world = ready();
    let grant = grant(&world);
    let poll_id = world.alice().creates_poll(grant);
    let end_time = world.poll(poll_id).end_time;
    let open = Obstacle::PollOpen { poll_id, end_time };
    assert_eq!(vec![open], obstacles(&mut world));

    world.alice().votes(poll_id, VoteOption::Yes);
    world.voting_ends(poll_id);
    world.carol().tries_to_end(poll_id).unwrap();
    let expiration_time = world.poll(poll_id).expiration_time;
    let executable = Obstacle::PollExecutable {
        poll_id,
        expiration_time,
    };
    assert_eq!(vec![executable.clone()], obstacles(&mut world));

    // The deployer still owns the community, so the poll fails, and could be tried again.
    world.a_day_passes();
    world.carol().tries_to_execute(poll_id).unwrap();
    world.chain.at(expiration_time);
    assert_eq!(vec![executable], obstacles(&mut world));

    world.chain.at(expiration_time + 1);
    hands_over(&mut world).unwrap();
}

/// A poll that would pay alice.
fn grant(world: &World) -> Proposal {
    let msg = community::ExecuteMsg::Spend {
        recipient: world.chain.account("alice").into_string(),
        amount: Uint128::one(),
    };
    Proposal::call(&world.at.community, &msg)
}

#[test]
fn a_poll_that_was_refused_or_has_no_action_is_not_in_the_way() {
    let mut world = ready();
    let grant = grant(&world);
    for (proposal, vote) in [(grant, VoteOption::No), (Proposal::text(), VoteOption::Yes)] {
        let poll_id = world.alice().creates_poll(proposal);
        world.alice().votes(poll_id, vote);
        world.voting_ends(poll_id);
        world.carol().tries_to_end(poll_id).unwrap();
    }

    hands_over(&mut world).unwrap();
}

#[test]
fn what_is_in_the_way_is_told_with_what_mends_it() {
    let mut world = with_stakes(&[]);

    let refusal = hands_over(&mut world).unwrap_err();

    let expected = "gov can not take over yet: 0 micro MIR are staked of 1000000000000 that have \
                    to be: have holders stake";
    assert_eq!(expected, refusal.to_string());
}

#[test]
fn a_hand_over_that_stopped_is_completed() {
    let mut world = ready();
    let at = world.deployment.contracts.clone();
    let mut deployer = world.deployer();
    deployer.set_admin(&at.factory, &at.admin_manager).unwrap();
    let to_gov = serde_json::json!({ "update_config": { "owner": at.gov } });
    deployer.execute(&at.factory, &to_gov, &[]).unwrap();
    deployer.execute(&at.gov, &to_gov, &[]).unwrap();

    hands_over(&mut world).unwrap();
    let after = all_rights(&mut world);
    hands_over(&mut world).unwrap();

    assert_eq!(after, all_rights(&mut world));
}

#[test]
fn what_somebody_else_holds_is_named() {
    let mut world = ready();
    let alice = world.chain.account("alice").into_string();
    let at = world.deployment.contracts.clone();
    let mut deployer = world.deployer();
    deployer.set_admin(&at.mint, &alice).unwrap();
    let to_alice = serde_json::json!({ "update_config": { "owner": alice } });
    deployer.execute(&at.community, &to_alice, &[]).unwrap();

    assert_eq!(vec!["community", "mint"], astray(hands_over(&mut world)));
}

#[test]
fn mir_that_nobody_can_mint_is_in_order() {
    let mut profile = standard_profile(&TestChain::new());
    profile.release = Release::preminted();

    let mut world = World::governed_as(profile);

    let rights = all_rights(&mut world);
    let token = rights.iter().find(|right| right.contract == "mirror_token");
    assert_eq!(None, token.unwrap().owner);
}

#[test]
fn a_stranger_hands_nothing_over() {
    let mut world = ready();
    let before = all_rights(&mut world);
    let deployment = world.deployment.clone();
    let mut stranger = world.deployer();
    stranger.sender = stranger.chain.account("attacker");

    let outcome = hand_over(&mut stranger, &deployment, Uint128::new(LEAST));

    assert!(astray(outcome).contains(&"factory".to_string()));
    assert_eq!(before, all_rights(&mut world));
}

#[test]
fn a_chain_that_does_not_answer_is_told_of() {
    let mut world = ready();
    world.deployment.contracts.gov = world.chain.account("gov").into_string();

    let outcome = hands_over(&mut world);

    assert!(
        matches!(outcome, Err(HandOverError::Chain(_))),
        "{outcome:?}"
    );
}
