//! What the chain answers is written down before it is used, and nothing is sent twice.

use cosmwasm_std::Uint128;
use mirror_deploy::{
    delay_collateral, deploy, hand_over, hand_over_steps, list, BirthError, Chain, Deployment,
    Entry, HandOverError, Journal, Progress, StepError,
};
use mirror_testing::{usual_listing, Deployer, Signed, TestChain, World};
use serde_json::json;

use crate::interruptions::{chain, memory, profile};
use crate::readiness::ready;

type Written = Progress<Signed>;

fn deployer(chain: &mut TestChain) -> Deployer<'_> {
    Deployer {
        sender: chain.account("deployer"),
        chain,
    }
}

/// A birth that is over, with what is written of it.
fn born() -> (TestChain, Deployment, Written) {
    let (mut chain, mut written) = (chain(), Written::default());
    let deployment = deploy(&mut deployer(&mut chain), &profile(), &mut written).unwrap();
    (chain, deployment, written)
}

fn sequence(world: &mut World) -> usize {
    let next = mirror_deploy::Transaction::Send {
        recipient: String::new(),
        coins: vec![],
    };
    world.deployer().sign("the next", &next).unwrap().sequence
}

#[test]
fn what_a_birth_learned_is_written_down_and_believed() {
    let (mut chain, deployment, mut written) = born();
    assert_eq!(
        json!(chain.account("deployer")),
        written.answers["the account"]
    );
    let pair = written.answers.get_mut("the pair of MIR").unwrap();
    assert_eq!(json!(deployment.mirror_pair), pair["contract_addr"]);
    assert_eq!(json!(deployment.mirror_lp), pair["liquidity_token"]);

    pair["contract_addr"] = json!("another");
    let again = deploy(&mut deployer(&mut chain), &profile(), &mut written).unwrap();

    assert_eq!("another", again.mirror_pair);
}

#[test]
fn somebody_else_does_not_go_on_with_a_birth() {
    let (mut chain, _, mut written) = born();
    let before = memory(&chain);
    let [account, sender] = ["deployer", "alice"].map(|name| chain.account(name));
    let mut other = Deployer {
        sender: sender.clone(),
        chain: &mut chain,
    };

    let refusal = deploy(&mut other, &profile(), &mut written).unwrap_err();

    let expected = format!(
        "the journal is of a birth by {account}, not by {sender}: go on with that account, or begin \
         anew with an empty journal"
    );
    assert_eq!(expected, refusal.to_string());
    assert!(matches!(refusal, BirthError::OtherAccount { .. }));
    assert_eq!(before, memory(&chain));
}

#[test]
fn an_answer_that_was_changed_beyond_reading_is_named() {
    let (mut chain, _, mut written) = born();
    written
        .answers
        .insert("the pair of MIR".to_string(), json!(7));

    let refusal = deploy(&mut deployer(&mut chain), &profile(), &mut written).unwrap_err();

    match refusal {
        BirthError::Unreadable { name, .. } => assert_eq!("the pair of MIR", name),
        other => panic!("{other}"),
    }
}

#[test]
fn code_that_is_on_the_chain_is_not_stored_again() {
    let (mut chain, first, _) = born();
    let mut written = Written::default();

    let second = deploy(&mut deployer(&mut chain), &profile(), &mut written).unwrap();

    assert_eq!(first.code_ids, second.code_ids);
    assert_ne!(first.contracts.gov, second.contracts.gov);
}

#[test]
fn what_was_handed_over_is_not_sent_again() {
    let (mut world, mut written) = (ready(), Written::default());
    let deployment = world.deployment.clone();
    let before = sequence(&mut world);
    hand_over(
        &mut world.deployer(),
        &deployment,
        Uint128::zero(),
        &mut written,
    )
    .unwrap();
    let steps = hand_over_steps(&deployment);
    assert_eq!(23, steps.len());
    assert!(written.steps.keys().all(|step| steps.contains(step)));
    assert_eq!(23, written.steps.len());

    hand_over(
        &mut world.deployer(),
        &deployment,
        Uint128::zero(),
        &mut written,
    )
    .unwrap();

    assert_eq!(before + 23, sequence(&mut world));
}

#[test]
fn the_journal_of_another_hand_over_is_refused() {
    let (mut world, mut written) = (ready(), Written::default());
    let deployment = world.deployment.clone();
    hand_over(
        &mut world.deployer(),
        &deployment,
        Uint128::zero(),
        &mut written,
    )
    .unwrap();
    let mut other = ready();
    let mut deployment = other.deployment.clone();
    deployment.contracts.gov = other.chain.account("alice").to_string();

    let refusal = hand_over(
        &mut other.deployer(),
        &deployment,
        Uint128::zero(),
        &mut written,
    )
    .unwrap_err();

    let expected = "the journal is of another hand-over: its step \"give gov to gov\" sent \
                    something else; use the journal of this deployment, or an empty one";
    assert_eq!(expected, refusal.to_string());
    assert!(matches!(refusal, HandOverError::OtherHandOver { .. }));
}

#[test]
fn an_asset_is_listed_once_with_one_journal() {
    let (mut chain, deployment, _) = born();
    let mut written = Written::default();
    let feeder = chain.account("feeder").to_string();
    let listing = usual_listing("mTSLA");
    let mut deployer = deployer(&mut chain);
    let listed = list(&mut deployer, &deployment, &feeder, &listing, &mut written).unwrap();

    let again = list(&mut deployer, &deployment, &feeder, &listing, &mut written).unwrap();

    assert_eq!(listed, again);
    delay_collateral(&mut deployer, &deployment, 2_592_007, &mut written).unwrap();
    delay_collateral(&mut deployer, &deployment, 2_592_007, &mut written).unwrap();
    let other = delay_collateral(&mut deployer, &deployment, 2_592_008, &mut written).unwrap_err();
    assert!(matches!(other, StepError::OtherStep { .. }), "{other}");
}

/// A journal on a full disk.
struct Full;

impl Journal<Signed> for Full {
    fn entry(&self, _: &str) -> Option<Entry<Signed>> {
        None
    }

    fn write(&mut self, _: &str, _: &Entry<Signed>) -> Result<(), String> {
        Err("no space left on device".to_string())
    }

    fn answer(&self, _: &str) -> Option<serde_json::Value> {
        None
    }

    fn note(&mut self, _: &str, _: &serde_json::Value) -> Result<(), String> {
        Err("no space left on device".to_string())
    }
}

#[test]
fn nothing_is_sent_that_can_not_be_written_down_or_that_the_chain_refuses() {
    let (mut chain, deployment, _) = born();
    let before = memory(&chain);

    let full = delay_collateral(&mut deployer(&mut chain), &deployment, 2_592_007, &mut Full);

    let full = full.unwrap_err();
    assert!(matches!(&full, StepError::NotWritten(reason) if reason == "no space left on device"));
    assert_eq!(before, memory(&chain));

    // Mint takes no delay of less than fifteen days.
    let mut written = Written::default();
    let refused = delay_collateral(&mut deployer(&mut chain), &deployment, 1, &mut written);

    assert!(matches!(refused.unwrap_err(), StepError::Chain(_)));
    assert_eq!(before, memory(&chain));
}
