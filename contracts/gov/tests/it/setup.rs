//! Gov with the MIR token on a chain of its own, under the rules of the main network.

use std::collections::BTreeMap;

use cosmwasm_schema::serde::de::DeserializeOwned;
use cosmwasm_std::{to_json_binary, Addr, Decimal, Order, Uint128, Uint256};
use cw20::Cw20ExecuteMsg;
use cw_multi_test::AppResponse;
use mirror_bytes::Bytes;
use mirror_gov::keys;
use mirror_gov::pool::{Pool, SPREAD};
use mirror_gov::state::{self, ENDED, POLLS, POOL, POTS, STAKERS, VOTES};
use mirror_gov::ContractError;
use mirror_math::shares::DEAD_SHARES;
use mirror_protocol::gov::{
    ConfigResponse, ConfigUpdate, Cw20HookMsg, ExecuteMsg, InstantiateMsg, PollAdminAction,
    PollConfig, PollDepositResponse, PollExecuteMsg, PollKind, PollResponse, PollStatus, QueryMsg,
    StakerResponse, StateResponse, VoteOption, VotingPowerResponse,
};
use mirror_testing::{codes, TestChain};

use crate::puppet::{self, PuppetMsg};

pub(crate) use mirror_testing::decimal;

type Answer = anyhow::Result<AppResponse>;

/// How much MIR every account has at first.
pub(crate) const RICH: u128 = 1 << 100;
/// The deposit of a default poll.
pub(crate) const DEPOSIT: u128 = 1_000_000_000;
pub(crate) const MIGRATION_DEPOSIT: u128 = 2_000_000_000;
pub(crate) const ADMIN_DEPOSIT: u128 = 3_000_000_000;
/// The voting period, the delay after it, and the time in which a poll may be executed.
pub(crate) const PERIOD: u64 = 604_800;
pub(crate) const DELAY: u64 = 86_400;
pub(crate) const EXPIRATION: u64 = 604_800;
pub(crate) const SNAPSHOT: u64 = 86_400;

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) gov: Addr,
    pub(crate) mir: Addr,
    pub(crate) puppet: Addr,
    pub(crate) owner: Addr,
    pub(crate) admin_manager: Addr,
    pub(crate) alice: Addr,
    pub(crate) bob: Addr,
    pub(crate) carol: Addr,
    /// The MIR that gov got without a message.
    pub(crate) gifts: u128,
    /// The staked MIR and the shares after the last message.
    price: (Uint128, Uint128),
}

impl Setup {
    pub(crate) fn new() -> Self {
        Self::with(|_| ())
    }

    /// A gov with other rules.
    pub(crate) fn with(change: impl FnOnce(&mut InstantiateMsg)) -> Self {
        let mut chain = TestChain::new();
        let [owner, admin_manager, alice, bob, carol] =
            ["owner", "admin_manager", "alice", "bob", "carol"].map(|name| chain.account(name));
        let mir = token(&mut chain, &[&owner, &alice, &bob, &carol]);
        let mut msg = rules(&mir, &admin_manager);
        change(&mut msg);
        let gov = chain.create(codes::gov(), &owner, &msg);
        let puppet = chain.create(puppet::code(), &owner, &serde_json::json!({}));
        Self {
            chain,
            gov,
            mir,
            puppet,
            owner,
            admin_manager,
            alice,
            bob,
            carol,
            gifts: 0,
            price: Default::default(),
        }
    }

    /// Alice has staked 100,000,000, of which the dead shares were taken, and a block has passed.
    pub(crate) fn staked() -> Self {
        Self::new().and_staked()
    }

    pub(crate) fn and_staked(mut self) -> Self {
        let alice = self.alice.clone();
        self.stakes(&alice, 100_000_000).unwrap();
        self.chain.pass(6);
        self
    }

    /// gov.md section 9, example 1: Alice stakes, a reward flows for seven days, then Bob stakes.
    pub(crate) fn example_1() -> Self {
        Self::new().and_example_1()
    }

    pub(crate) fn and_example_1(self) -> Self {
        let mut setup = self.and_staked();
        let bob = setup.bob.clone();
        setup.rewards(50_000_000).unwrap();
        setup.chain.pass(SPREAD);
        setup.stakes(&bob, 30_000_000).unwrap();
        setup.chain.pass(6);
        setup
    }

    // Messages

    pub(crate) fn send(&mut self, sender: &Addr, msg: &ExecuteMsg) -> Answer {
        let outcome = self.chain.execute(sender, &self.gov, msg, &[]);
        self.audit();
        outcome
    }

    /// Send MIR to gov with a hook.
    pub(crate) fn hand(&mut self, sender: &Addr, amount: u128, hook: &Cw20HookMsg) -> Answer {
        let outcome = self.chain.pay(sender, &self.mir, amount, &self.gov, hook);
        self.audit();
        outcome
    }

    pub(crate) fn hook(&self, amount: u128, hook: &Cw20HookMsg) -> Cw20ExecuteMsg {
        Cw20ExecuteMsg::Send {
            contract: self.gov.to_string(),
            amount: amount.into(),
            msg: to_json_binary(hook).unwrap(),
        }
    }

    pub(crate) fn stakes(&mut self, staker: &Addr, amount: u128) -> Answer {
        self.hand(staker, amount, &Cw20HookMsg::StakeVotingTokens {})
    }

    /// The owner pays a reward, as anybody may.
    pub(crate) fn rewards(&mut self, amount: u128) -> Answer {
        let owner = self.owner.clone();
        self.hand(&owner, amount, &Cw20HookMsg::DepositReward {})
    }

    pub(crate) fn withdraws(&mut self, staker: &Addr, amount: impl Into<Option<u128>>) -> Answer {
        let amount = amount.into().map(Uint128::new);
        self.send(staker, &ExecuteMsg::WithdrawVotingTokens { amount })
    }

    /// Carol creates a poll with the deposit that it needs. Tells its number.
    pub(crate) fn poll(&mut self, action: impl Into<Action>) -> u64 {
        let (carol, action) = (self.carol.clone(), action.into());
        let deposit = self.deposit(&action);
        self.creates(&carol, deposit, action).unwrap();
        self.state().poll_count
    }

    /// The deposit that a poll with this action needs now.
    fn deposit(&self, action: &Action) -> u128 {
        let kind = match action {
            Action::Text | Action::Call(_) => PollKind::Default,
            Action::Admin(PollAdminAction::ExecuteMigrations { .. }) => PollKind::Migration,
            Action::Admin(PollAdminAction::Execute { .. }) => PollKind::Execute,
            Action::Admin(_) => PollKind::AuthAdmin,
        };
        self.deposit_of(kind)
    }

    pub(crate) fn deposit_of(&self, kind: PollKind) -> u128 {
        let answer: PollDepositResponse = self.ask(&QueryMsg::PollDeposit { kind });
        answer.deposit.u128()
    }

    pub(crate) fn creates(
        &mut self,
        creator: &Addr,
        deposit: u128,
        action: impl Into<Action>,
    ) -> Answer {
        let hook = proposal(action);
        self.hand(creator, deposit, &hook)
    }

    pub(crate) fn votes(&mut self, voter: &Addr, poll_id: u64, yes: u128) -> Answer {
        self.votes_for(voter, poll_id, VoteOption::Yes, yes)
    }

    pub(crate) fn votes_for(
        &mut self,
        voter: &Addr,
        poll_id: u64,
        vote: VoteOption,
        amount: u128,
    ) -> Answer {
        self.send(voter, &cast(poll_id, vote, amount))
    }

    /// Anybody ends the poll.
    pub(crate) fn ends(&mut self, poll_id: u64) -> Answer {
        self.send(&self.bob.clone(), &ExecuteMsg::EndPoll { poll_id })
    }

    pub(crate) fn executes(&mut self, poll_id: u64) -> Answer {
        self.send(&self.bob.clone(), &ExecuteMsg::ExecutePoll { poll_id })
    }

    pub(crate) fn expires(&mut self, poll_id: u64) -> Answer {
        self.send(&self.bob.clone(), &ExecuteMsg::ExpirePoll { poll_id })
    }

    pub(crate) fn snapshots(&mut self, poll_id: u64) -> Answer {
        self.send(&self.bob.clone(), &ExecuteMsg::SnapshotPoll { poll_id })
    }

    pub(crate) fn claims(&mut self, voter: &Addr, poll_id: impl Into<Option<u64>>) -> Answer {
        let poll_id = poll_id.into();
        self.send(voter, &ExecuteMsg::WithdrawVotingRewards { poll_id })
    }

    pub(crate) fn restakes(&mut self, voter: &Addr, poll_id: impl Into<Option<u64>>) -> Answer {
        let poll_id = poll_id.into();
        self.send(voter, &ExecuteMsg::StakeVotingRewards { poll_id })
    }

    /// The owner changes the rules.
    pub(crate) fn configures(&mut self, update: ConfigUpdate) -> Answer {
        let msg = ExecuteMsg::UpdateConfig(Box::new(update));
        self.send(&self.owner.clone(), &msg)
    }

    /// The owner makes gov its own owner, as the hand-over does, and a block passes. Tells the
    /// second of the change.
    pub(crate) fn governs_itself(&mut self) -> u64 {
        let owner = Some(self.gov.to_string());
        let change = ConfigUpdate {
            owner,
            ..ConfigUpdate::default()
        };
        self.configures(change).unwrap();
        let since = self.chain.now();
        self.chain.pass(1);
        since
    }

    pub(crate) fn tells_puppet(&mut self, msg: &PuppetMsg) -> Answer {
        let outcome = self.chain.execute(&self.bob, &self.puppet, msg, &[]);
        self.audit();
        outcome
    }

    /// Somebody sends MIR to gov without a message.
    pub(crate) fn gives(&mut self, amount: u128) {
        self.chain.give(&self.owner, &self.mir, amount, &self.gov);
        self.gifts += amount;
        self.audit();
    }

    /// Let a poll pass: Alice's whole stake votes for it, and it ends.
    pub(crate) fn passes(&mut self, poll_id: u64) {
        let alice = self.alice.clone();
        let power = self.power(&alice, poll_id);
        self.votes(&alice, poll_id, power).unwrap();
        self.chain.pass(PERIOD);
        self.ends(poll_id).unwrap();
        assert_eq!(PollStatus::Passed, self.status(poll_id));
    }

    // Queries

    pub(crate) fn ask<T: DeserializeOwned>(&self, question: &QueryMsg) -> T {
        self.chain.query(&self.gov, question)
    }

    pub(crate) fn config(&self) -> ConfigResponse {
        self.ask(&QueryMsg::Config {})
    }

    pub(crate) fn state(&self) -> StateResponse {
        self.ask(&QueryMsg::State {})
    }

    /// All shares and the MIR that belongs to them.
    pub(crate) fn shares_and_stake(&self) -> (u128, u128) {
        let state = self.state();
        (state.total_share.u128(), state.total_staked.u128())
    }

    /// The rewards that have not flowed yet.
    pub(crate) fn on_its_way(&self) -> u128 {
        self.state().rewards_left.unwrap_or_default().u128()
    }

    pub(crate) fn poll_info(&self, poll_id: u64) -> PollResponse {
        self.ask(&QueryMsg::Poll { poll_id })
    }

    pub(crate) fn status(&self, poll_id: u64) -> PollStatus {
        self.poll_info(poll_id).status
    }

    pub(crate) fn staker(&self, staker: &Addr) -> StakerResponse {
        let address = staker.to_string();
        self.ask(&QueryMsg::Staker { address })
    }

    pub(crate) fn share(&self, staker: &Addr) -> u128 {
        self.staker(staker).share.u128()
    }

    pub(crate) fn power(&self, staker: &Addr, poll_id: u64) -> u128 {
        let address = staker.to_string();
        let answer: VotingPowerResponse = self.ask(&QueryMsg::VotingPower { poll_id, address });
        answer.power.u128()
    }

    pub(crate) fn mir_of(&self, holder: &Addr) -> u128 {
        self.chain.token_balance(&self.mir, holder)
    }

    /// How often the puppet has done its work.
    pub(crate) fn work(&self) -> u32 {
        self.chain.query(&self.puppet, &serde_json::json!({}))
    }

    pub(crate) fn pool(&self) -> Pool {
        let storage = self.chain.app.contract_storage(&self.gov);
        POOL.load(storage.as_ref()).unwrap()
    }

    /// Check what must be true after every message (rules I-15 to I-18).
    #[track_caller]
    pub(crate) fn audit(&mut self) {
        let pool = self.pool();
        let storage = self.chain.app.contract_storage(&self.gov);
        let storage = storage.as_ref();
        let all = Order::Ascending;

        let shares: Uint128 = STAKERS
            .range(storage, &[], None, all)
            .map(|entry| entry.unwrap().1.share)
            .sum();
        let dead = if pool.total_share.is_zero() {
            Uint128::zero()
        } else {
            DEAD_SHARES
        };
        assert_eq!(pool.total_share, shares + dead, "shares");

        let mut by_status = BTreeMap::new();
        for key in ENDED.listed(storage, &[], None, all) {
            let former = by_status.insert(keys::poll_id(&key[1..]).unwrap(), key[0]);
            assert_eq!(None, former, "a poll in two statuses");
        }
        let (mut deposits, mut pending) = (Uint128::zero(), Uint128::zero());
        for entry in POLLS.range(storage, &[], None, all) {
            let (key, poll) = entry.unwrap();
            let poll_id = keys::poll_id(&key).unwrap();
            let ballot = state::ballot(storage, poll_id).unwrap();
            let is_open = ballot.status == PollStatus::InProgress;
            assert_eq!(is_open, pool.open.contains(poll_id));
            assert_eq!(is_open, ballot.end.is_none());
            let [number] = ballot.status.to_bytes()[..] else {
                panic!("a status is one byte");
            };
            assert_eq!((!is_open).then_some(number), by_status.remove(&poll_id));
            if is_open {
                deposits += poll.deposit;
                pending += pool.reward_index - poll.reward_index;
            }
            let votes: Uint128 = VOTES
                .range(storage, &keys::poll(poll_id), None, all)
                .map(|entry| entry.unwrap().1.amount)
                .sum();
            assert_eq!(ballot.tally().unwrap(), votes, "votes");
        }
        assert!(by_status.is_empty());
        pending += POTS
            .range(storage, &[], None, all)
            .map(|entry| entry.unwrap().1.rewards_left)
            .sum::<Uint128>();
        assert_eq!(pool.total_deposit, deposits, "deposits");
        assert_eq!(pool.pending_voting_rewards, pending, "rewards");

        let held = self.mir_of(&self.gov) - self.gifts;
        let owned = pool.total_staked + pool.flow.left + deposits + pending;
        assert_eq!(owned.u128(), held, "MIR");

        let (staked_before, shares_before) = self.price;
        let wide = Uint256::from;
        assert!(
            wide(staked_before) * wide(pool.total_share)
                <= wide(pool.total_staked) * wide(shares_before)
                || shares_before.is_zero(),
            "the price of a share has fallen"
        );
        self.price = (pool.total_staked, pool.total_share);
    }
}

/// Only a poll that has passed is executed and expires; this one has another status.
pub(crate) fn not_passed(status: &str) -> ContractError {
    let status = status.to_string();
    ContractError::PollNotPassed { status }
}

/// The action of a poll.
#[derive(Clone)]
pub(crate) enum Action {
    Text,
    Call(PollExecuteMsg),
    Admin(PollAdminAction),
}

impl Action {
    pub(crate) fn deposit(&self) -> u128 {
        match self {
            Self::Text | Self::Call(_) => DEPOSIT,
            Self::Admin(PollAdminAction::ExecuteMigrations { .. }) => MIGRATION_DEPOSIT,
            Self::Admin(_) => ADMIN_DEPOSIT,
        }
    }
}

/// Any message needs an execute poll.
impl From<PollExecuteMsg> for Action {
    fn from(call: PollExecuteMsg) -> Self {
        execute(&[call])
    }
}

impl From<PollAdminAction> for Action {
    fn from(action: PollAdminAction) -> Self {
        Self::Admin(action)
    }
}

pub(crate) fn work(puppet: &Addr) -> Action {
    Action::Call(puppet::call(puppet, &PuppetMsg::Work {}))
}

pub(crate) fn execute(msgs: &[PollExecuteMsg]) -> Action {
    PollAdminAction::Execute {
        msgs: msgs.to_vec(),
    }
    .into()
}

pub(crate) fn migration(contract: &Addr) -> Action {
    let msg = to_json_binary(&serde_json::json!({})).unwrap();
    let migrations = vec![(contract.to_string(), 7, msg)];
    PollAdminAction::ExecuteMigrations { migrations }.into()
}

pub(crate) fn update(update: ConfigUpdate) -> Action {
    PollAdminAction::UpdateConfig(Box::new(update)).into()
}

/// The hook that creates a poll, with some texts.
pub(crate) fn proposal(action: impl Into<Action>) -> Cw20HookMsg {
    let (execute_msg, admin_action) = match action.into() {
        Action::Text => (None, None),
        Action::Call(call) => (Some(call), None),
        Action::Admin(action) => (None, Some(action)),
    };
    Cw20HookMsg::CreatePoll {
        title: "Title".to_string(),
        description: "Description".to_string(),
        link: None,
        execute_msg,
        admin_action,
    }
}

pub(crate) fn cast(poll_id: u64, vote: VoteOption, amount: u128) -> ExecuteMsg {
    ExecuteMsg::CastVote {
        poll_id,
        vote,
        amount: amount.into(),
    }
}

pub(crate) fn poll_rules(deposit: u128, quorum: &str, threshold: &str) -> PollConfig {
    PollConfig {
        proposal_deposit: deposit.into(),
        voting_period: PERIOD,
        quorum: decimal(quorum),
        threshold: decimal(threshold),
    }
}

/// The rules of the main network.
pub(crate) fn rules(mir: &Addr, admin_manager: &Addr) -> InstantiateMsg {
    InstantiateMsg {
        mirror_token: mir.to_string(),
        effective_delay: DELAY,
        default_poll_config: poll_rules(DEPOSIT, "0.18", "0.5"),
        migration_poll_config: poll_rules(MIGRATION_DEPOSIT, "0.4", "0.667"),
        auth_admin_poll_config: poll_rules(ADMIN_DEPOSIT, "0.4", "0.667"),
        execute_poll_config: None,
        voter_weight: Decimal::percent(50),
        snapshot_period: SNAPSHOT,
        admin_manager: admin_manager.to_string(),
        poll_gas_limit: 8_000_000,
        expiration_period: None,
        veto_threshold: None,
        minimum_quorum_base: None,
        minimum_stake: None,
        min_period: None,
    }
}

pub(crate) fn token(chain: &mut TestChain, holders: &[&Addr]) -> Addr {
    chain.new_token("MIR", holders, RICH)
}
