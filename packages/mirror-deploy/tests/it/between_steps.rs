//! Between every two messages of a birth and of a hand-over a stranger sends every message there
//! is. What comes of it is what comes of it without him (factory.md section 11).

use cosmwasm_std::{coin, to_json_binary, Addr, Uint128};
use mirror_deploy::{deploy, hand_over, Deployment, Payment, Profile, Progress, Recipient};
use mirror_protocol::community;
use mirror_protocol::gov::{PollAdminAction, PollExecuteMsg, PollStatus, VoteOption};
use mirror_testing::catalogue::{Call, Role, Scene};
use mirror_testing::{
    standard_profile, usual_listing, Deployer, Moment, Proposal, TestChain, Watched, World, BASE,
    FORTUNE, STAKE,
};
use serde_json::{json, Value};

use crate::snapshot::{assert_same, snapshot, supply};
use crate::stranger::Stranger;
use crate::watched::{Seen, LISTED};

const MIR: u128 = 1_000_000;

/// The micro MIR that the stranger is paid at the start.
const PART: u128 = 50_000_000_000;

fn profile() -> Profile {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL")];
    profile
}

/// One that pays the stranger MIR at the start, before anybody else.
fn profile_with_a_part_of(stranger: &Addr) -> Profile {
    let mut profile = profile();
    let genesis = &mut profile.release.genesis;
    genesis[0].amount -= Uint128::new(PART);
    let part = Payment {
        recipient: Recipient::Account(stranger.to_string()),
        amount: Uint128::new(PART),
    };
    genesis.insert(0, part);
    profile
}

/// A birth, each message six seconds after the one before, with whatever somebody does in between.
fn birth(mut between: impl FnMut(&mut TestChain, &Seen, &str)) -> (TestChain, Deployment) {
    let mut chain = TestChain::new();
    for name in ["deployer", "attacker"] {
        let account = chain.account(name);
        chain.fund(&account, &[coin(FORTUNE, BASE), coin(FORTUNE, "uluna")]);
    }
    let profile = profile_with_a_part_of(&chain.account("attacker"));
    let mut seen = Seen::default();
    let inner = Deployer {
        sender: chain.account("deployer"),
        chain: &mut chain,
    };
    let mut watched = Watched {
        inner,
        watch: |chain: &mut TestChain, moment: Moment<'_>| {
            seen.note(&moment);
            if let Moment::Sending(step) = moment {
                chain.pass(6);
                between(chain, &seen, step);
            }
            Ok(())
        },
    };
    let deployment = deploy(&mut watched, &profile, &mut Progress::default()).unwrap();
    (chain, deployment)
}

/// The contracts that exist.
fn scene_of(somebody: &Addr, seen: &Seen) -> Scene {
    let mut scene = Scene::of(somebody.as_str(), BASE);
    for (label, address) in seen.iter().filter(|(label, _)| !LISTED.contains(label)) {
        let name = label.replace("uni-", "");
        let role = Role::ALL.into_iter().find(|role| role.name() == name);
        scene = match role {
            Some(role) => scene.with(role, address),
            // The MIR token.
            None => scene.with(Role::Token, address),
        };
        if label == "mirror-token" {
            scene.mir = address.to_string();
            scene.asset = address.to_string();
        }
    }
    scene
}

/// With the pair of MIR, if there is one.
fn with_market(chain: &TestChain, scene: Scene) -> Scene {
    let infos = json!([
        { "native_token": { "denom": BASE } }, { "token": { "contract_addr": scene.mir } }
    ]);
    let question = json!({ "pair": { "asset_infos": infos } });
    let factory = scene.at(Role::SwapFactory).to_string();
    let wrap = chain.app.wrap();
    let pair: Result<Value, _> = wrap.query_wasm_smart(factory, &question);
    let Ok(pair) = pair else {
        return scene;
    };
    let told = |key: &str| pair[key].as_str().unwrap().to_string();
    let mir = scene.mir.clone();
    scene.with_mir(&mir, &told("contract_addr"), &told("liquidity_token"))
}

/// With the mAsset, if it is listed.
fn with_listed(scene: Scene, seen: &Seen) -> Scene {
    match LISTED.map(|key| seen.get(key)) {
        [Some(token), Some(pair), Some(lp)] => scene.with_asset(token, pair, lp),
        _ => scene,
    }
}

#[test]
fn nothing_that_strangers_send_changes_a_birth() {
    let (mut peaceful, expected) = birth(|_, _, _| {});
    let mut stranger = Stranger::of(&peaceful);

    let mut gaps = 0;
    let (chain, deployment) = birth(|chain, seen, _| {
        gaps += 1;
        let scene = scene_of(&stranger.who, seen);
        let mir = json!({ "token": { "contract_addr": scene.mir } });
        let base = json!({ "native_token": { "denom": BASE } });
        // The other way round than ours.
        for infos in [[&mir, &base], [&base, &mir]] {
            let create = Call {
                contract: scene.at(Role::SwapFactory).to_string(),
                msg: json!({ "create_pair": { "asset_infos": infos } }),
                coins: vec![],
            };
            if stranger.tries(chain, &create) {
                let pair = ("the pair".to_string(), "of MIR".to_string());
                stranger.accepted.insert(pair);
            }
        }
        let scene = with_market(chain, scene);
        stranger.allows(chain, &scene);
        stranger.gives_coins(chain, seen.iter().map(|(_, address)| address));
        stranger.tries_everything(chain, &scene);
        if seen.get(LISTED[0]).is_some() {
            stranger.tries_everything(chain, &with_listed(scene, seen));
        }
    });

    assert_eq!(17 + 31, gaps);
    let mut world = World::born(chain, deployment.clone());
    assert_same(
        &snapshot(&mut peaceful, &expected),
        &snapshot(&mut world.chain, &deployment),
    );
    // He may have burned MIR of his own, so it is added.
    let burned = supply(&peaceful, &expected) - supply(&world.chain, &deployment);
    assert!(stranger.mir_owned(&world).u128() + burned <= PART);
    let has = |contract: &str, message: &str| {
        let accepted = (contract.to_string(), message.to_string());
        stranger.accepted.contains(&accepted)
    };
    assert!(has("the pair", "of MIR"), "{:?}", stranger.accepted);
    for (contract, message) in [
        ("mirror-gov", "stake_voting_tokens"),
        ("mirror-gov", "create_poll"),
        ("terraswap-pair", "swap"),
        ("mirror-staking", "auto_stake"),
    ] {
        assert!(has(contract, message), "{:?}", stranger.accepted);
    }
    assert!(stranger.tries > 2_000, "{}", stranger.tries);
}

/// What the stranger has: MIR, coins, stake, and polls of the time when he was alone.
fn with_a_rich_stranger() -> (World, Vec<u64>) {
    let mut world = World::bootstrapped(&profile());
    world.drops_mir();
    world.feeds(&[("mAAPL", "100"), ("MIR", "2")]);
    let (mir, attacker) = (
        world.at.mirror_token.clone(),
        world.chain.account("attacker"),
    );
    world.alice().gives(&mir, 1_000_000 * MIR, &attacker);
    let provided = 1_000 * MIR;
    world.alice().provides("MIR", 2 * provided, provided);
    world.actor("attacker").stakes_mir(500_000 * MIR);

    let polls = polls(&mut world);
    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(STAKE);
    }
    // One that is still open.
    let open = world.actor("attacker").creates_poll(Proposal::text());
    world.feeds(&[("mAAPL", "100"), ("MIR", "2")]);
    (world, [polls, vec![open]].concat())
}

/// Polls that passed by the stranger's votes alone, and may be executed.
fn polls(world: &mut World) -> Vec<u64> {
    let attacker = world.chain.account("attacker").into_string();
    let update = serde_json::from_value(json!({ "owner": attacker })).unwrap();
    let spend = community::ExecuteMsg::Spend {
        recipient: attacker.clone(),
        amount: Uint128::one(),
    };
    let proposals = [
        Proposal::admin(PollAdminAction::AuthorizeClaim {
            authorized_addr: attacker.clone(),
        }),
        Proposal::admin(PollAdminAction::UpdateOwner {
            owner: attacker.clone(),
        }),
        takes(&world.at.factory, &attacker),
        Proposal::admin(PollAdminAction::UpdateConfig(Box::new(update))),
        Proposal::call(&world.at.community, &spend),
    ];
    let mut polls = vec![];
    for proposal in proposals {
        let poll_id = world.actor("attacker").creates_poll(proposal);
        world.actor("attacker").votes(poll_id, VoteOption::Yes);
        polls.push(poll_id);
    }
    for poll_id in &polls {
        if world.poll(*poll_id).end_time > world.chain.now() {
            world.voting_ends(*poll_id);
        }
        world.actor("attacker").tries_to_end(*poll_id).unwrap();
        assert_eq!(PollStatus::Passed, world.poll(*poll_id).status);
    }
    world.a_day_passes();
    polls
}

/// To own a contract, by what takes the stricter rules.
fn takes(contract: &Addr, owner: &str) -> Proposal {
    let msg = to_json_binary(&json!({ "update_config": { "owner": owner } })).unwrap();
    let contract = contract.to_string();
    let msgs = vec![PollExecuteMsg { contract, msg }];
    Proposal::admin(PollAdminAction::Execute { msgs })
}

/// A hand-over, each message six seconds after the one before, with whatever somebody does in
/// between.
fn hands_over(world: &mut World, mut between: impl FnMut(&mut TestChain)) {
    let deployment = world.deployment.clone();
    let mut watched = Watched {
        inner: world.deployer(),
        watch: |chain: &mut TestChain, moment: Moment<'_>| {
            if let Moment::Sending(..) = moment {
                chain.pass(6);
                between(chain);
            }
            Ok(())
        },
    };
    hand_over(
        &mut watched,
        &deployment,
        Uint128::zero(),
        &mut Progress::default(),
    )
    .unwrap();
    // What was released by now is paid in either world.
    world.chain.pass(60);
    let factory = world.at.factory.clone();
    world.carol().sends(&factory, &json!({ "distribute": {} }));
}

#[test]
fn nothing_that_strangers_send_changes_a_hand_over() {
    let (mut peaceful, _) = with_a_rich_stranger();
    hands_over(&mut peaceful, |_| {});
    let (mut world, polls) = with_a_rich_stranger();
    let mut stranger = Stranger::of(&world.chain);
    let before = stranger.mir_owned(&world).u128();
    let deployment = world.deployment.clone();

    let mut gaps = 0;
    hands_over(&mut world, |chain| {
        gaps += 1;
        let mut scene = Scene::of_all(stranger.who.as_str(), &deployment);
        for poll in &polls {
            scene.poll = *poll;
            let gov = Scene::of_all(stranger.who.as_str(), &deployment)
                .at(Role::Gov)
                .to_string();
            for message in scene.messages_of(Role::Gov) {
                if stranger.tries(chain, &message.call(&gov)) {
                    let what = (message.contract.name(), message.variant);
                    stranger
                        .accepted
                        .insert((what.0.to_string(), what.1.to_string()));
                }
            }
        }
        stranger.allows(chain, &scene);
        stranger.tries_everything(chain, &scene);
    });

    assert_eq!(23, gaps);
    assert_same(
        &snapshot(&mut peaceful.chain, &deployment),
        &snapshot(&mut world.chain, &deployment),
    );
    // He may have burned MIR of his own, so it is added.
    let burned = supply(&peaceful.chain, &deployment) - supply(&world.chain, &deployment);
    assert!(stranger.mir_owned(&world).u128() + burned <= before);
    for poll_id in polls {
        assert_ne!(
            PollStatus::Executed,
            world.poll(poll_id).status,
            "{poll_id}"
        );
    }
    for message in ["stake_voting_tokens", "create_poll", "execute_poll"] {
        let accepted = ("mirror-gov".to_string(), message.to_string());
        assert!(stranger.accepted.contains(&accepted), "{message}");
    }
    assert!(stranger.tries > 3_000, "{}", stranger.tries);
}
