//! Staked MIR, polls that may call any contract of the protocol, and rewards for those who stake
//! and vote.
//!
//! Amounts are micro-MIR, times UNIX seconds, periods seconds.

use std::fmt;

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Binary, CosmosMsg, Decimal, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;
use terraswap::token::Token;

use crate::paging::OrderBy;

pub use terraswap::version::MigrateMsg;

/// What a poll without an admin action may send, by the names of the messages: the daily work of
/// the protocol, each bounded where it is done. `revoke_asset` and `migrate_asset` without a price,
/// feeder, symbol or name of their own; `update_asset` of the discount, the minimum ratio or a
/// lower debt cap. All else is for `execute`. No other message that is for an owner alone has one of
/// these names.
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
    /// For how long before its end a poll's stake may be noted; shorter than every voting period.
    pub snapshot_period: u64,
    /// The contract that migrates all others.
    pub admin_manager: String,
    /// The gas a poll's action may use; at least 500000.
    pub poll_gas_limit: u64,
    /// For how long a passed poll may be executed: from `min_period` to 7776000; 604800 unless
    /// told.
    pub expiration_period: Option<u64>,
    /// The part of No among Yes and No above which the deposit is lost, from 0.5 to 1; absent: it
    /// never is for that.
    pub veto_threshold: Option<Decimal>,
    /// The stake by which a quorum is measured at least; absent: none, at most 3705750000000 (one
    /// hundredth of all MIR there can be).
    pub minimum_quorum_base: Option<Uint128>,
    /// Rewards of stakers wait while less is staked; absent: none, at most 100000000000.
    pub minimum_stake: Option<Uint128>,
    /// The shortest that voting, delay and time to execute may ever be: 1 to 7776000; 1 unless
    /// told. It cannot be changed.
    pub min_period: Option<u64>,
}

/// The rules of a kind of poll.
#[cw_serde]
pub struct PollConfig {
    /// What its creator deposits at least; at most 100000000000. With each poll of the group (default,
    /// migration, others) in progress it doubles, from the 26th default poll and the 6th other one on:
    /// from the largest of the group's kinds and 1000000 at least.
    pub proposal_deposit: Uint128,
    /// How long it is open: from `min_period` to 7776000.
    pub voting_period: u64,
    /// The part of the stake that has to vote; above 0, at most 0.9.
    pub quorum: Decimal,
    /// The part of Yes among Yes and No that has to be exceeded; 0.5 to 0.9.
    pub threshold: Decimal,
}

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
        /// How much votes: above 0, at most what the least share that the sender has held since the
        /// poll was created was worth then.
        amount: Uint128,
    },
    /// Take MIR out of the stake, not in the block of staking and not what votes in open polls.
    ///
    /// Sender: a staker. Emits: action=withdraw, recipient, amount.
    WithdrawVotingTokens {
        /// How much; absent: all that is free.
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
    /// Note the stake for a poll's quorum, in the last part of its voting period.
    ///
    /// Sender: anybody. Emits: action=snapshot_poll, poll_id, staked_amount.
    SnapshotPoll {
        /// The poll.
        poll_id: u64,
    },
    /// Close a passed poll that nobody carried out in time.
    ///
    /// Sender: anybody. Emits: action=expire_poll, poll_id.
    ExpirePoll {
        /// The poll.
        poll_id: u64,
    },
    /// Send the messages of a poll that executes several, all or none.
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
    /// The new time in which a poll's stake may be noted.
    pub snapshot_period: Option<u64>,
    /// The new contract that migrates all others.
    pub admin_manager: Option<String>,
    /// The new gas a poll's action may use; at least 500000.
    pub poll_gas_limit: Option<u64>,
    /// The new time for which a passed poll may be executed.
    pub expiration_period: Option<u64>,
    /// The new part of No above which the deposit is lost, from 0.5; 1 turns it off.
    pub veto_threshold: Option<Decimal>,
    /// The new stake by which a quorum is measured at least; at most 3705750000000.
    pub minimum_quorum_base: Option<Uint128>,
    /// The new stake below which rewards of stakers wait; at most 100000000000.
    pub minimum_stake: Option<Uint128>,
}

/// What MIR sent to this contract is for. If it is refused the transfer is undone.
#[cw_serde]
pub enum Cw20HookMsg {
    /// Stake the received MIR; the first stake there ever is: 1 MIR at least.
    ///
    /// Token: MIR, from anybody. Emits: action=staking, sender, share, amount.
    StakeVotingTokens {},
    /// Create a poll with the received MIR as its deposit. It comes back if the quorum is reached.
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
        /// What to call if it passes: one of [`DEFAULT_POLL_MESSAGES`], to a contract or by
        /// `pass_command` of the factory; not gov, the admin manager or MIR. Not with
        /// `admin_action`.
        execute_msg: Option<PollExecuteMsg>,
        /// What to do under stricter rules if it passes.
        admin_action: Option<PollAdminAction>,
    },
    /// Share the received MIR out among stakers, to whom it flows over seven days, and the voters of
    /// open polls.
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

/// What only polls with stricter rules may do.
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
        /// Who gets it.
        authorized_addr: String,
    },
    /// Change gov's own configuration.
    UpdateConfig(Box<ConfigUpdate>),
    /// Send contracts any messages, all or none. Where one of them changes code, gives a contract to
    /// another owner or says whom it obeys, the deposit, quorum and threshold are those of a
    /// migration.
    Execute {
        /// 1 to 20; not to gov, the admin manager or MIR.
        msgs: Vec<PollExecuteMsg>,
    },
}

/// Which rules a poll has.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum PollKind {
    /// Without an admin action.
    Default,
    /// Migrates contracts.
    Migration,
    /// Tells the admin manager something else, or changes gov's configuration.
    AuthAdmin,
    /// Sends any messages.
    Execute,
    /// Sends messages that change code, give a contract to another owner or say whom it obeys.
    ExecuteCode,
}

/// What can be asked.
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
    /// A poll; an error if there is none of this number.
    #[returns(PollResponse)]
    Poll {
        /// Its number.
        poll_id: u64,
    },
    /// What the creator of the next poll of a kind deposits: more than usual while many of its group
    /// are in progress.
    #[returns(PollDepositResponse)]
    PollDeposit {
        /// The kind.
        kind: PollKind,
    },
    /// Polls by number.
    #[returns(PollsResponse)]
    Polls {
        /// Only those of this status.
        filter: Option<PollStatus>,
        /// The last number of the page before; it is left out.
        start_after: Option<u64>,
        /// Entries on the page: 10 unless told, 30 at most.
        limit: Option<u32>,
        /// Descending unless told.
        order_by: Option<OrderBy>,
    },
    /// A vote; an error if there is none.
    #[returns(VotersResponseItem)]
    Voter {
        /// The poll.
        poll_id: u64,
        /// Who voted.
        address: String,
    },
    /// The votes of a poll by account.
    #[returns(VotersResponse)]
    Voters {
        /// The poll.
        poll_id: u64,
        /// The last account of the page before; it is left out.
        start_after: Option<String>,
        /// Entries on the page: 10 unless told, 30 at most.
        limit: Option<u32>,
        /// Descending unless told.
        order_by: Option<OrderBy>,
    },
    /// The shares of all stakers by account.
    #[returns(SharesResponse)]
    Shares {
        /// The last account of the page before; it is left out.
        start_after: Option<String>,
        /// Entries on the page: 10 unless told, 30 at most.
        limit: Option<u32>,
        /// Descending unless told.
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
    /// What was shared out, day by day, newest first.
    #[returns(RewardHistoryResponse)]
    RewardHistory {
        /// Days: 15 unless told, 31 at most.
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
    /// For how long before its end a poll's stake may be noted.
    pub snapshot_period: u64,
    /// The contract that migrates all others.
    pub admin_manager: String,
    /// The gas a poll's action may use.
    pub poll_gas_limit: u64,
    /// For how long a passed poll may be executed.
    pub expiration_period: u64,
    /// The part of No above which the deposit is lost, if it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub veto_threshold: Option<Decimal>,
    /// The stake by which a quorum is measured at least, if there is such a floor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_quorum_base: Option<Uint128>,
    /// The stake below which rewards of stakers wait, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_stake: Option<Uint128>,
    /// The shortest that voting, delay and time to execute may be; fixed for life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_period: Option<u64>,
    /// Since when gov has owned itself, once it has. Polls with an action that were created until
    /// then can never be executed.
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
    /// Polls ever created; the number of the latest.
    pub poll_count: u64,
    /// Shares of all stakers, and the 1000 that belong to nobody.
    pub total_share: Uint128,
    /// Deposits of open polls.
    pub total_deposit: Uint128,
    /// Rewards that voters have not claimed, of open and ended polls.
    pub pending_voting_rewards: Uint128,
    /// MIR that belongs to the shares now.
    pub total_staked: Uint128,
    /// What is on its way to the shares; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rewards_left: Option<Uint128>,
    /// When the last of it will be there if nothing is added and enough is staked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rewards_end: Option<u64>,
    /// Since when, without a break, so much has been staked that the protocol may be handed over:
    /// one percent of all MIR there will ever be. Absent if it is not, and for ever once gov owns
    /// itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staked_since: Option<u64>,
}

/// The stake, votes and rewards of an account.
#[cw_serde]
pub struct StakerResponse {
    /// What its share is worth.
    pub balance: Uint128,
    /// Its share.
    pub share: Uint128,
    /// Pairs of open poll and vote in it.
    pub locked_balance: Vec<(u64, VoterInfo)>,
    /// Pairs of ended poll and reward in it: the 30 oldest.
    pub withdrawable_polls: Vec<(u64, Uint128)>,
    /// The sum of these rewards.
    pub pending_voting_rewards: Uint128,
}

/// A poll.
#[cw_serde]
pub struct PollResponse {
    /// Its number.
    pub id: u64,
    /// Who created it.
    pub creator: String,
    /// How far it is.
    pub status: PollStatus,
    /// When voting ends.
    pub end_time: u64,
    /// Its title. It may lie about the action: show the action first.
    pub title: String,
    /// Its description.
    pub description: String,
    /// A link to a discussion.
    pub link: Option<String>,
    /// What its creator deposited.
    pub deposit_amount: Uint128,
    /// What it calls if it passes.
    pub execute_data: Option<PollExecuteMsg>,
    /// Votes for it.
    pub yes_votes: Uint128,
    /// Votes against it.
    pub no_votes: Uint128,
    /// Votes for the quorum only.
    pub abstain_votes: Uint128,
    /// The stake the quorum was measured by, at the price of its creation, once it has ended.
    pub total_balance_at_end_poll: Option<Uint128>,
    /// What its voters share; while it is open, what they share if it reaches its quorum.
    pub voters_reward: Uint128,
    /// The stake that was noted before its end, if it was, at the price of its creation.
    pub staked_amount: Option<Uint128>,
    /// What it has the admin manager or gov do if it passes.
    pub admin_action: Option<PollAdminAction>,
    /// When it was created.
    pub start_time: u64,
    /// From when on it may be executed.
    pub effective_time: u64,
    /// Until when it may be executed, inclusive.
    pub expiration_time: u64,
    /// The part of the stake that has to vote.
    pub quorum: Decimal,
    /// The part of Yes among Yes and No that has to be exceeded.
    pub threshold: Decimal,
}

/// What a poll takes.
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
    /// Who voted.
    pub voter: String,
    /// How.
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

/// What was shared out on a day.
#[cw_serde]
pub struct RewardDay {
    /// The day: UNIX seconds divided by 86400.
    pub day: u64,
    /// What came to be shared out, forfeited deposits included.
    pub amount: Uint128,
    /// What was staked when the last of it came.
    pub total_staked: Uint128,
}

/// What was shared out, day by day.
#[cw_serde]
pub struct RewardHistoryResponse {
    /// The days with a reward among the last 32, newest first.
    pub days: Vec<RewardDay>,
}

/// An account's vote in a poll.
#[cw_serde]
pub struct VoterInfo {
    /// How.
    pub vote: VoteOption,
    /// With how much.
    pub balance: Uint128,
}

/// How far a poll is. Its text is its JSON name.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum PollStatus {
    /// Open for votes, or waiting to be ended.
    InProgress,
    /// Accepted; its action, if any, may be executed.
    Passed,
    /// Refused.
    Rejected,
    /// Accepted and carried out.
    Executed,
    /// Accepted and not carried out in time.
    Expired,
    /// Accepted, but its action failed; it may be tried again.
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

/// How to vote. Its text is its JSON name.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum VoteOption {
    /// For it.
    Yes,
    /// Against it.
    No,
    /// Neither, but for the quorum.
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

/// The one [`Cw20HookMsg`] that contracts send. Alone it keeps them small.
#[cw_serde]
enum Reward {
    DepositReward {},
}

/// A gov to tell.
pub struct Gov(pub Addr);

impl Gov {
    /// Send MIR to be shared out among stakers and voters.
    pub fn deposit_reward(&self, mirror_token: &Token, amount: Uint128) -> StdResult<CosmosMsg> {
        mirror_token.send(&self.0, amount, &Reward::DepositReward {})
    }
}
