//! MIR is staked, gov takes over, polls are created, voted on and ended.

use cosmwasm_std::Binary;
use mirror_chain::Msg;
use serde_json::{json, Value};

use super::formulas::floor;
use super::next_version;
use super::story::{assert_all_told, assert_told, number, told, value, Story, Told};
use crate::harness::{execute, hook, Wallet};

/// What each of three stakes: together a little more than the hundredth of all MIR that gov takes
/// over with.
pub(super) const STAKE: u128 = 1_250_000_000_000;
/// Shares that belong to nobody (gov.md section 4).
const DEAD: u128 = 1_000;
/// What dave gives to stakers and voters while four polls are open.
const GIFT: u128 = 8_000_000;

/// The polls of the story.
pub(super) struct Polls {
    pub(super) list: u64,
    pub(super) delist: u64,
    pub(super) migrate: u64,
    pub(super) upgrade: u64,
    /// The code that the last one gives a contract.
    pub(super) code_id: u64,
    /// What alice, bob and carol voted with in each.
    powers: [u128; 3],
}

impl Polls {
    fn ids(&self) -> [u64; 4] {
        [self.list, self.delist, self.migrate, self.upgrade]
    }
}

pub(super) fn mir_is_staked_and_gov_takes_over(story: &mut Story) {
    let (gov, mir) = (story.contracts().gov, story.mir());
    let early = story.network.runs(&["deploy", "hand-over", "--yes"]);
    assert_eq!(early.code, Some(1), "{}{}", early.stdout, early.stderr);
    for (who, share) in [("alice", STAKE - DEAD), ("bob", STAKE), ("carol", STAKE)] {
        let stake = hook(&mir, STAKE, &gov, &json!({ "stake_voting_tokens": {} }));
        let wallet = wallet(story, who);
        let address = wallet.address().to_string();
        let done = wallet.sends(&[stake]);
        assert_told(
            &done,
            &gov,
            &[
                ("action", "staking"),
                ("sender", &address),
                ("share", &share.to_string()),
                ("amount", &STAKE.to_string()),
            ],
        );
    }

    story
        .network
        .runs(&["deploy", "hand-over", "--check"])
        .done();
    story.network.runs(&["deploy", "hand-over", "--yes"]).done();
    story.network.runs(&["deploy", "verify"]).done();

    for contract in [
        &gov,
        &story.contracts().factory,
        &story.contracts().admin_manager,
    ] {
        let config = story.asks(contract, json!({ "config": {} }));
        assert_eq!(config["owner"], gov, "{contract}");
    }
    let pair_admin = story.network.node.contract_info(&gov);
    let admin = story.network.run(pair_admin).unwrap().admin;
    assert_eq!(admin, Some(story.contracts().admin_manager));
}

/// Four polls are created, rewarded, voted on and ended, and may be executed afterwards.
pub(super) fn four_polls_pass(story: &mut Story) -> Polls {
    let code_id = next_version::code(story);
    let (gov, mir) = (story.contracts().gov, story.mir());
    let before = state(story);
    let created = story.alice.sends(&proposals(story_view(story), code_id));
    let started = story.time_of(&created);
    let ids = ids(&told(&created, &gov, "create_poll"), started);

    // What flowed of the fees since they came is the stakers', and so counts in their votes.
    let flowing = 604_800 - (number(&before["rewards_end"]) - u128::from(started));
    let left = number(&before["rewards_left"]) + number(&before["total_staked"]) - 3 * STAKE;
    let staked = 3 * STAKE + floor(left, flowing, 604_800);
    let powers = [STAKE - DEAD, STAKE, STAKE].map(|share| floor(share, staked, 3 * STAKE));

    let gift = hook(&mir, GIFT, &gov, &json!({ "deposit_reward": {} }));
    story.dave.sends(&[gift]);
    assert_eq!(number(&state(story)["pending_voting_rewards"]), GIFT / 2);
    vote(story, &ids, powers);
    end(story, &ids, powers, staked, u128::from(started) + 20);
    let [list, delist, migrate, upgrade] = ids;
    Polls {
        list,
        delist,
        migrate,
        upgrade,
        code_id,
        powers,
    }
}

/// What the proposals need to know.
struct View {
    at: mirror_deploy::Contracts,
    mir: String,
    feeder: String,
    googl: String,
    tsla: String,
}

fn story_view(story: &Story) -> View {
    View {
        at: story.contracts(),
        mir: story.mir(),
        feeder: story.feeder.address().to_string(),
        googl: story.listed("mGOOGL").token,
        tsla: story.listed("mTSLA").token,
    }
}

/// List mMSFT, delist mGOOGL, migrate mTSLA, and give the community pool other code.
fn proposals(view: View, code_id: u64) -> [Msg; 4] {
    let factory = |msg: Value| json!({ "execute_msg": { "contract": view.at.factory, "msg": encoded(&msg) } });
    let list = json!({ "whitelist": {
        "name": "Microsoft Corporation",
        "symbol": "MSFT",
        "oracle_feeder": view.feeder,
        "params": { "auction_discount": "0.2", "min_collateral_ratio": "1.5" },
    } });
    let delist = json!({ "revoke_asset": { "asset_token": view.googl } });
    let migrate = json!({ "migrate_asset": { "from_token": view.tsla } });
    let migrations = json!([[view.at.community, code_id, encoded(&json!({}))]]);
    let actions = [
        ("List mMSFT", factory(list), 1_000_000),
        ("Delist mGOOGL", factory(delist), 1_000_000),
        ("Migrate mTSLA", factory(migrate), 1_000_000),
        (
            "New code of the community pool",
            json!({ "admin_action": { "execute_migrations": { "migrations": migrations } } }),
            2_000_000,
        ),
    ];
    actions.map(|(title, action, deposit)| {
        let mut poll = json!({ "title": title, "description": "What it does is in its action." });
        let action = action.as_object().unwrap().clone();
        poll.as_object_mut().unwrap().extend(action);
        hook(
            &view.mir,
            deposit,
            &view.at.gov,
            &json!({ "create_poll": poll }),
        )
    })
}

/// The polls' numbers, from what was told of their creation at this second.
fn ids(created: &[Told], started: u64) -> [u64; 4] {
    let of = |told: &Told, key: &str| {
        let pair = told.iter().find(|(name, _)| name == key);
        pair.unwrap_or_else(|| panic!("no {key} in {told:?}"))
            .1
            .clone()
    };
    let kinds: Vec<String> = created.iter().map(|told| of(told, "poll_kind")).collect();
    assert_eq!(kinds, ["default", "default", "default", "migration"]);
    for told in created {
        assert_eq!(of(told, "end_time"), (started + 20).to_string());
    }
    let ids: Vec<u64> = created
        .iter()
        .map(|told| of(told, "poll_id").parse().unwrap())
        .collect();
    assert_eq!(ids, [1, 2, 3, 4]);
    [1, 2, 3, 4]
}

/// All vote yes for all; carol votes no on the first.
fn vote(story: &mut Story, ids: &[u64; 4], powers: [u128; 3]) {
    let gov = story.contracts().gov;
    for (who, power) in ["alice", "bob", "carol"].into_iter().zip(powers) {
        let option = |id: u64| {
            if who == "carol" && id == ids[0] {
                "no"
            } else {
                "yes"
            }
        };
        let address = wallet(story, who).address().to_string();
        let question = json!({ "voting_power": { "poll_id": ids[0], "address": address } });
        assert_eq!(number(&story.asks(&gov, question)["power"]), power, "{who}");
        let votes = ids.map(|id| {
            let vote = json!({ "cast_vote": {
                "poll_id": id, "vote": option(id), "amount": power.to_string(),
            } });
            execute(&gov, &vote)
        });
        let done = wallet(story, who).sends(&votes);
        let expected = ids.map(|id| {
            [
                ("action", "cast_vote".to_string()),
                ("poll_id", id.to_string()),
                ("amount", power.to_string()),
                ("voter", address.clone()),
                ("vote_option", option(id).to_string()),
            ]
            .to_vec()
        });
        assert_all_told(&done, &gov, &expected);
    }
}

/// Dave ends all four when their time is over: they passed, and alice has her deposits back.
fn end(story: &mut Story, ids: &[u64; 4], powers: [u128; 3], staked: u128, end_time: u128) {
    let (gov, mir) = (story.contracts().gov, story.mir());
    let alice = story.alice.address().to_string();
    story.network.wait_until(u64::try_from(end_time).unwrap());
    let before = story.tokens_of(&mir, &alice);
    let done = story
        .dave
        .sends(&ids.map(|id| execute(&gov, &json!({ "end_poll": { "poll_id": id } }))));
    let deposits = [1_000_000, 1_000_000, 1_000_000, 2_000_000];
    let expected = [0, 1, 2, 3].map(|place| {
        [
            ("action", "end_poll".to_string()),
            ("poll_id", ids[place].to_string()),
            ("rejected_reason", String::new()),
            ("passed", "true".to_string()),
            ("amount", deposits[place].to_string()),
        ]
        .to_vec()
    });
    assert_all_told(&done, &gov, &expected);
    assert_eq!(story.tokens_of(&mir, &alice), before + 5_000_000);
    let poll = story.asks(&gov, json!({ "poll": { "poll_id": ids[0] } }));
    assert_eq!(poll["status"], "passed");
    let [yes, no] = [powers[0] + powers[1], powers[2]];
    assert_eq!(
        (number(&poll["yes_votes"]), number(&poll["no_votes"])),
        (yes, no)
    );
    assert_eq!(number(&poll["total_balance_at_end_poll"]), staked);
    story
        .network
        .wait_until(u64::try_from(end_time).unwrap() + 5);
}

/// Dave, who has no stake, executes a poll that passed.
pub(super) fn executes(story: &mut Story, id: u64) -> mirror_chain::Included {
    let gov = story.contracts().gov;
    let done = story
        .dave
        .sends(&[execute(&gov, &json!({ "execute_poll": { "poll_id": id } }))]);
    assert_told(
        &done,
        &gov,
        &[("action", "execute_poll"), ("poll_id", &id.to_string())],
    );
    let poll = story.asks(&gov, json!({ "poll": { "poll_id": id } }));
    assert_eq!(poll["status"], "executed", "{poll}");
    done
}

/// Each of four polls has a quarter of the voters' half of the gift, shared by their votes.
pub(super) fn votes_are_rewarded_and_stake_is_free_again(story: &mut Story, polls: &Polls) {
    let (gov, mir) = (story.contracts().gov, story.mir());
    let bob = story.bob.address().to_string();
    let before = story.tokens_of(&mir, &bob);

    let done = story.bob.sends(&[
        execute(&gov, &json!({ "withdraw_voting_rewards": {} })),
        execute(
            &gov,
            &json!({ "withdraw_voting_tokens": { "amount": "1000000" } }),
        ),
    ]);

    let votes: u128 = polls.powers.iter().sum();
    let reward = 4 * floor(GIFT / 2 / 4, polls.powers[1], votes);
    assert_told(
        &done,
        &gov,
        &[
            ("action", "withdraw_voting_rewards"),
            ("recipient", &bob),
            ("amount", &reward.to_string()),
        ],
    );
    assert_eq!(value(&done, &gov, "withdraw", "amount"), "1000000");
    assert_eq!(story.tokens_of(&mir, &bob), before + reward + 1_000_000);
    let question = json!({ "staker": { "address": bob } });
    assert_eq!(story.asks(&gov, question)["locked_balance"], json!([]));
    assert_eq!(polls.ids(), [1, 2, 3, 4]);
}

fn state(story: &Story) -> Value {
    story.asks(&story.contracts().gov, json!({ "state": {} }))
}

fn encoded(msg: &Value) -> Binary {
    Binary::from(serde_json::to_vec(msg).unwrap())
}

fn wallet<'a>(story: &'a mut Story, name: &str) -> &'a mut Wallet {
    match name {
        "alice" => &mut story.alice,
        "bob" => &mut story.bob,
        _ => &mut story.carol,
    }
}
