//! One account has voted in thousands of polls. These tests call gov directly, without
//! cw-multi-test, which would take a hundred times as long.

use cosmwasm_schema::serde::de::DeserializeOwned;
use cosmwasm_std::testing::MockQuerier;
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi, MockStorage};
use cosmwasm_std::{from_json, to_json_binary, Addr, Env, OwnedDeps, Response, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_gov::contract::{execute, instantiate, query};
use mirror_gov::ContractError;
use mirror_protocol::gov::{
    Cw20HookMsg, ExecuteMsg, PollsResponse, QueryMsg, StakerResponse, StateResponse, VoteOption,
};

use crate::setup::{cast, proposal, rules, Action, PERIOD};

const POLLS: u64 = 2_000;

struct Gov {
    deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    env: Env,
    mir: Addr,
    alice: Addr,
}

impl Gov {
    /// A poll costs 1, and Alice has staked.
    fn new() -> Self {
        let deps = mock_dependencies();
        let [mir, alice] = ["mir", "alice"].map(|name| deps.api.addr_make(name));
        let mut gov = Self {
            deps,
            env: mock_env(),
            mir,
            alice,
        };
        let mut msg = rules(&gov.mir, &gov.alice);
        msg.default_poll_config.proposal_deposit = Uint128::one();
        let owner = message_info(&gov.alice, &[]);
        instantiate(gov.deps.as_mut(), gov.env.clone(), owner, msg).unwrap();
        gov.hand(100_000_000, &Cw20HookMsg::StakeVotingTokens {});
        gov.pass(6);
        gov
    }

    fn pass(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
        self.env.block.height += 1;
    }

    fn hand(&mut self, amount: u128, hook: &Cw20HookMsg) {
        let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: self.alice.to_string(),
            amount: amount.into(),
            msg: to_json_binary(hook).unwrap(),
        });
        let mir = message_info(&self.mir, &[]);
        execute(self.deps.as_mut(), self.env.clone(), mir, msg).unwrap();
    }

    fn alice_sends(&mut self, msg: ExecuteMsg) -> Result<Response, ContractError> {
        let alice = message_info(&self.alice, &[]);
        execute(self.deps.as_mut(), self.env.clone(), alice, msg)
    }

    fn ask<T: DeserializeOwned>(&self, question: QueryMsg) -> T {
        from_json(query(self.deps.as_ref(), self.env.clone(), question).unwrap()).unwrap()
    }

    fn alice(&self) -> StakerResponse {
        let address = self.alice.to_string();
        self.ask(QueryMsg::Staker { address })
    }

    /// Two thousand polls have ended: fifty at a time, so the last one costs 2^25 MIR. Alice has
    /// voted in each of them, and each had a reward of 1.
    fn with_ended_polls() -> Self {
        let mut gov = Self::new();
        for first in (1..=POLLS).step_by(50) {
            for poll_id in first..first + 50 {
                gov.hand(1_000_000 << 25, &proposal(Action::Text));
                let vote = cast(poll_id, VoteOption::Yes, 90_000_000);
                gov.alice_sends(vote).unwrap();
            }
            gov.hand(100, &Cw20HookMsg::DepositReward {});
            gov.pass(PERIOD);
            for poll_id in first..first + 50 {
                gov.alice_sends(ExecuteMsg::EndPoll { poll_id }).unwrap();
            }
        }
        gov
    }
}

fn paid(response: &Response) -> u128 {
    let amount = response.attributes.iter().find(|own| own.key == "amount");
    amount.unwrap().value.parse().unwrap()
}

/// T-67: vote list too long to withdraw.
/// In the original the list of votes grew without bound, until a withdrawal needed too much gas.
#[test]
fn two_thousand_old_polls_do_not_hinder_a_staker() {
    let mut gov = Gov::with_ended_polls();
    let staker = gov.alice();
    assert!(staker.locked_balance.is_empty());
    assert_eq!(30, staker.withdrawable_polls.len());
    assert_eq!((1, Uint128::one()), staker.withdrawable_polls[0]);

    gov.alice_sends(ExecuteMsg::WithdrawVotingTokens { amount: None })
        .unwrap();
    assert_eq!(Uint128::zero(), gov.alice().share);
    let poll_id = Some(1_234);
    gov.alice_sends(ExecuteMsg::WithdrawVotingRewards { poll_id })
        .unwrap();
    let claim = || ExecuteMsg::WithdrawVotingRewards { poll_id: None };
    let mut pages = vec![];
    while let Ok(response) = gov.alice_sends(claim()) {
        pages.push(paid(&response));
    }

    // 1,999 rewards of 1 are paid, thirty at a time.
    assert_eq!([vec![30; 66], vec![19]].concat(), pages);
    let state: StateResponse = gov.ask(QueryMsg::State {});
    assert_eq!(Uint128::zero(), state.pending_voting_rewards);
}

/// T-12: unbounded work.
/// The records that a message reads and writes do not grow with the number of old polls.
#[test]
fn the_records_of_a_staker_do_not_grow_with_old_polls() {
    let lengths = |gov: &Gov| {
        let length = |key: &[u8]| {
            cosmwasm_std::Storage::get(&gov.deps.storage, key)
                .unwrap()
                .len()
        };
        let account = cosmwasm_std::Api::addr_canonicalize(&gov.deps.api, gov.alice.as_str());
        let staker = [b"s", account.unwrap().as_slice()].concat();
        (length(b"p"), length(&staker))
    };
    let mut young = Gov::new();
    young.hand(1, &proposal(Action::Text));
    young.hand(100_000_000, &Cw20HookMsg::StakeVotingTokens {});

    let mut old = Gov::with_ended_polls();
    old.hand(1, &proposal(Action::Text));
    old.alice_sends(cast(POLLS + 1, VoteOption::Yes, 1))
        .unwrap();
    old.hand(100_000_000, &Cw20HookMsg::StakeVotingTokens {});

    let (young, old) = (lengths(&young), lengths(&old));
    // Larger numbers take a few more bytes, and the vote takes three.
    assert!(old.0 <= young.0 + 6, "{young:?} {old:?}");
    assert!(old.1 <= young.1 + 8, "{young:?} {old:?}");
}

/// T-12: unbounded work.
#[test]
fn pages_of_thousands_of_polls_have_each_once() {
    let gov = Gov::with_ended_polls();
    let page = |start_after| {
        let page: PollsResponse = gov.ask(QueryMsg::Polls {
            filter: Some(mirror_protocol::gov::PollStatus::Passed),
            start_after,
            limit: Some(30),
            order_by: None,
        });
        page.polls.into_iter().map(|poll| poll.id)
    };

    let mut all: Vec<u64> = vec![];
    loop {
        let before = all.len();
        all.extend(page(all.last().copied()));
        if all.len() == before {
            break;
        }
    }

    assert_eq!((1..=POLLS).rev().collect::<Vec<_>>(), all);
}
