//! Every message of the catalogue is sent by a stranger and by those who may, in a protocol that gov
//! owns. What the catalogue says of its sender is what the contract does.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{coins, wasm_execute, Addr, BankMsg};
use cw_multi_test::Executor;
use mirror_deploy::{rights, Listing};
use mirror_protocol::factory;
use mirror_testing::catalogue::{Call, Door, Message, Role, Scene, Sender};
use mirror_testing::{
    percent, standard_profile, usual_listing, usual_params, Proposal, TestChain, World, BASE,
};
use serde_json::json;

const UNIT: u128 = 1_000_000;

/// A protocol in which everybody has something to lose, and mAAPL is traded, mTSLA is being delisted
/// and mNEW waits for its IPO.
struct Stage {
    world: World,
    owners: BTreeMap<String, Addr>,
}

impl Stage {
    fn new() -> Self {
        let mut world = World::governed_as(profile());
        world.feeds(&[("mAAPL", "100"), ("mTSLA", "100")]);
        let tesla = world.token("mTSLA").into_string();
        let factory = world.at.factory.clone();
        let revoke = factory::ExecuteMsg::RevokeAsset {
            asset_token: tesla,
            end_price: None,
        };
        world.actor("feeder").sends(&factory, &revoke);
        alice_has_everything(&mut world);
        attacker_has_tokens(&mut world);
        let migrator = world.chain.account("migrator").into_string();
        let lend = json!({ "authorize_claim": { "authorized_addr": migrator } });
        let (gov, manager) = (world.at.gov.clone(), world.at.admin_manager.clone());
        world.chain.execute(&gov, &manager, &lend, &[]).unwrap();
        let deployment = world.deployment.clone();
        let owners = rights(&mut world.deployer(), &deployment).unwrap();
        let owners = owners
            .into_iter()
            .filter_map(|right| Some((right.address, Addr::unchecked(right.owner?))));
        Self {
            owners: owners.collect(),
            world,
        }
    }

    /// Every message as somebody would send it, about the asset for which it says something.
    fn messages(&self, somebody: &Addr) -> Vec<(String, Message)> {
        let about = |symbol: &str| {
            let listed = self.world.asset(symbol);
            let [token, pair, lp] = [listed.token, listed.pair, listed.lp_token];
            Scene::of_all(somebody.as_str(), &self.world.deployment)
                .with_asset(token.as_str(), pair.as_str(), lp.as_str())
                .messages()
        };
        let [apple, tesla, new] = ["mAAPL", "mTSLA", "mNEW"].map(about);
        let all = apple.into_iter().zip(tesla).zip(new);
        let of_its_asset = all.map(|((apple, tesla), new)| match apple.1.variant {
            "cancel_delisting" => tesla,
            "trigger_ipo" => new,
            _ => apple,
        });
        of_its_asset.collect()
    }

    /// Who may send a message to the contract at an address, in this protocol at this time.
    fn senders(&self, address: &str, sender: Sender) -> Vec<Addr> {
        let owner = self.owners.get(address).cloned();
        let others = match sender {
            Sender::Owner | Sender::Minter => vec![],
            Sender::OwnerOrMint => vec![self.world.at.mint.clone()],
            Sender::OwnerOrFeeder => vec![self.account("feeder")],
            Sender::OwnerOrGuardian => vec![self.account("guardian")],
            Sender::OwnerOrKeeper => vec![self.account("keeper")],
            Sender::Anybody => return vec![self.account("attacker"), self.account("alice")],
            Sender::Holder => return vec![self.account("alice")],
            Sender::Feeder => return vec![self.account("feeder")],
            Sender::Mint => return vec![self.world.at.mint.clone()],
            Sender::Itself => return vec![Addr::unchecked(address)],
            Sender::Authorised => return vec![self.account("migrator")],
            // Payments are made by way of a token. Everything is set up. No token has one.
            Sender::Token | Sender::Deployer | Sender::Marketing => return vec![],
        };
        owner.into_iter().chain(others).collect()
    }

    /// People, and every contract.
    fn everybody(&self) -> Vec<Addr> {
        let people = [
            "attacker", "alice", "feeder", "guardian", "keeper", "migrator", "deployer",
        ];
        let deployment = self.world.deployment.clone();
        let contracts = Scene::of_all("", &deployment).messages();
        let mut all: Vec<Addr> = people.map(|name| self.account(name)).into();
        all.extend(
            contracts
                .into_iter()
                .map(|(address, _)| Addr::unchecked(address)),
        );
        all.sort();
        all.dedup();
        all
    }

    /// What would come of a call. It is taken back in any case.
    fn rehearse(&mut self, sender: &Addr, call: &Call) -> anyhow::Result<()> {
        let msg = wasm_execute(&call.contract, &call.msg, call.coins.clone())?;
        // Nobody has this coin, so what was done before is undone.
        let end = BankMsg::Send {
            to_address: sender.to_string(),
            amount: coins(1, "nothing"),
        };
        let app = &mut self.world.chain.app;
        let expected = app.execute(sender.clone(), end.clone().into()).unwrap_err();
        let messages = vec![msg.into(), end.into()];
        let error = app.execute_multi(sender.clone(), messages).unwrap_err();
        if error.to_string() == expected.to_string() {
            return Ok(());
        }
        Err(error)
    }

    fn account(&self, name: &str) -> Addr {
        self.world.chain.account(name)
    }
}

fn profile() -> mirror_deploy::Profile {
    let chain = TestChain::new();
    let mut profile = standard_profile(&chain);
    profile.oracle_guardian = Some(chain.account("guardian").into_string());
    profile.collector.keepers = vec![chain.account("keeper").into_string()];
    let new = Listing {
        params: factory::Params {
            mint_period: Some(31_536_000),
            min_collateral_ratio_after_ipo: Some(percent(150)),
            pre_ipo_price: Some(percent(100)),
            ..usual_params()
        },
        ..usual_listing("mNEW")
    };
    profile.assets = vec![usual_listing("mAAPL"), usual_listing("mTSLA"), new];
    profile
}

/// Positions 1 and 2, a stake in the pool and one in gov, a vote in poll 1, and order 1.
fn alice_has_everything(world: &mut World) {
    world.alice().opens(3_000 * UNIT, "mAAPL", percent(300));
    world.alice().provides("mAAPL", 500 * UNIT, 5 * UNIT);
    world.alice().tries_to_bond("mAAPL", 10 * UNIT).unwrap();
    world.alice().shorts(30 * UNIT, "mAAPL", percent(300));
    let poll = world.alice().creates_poll(Proposal::text());
    assert_eq!(1, poll);
    let order = json!({ "submit_order": {
        "offer_asset": { "info": { "native_token": { "denom": BASE } }, "amount": "1" },
        "ask_asset": { "info": { "native_token": { "denom": "uluna" } }, "amount": "1" },
    } });
    let book = world.at.limit_order.clone();
    world.alice().tries(&book, &order, &coins(1, BASE)).unwrap();
}

fn attacker_has_tokens(world: &mut World) {
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, 10_000 * UNIT);
    let listed = world.asset("mAAPL");
    for token in [listed.token, listed.lp_token] {
        world.alice().gives(&token, 2 * UNIT, &attacker);
    }
}

/// Whether a contract refused a message for who sent it.
fn is_for_the_sender(role: Role, error: &anyhow::Error) -> bool {
    macro_rules! is {
        ($contract:ident, $($rights:ident),+) => {
            error
                .downcast_ref::<$contract::ContractError>()
                .is_some_and(|error| {
                    matches!(error, $($contract::ContractError::$rights { .. })|+)
                })
        };
    }
    match role {
        Role::Oracle => is!(mirror_oracle, Unauthorized, NotTheFeeder),
        Role::CollateralOracle => is!(mirror_collateral_oracle, Unauthorized),
        Role::Mint => is!(mirror_mint, Unauthorized, NotOwner, NotTheTrigger),
        Role::Lock => is!(mirror_lock, Unauthorized),
        Role::ShortReward => false,
        Role::Staking => is!(mirror_staking, Unauthorized),
        Role::Factory => is!(mirror_factory, Unauthorized),
        Role::Gov => is!(mirror_gov, Unauthorized),
        Role::Collector => is!(mirror_collector, Unauthorized, KeepersOnly),
        Role::Community => is!(mirror_community, Unauthorized),
        Role::AdminManager => is!(mirror_admin_manager, Unauthorized, AuthorisationEnded),
        Role::Airdrop => is!(mirror_airdrop, Unauthorized),
        Role::LimitOrder => is!(mirror_limit_order, NotTheBidder),
        Role::Pair => is!(terraswap_pair, Unauthorized),
        Role::SwapFactory => is!(terraswap_factory, Unauthorized),
        Role::Router => is!(terraswap_router, Unauthorized),
        Role::Token => {
            let unauthorized = cw20_base::ContractError::Unauthorized {};
            error.downcast_ref() == Some(&terraswap_token::ContractError::Cw20(unauthorized))
        }
    }
}

/// Whether everybody else is refused for who he is.
fn is_reserved(sender: Sender) -> bool {
    !matches!(sender, Sender::Anybody | Sender::Holder | Sender::Token)
}

/// T-01: caller not allowed.
#[test]
fn each_privileged_message_has_its_senders_and_no_others() {
    let mut stage = Stage::new();

    for sender in stage.everybody() {
        for (address, message) in stage.messages(&sender) {
            let may = stage.senders(&address, message.sender);
            if !is_reserved(message.sender) || may.contains(&sender) {
                continue;
            }
            let (role, variant) = (message.contract, message.variant);
            match stage.rehearse(&sender, &message.call(&address)) {
                Ok(()) => panic!("{role:?} takes {variant} from {sender}"),
                Err(error) => assert!(
                    is_for_the_sender(role, &error),
                    "{role:?} refuses {variant} from {sender}, but with {error:?}"
                ),
            }
        }
    }
}

#[test]
fn whoever_may_send_a_message_is_not_refused_for_who_he_is() {
    let mut stage = Stage::new();
    let attacker = stage.account("attacker");

    for (address, message) in stage.messages(&attacker) {
        for sender in stage.senders(&address, message.sender) {
            let of_the_sender = stage.messages(&sender);
            let same = |(to, other): &&(String, Message)| {
                (to, other.variant, other.door == Door::Execute)
                    == (&address, message.variant, message.door == Door::Execute)
            };
            let (_, own) = of_the_sender.iter().find(same).unwrap();
            if let Err(error) = stage.rehearse(&sender, &own.call(&address)) {
                let (role, variant) = (message.contract, message.variant);
                assert!(
                    !is_for_the_sender(role, &error),
                    "{role:?} does not take {variant} from {sender}: {error:?}"
                );
            }
        }
    }
}

#[test]
fn what_an_owner_may_do_can_be_done() {
    let mut stage = Stage::new();
    let (attacker, mut refused) = (stage.account("attacker"), BTreeSet::new());

    for (address, message) in stage.messages(&attacker) {
        if message.sender != Sender::Owner {
            continue;
        }
        for owner in stage.senders(&address, message.sender) {
            if stage.rehearse(&owner, &message.call(&address)).is_err() {
                refused.insert(message.variant);
            }
        }
    }

    let not_now = [
        // The factory has none of the coin.
        "add_native_token_decimals",
        // Nothing of the stage has expired.
        "clawback",
        // The code is another contract's, and the pair has the newest already.
        "execute_migrations",
        "migrate_pair",
        // It has begun.
        "start_release",
        // Everybody has claimed.
        "update_merkle_root",
    ];
    assert_eq!(BTreeSet::from(not_now), refused);
}

#[test]
fn whoever_has_nothing_can_not_touch_what_others_have() {
    let mut stage = Stage::new();
    let (dave, mut taken) = (stage.account("dave"), vec![]);

    for (address, message) in stage.messages(&dave) {
        let is_holders = message.sender == Sender::Holder;
        if is_holders && stage.rehearse(&dave, &message.call(&address)).is_ok() {
            taken.push((message.contract, message.variant));
        }
    }

    // It pays what he has earned, which is nothing.
    assert_eq!([(Role::Staking, "withdraw")], taken[..]);
}

#[test]
fn a_payment_that_nobody_made_is_not_believed() {
    let mut stage = Stage::new();
    let (attacker, mut taken) = (stage.account("attacker"), vec![]);

    for (address, message) in stage.messages(&attacker) {
        let mut calls = Vec::from_iter(message.forged(&address, attacker.as_str()));
        if message.sender == Sender::Token {
            calls.push(message.call(&address));
        }
        for call in calls {
            if stage.rehearse(&attacker, &call).is_ok() {
                taken.push((message.contract, message.variant));
            }
        }
    }

    // Whoever fills this order gets nothing but a promise of the attacker's own contract.
    assert_eq!([(Role::LimitOrder, "submit_order")], taken[..]);
}
