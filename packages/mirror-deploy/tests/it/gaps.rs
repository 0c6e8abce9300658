//! Between every two messages of a birth and of a hand-over a stranger sends every message there
//! is. What comes of it is what comes of it without him (factory.md section 11).

use std::collections::BTreeSet;

use cosmwasm_std::{coin, coins, Addr, BankMsg, CosmosMsg, Uint128};
use cw_multi_test::Executor;
use mirror_deploy::{deploy, rights, Deployment, Profile, Progress};
use mirror_protocol::gov::{self, StakerResponse};
use mirror_testing::catalogue::{Call, Role, Scene};
use mirror_testing::{standard_profile, usual_listing, Deployer, TestChain, World, BASE, FORTUNE};
use serde_json::{json, Value};

use crate::watched::{Moment, Seen, Watched};

/// Who tries.
struct Stranger {
    who: Addr,
    /// What was accepted of him, as contract and message.
    accepted: BTreeSet<(String, String)>,
    tries: u64,
}

impl Stranger {
    fn of(chain: &TestChain) -> Self {
        Self {
            who: chain.account("attacker"),
            accepted: BTreeSet::new(),
            tries: 0,
        }
    }

    /// Every message to every contract of the scene, and every payment told by himself.
    fn tries_everything(&mut self, chain: &mut TestChain, scene: &Scene) {
        for (address, message) in scene.messages() {
            let calls = [
                Some(message.call(&address)),
                message.forged(&address, self.who.as_str()),
            ];
            for call in calls.into_iter().flatten() {
                if self.tries(chain, &call) {
                    let (role, variant) = (message.contract.name(), message.variant);
                    self.accepted
                        .insert((role.to_string(), variant.to_string()));
                }
            }
        }
    }

    fn tries(&mut self, chain: &mut TestChain, call: &Call) -> bool {
        self.tries += 1;
        let contract = Addr::unchecked(&call.contract);
        let answer = chain.execute(&self.who, &contract, &call.msg, &call.coins);
        answer.is_ok()
    }

    /// A coin for everybody: balances are what anybody's gifts make them.
    fn gives_coins<'a>(&self, chain: &mut TestChain, to: impl Iterator<Item = &'a str>) {
        for address in to {
            let gift = BankMsg::Send {
                to_address: address.to_string(),
                amount: coins(1, BASE),
            };
            let sent = chain.app.execute(self.who.clone(), CosmosMsg::from(gift));
            sent.expect("anybody may be given coins");
        }
    }

    /// MIR that he has or can take back.
    fn fortune(&self, world: &World) -> Uint128 {
        let address = self.who.to_string();
        let staked: StakerResponse = world.asks(&world.at.gov, &gov::QueryMsg::Staker { address });
        world.token_balance(&world.at.mirror_token, &self.who) + staked.balance
    }
}

/// A protocol as far as it does not depend on addresses: who may what, how each contract is set up,
/// what exists of MIR and who of the protocol holds it.
fn portrait(chain: &mut TestChain, deployment: &Deployment) -> Vec<String> {
    let rights = {
        let sender = chain.account("deployer");
        rights(&mut Deployer { chain, sender }, deployment).unwrap()
    };
    let mut lines: Vec<String> = rights.iter().map(|right| format!("{right:?}")).collect();
    let named = |name: &str| {
        let mut rights = rights.iter();
        let right = rights.find(|right| right.contract == name);
        Addr::unchecked(&right.expect("it is deployed").address)
    };
    for (contract, question) in questions(deployment) {
        let wrap = chain.app.wrap();
        let answer: Result<Value, _> = wrap.query_wasm_smart(named(contract), &question);
        let answer = answer.unwrap_or_else(|error| panic!("{contract} {question}: {error}"));
        lines.push(format!("{contract} {question}: {answer}"));
    }
    let mir = named("mirror_token");
    for holder in ["community", "airdrop", "uni_airdrop"] {
        let question = json!({ "balance": { "address": named(holder) } });
        let held: Value = chain.query(&mir, &question);
        lines.push(format!("{holder} holds {held}"));
    }
    let info: Value = chain.query(&mir, &json!({ "token_info": {} }));
    lines.push(format!("MIR: {info}"));

    for right in &rights {
        for line in &mut lines {
            *line = line.replace(&right.address, &right.contract);
        }
    }
    lines
}

/// What each contract is asked; gov is not asked what is staked, as strangers may stake.
fn questions(deployment: &Deployment) -> Vec<(&'static str, Value)> {
    let config = [
        "factory",
        "swap_factory",
        "community",
        "airdrop",
        "uni_airdrop",
        "gov",
        "mint",
        "oracle",
        "collateral_oracle",
        "lock",
        "staking",
        "collector",
        "router",
        "admin_manager",
    ];
    let mut all: Vec<_> = config
        .map(|contract| (contract, json!({ "config": {} })))
        .into();
    all.push(("factory", json!({ "distribution_info": {} })));
    all.push(("admin_manager", json!({ "auth_records": {} })));
    all.push(("admin_manager", json!({ "migration_records": {} })));
    all.push((
        "oracle",
        json!({ "feeder": { "asset_token": deployment.mirror_token } }),
    ));
    all.push((
        "swap_factory",
        json!({ "native_token_decimals": { "denom": BASE } }),
    ));
    for asset in &deployment.assets {
        let it = json!({ "asset_token": asset.token });
        all.push(("oracle", json!({ "feeder": it })));
        all.push(("mint", json!({ "asset_config": it })));
        all.push((
            "collateral_oracle",
            json!({ "collateral_asset_info": { "asset": asset.token } }),
        ));
    }
    all
}

fn profile() -> Profile {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL")];
    profile
}

/// A birth, each message six seconds after the one before, with whatever somebody does in between.
fn birth(mut between: impl FnMut(&mut TestChain, &Seen, &str)) -> (TestChain, Deployment) {
    let mut chain = TestChain::new();
    for name in ["deployer", "attacker"] {
        let account = chain.account(name);
        chain.fund(&account, &[coin(FORTUNE, BASE), coin(FORTUNE, "uluna")]);
    }
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
    let deployment = deploy(&mut watched, &profile(), &mut Progress::default()).unwrap();
    (chain, deployment)
}

/// The contracts that exist.
fn scene_of(somebody: &Addr, seen: &Seen) -> Scene {
    let mut scene = Scene::of(somebody.as_str(), BASE);
    for (label, address) in seen.iter() {
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
        stranger.gives_coins(chain, seen.iter().map(|(_, address)| address));
        stranger.tries_everything(chain, &scene);
    });

    assert_eq!(17 + 30, gaps);
    let mut world = World::born(chain, deployment.clone());
    assert_eq!(
        portrait(&mut peaceful, &expected),
        portrait(&mut world.chain, &deployment)
    );
    assert_eq!(Uint128::zero(), stranger.fortune(&world));
    let has = |contract: &str, message: &str| {
        let accepted = (contract.to_string(), message.to_string());
        stranger.accepted.contains(&accepted)
    };
    assert!(has("the pair", "of MIR"), "{:?}", stranger.accepted);
    assert!(stranger.tries > 2_000, "{}", stranger.tries);
}
