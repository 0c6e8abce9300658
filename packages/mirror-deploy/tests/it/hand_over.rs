//! That gov gets all of it, in an order that gives nothing away early.

use cosmwasm_std::{Addr, Binary, Uint128};
use mirror_deploy::{
    hand_over, hand_over_steps, readiness, rights, Chain, Finding, HandOverError, Loan, Progress,
    Readiness, Release, Rights, Transaction,
};
use mirror_protocol::gov::{PollAdminAction, PollStatus, VoteOption};
use mirror_protocol::{admin_manager, community};
use mirror_testing::{standard_profile, Moment, Proposal, TestChain, Watched, World, STAKE};
use serde_json::{json, Value};

use crate::readiness::{hands_over, ready, with_stakes, Outcome};

const DAY: u64 = 86_400;

#[track_caller]
fn astray(outcome: Outcome) -> Vec<String> {
    match outcome {
        Err(HandOverError::Astray(rights)) => {
            rights.into_iter().map(|right| right.contract).collect()
        }
        other => panic!("expected rights gone astray, got {other:?}"),
    }
}

/// How far a hand-over is.
fn told(world: &mut World) -> Readiness {
    let deployment = world.deployment.clone();
    readiness(&mut world.deployer(), &deployment, Uint128::zero()).unwrap()
}

fn all_rights(world: &mut World) -> Vec<Rights> {
    let deployment = world.deployment.clone();
    rights(&mut world.deployer(), &deployment).unwrap()
}

pub(crate) fn owner_of(world: &mut World, contract: &str) -> String {
    let rights = all_rights(world);
    let right = rights.iter().find(|right| right.contract == contract);
    right.unwrap().owner.clone().unwrap()
}

/// Hand over while somebody acts just after this message.
fn hands_over_while(
    world: &mut World,
    after: &str,
    act: impl Fn(&mut TestChain) -> anyhow::Result<()>,
) -> Outcome {
    let deployment = world.deployment.clone();
    let mut watched = Watched {
        inner: world.deployer(),
        watch: |chain: &mut TestChain, moment: Moment<'_>| match moment {
            Moment::Sent(step, ..) if step == after => act(chain),
            _ => Ok(()),
        },
    };
    hand_over(
        &mut watched,
        &deployment,
        Uint128::zero(),
        &mut Progress::default(),
    )
}

fn sets_admin(world: &mut World, who: &str, contract: &Addr, admin: &Addr) {
    let set = Transaction::SetAdmin {
        contract: contract.to_string(),
        admin: admin.to_string(),
    };
    let mut deployer = world.deployer();
    deployer.sender = deployer.chain.account(who);
    deployer.send("a right", &set).unwrap();
}

fn lends(who: &Addr) -> Value {
    json!({ "authorize_claim": { "authorized_addr": who } })
}

/// The polls by which the first staker would take what comes later, passed with his stake alone.
fn passed_polls(world: &mut World) -> Vec<u64> {
    let alice = world.chain.account("alice").into_string();
    let migration = (world.at.mint.to_string(), 1, Binary::from(b"{}"));
    let update = serde_json::from_value(json!({ "owner": alice })).unwrap();
    let spend = community::ExecuteMsg::Spend {
        recipient: alice.clone(),
        amount: Uint128::one(),
    };
    let proposals = [
        Proposal::admin(PollAdminAction::AuthorizeClaim {
            authorized_addr: alice.clone(),
        }),
        Proposal::admin(PollAdminAction::UpdateOwner { owner: alice }),
        Proposal::admin(PollAdminAction::ExecuteMigrations {
            migrations: vec![migration],
        }),
        Proposal::admin(PollAdminAction::UpdateConfig(Box::new(update))),
        Proposal::call(&world.at.community, &spend),
    ];
    let polls: Vec<u64> = proposals
        .into_iter()
        .map(|proposal| {
            let poll_id = world.alice().creates_poll(proposal);
            world.alice().votes(poll_id, VoteOption::Yes);
            poll_id
        })
        .collect();
    world.voting_ends(polls[0]);
    for poll_id in &polls {
        world.bob().tries_to_end(*poll_id).unwrap();
        assert_eq!(PollStatus::Passed, world.poll(*poll_id).status);
    }
    world.chain.pass(DAY);
    polls
}

#[test]
fn polls_of_whoever_staked_first_are_never_executed() {
    let mut world = with_stakes(&[("alice", STAKE)]);
    let polls = passed_polls(&mut world);
    world.bob().stakes_mir(STAKE);
    world.carol().stakes_mir(STAKE);

    // Whatever they do fails while the deployer owns it, and can be tried again.
    for poll_id in &polls {
        world.carol().tries_to_execute(*poll_id).unwrap();
        assert_eq!(PollStatus::Failed, world.poll(*poll_id).status);
    }
    let open = world.alice().creates_poll(Proposal::text());
    hands_over(&mut world).unwrap();
    let after = all_rights(&mut world);

    for poll_id in &polls {
        let refusal = world.carol().tries_to_execute(*poll_id).unwrap_err();
        let refusal = format!("{refusal:?}");
        assert!(refusal.contains("gov owns itself since"), "{refusal}");
        assert_eq!(PollStatus::Failed, world.poll(*poll_id).status);
    }
    assert_eq!(PollStatus::InProgress, world.poll(open).status);
    assert_eq!(after, all_rights(&mut world));
}

#[test]
fn polls_are_not_executed_in_the_middle_of_a_hand_over() {
    let mut world = with_stakes(&[("alice", STAKE)]);
    let polls = passed_polls(&mut world);
    world.bob().stakes_mir(STAKE);
    world.carol().stakes_mir(STAKE);
    let (gov, alice) = (world.at.gov.clone(), world.chain.account("alice"));

    for step in ["give gov to gov", "let the admin manager migrate router"] {
        let outcome = hands_over_while(&mut world, step, |chain| {
            for poll_id in &polls {
                let execute = json!({ "execute_poll": { "poll_id": poll_id } });
                chain.execute(&alice, &gov, &execute, &[]).unwrap_err();
            }
            anyhow::bail!("interrupted")
        });
        assert!(matches!(outcome, Err(HandOverError::Chain(_))));
    }

    hands_over(&mut world).unwrap();
}

#[test]
fn an_admin_right_that_the_manager_has_already_is_in_order() {
    let mut world = ready();
    let (mint, manager) = (world.at.mint.clone(), world.at.admin_manager.clone());
    sets_admin(&mut world, "deployer", &mint, &manager);

    hands_over(&mut world).unwrap();
}

#[test]
fn what_somebody_else_holds_is_named_and_nothing_is_changed() {
    let mut world = ready();
    let alice = world.chain.account("alice");
    let (mint, community) = (world.at.mint.clone(), world.at.community.clone());
    sets_admin(&mut world, "deployer", &mint, &alice);
    let to_alice = json!({ "update_config": { "owner": alice } });
    world.actor("deployer").sends(&community, &to_alice);
    let before = all_rights(&mut world);

    assert_eq!(vec!["community", "mint"], astray(hands_over(&mut world)));

    assert_eq!(before, all_rights(&mut world));
}

#[test]
fn what_gov_has_got_before_itself_is_named_and_nothing_is_changed() {
    let mut world = ready();
    let (factory, gov) = (world.at.factory.clone(), world.at.gov.clone());
    let to_gov = json!({ "update_config": { "owner": gov } });
    world.actor("deployer").sends(&factory, &to_gov);
    let manager = world.at.admin_manager.clone();
    let to_gov = json!({ "update_owner": { "owner": gov } });
    world.actor("deployer").sends(&manager, &to_gov);
    let before = all_rights(&mut world);

    let expected = vec!["factory", "admin_manager"];
    assert_eq!(expected, astray(hands_over(&mut world)));

    assert_eq!(before, all_rights(&mut world));
}

#[test]
fn an_admin_right_that_is_lent_ends_first() {
    let mut world = ready();
    let (alice, manager) = (world.chain.account("alice"), world.at.admin_manager.clone());
    world.actor("deployer").sends(&manager, &lends(&alice));
    let end_time = world.chain.now() + DAY;
    world.chain.at(end_time);
    let before = all_rights(&mut world);

    let expected = Loan {
        address: alice.into_string(),
        end_time,
    };
    match hands_over(&mut world) {
        Err(HandOverError::Lent(loans)) => assert_eq!(vec![expected], loans),
        other => panic!("{other:?}"),
    }
    assert_eq!(before, all_rights(&mut world));

    world.chain.at(end_time + 1);
    hands_over(&mut world).unwrap();
}

#[test]
fn an_admin_right_that_is_lent_in_the_middle_keeps_the_admin_manager() {
    let mut world = ready();
    let (alice, manager) = (world.chain.account("alice"), world.at.admin_manager.clone());
    let (deployer, mint) = (world.chain.account("deployer"), world.at.mint.clone());
    let lend = lends(&alice);
    let step = "let the admin manager migrate mint";
    let claim = json!({ "claim_admin": { "contract": mint } });

    let outcome = hands_over_while(&mut world, step, |chain| {
        chain.execute(&deployer, &manager, &lend, &[])?;
        chain.execute(&alice, &manager, &claim, &[])?;
        Ok(())
    });
    assert_eq!(vec!["mint"], astray(outcome));
    let gov = world.at.gov.to_string();
    assert_eq!(gov, owner_of(&mut world, "community"));
    assert_eq!(deployer.as_str(), owner_of(&mut world, "admin_manager"));

    sets_admin(&mut world, "alice", &mint, &manager);
    let lent = hands_over(&mut world);
    assert!(matches!(lent, Err(HandOverError::Lent(_))), "{lent:?}");

    world.chain.pass(DAY + 1);
    hands_over(&mut world).unwrap();
}

#[test]
fn a_hand_over_that_has_begun_goes_on_whoever_stakes() {
    let mut world = ready();
    let outcome = hands_over_while(&mut world, "give gov to gov", |_| {
        anyhow::bail!("interrupted")
    });
    assert!(matches!(outcome, Err(HandOverError::Chain(_))));
    for name in ["alice", "bob", "carol"] {
        world.actor(name).tries_to_unstake_mir(None).unwrap();
    }
    let told = told(&mut world);
    assert!(told.has_begun() && told.is_ready() && !told.is_over());
    assert!(!told.obstacles.is_empty());
    assert_eq!(
        hand_over_steps(&world.deployment).len() - 1,
        told.left().count()
    );

    hands_over(&mut world).unwrap();
    let after = all_rights(&mut world);
    hands_over(&mut world).unwrap();

    assert_eq!(after, all_rights(&mut world));
}

#[test]
fn what_somebody_else_got_in_the_middle_is_in_the_way_of_the_rest() {
    let mut world = ready();
    let (mint, alice) = (world.at.mint.clone(), world.chain.account("alice"));
    let outcome = hands_over_while(&mut world, "give gov to gov", |_| {
        anyhow::bail!("interrupted")
    });
    assert!(matches!(outcome, Err(HandOverError::Chain(_))));
    sets_admin(&mut world, "deployer", &mint, &alice);

    let told = told(&mut world);

    assert!(told.has_begun() && !told.is_ready());
    let in_the_way: Vec<_> = told.in_the_way().collect();
    let [Finding::Admin {
        contract, found, ..
    }] = in_the_way[..]
    else {
        panic!("{in_the_way:?}")
    };
    assert_eq!(
        ("mint", alice.as_str()),
        (contract.as_str(), found.as_str())
    );
    assert_eq!(vec!["mint"], astray(hands_over(&mut world)));
}

#[test]
fn the_deployer_lends_nothing_when_it_is_over() {
    let mut world = ready();
    hands_over(&mut world).unwrap();
    let (deployer, manager) = (
        world.chain.account("deployer"),
        world.at.admin_manager.clone(),
    );

    let answer = world
        .chain
        .execute(&deployer, &manager, &lends(&deployer), &[]);

    answer.unwrap_err();
    let question = admin_manager::QueryMsg::AuthRecords {
        start_after: None,
        limit: None,
    };
    let told: admin_manager::AuthRecordsResponse = world.asks(&manager, &question);
    assert!(told.records.is_empty());
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

    let outcome = hand_over(
        &mut stranger,
        &deployment,
        Uint128::zero(),
        &mut Progress::default(),
    );

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
