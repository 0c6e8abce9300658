//! The errors of gov.

use cosmwasm_std::{Decimal, OverflowError, StdError, Uint128};
use mirror_bytes::BytesError;
use mirror_math::MathError;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

/// Why a message is refused. The comment on a variant says what the sender can do about it.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    #[error(transparent)]
    Bytes(#[from] BytesError),

    #[error(transparent)]
    Math(#[from] MathError),

    /// A sum that is too large, or a difference below zero.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    // Rights
    /// Only the owner may change the rules, and only the MIR token may deliver MIR.
    #[error("unauthorized")]
    Unauthorized {},

    // Configuration
    /// Name a quorum above 0, at most 0.9.
    #[error("quorum must be 0 to 1: above 0, at most 0.9, not {quorum}")]
    QuorumOutOfRange { quorum: Decimal },

    /// Name a threshold from 0.5 to 0.9.
    #[error("threshold must be 0 to 1: at least 0.5, at most 0.9, not {threshold}")]
    ThresholdOutOfRange { threshold: Decimal },

    /// Name a smaller deposit.
    #[error("proposal_deposit must be at most 100000000000: {proposal_deposit}")]
    DepositTooLarge { proposal_deposit: Uint128 },

    /// Name a period within the bounds.
    #[error("{period} must be {least} to 7776000 seconds: {seconds}")]
    PeriodOutOfRange {
        period: &'static str,
        seconds: u64,
        least: u64,
    },

    /// Name a shortest period within the bounds.
    #[error("min_period must be 1 to 7776000 seconds: {min_period}")]
    MinPeriodOutOfRange { min_period: u64 },

    /// Name a snapshot period that is shorter than all voting periods.
    #[error(
        "snapshot_period must be shorter than every voting_period: \
         {snapshot_period} is not below {voting_period}"
    )]
    SnapshotPeriodTooLong {
        snapshot_period: u64,
        voting_period: u64,
    },

    /// Name a smaller weight: stakers get a part of every reward.
    #[error("voter_weight must be smaller than 1: {voter_weight}")]
    VoterWeightTooLarge { voter_weight: Decimal },

    /// Name more gas: a later change of this limit needs it, too.
    #[error("poll_gas_limit must be at least 500000: {poll_gas_limit}")]
    NotEnoughGasForPolls { poll_gas_limit: u64 },

    /// Name a veto threshold from 0.5 to 1.
    #[error("veto_threshold must be 0.5 to 1: {veto_threshold}")]
    VetoThresholdOutOfRange { veto_threshold: Decimal },

    /// Name a smaller base.
    #[error("minimum_quorum_base must be at most 3705750000000: {minimum_quorum_base}")]
    QuorumBaseTooLarge { minimum_quorum_base: Uint128 },

    /// Name a smaller stake.
    #[error("minimum_stake must be at most 100000000000: {minimum_stake}")]
    MinimumStakeTooLarge { minimum_stake: Uint128 },

    // Input
    /// Send the MIR with a payload that gov knows.
    #[error("invalid cw20 hook message: {reason}")]
    HookNotReadable { reason: String },

    /// Name an amount above zero.
    #[error("Insufficient funds sent")]
    ZeroAmount {},

    /// Write 4 to 64 bytes.
    #[error("Title too short: {length} bytes")]
    TitleTooShort { length: usize },

    /// Write 4 to 64 bytes.
    #[error("Title too long: {length} bytes")]
    TitleTooLong { length: usize },

    /// Write 4 to 256 bytes.
    #[error("Description too short: {length} bytes")]
    DescriptionTooShort { length: usize },

    /// Write 4 to 256 bytes.
    #[error("Description too long: {length} bytes")]
    DescriptionTooLong { length: usize },

    /// Write 12 to 128 bytes, or no link.
    #[error("Link too short: {length} bytes")]
    LinkTooShort { length: usize },

    /// Write 12 to 128 bytes, or no link.
    #[error("Link too long: {length} bytes")]
    LinkTooLong { length: usize },

    /// Create two polls.
    #[error("Can not make a poll with normal action and admin action")]
    TwoActions {},

    /// Create a poll with an admin action.
    #[error("Can not make a normal pool targeting the admin_manager or gov contract")]
    TargetsAdmin {},

    /// No poll may call the MIR token: gov holds the MIR of all stakers there.
    #[error(
        "Can not make a normal pool targeting the admin_manager or gov contract \
         or the mirror token"
    )]
    TargetsToken {},

    /// Send a message that gov can read.
    #[error("a default poll has to be understood: {reason}")]
    ActionNotReadable { reason: String },

    /// Create an execute poll.
    #[error("a default poll may not send {name}: propose it as an execute poll")]
    NotOnTheList { name: String },

    /// Leave the field out, or create an execute poll.
    #[error("a default poll may not send {name} with {field}: propose it as an execute poll")]
    FieldNotOnTheList { name: &'static str, field: String },

    /// Name a lower cap, or create an execute poll.
    #[error(
        "a default poll only lowers a debt cap, and {given} is not below {present}: \
         propose it as an execute poll"
    )]
    DebtCapNotLower { given: Uint128, present: Uint128 },

    /// Send 1 to 20 messages.
    #[error("messages must be 1 to 20: {received}")]
    MessagesOutOfRange { received: usize },

    /// Create several polls.
    #[error("Action too large: {bytes} bytes, at most 16384")]
    ActionTooLarge { bytes: usize },

    /// Migrate 1 to 20 contracts.
    #[error("migrations must be 1 to 20: {received}")]
    MigrationsOutOfRange { received: usize },

    /// Migrate each contract once.
    #[error("duplicate migration: {contract}")]
    DuplicateMigration { contract: String },

    /// Deposit at least this amount.
    #[error("Must deposit more than {proposal_deposit} token")]
    DepositTooSmall { proposal_deposit: Uint128 },

    // State
    /// Wait until a poll of the group has ended. Anybody may end a poll whose voting period is
    /// over.
    #[error("Too many polls in progress: at most {most} of this group")]
    TooManyPolls { most: usize },

    /// Name a poll by its number: `polls` lists them.
    #[error("Poll does not exist: {poll_id}")]
    PollNotFound { poll_id: u64 },

    /// Only a poll in progress is voted on and ended.
    #[error("Poll is not in progress")]
    PollNotInProgress {},

    /// A vote cannot be changed.
    #[error("User has already voted.")]
    AlreadyVoted {},

    /// Vote with less: only stake held since the poll was created may vote.
    #[error("User does not have enough staked tokens. {power} may vote in this poll")]
    VotingPowerExceeded { power: Uint128 },

    /// Only who voted in a poll has a vote there.
    #[error("Voter does not exist: nobody of this address voted in poll {poll_id}")]
    VoteNotFound { poll_id: u64 },

    /// Stake MIR first.
    #[error("Nothing staked")]
    NothingStaked {},

    /// Wait for the next block. So stake cannot be borrowed for one transaction.
    #[error("Cannot withdraw in the block of staking")]
    StakedInThisBlock {},

    /// There is nothing for this account now.
    #[error("Nothing to withdraw")]
    NothingToWithdraw {},

    /// Withdraw less, or wait until the polls have ended in which the stake votes.
    #[error(
        "User is trying to withdraw too many tokens. \
         It takes {burned} shares and {free} are free"
    )]
    WithdrawalTooLarge { burned: Uint128, free: Uint128 },

    /// Stake more at once: a thousand shares of the first stake belong to nobody.
    #[error("Stake is too small: the first is at least {least}, not {amount}")]
    FirstStakeTooSmall { amount: Uint128, least: Uint128 },

    /// Stake more at once.
    #[error("Stake is too small at the present share price: {amount}")]
    StakeTooSmall { amount: Uint128 },

    /// Come back within that time.
    #[error("Cannot snapshot at this time: only from {from} until before {until}")]
    NoSnapshotNow { from: u64, until: u64 },

    /// A poll has one snapshot; there is nothing left to do.
    #[error("Snapshot has already occurred")]
    SnapshotTaken {},

    /// Wait until then.
    #[error("Voting period has not expired: the poll may be ended from {from} on")]
    VotingPeriodNotOver { from: u64 },

    /// Wait for the end of the voting period.
    #[error("Fastrack poll has not reached the target quorum or threshold")]
    FastTrackNotReached {},

    /// Only a poll that has passed is carried out.
    #[error("Poll is not in passed status: {status}")]
    PollNotPassed { status: String },

    /// This poll only asks for an opinion.
    #[error("The poll does not have execute_data")]
    NoAction {},

    /// Propose it again.
    #[error(
        "created at {start_time}, and gov owns itself since {self_governed_from}: \
         what was decided until then is not carried out"
    )]
    BeforeSelfGovernment {
        start_time: u64,
        self_governed_from: u64,
    },

    /// Wait until then.
    #[error("Effective delay has not expired: until {effective_time}, in a later block")]
    NotEffectiveYet { effective_time: u64 },

    /// Propose it again.
    #[error("Poll has expired: at {expiration_time}")]
    PollExpired { expiration_time: u64 },

    /// A poll without an action stays as it is.
    #[error("Cannot expire a text poll")]
    TextPoll {},

    /// Wait until then.
    #[error("Expiration time has not been reached: {expiration_time}")]
    NotExpiredYet { expiration_time: u64 },

    /// Wait for its end, when its reward is fixed.
    #[error("This poll is still in progress")]
    RewardNotFixed {},

    /// Only a poll during whose time rewards arrived has some.
    #[error("This poll has no voting rewards")]
    NoVotingRewards {},

    /// Gov has not asked for such a reply.
    #[error("unknown reply: {id}")]
    UnknownReply { id: u64 },
}
