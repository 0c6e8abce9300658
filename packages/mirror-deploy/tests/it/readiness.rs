//! When gov may take over.

use cosmwasm_std::Uint128;
use mirror_deploy::{hand_over, readiness, Belonging, Finding, HandOverError, Obstacle, Progress};
use mirror_testing::{standard_profile, TestChain, World, STAKE};

pub(crate) type Outcome = Result<(), HandOverError<anyhow::Error>>;

pub(crate) const MIR: u128 = 1_000_000;

/// A hundredth of 370,575,000 MIR.
const LEAST: u128 = 3_705_750 * MIR;

/// A protocol of the deployer's in which people have MIR and staked this much of it.
pub(crate) fn with_stakes(stakes: &[(&str, u128)]) -> World {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    for (name, amount) in stakes {
        world.actor(name).stakes_mir(*amount);
    }
    world.chain.pass(1);
    world
}

/// Three who hold a third of 3.75 M MIR each.
pub(crate) fn ready() -> World {
    with_stakes(&[("alice", STAKE), ("bob", STAKE), ("carol", STAKE)])
}

pub(crate) fn hands_over(world: &mut World) -> Outcome {
    hands_over_with(world, 0)
}

fn hands_over_with(world: &mut World, least: u128) -> Outcome {
    let deployment = world.deployment.clone();
    hand_over(
        &mut world.deployer(),
        &deployment,
        Uint128::new(least),
        &mut Progress::default(),
    )
}

#[track_caller]
fn obstacles_of(outcome: Outcome) -> Vec<Obstacle> {
    match outcome {
        Err(HandOverError::TooEarly(obstacles)) => obstacles,
        other => panic!("expected obstacles, got {other:?}"),
    }
}

#[track_caller]
fn obstacles(world: &mut World) -> Vec<Obstacle> {
    obstacles_of(hands_over(world))
}

fn too_little(staked: u128, least: u128) -> Obstacle {
    Obstacle::TooLittleStaked {
        staked: Uint128::new(staked),
        least: Uint128::new(least),
    }
}

fn too_large(world: &World, name: &str, share: u128, total: u128) -> Obstacle {
    Obstacle::TooLargeHolder {
        staker: world.chain.account(name).into_string(),
        share: Uint128::new(share),
        total_share: Uint128::new(total),
    }
}

#[test]
fn gov_takes_over_when_a_hundredth_of_all_mir_is_staked() {
    let mut world = with_stakes(&[]);
    let none = Obstacle::TooFewHolders { holders: 0 };
    assert_eq!(vec![too_little(0, LEAST), none], obstacles(&mut world));

    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(LEAST / 3);
    }
    hands_over(&mut world).unwrap();
}

#[test]
fn less_than_the_profile_says_is_too_little() {
    let mut world = ready();
    let more = 3 * STAKE + 1;

    let outcome = hands_over_with(&mut world, more);

    assert_eq!(vec![too_little(3 * STAKE, more)], obstacles_of(outcome));
}

#[test]
fn a_micro_mir_less_than_a_hundredth_is_too_little() {
    let third = LEAST / 3;
    let mut world = with_stakes(&[("alice", third), ("bob", third - 1), ("carol", third - 1)]);

    // The first 1,000 shares belong to nobody, so alice's are less than a third, too.
    assert_eq!(vec![too_little(LEAST - 2, LEAST)], obstacles(&mut world));
}

#[test]
fn gov_takes_over_when_three_hold_no_more_than_a_third_each() {
    let (bob, total) = (STAKE + 1, 3 * STAKE + 1);
    let mut world = with_stakes(&[("alice", STAKE), ("bob", bob), ("carol", STAKE)]);
    let of_bob = too_large(&world, "bob", bob, total);
    assert_eq!(vec![of_bob], obstacles(&mut world));

    // A third of one more each to the unit.
    world.alice().stakes_mir(1);
    world.carol().stakes_mir(1);
    hands_over(&mut world).unwrap();
}

#[test]
fn two_holders_are_too_few() {
    let mut world = with_stakes(&[("alice", 2 * STAKE), ("bob", STAKE)]);
    let total = 3 * STAKE;

    let expected = [
        too_little(total, 4 * STAKE),
        Obstacle::TooFewHolders { holders: 2 },
        too_large(&world, "alice", 2 * STAKE - 1_000, total),
    ];
    let outcome = hands_over_with(&mut world, 4 * STAKE);
    assert_eq!(expected[..], obstacles_of(outcome));
}

#[test]
fn a_holder_on_a_later_page_is_found() {
    let mut world = with_stakes(&[("alice", STAKE)]);
    let mir = world.at.mirror_token.clone();
    for number in 0..70 {
        let dust = world.chain.account(&format!("dust {number}"));
        world.alice().gives(&mir, MIR, &dust);
        world.actor(&format!("dust {number}")).stakes_mir(MIR);
    }
    world.bob().stakes_mir(2 * STAKE);
    let total = 3 * STAKE + 70 * MIR;

    let of_bob = too_large(&world, "bob", 2 * STAKE, total);
    assert_eq!(vec![of_bob], obstacles(&mut world));
}

#[test]
fn holders_are_not_counted_without_end() {
    let mut world = ready();
    let deployment = world.deployment.clone();
    let mut crowded = crowd::Crowded(world.deployer());

    let outcome = hand_over(
        &mut crowded,
        &deployment,
        Uint128::zero(),
        &mut Progress::default(),
    );

    let expected = Obstacle::TooManyHolders {
        holders: 120_000,
        counted: Uint128::new(120_000),
        total_share: Uint128::new(3 * STAKE),
    };
    assert_eq!(vec![expected], obstacles_of(outcome));
}

#[test]
fn after_thirty_days_of_enough_stake_nobody_counts_holders() {
    let mut world = with_stakes(&[("alice", 2 * STAKE), ("bob", STAKE)]);
    world.chain.pass(30 * 86_400 - 2);
    let total = 3 * STAKE;
    let both = [
        Obstacle::TooFewHolders { holders: 2 },
        too_large(&world, "alice", 2 * STAKE - 1_000, total),
    ];
    assert_eq!(both[..], obstacles(&mut world));

    world.chain.pass(1);
    hands_over(&mut world).unwrap();
}

#[test]
fn what_is_in_the_way_is_told_with_what_mends_it() {
    let mut world = with_stakes(&[("alice", STAKE)]);
    let alice = world.chain.account("alice");

    let refusal = hands_over(&mut world).unwrap_err();

    let expected = format!(
        "gov can not take over yet: 1250000000000 micro MIR are staked of 3705750000000 that have \
         to be: have holders stake; 1 accounts stake, less than three: have others stake; {alice} \
         holds 1249999999000 of 1250000000000 shares, more than a third: have others stake"
    );
    assert_eq!(expected, refusal.to_string());
}

mod crowd {
    //! A gov of which everybody holds a grain.

    use cosmwasm_std::Binary;
    use mirror_deploy::{Artifact, Chain, ContractInfo, Settled, Transaction};
    use mirror_testing::{Deployer, Signed};
    use serde::de::DeserializeOwned;
    use serde::Serialize;
    use serde_json::{from_value, json, to_value};

    pub(super) struct Crowded<'a>(pub(super) Deployer<'a>);

    impl Chain for Crowded<'_> {
        type Error = anyhow::Error;
        type Signed = Signed;

        fn query<T: DeserializeOwned>(
            &mut self,
            contract: &str,
            question: &impl Serialize,
        ) -> anyhow::Result<T> {
            let asked = to_value(question)?;
            if asked.get("shares").is_none() {
                return self.0.query(contract, question);
            }
            let page = [(); 30].map(|()| json!({ "staker": "somebody", "share": "1" }));
            Ok(from_value(json!({ "stakers": page }))?)
        }

        fn sender(&self) -> String {
            self.0.sender()
        }

        fn sign(&mut self, step: &str, transaction: &Transaction) -> anyhow::Result<Signed> {
            self.0.sign(step, transaction)
        }

        fn settle(&mut self, signed: &Signed) -> anyhow::Result<Settled<anyhow::Error>> {
            self.0.settle(signed)
        }

        fn stored(&mut self, contract: &str, key: &[u8]) -> anyhow::Result<Option<Binary>> {
            self.0.stored(contract, key)
        }

        fn contract(&mut self, contract: &str) -> anyhow::Result<ContractInfo> {
            self.0.contract(contract)
        }

        fn checksum(&mut self, code_id: u64) -> anyhow::Result<String> {
            self.0.checksum(code_id)
        }

        fn published_checksum(&self, artifact: Artifact) -> anyhow::Result<String> {
            self.0.published_checksum(artifact)
        }

        fn published_code(&mut self, artifact: Artifact) -> anyhow::Result<Option<u64>> {
            self.0.published_code(artifact)
        }

        fn now(&mut self) -> anyhow::Result<u64> {
            self.0.now()
        }

        fn unexpected(&self, what: String) -> anyhow::Error {
            self.0.unexpected(what)
        }
    }
}

#[test]
fn everything_that_is_in_the_way_is_told_at_once() {
    let mut world = with_stakes(&[("alice", STAKE)]);
    let [alice, deployer] = ["alice", "deployer"].map(|name| world.chain.account(name));
    let (manager, mint) = (world.at.admin_manager.clone(), world.at.mint.clone());
    let lend = serde_json::json!({ "authorize_claim": { "authorized_addr": alice } });
    world.actor("deployer").sends(&manager, &lend);
    let set = mirror_deploy::Transaction::SetAdmin {
        contract: mint.to_string(),
        admin: alice.to_string(),
    };
    mirror_deploy::Chain::send(&mut world.deployer(), "a right", &set).unwrap();
    let deployment = world.deployment.clone();

    let told = readiness(&mut world.deployer(), &deployment, Uint128::zero()).unwrap();

    assert_eq!(Belonging::Deployer(deployer.to_string()), told.belongs_to);
    assert!(!told.is_ready() && told.left().next().is_none());
    let findings: Vec<String> = told.findings.iter().map(Finding::to_string).collect();
    assert!(findings[0].contains("may migrate mint at"), "{findings:?}");
    assert!(findings[1].contains("may claim the right"), "{findings:?}");
    let expected = vec![
        Obstacle::TooLittleStaked {
            staked: Uint128::new(STAKE),
            least: Uint128::new(LEAST),
        },
        Obstacle::TooFewHolders { holders: 1 },
        too_large(&world, "alice", STAKE - 1_000, STAKE),
    ];
    assert_eq!(expected, told.obstacles);
    let largest = Some((alice.into_string(), Uint128::new(STAKE - 1_000)));
    assert_eq!(largest, told.stake.largest);
    assert_eq!(1, told.stake.holders);
}

#[test]
fn a_ready_deployment_has_nothing_in_the_way_and_one_handed_over_is_govs() {
    let mut world = ready();
    let deployment = world.deployment.clone();
    let told = readiness(&mut world.deployer(), &deployment, Uint128::zero()).unwrap();
    assert!(
        told.obstacles.is_empty() && told.findings.is_empty(),
        "{told:?}"
    );
    assert!(told.is_ready() && !told.is_over());
    assert_eq!(3, told.stake.holders);

    hands_over(&mut world).unwrap();

    let told = readiness(&mut world.deployer(), &deployment, Uint128::zero()).unwrap();
    assert_eq!(
        Belonging::Gov(deployment.contracts.gov.clone()),
        told.belongs_to
    );
    assert!(told.is_ready() && told.is_over(), "{told:?}");
}
