//! Staked MIR, polls that may call any contract of the protocol, and rewards for those who stake
//! and vote.
//!
//! Amounts are in micro-MIR, times in UNIX seconds, periods in seconds.

use std::fmt;

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Binary, CosmosMsg, Decimal, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_bytes::{as_number, in_bytes};
use terraswap::token::Token;

use crate::paging::OrderBy;

pub use terraswap::version::MigrateMsg;

/// The names of the messages that a poll without an admin action may send: the daily work of the
/// protocol. Each is bounded by the contract that carries it out. `revoke_asset` and
/// `migrate_asset` may name no price, feeder, symbol or name; `update_asset` only the discount, the
/// minimum ratio or a lower debt cap. All other messages need `execute`. No other message that only
/// an owner may send has one of these names.
pub const DEFAULT_POLL_MESSAGES: [&str; 9] = [
    "whitelist",
    "update_weight",
    "revoke_asset",
    "migrate_asset",
    "update_asset",
    "cancel_delisting",
    "spend",
    "create_pair",
    "distribute",
];

/// Set up gov. The sender becomes its owner.
#[cw_serde]
pub struct InstantiateMsg {
    /// The MIR token.
    pub mirror_token: String,
    /// How long after its end a passed poll waits before it may be executed: from `min_period` to
    /// 7776000.
    pub effective_delay: u64,
    /// The rules of polls without an admin action.
    pub default_poll_config: PollConfig,
    /// The rules of polls that migrate contracts.
    pub migration_poll_config: PollConfig,
    /// The rules of polls with another admin action.
    pub auth_admin_poll_config: PollConfig,
    /// The rules of polls that execute any messages; absent: those of `auth_admin_poll_config`.
    pub execute_poll_config: Option<PollConfig>,
    /// The part of a reward that goes to the voters of open polls; below 1.
    pub voter_weight: Decimal,
    /// How long before its end a poll's stake may be noted; shorter than every voting period.
    pub snapshot_period: u64,
    /// The contract that migrates all others.
    pub admin_manager: String,
    /// The gas that a poll's action may use; at least 500000.
    pub poll_gas_limit: u64,
    /// How long a passed poll may be executed: from `min_period` to 7776000; 604800 by default.
    pub expiration_period: Option<u64>,
    /// The part of No among Yes and No above which the deposit is lost: 0.5 to 1; absent: no part
    /// of No loses it.
    pub veto_threshold: Option<Decimal>,
    /// The least stake of which a quorum is a part: at most 3705750000000 (one hundredth of all MIR
    /// there can be); absent: no minimum.
    pub minimum_quorum_base: Option<Uint128>,
    /// Rewards of stakers wait while less than this is staked: at most 100000000000; absent: no
    /// minimum.
    pub minimum_stake: Option<Uint128>,
    /// The lower bound of the voting period, the delay and the time to execute: 1 to 7776000; 1 by
    /// default. It cannot be changed.
    pub min_period: Option<u64>,
}

/// The rules of a kind of poll.
#[cw_serde]
pub struct PollConfig {
    /// The least deposit of the creator; at most 100000000000. Polls are counted in three groups:
    /// default, migration and others. From the 26th default poll in progress on, and from the 6th
    /// poll of another group on, each further one doubles the deposit. What doubles is the largest
    /// deposit of the group's kinds, at least 1000000.
    pub proposal_deposit: Uint128,
    /// How long votes are accepted: from `min_period` to 7776000.
    pub voting_period: u64,
    /// The part of the stake that has to vote; above 0, at most 0.9.
    pub quorum: Decimal,
    /// The part of Yes among Yes and No that has to be exceeded; 0.5 to 0.9.
    pub threshold: Decimal,
}

// As gov stores it.
in_bytes!(PollConfig {
    proposal_deposit,
    voting_period,
    quorum,
    threshold
});

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Take MIR sent to this contract; the payload is a [`Cw20HookMsg`].
    ///
    /// Sender: the MIR token.
    Receive(Cw20ReceiveMsg),
    /// Change the configuration; absent fields stay as they are. Open polls keep the rules they
    /// were created under.
    ///
    /// Sender: the owner; gov itself, by a poll. Emits: action=update_config.
    UpdateConfig(Box<ConfigUpdate>),
    /// Vote in an open poll, once. The stake that votes is locked until the poll has ended; it may
    /// vote in several.
    ///
    /// Sender: a staker. Emits: action=cast_vote, poll_id, amount, voter, vote_option.
    CastVote {
        /// The poll.
        poll_id: u64,
        /// Yes, no or abstain; abstain counts for the quorum only.
        vote: VoteOption,
        /// How much votes: above 0, at most the worth of the least share that the sender has held
        /// since the poll was created, at the share price of that time.
        amount: Uint128,
    },
    /// Withdraw staked MIR, but not in the block of staking, and not the stake that votes in polls
    /// that have not ended.
    ///
    /// Sender: a staker. Emits: action=withdraw, recipient, amount.
    WithdrawVotingTokens {
        /// How much; absent: all that no vote locks.
        amount: Option<Uint128>,
    },
    /// Pay out rewards of polls that ended.
    ///
    /// Sender: a voter. Emits: action=withdraw_voting_rewards, recipient, amount.
    WithdrawVotingRewards {
        /// The poll; absent: the 30 oldest that owe a reward.
        poll_id: Option<u64>,
    },
    /// Stake rewards of polls that ended.
    ///
    /// Sender: a voter. Emits: action=stake_voting_rewards, staker, share, amount.
    StakeVotingRewards {
        /// The poll; absent: the 30 oldest that owe a reward.
        poll_id: Option<u64>,
    },
    /// End a poll whose voting period is over and decide it.
    ///
    /// Sender: anybody. Emits: action=end_poll, poll_id, rejected_reason, passed, amount.
    EndPoll {
        /// The poll.
        poll_id: u64,
    },
    /// Carry out a passed poll after its delay. One whose action failed may be tried again.
    ///
    /// Sender: anybody. Emits: action=execute_poll, poll_id; action=failed_poll, poll_id if its
    /// action fails.
    ExecutePoll {
        /// The poll.
        poll_id: u64,
    },
    /// Note the present stake for a poll's quorum, in the last part of its voting period.
    ///
    /// Sender: anybody. Emits: action=snapshot_poll, poll_id, staked_amount.
    SnapshotPoll {
        /// The poll.
        poll_id: u64,
    },
    /// Close a passed poll that nobody has executed in time.
    ///
    /// Sender: anybody. Emits: action=expire_poll, poll_id.
    ExpirePoll {
        /// The poll.
        poll_id: u64,
    },
    /// Send the messages of a poll that has several, all or none.
    ///
    /// Sender: this contract itself. Emits: action=execute_messages.
    ExecuteMessages {
        /// What to send, in this order.
        msgs: Vec<PollExecuteMsg>,
    },
}

/// What may change in the configuration; absent fields stay as they are.
#[cw_serde]
#[derive(Default)]
pub struct ConfigUpdate {
    /// The new owner.
    pub owner: Option<String>,
    /// The new delay of execution.
    pub effective_delay: Option<u64>,
    /// The new rules of polls without an admin action.
    pub default_poll_config: Option<PollConfig>,
    /// The new rules of polls that migrate contracts.
    pub migration_poll_config: Option<PollConfig>,
    /// The new rules of polls with another admin action.
    pub auth_admin_poll_config: Option<PollConfig>,
    /// The new rules of polls that execute any messages.
    pub execute_poll_config: Option<PollConfig>,
    /// The new part of a reward that goes to voters; below 1.
    pub voter_weight: Option<Decimal>,
    /// The new time before its end in which a poll's stake may be noted.
    pub snapshot_period: Option<u64>,
    /// The new contract that migrates all others.
    pub admin_manager: Option<String>,
    /// The new gas that a poll's action may use; at least 500000.
    pub poll_gas_limit: Option<u64>,
    /// The new time in which a passed poll may be executed.
    pub expiration_period: Option<u64>,
    /// The new part of No above which the deposit is lost, from 0.5; 1 turns it off.
    pub veto_threshold: Option<Decimal>,
    /// The new least stake of which a quorum is a part; at most 3705750000000.
    pub minimum_quorum_base: Option<Uint128>,
    /// The new stake below which the rewards of stakers wait; at most 100000000000.
    pub minimum_stake: Option<Uint128>,
}

/// The purpose of MIR sent to this contract. If the hook is refused the transfer is undone.
#[cw_serde]
pub enum Cw20HookMsg {
    /// Stake the received MIR. The very first stake is at least 1 MIR.
    ///
    /// Token: MIR, from anybody. Emits: action=staking, sender, share, amount.
    StakeVotingTokens {},
    /// Create a poll with the received MIR as its deposit. The deposit comes back if the quorum is
    /// reached.
    ///
    /// Token: MIR, from anybody. Emits: action=create_poll, creator, poll_id, end_time, amount,
    /// poll_kind, target.
    CreatePoll {
        /// 4 to 64 bytes.
        title: String,
        /// 4 to 256 bytes.
        description: String,
        /// 12 to 128 bytes; absent for none.
        link: Option<String>,
        /// The message to send if the poll passes: one of [`DEFAULT_POLL_MESSAGES`], to a contract
        /// or through `pass_command` of the factory; not to gov, the admin manager or MIR. Not
        /// together with `admin_action`.
        execute_msg: Option<PollExecuteMsg>,
        /// The action if the poll passes under stricter rules.
        admin_action: Option<PollAdminAction>,
    },
    /// Share out the received MIR among the stakers, to whom it flows over seven days, and the
    /// voters of open polls.
    ///
    /// Token: MIR, from anybody. Emits: action=deposit_reward, amount.
    DepositReward {},
}

/// A call of a contract, without coins.
#[cw_serde]
pub struct PollExecuteMsg {
    /// The contract.
    pub contract: String,
    /// The message, as base64 of its JSON.
    pub msg: Binary,
}

/// An action that only polls with stricter rules may have.
#[cw_serde]
pub enum PollAdminAction {
    /// Give the admin manager another owner.
    UpdateOwner {
        /// The new owner.
        owner: String,
    },
    /// Have the admin manager migrate contracts.
    ExecuteMigrations {
        /// Entries of contract, new code id and migrate message (base64 of its JSON), 1 to 20.
        migrations: Vec<(String, u64, Binary)>,
    },
    /// Have the admin manager lend the right to migrate.
    AuthorizeClaim {
        /// Who gets the right.
        authorized_addr: String,
    },
    /// Change gov's own configuration.
    UpdateConfig(Box<ConfigUpdate>),
    /// Send any messages to contracts, all or none. If one of them changes code, gives a contract
    /// to another owner or changes which contracts it obeys, the deposit, quorum and threshold are
    /// those of a migration.
    Execute {
        /// 1 to 20; not to gov, the admin manager or MIR.
        msgs: Vec<PollExecuteMsg>,
    },
}

/// The kind of a poll, which says what rules it has.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum PollKind {
    /// It has no admin action.
    Default,
    /// It migrates contracts.
    Migration,
    /// It has another admin action: for the admin manager, or gov's own configuration.
    AuthAdmin,
    /// It sends any messages.
    Execute,
    /// It sends messages that change code, give a contract to another owner or change which
    /// contracts it obeys.
    ExecuteCode,
}

/// The queries.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// Counts and sums.
    #[returns(StateResponse)]
    State {},
    /// The stake, votes and rewards of an account; zeros if it has none.
    #[returns(StakerResponse)]
    Staker {
        /// The account.
        address: String,
    },
    /// A poll; an error if there is no poll with this number.
    #[returns(PollResponse)]
    Poll {
        /// Its number.
        poll_id: u64,
    },
    /// The deposit that the next poll of a kind needs: more than usual while many polls of its
    /// group are in progress.
    #[returns(PollDepositResponse)]
    PollDeposit {
        /// The kind.
        kind: PollKind,
    },
    /// Polls by number.
    #[returns(PollsResponse)]
    Polls {
        /// Only polls with this status; absent: all polls.
        filter: Option<PollStatus>,
        /// The last number of the page before; it is left out.
        start_after: Option<u64>,
        /// The number of entries: 10 by default, at most 30.
        limit: Option<u32>,
        /// The order; descending by default.
        order_by: Option<OrderBy>,
    },
    /// A vote; an error if the account has not voted.
    #[returns(VotersResponseItem)]
    Voter {
        /// The poll.
        poll_id: u64,
        /// Who voted.
        address: String,
    },
    /// The votes in a poll, by account.
    #[returns(VotersResponse)]
    Voters {
        /// The poll.
        poll_id: u64,
        /// The last account of the page before; it is left out.
        start_after: Option<String>,
        /// The number of entries: 10 by default, at most 30.
        limit: Option<u32>,
        /// The order; descending by default.
        order_by: Option<OrderBy>,
    },
    /// The shares of all stakers, by account.
    #[returns(SharesResponse)]
    Shares {
        /// The last account of the page before; it is left out.
        start_after: Option<String>,
        /// The number of entries: 10 by default, at most 30.
        limit: Option<u32>,
        /// The order; descending by default.
        order_by: Option<OrderBy>,
    },
    /// How much an account may vote with in a poll.
    #[returns(VotingPowerResponse)]
    VotingPower {
        /// The poll.
        poll_id: u64,
        /// The account.
        address: String,
    },
    /// The rewards of each day, newest first.
    #[returns(RewardHistoryResponse)]
    RewardHistory {
        /// The number of days: 15 by default, at most 31.
        limit: Option<u32>,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// Who changes the configuration.
    pub owner: String,
    /// The MIR token.
    pub mirror_token: String,
    /// How long after its end a passed poll waits.
    pub effective_delay: u64,
    /// The rules of polls without an admin action.
    pub default_poll_config: PollConfig,
    /// The rules of polls that migrate contracts.
    pub migration_poll_config: PollConfig,
    /// The rules of polls with another admin action.
    pub auth_admin_poll_config: PollConfig,
    /// The rules of polls that execute any messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub execute_poll_config: Option<PollConfig>,
    /// The part of a reward that goes to the voters of open polls.
    pub voter_weight: Decimal,
    /// How long before its end a poll's stake may be noted.
    pub snapshot_period: u64,
    /// The contract that migrates all others.
    pub admin_manager: String,
    /// The gas that a poll's action may use.
    pub poll_gas_limit: u64,
    /// How long a passed poll may be executed.
    pub expiration_period: u64,
    /// The part of No among Yes and No above which the deposit is lost; absent: no part of No loses
    /// it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub veto_threshold: Option<Decimal>,
    /// The least stake of which a quorum is a part; absent: no minimum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_quorum_base: Option<Uint128>,
    /// The stake below which the rewards of stakers wait; absent: no minimum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_stake: Option<Uint128>,
    /// The lower bound of the voting period, the delay and the time to execute. It cannot be
    /// changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_period: Option<u64>,
    /// Since when gov has owned itself; absent before that. Polls with an action that were created
    /// up to that second can never be executed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_governed_from: Option<u64>,
    /// The quorum of polls without an admin action, for older readers.
    pub quorum: Decimal,
    /// Their threshold, for older readers.
    pub threshold: Decimal,
    /// Their voting period, for older readers.
    pub voting_period: u64,
    /// Their deposit, for older readers.
    pub proposal_deposit: Uint128,
}

/// Counts and sums.
#[cw_serde]
pub struct StateResponse {
    /// How many polls were created; the number of the latest one.
    pub poll_count: u64,
    /// The shares of all stakers, and the 1000 that belong to nobody.
    pub total_share: Uint128,
    /// The deposits of open polls.
    pub total_deposit: Uint128,
    /// The rewards that voters have not claimed, of open and ended polls.
    pub pending_voting_rewards: Uint128,
    /// The MIR that belongs to the shares now.
    pub total_staked: Uint128,
    /// The rewards of the stakers that have not flowed yet; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rewards_left: Option<Uint128>,
    /// When all of them will have flowed if no reward is added and enough is staked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rewards_end: Option<u64>,
    /// Since when, without interruption, enough has been staked for a hand-over of the protocol:
    /// one percent of all MIR there can be. Absent if it is not, and for ever once gov owns itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staked_since: Option<u64>,
}

/// The stake, votes and rewards of an account.
#[cw_serde]
pub struct StakerResponse {
    /// The worth of its share.
    pub balance: Uint128,
    /// Its share.
    pub share: Uint128,
    /// Its votes in open polls: pairs of poll and vote.
    pub locked_balance: Vec<(u64, VoterInfo)>,
    /// Its rewards of ended polls: pairs of poll and reward, the 30 oldest.
    pub withdrawable_polls: Vec<(u64, Uint128)>,
    /// The sum of these rewards.
    pub pending_voting_rewards: Uint128,
}

/// A poll.
#[cw_serde]
pub struct PollResponse {
    /// Its number.
    pub id: u64,
    /// Its creator.
    pub creator: String,
    /// Its status.
    pub status: PollStatus,
    /// When voting ends.
    pub end_time: u64,
    /// Its title. It may lie about the action: show the action first.
    pub title: String,
    /// Its description.
    pub description: String,
    /// A link to a discussion.
    pub link: Option<String>,
    /// Its deposit.
    pub deposit_amount: Uint128,
    /// The message that it sends if it passes.
    pub execute_data: Option<PollExecuteMsg>,
    /// The votes for it.
    pub yes_votes: Uint128,
    /// The votes against it.
    pub no_votes: Uint128,
    /// The votes that count only for the quorum.
    pub abstain_votes: Uint128,
    /// The stake of which the quorum is a part, at the share price of its creation; null before its
    /// end.
    pub total_balance_at_end_poll: Option<Uint128>,
    /// The reward that its voters share; before its end, the reward if it reaches its quorum.
    pub voters_reward: Uint128,
    /// The stake that was noted before its end, at the share price of its creation; null: it was
    /// not.
    pub staked_amount: Option<Uint128>,
    /// What the admin manager or gov does if it passes.
    pub admin_action: Option<PollAdminAction>,
    /// When it was created.
    pub start_time: u64,
    /// The first second in which it may be executed.
    pub effective_time: u64,
    /// The last second in which it may be executed.
    pub expiration_time: u64,
    /// The part of the stake that has to vote.
    pub quorum: Decimal,
    /// The part of Yes among Yes and No that has to be exceeded.
    pub threshold: Decimal,
}

/// The deposit of the next poll.
#[cw_serde]
pub struct PollDepositResponse {
    /// The least deposit.
    pub deposit: Uint128,
}

/// A page of polls.
#[cw_serde]
pub struct PollsResponse {
    /// The entries.
    pub polls: Vec<PollResponse>,
}

/// A staker's share.
#[cw_serde]
pub struct SharesResponseItem {
    /// The staker.
    pub staker: String,
    /// The share.
    pub share: Uint128,
}

/// A page of shares.
#[cw_serde]
pub struct SharesResponse {
    /// The entries.
    pub stakers: Vec<SharesResponseItem>,
}

/// A vote.
#[cw_serde]
pub struct VotersResponseItem {
    /// The voter.
    pub voter: String,
    /// Yes, no or abstain.
    pub vote: VoteOption,
    /// With how much.
    pub balance: Uint128,
}

/// A page of votes.
#[cw_serde]
pub struct VotersResponse {
    /// The entries.
    pub voters: Vec<VotersResponseItem>,
}

/// How much an account may vote with.
#[cw_serde]
pub struct VotingPowerResponse {
    /// The amount.
    pub power: Uint128,
}

/// The rewards of a day.
#[cw_serde]
pub struct RewardDay {
    /// The day: UNIX seconds divided by 86400.
    pub day: u64,
    /// The rewards that arrived on the day, lost deposits included.
    pub amount: Uint128,
    /// The stake when the last of them arrived.
    pub total_staked: Uint128,
}

/// The rewards of each day.
#[cw_serde]
pub struct RewardHistoryResponse {
    /// The days with a reward among the last 32, newest first.
    pub days: Vec<RewardDay>,
}

/// An account's vote in a poll.
#[cw_serde]
pub struct VoterInfo {
    /// Yes, no or abstain.
    pub vote: VoteOption,
    /// With how much.
    pub balance: Uint128,
}

/// The status of a poll. Its text is its JSON name.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum PollStatus {
    /// It accepts votes, or waits for `end_poll`.
    InProgress,
    /// It has passed, and its action, if any, may be executed.
    Passed,
    /// It has not passed.
    Rejected,
    /// Its action was executed.
    Executed,
    /// It has passed, but was not executed in time.
    Expired,
    /// It has passed, but its action failed; it may be tried again.
    Failed,
}

impl fmt::Display for PollStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InProgress => "in_progress",
            Self::Passed => "passed",
            Self::Rejected => "rejected",
            Self::Executed => "executed",
            Self::Expired => "expired",
            Self::Failed => "failed",
        })
    }
}

/// A vote. Its text is its JSON name.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum VoteOption {
    /// For the poll.
    Yes,
    /// Against the poll.
    No,
    /// Neither; it counts only for the quorum.
    Abstain,
}

impl fmt::Display for VoteOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Abstain => "abstain",
        })
    }
}

// As gov stores them.
as_number! {
    PollStatus: |status| match status {
        PollStatus::InProgress => 0,
        PollStatus::Passed => 1,
        PollStatus::Rejected => 2,
        PollStatus::Executed => 3,
        PollStatus::Expired => 4,
        PollStatus::Failed => 5,
    }, |number| match number {
        0 => Some(PollStatus::InProgress),
        1 => Some(PollStatus::Passed),
        2 => Some(PollStatus::Rejected),
        3 => Some(PollStatus::Executed),
        4 => Some(PollStatus::Expired),
        5 => Some(PollStatus::Failed),
        _ => None,
    };
    VoteOption: |option| match option {
        VoteOption::Yes => 0,
        VoteOption::No => 1,
        VoteOption::Abstain => 2,
    }, |number| match number {
        0 => Some(VoteOption::Yes),
        1 => Some(VoteOption::No),
        2 => Some(VoteOption::Abstain),
        _ => None,
    };
}

/// The only [`Cw20HookMsg`] that contracts send. As a type of its own it keeps their code small.
#[cw_serde]
enum Reward {
    DepositReward {},
}

/// A gov contract.
pub struct Gov(pub Addr);

impl Gov {
    /// The message that sends MIR as a reward of stakers and voters.
    pub fn deposit_reward(&self, mirror_token: &Token, amount: Uint128) -> StdResult<CosmosMsg> {
        mirror_token.send(&self.0, amount, &Reward::DepositReward {})
    }
}
