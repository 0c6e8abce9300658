//! A birth and a hand-over that stop anywhere and go on.

use std::cell::RefCell;
use std::collections::BTreeSet;

use cosmwasm_std::{coin, Addr, Order, Uint128};
use mirror_deploy::{
    deploy, hand_over, BirthError, Chain, Deployment, HandOverError, Profile, Progress, Transaction,
};
use mirror_testing::{
    percent, standard_profile, usual_listing, Deployer, Moment, TestChain, Watched, World, BASE,
    FORTUNE, STAKE,
};

use serde_json::json;

use crate::watched::{FailingJournal, Recorded};

/// Whatever a chain remembers.
pub(crate) type Memory = Vec<(Vec<u8>, Vec<u8>)>;

pub(crate) fn memory(chain: &TestChain) -> Memory {
    use cosmwasm_std::Storage;
    let all = chain.app.storage().range(None, None, Order::Ascending);
    all.collect()
}

/// A chain on which the deployer can pay.
pub(crate) fn chain() -> TestChain {
    let mut chain = TestChain::new();
    let deployer = chain.account("deployer");
    chain.fund(&deployer, &[coin(FORTUNE, BASE)]);
    chain
}

pub(crate) fn profile() -> Profile {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL"), usual_listing("mMSFT")];
    profile
}

/// Everything that broke so far, and everything that may break next: each moment once.
#[derive(Default)]
struct Breaks {
    met: RefCell<BTreeSet<String>>,
}

impl Breaks {
    /// Fails the first time that this moment comes.
    fn at(&self, moment: String) -> Result<(), String> {
        if self.met.borrow_mut().insert(moment.clone()) {
            return Err(format!("interrupted at: {moment}"));
        }
        Ok(())
    }

    fn watch(&self, moment: Moment<'_>) -> anyhow::Result<()> {
        let moment = match moment {
            Moment::Signing(step) => format!("{step}: signing"),
            Moment::Sending(step) => format!("{step}: sending"),
            Moment::Sent(step, ..) => format!("{step}: sent"),
        };
        self.at(moment).map_err(anyhow::Error::msg)
    }
}

type Outcome = Result<Deployment, BirthError<anyhow::Error>>;

/// Go on with a birth until it ends or breaks.
fn go_on(
    chain: &mut TestChain,
    profile: &Profile,
    recorded: &mut Recorded,
    breaks: &Breaks,
) -> Outcome {
    let mut watched = Watched {
        inner: Deployer {
            sender: chain.account("deployer"),
            chain,
        },
        watch: |_: &mut TestChain, moment: Moment<'_>| breaks.watch(moment),
    };
    let mut journal = FailingJournal {
        recorded,
        watch: |step: &str, moment: &str| breaks.at(format!("{step}: {moment}")),
    };
    deploy(&mut watched, profile, &mut journal)
}

#[test]
fn a_birth_that_stops_at_every_moment_is_the_same_birth() {
    let profile = profile();
    let mut peaceful = chain();
    let mut inner = Deployer {
        sender: peaceful.account("deployer"),
        chain: &mut peaceful,
    };
    let expected = deploy(&mut inner, &profile, &mut Progress::default()).unwrap();

    let (mut chain, breaks) = (chain(), Breaks::default());
    let mut file = serde_json::to_string(&Recorded::default()).unwrap();
    let deployment = loop {
        // Whoever goes on knows nothing but what was written.
        let mut recorded: Recorded = serde_json::from_str(&file).unwrap();
        let outcome = go_on(&mut chain, &profile, &mut recorded, &breaks);
        file = serde_json::to_string(&recorded).unwrap();
        match outcome {
            Ok(deployment) => break deployment,
            Err(BirthError::Chain(_) | BirthError::NotWritten(_)) => {}
            Err(other) => panic!("{other}"),
        }
    };

    assert_eq!(expected, deployment);
    assert_eq!(memory(&peaceful), memory(&chain));
    // 17 codes and 31 other steps, each stopped before and after it is signed, written, sent,
    // answered and written again; and two answers, before and after they are noted.
    let (steps, answers) = (17 + 31, 2);
    assert_eq!(7 * steps + 2 * answers, breaks.met.borrow().len());
}

/// Go on until this moment breaks, which is not met again.
fn stops_at(chain: &mut TestChain, recorded: &mut Recorded, breaks: &Breaks, moment: &str) {
    let is_met = |breaks: &Breaks| breaks.met.borrow().contains(moment);
    while !is_met(breaks) {
        go_on(chain, &profile(), recorded, breaks).unwrap_err();
    }
}

#[test]
fn a_signed_transaction_whose_place_is_taken_is_signed_anew() {
    let (mut chain, mut recorded, breaks) = (chain(), Recorded::default(), Breaks::default());
    stops_at(
        &mut chain,
        &mut recorded,
        &breaks,
        "make mirror-gov: promised",
    );
    let mut deployer = Deployer {
        sender: chain.account("deployer"),
        chain: &mut chain,
    };
    let other = Transaction::Send {
        recipient: deployer.chain.account("alice").into_string(),
        coins: vec![coin(1, BASE)],
    };
    deployer.send("something else", &other).unwrap();

    while go_on(&mut chain, &profile(), &mut recorded, &breaks).is_err() {}

    let gov = chain.query::<serde_json::Value>(
        &Addr::unchecked(recorded.steps["make mirror-gov"].made().unwrap()),
        &json!({ "config": {} }),
    );
    assert_eq!(json!(chain.account("deployer")), gov["owner"]);
}

#[test]
fn a_pair_that_a_stranger_asks_for_while_a_birth_pauses_is_taken() {
    let (mut chain, mut recorded, breaks) = (chain(), Recorded::default(), Breaks::default());
    let moment = "make the pair of MIR: promised";
    stops_at(&mut chain, &mut recorded, &breaks, moment);
    let made = |step: &str| Addr::unchecked(recorded.steps[step].made().unwrap());
    let (factory, token) = (made("make terraswap-factory"), made("make mirror-token"));
    let infos = json!([
        { "token": { "contract_addr": token } }, { "native_token": { "denom": BASE } }
    ]);
    let create = json!({ "create_pair": { "asset_infos": infos } });
    let attacker = chain.account("attacker");
    chain.execute(&attacker, &factory, &create, &[]).unwrap();

    let deployment = loop {
        if let Ok(deployment) = go_on(&mut chain, &profile(), &mut recorded, &breaks) {
            break deployment;
        }
    };

    let pair: serde_json::Value = chain.query(
        &Addr::unchecked(deployment.mirror_pair),
        &json!({ "pair": {} }),
    );
    assert_eq!(infos, pair["asset_infos"]);
}

#[test]
fn a_birth_that_is_over_can_be_asked_what_came_of_it() {
    let (mut chain, profile, mut recorded) = (chain(), profile(), Recorded::default());
    let breaks = Breaks::default();
    while go_on(&mut chain, &profile, &mut recorded, &breaks).is_err() {}
    chain.pass(1_000_000);
    let before = memory(&chain);

    let deployment = go_on(&mut chain, &profile, &mut recorded, &breaks).unwrap();

    assert_eq!(before, memory(&chain));
    assert_eq!("mMSFT", deployment.assets[1].symbol);
}

#[test]
fn a_journal_of_another_birth_is_refused() {
    let (mut chain, mut profile, mut recorded) = (chain(), profile(), Recorded::default());
    let breaks = Breaks::default();
    while go_on(&mut chain, &profile, &mut recorded, &breaks).is_err() {}
    let before = memory(&chain);
    profile.lockup_seconds += 1;

    let refusal = go_on(&mut chain, &profile, &mut recorded, &breaks).unwrap_err();

    let expected = "the journal is of another birth: its step \"make mirror-lock\" sent something \
                    else; go on with the profile and the account of that birth, or begin anew with \
                    an empty journal";
    assert_eq!(expected, refusal.to_string());
    assert!(matches!(refusal, BirthError::OtherBirth { .. }));
    assert_eq!(before, memory(&chain));
}

#[test]
fn what_the_chain_refuses_is_signed_anew_when_it_is_mended() {
    let (mut chain, mut recorded) = (chain(), Recorded::default());
    let breaks = Breaks::default();
    let mut wrong = profile();
    wrong.protocol_fee_rate = percent(100);
    let mut go_on = |chain: &mut TestChain, profile: &Profile| loop {
        match go_on(chain, profile, &mut recorded, &breaks) {
            Err(BirthError::Chain(error)) if error.to_string().contains("interrupted") => {}
            Err(BirthError::NotWritten(_)) => {}
            other => break other,
        }
    };
    let refusal = go_on(&mut chain, &wrong).unwrap_err();
    assert!(matches!(refusal, BirthError::Chain(_)), "{refusal}");

    go_on(&mut chain, &profile()).unwrap();
}

/// A birth and stakes with which gov is ready.
fn ready() -> World {
    let mut world = World::bootstrapped(&profile());
    world.drops_mir();
    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(STAKE);
    }
    world.chain.pass(1);
    world
}

#[test]
fn a_hand_over_that_stops_at_every_moment_is_the_same_hand_over() {
    let mut peaceful = ready();
    let deployment = peaceful.deployment.clone();
    let mut written = Progress::default();
    hand_over(
        &mut peaceful.deployer(),
        &deployment,
        Uint128::zero(),
        &mut written,
    )
    .unwrap();

    let (mut world, breaks) = (ready(), Breaks::default());
    let mut file = serde_json::to_string(&Recorded::default()).unwrap();
    loop {
        let mut recorded: Recorded = serde_json::from_str(&file).unwrap();
        let outcome = goes_on_handing_over(&mut world, &mut recorded, &breaks);
        file = serde_json::to_string(&recorded).unwrap();
        match outcome {
            Ok(()) => break,
            Err(HandOverError::Chain(error)) => {
                assert!(error.to_string().contains("interrupted"), "{error:?}");
            }
            Err(HandOverError::NotWritten(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }

    assert_eq!(memory(&peaceful.chain), memory(&world.chain));
    assert_eq!(7 * 23, breaks.met.borrow().len());
}

fn goes_on_handing_over(
    world: &mut World,
    recorded: &mut Recorded,
    breaks: &Breaks,
) -> Result<(), HandOverError<anyhow::Error>> {
    let deployment = world.deployment.clone();
    let mut watched = Watched {
        inner: world.deployer(),
        watch: |_: &mut TestChain, moment: Moment<'_>| breaks.watch(moment),
    };
    let mut journal = FailingJournal {
        recorded,
        watch: |step: &str, moment: &str| breaks.at(format!("{step}: {moment}")),
    };
    hand_over(&mut watched, &deployment, Uint128::zero(), &mut journal)
}
