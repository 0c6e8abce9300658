//! New code for a protocol that gov owns.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint128};
use mirror_deploy::{
    codes_in_use, propose, store_changed, survey, verify, Artifact, Chain, Finding, Poll, Profile,
    Progress, Proposed, Survey, Transaction, UpgradeError, Way,
};
use mirror_protocol::gov::{PollKind, PollStatus, VoteOption};
use mirror_testing::{codes, standard_profile, usual_listing, Deployer, Signed, TestChain, World};
use terraswap::version;

type Written = Progress<Signed>;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn profile() -> Profile {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL")];
    profile
}

/// A protocol of gov whose contracts are of an older version than the present code.
fn world() -> World {
    let mut world = World::governed_as(profile());
    let at = world.at.clone();
    let deployment = &world.deployment;
    let pairs = [&deployment.mirror_pair, &deployment.assets[0].pair].map(Addr::unchecked);
    for (name, address) in [
        ("mirror-mint", &at.mint),
        ("mirror-lock", &at.lock),
        ("terraswap-pair", &pairs[0]),
        ("terraswap-pair", &pairs[1]),
    ] {
        let mut storage = world.chain.app.contract_storage_mut(address);
        version::set(storage.as_mut(), name, "0.0.1").unwrap();
    }
    world
}

/// Alice, who has MIR to propose with.
fn alice(world: &mut World) -> Deployer<'_> {
    let sender = world.chain.account("alice");
    Deployer {
        sender,
        chain: &mut world.chain,
    }
}

fn surveyed(world: &mut World) -> Survey {
    let deployment = world.deployment.clone();
    survey(&mut alice(world), &deployment).unwrap()
}

fn stored(world: &mut World, written: &mut Written) -> BTreeMap<Artifact, u64> {
    let survey = surveyed(world);
    store_changed(&mut alice(world), &survey, written).unwrap()
}

fn polls(world: &mut World, written: &mut Written) -> Vec<Poll> {
    let (survey, deployment) = (surveyed(world), world.deployment.clone());
    let codes = stored(world, written);
    survey.polls(&alice(world), &deployment, &codes).unwrap()
}

fn proposed(world: &mut World, polls: &[Poll], written: &mut Written) -> Vec<Proposed> {
    let deployment = world.deployment.clone();
    propose(&mut alice(world), &deployment, polls, written).unwrap()
}

fn code_of(world: &World, contract: &Addr) -> u64 {
    let wrap = world.chain.app.wrap();
    wrap.query_wasm_contract_info(contract).unwrap().code_id
}

#[test]
fn nothing_has_changed_after_a_birth() {
    let mut world = world();

    let survey = surveyed(&mut world);

    assert_eq!(Survey::default(), survey);
    assert!(survey.is_complete());
}

#[test]
fn each_contract_gets_new_code_in_its_own_way() {
    let mut world = world();
    for artifact in [
        Artifact::Lock,
        Artifact::TerraswapPair,
        Artifact::TerraswapToken,
    ] {
        world.chain.releases(artifact);
    }

    let survey = surveyed(&mut world);

    let ways: Vec<(&str, Way)> = survey
        .migrations
        .iter()
        .map(|entry| (entry.contract.as_str(), entry.way))
        .collect();
    let expected = [
        ("mirror_token", Way::Never),
        ("mirror_pair", Way::PairFactory),
        ("mirror_lp", Way::Never),
        ("lock", Way::Manager),
        ("mAAPL token", Way::Never),
        ("mAAPL pair", Way::PairFactory),
        ("mAAPL lp_token", Way::Never),
    ];
    assert_eq!(expected.to_vec(), ways);
    let makers: Vec<(&str, Artifact)> = survey
        .makers
        .iter()
        .map(|maker| (maker.contract.as_str(), maker.artifact))
        .collect();
    let expected = [
        ("swap_factory", Artifact::TerraswapToken),
        ("swap_factory", Artifact::TerraswapPair),
        ("factory", Artifact::TerraswapToken),
    ];
    assert_eq!(expected.to_vec(), makers);
    // Only code of a higher version is taken: nothing but the present one is.
    assert_eq!(0, survey.refused_at(VERSION).count());
    assert_eq!(3, survey.refused_at("0.0.1").count());
}

#[test]
fn polls_give_every_contract_that_can_have_it_the_new_code() {
    let (mut world, mut written) = (world(), Written::default());
    for artifact in [
        Artifact::Lock,
        Artifact::Mint,
        Artifact::TerraswapPair,
        Artifact::TerraswapToken,
    ] {
        world.chain.releases(artifact);
    }
    let polls = polls(&mut world, &mut written);
    let kinds: Vec<PollKind> = polls.iter().map(|poll| poll.kind).collect();
    assert_eq!(vec![PollKind::Migration, PollKind::ExecuteCode], kinds);

    let proposed = proposed(&mut world, &polls, &mut written);
    assert_eq!(Uint128::new(2_000_000_000), proposed[0].deposit);
    for poll in &proposed {
        for name in ["alice", "bob", "carol"] {
            world.actor(name).votes(poll.poll_id, VoteOption::Yes);
        }
    }
    for poll in &proposed {
        if world.poll(poll.poll_id).end_time > world.chain.now() {
            world.voting_ends(poll.poll_id);
        }
        world.bob().tries_to_end(poll.poll_id).unwrap();
    }
    world.a_day_passes();
    for poll in &proposed {
        world.carol().tries_to_execute(poll.poll_id).unwrap();
        assert_eq!(PollStatus::Executed, world.poll(poll.poll_id).status);
    }

    let after = surveyed(&mut world);
    assert!(after.is_complete(), "{after:?}");
    assert!(after.migrations.iter().all(|entry| entry.way == Way::Never));
    let codes = stored(&mut world, &mut written);
    assert!(codes.is_empty());
    // The deployment names the former codes, so whoever verifies it is told.
    let deployment = world.deployment.clone();
    let report = verify(&mut alice(&mut world), &deployment, &profile()).unwrap();
    let is_code = |finding: &&Finding| matches!(finding, Finding::Code { .. });
    assert_eq!(4, report.findings.iter().filter(is_code).count());
    // Until it names those in use.
    for (artifact, code_id) in codes_in_use(&mut alice(&mut world), &deployment).unwrap() {
        world.deployment.code_ids.set(artifact, code_id);
        assert_eq!(code_id, world.deployment.code_ids.of(artifact));
    }
    let deployment = world.deployment.clone();
    let report = verify(&mut alice(&mut world), &deployment, &profile()).unwrap();
    // What is left are tokens, whose code never changes, and mint's note of the former code.
    let left: Vec<String> = report.findings.iter().map(Finding::to_string).collect();
    let is_known =
        |text: &String| text.contains("its code is") || text.starts_with("mint: token_code_id");
    assert!(left.iter().all(is_known), "{left:#?}");
    assert_eq!(5, left.len(), "{left:#?}");
}

#[test]
fn an_upgrade_that_is_repeated_sends_nothing_twice() {
    let (mut world, mut written) = (world(), Written::default());
    world.chain.releases(Artifact::Mint);
    let codes = stored(&mut world, &mut written);
    let first = polls(&mut world, &mut written);
    let one = proposed(&mut world, &first, &mut written);

    assert_eq!(codes, stored(&mut world, &mut written));
    let again = polls(&mut world, &mut written);

    assert_eq!(first, again);
    assert_eq!(one, proposed(&mut world, &again, &mut written));
    // Without the journal the code is found on the chain all the same.
    assert_eq!(codes, stored(&mut world, &mut Written::default()));
    let known = surveyed(&mut world).changes[0].code_id;
    assert_eq!(codes.get(&Artifact::Mint).copied(), known);
    assert_ne!(Some(code_of(&world, &world.at.mint)), known);
}

#[test]
fn code_that_is_not_the_published_one_is_not_proposed() {
    let (mut world, mut written) = (world(), Written::default());
    world.chain.releases(Artifact::Mint);
    let wrong = codes::released(Artifact::Lock, 7);
    world.chain.replace(Artifact::Mint, wrong);
    let survey = surveyed(&mut world);

    let refusal = store_changed(&mut alice(&mut world), &survey, &mut written).unwrap_err();

    match &refusal {
        UpgradeError::OtherCode(other) => assert_eq!("mirror_mint", other.artifact),
        other => panic!("{other}"),
    }
}

#[test]
fn the_journal_of_another_upgrade_is_refused() {
    let (mut world, mut written) = (world(), Written::default());
    world.chain.releases(Artifact::Mint);
    let first = polls(&mut world, &mut written);
    proposed(&mut world, &first, &mut written);
    let mut other = first.clone();
    other[0].title = "Another one".to_string();
    let deployment = world.deployment.clone();

    let refusal = propose(&mut alice(&mut world), &deployment, &other, &mut written).unwrap_err();

    let expected = "the journal is of another upgrade: its step \"propose poll 1\" sent something \
                    else; use the journal of this one, or an empty one";
    assert_eq!(expected, refusal.to_string());
    assert!(matches!(refusal, UpgradeError::OtherUpgrade { .. }));
}

#[test]
fn what_stops_an_upgrade_is_told() {
    let (mut world, mut written) = (world(), Written::default());
    world.chain.releases(Artifact::Mint);
    let first = polls(&mut world, &mut written);
    let deployment = world.deployment.clone();
    // Somebody without MIR for the deposit.
    let mut poor = world.deployer();
    poor.sender = poor.chain.account("attacker");
    let refusal = propose(&mut poor, &deployment, &first, &mut written).unwrap_err();
    assert!(matches!(refusal, UpgradeError::Chain(_)), "{refusal}");

    struct Full;
    impl mirror_deploy::Journal<Signed> for Full {
        fn entry(&self, _: &str) -> Option<mirror_deploy::Entry<Signed>> {
            None
        }
        fn write(&mut self, _: &str, _: &mirror_deploy::Entry<Signed>) -> Result<(), String> {
            Err("the disk is full".to_string())
        }
        fn answer(&self, _: &str) -> Option<serde_json::Value> {
            None
        }
        fn note(&mut self, _: &str, _: &serde_json::Value) -> Result<(), String> {
            Err("the disk is full".to_string())
        }
    }
    let before = alice(&mut world).sign(
        "the next",
        &Transaction::Send {
            recipient: String::new(),
            coins: vec![],
        },
    );
    let refusal = propose(&mut alice(&mut world), &deployment, &first, &mut Full).unwrap_err();
    let expected = "the journal could not be written: the disk is full";
    assert_eq!(expected, refusal.to_string());
    assert!(matches!(refusal, UpgradeError::NotWritten(_)));
    let after = alice(&mut world).sign(
        "the next",
        &Transaction::Send {
            recipient: String::new(),
            coins: vec![],
        },
    );
    assert_eq!(before.unwrap().sequence, after.unwrap().sequence);
}
