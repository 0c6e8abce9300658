//! Kinds of things, as records name them and tables spell them.

/// Which contract of the protocol pays MIR, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Rewards of stakes of LP tokens and short positions.
    Staking,
    /// Rewards of votes.
    Voting,
    /// An airdrop.
    Airdrop,
    /// The community pool, by a poll.
    Community,
}

/// Where MIR was deposited as a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pot {
    /// For stakers of LP tokens and of short positions.
    Staking,
    /// For stakers and voters of gov.
    Gov,
}

/// What became of a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollEnd {
    /// Its majority was reached.
    Passed,
    /// It was not, or too few voted.
    Rejected,
    /// What it asked for was carried out.
    Executed,
    /// Nobody carried it out in time.
    Expired,
    /// What it asked for was refused.
    Failed,
}

impl Payment {
    /// As tables and answers spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staking => "staking",
            Self::Voting => "voting",
            Self::Airdrop => "airdrop",
            Self::Community => "community",
        }
    }
}

impl Pot {
    /// As tables and answers spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staking => "staking",
            Self::Gov => "gov",
        }
    }
}

impl PollEnd {
    /// As tables and answers spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Rejected => "rejected",
            Self::Executed => "executed",
            Self::Expired => "expired",
            Self::Failed => "failed",
        }
    }
}

/// What an entry of an account's history tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A position was opened.
    OpenPosition,
    /// Collateral was added to a position.
    DepositCollateral,
    /// Collateral was taken out of a position.
    WithdrawCollateral,
    /// More was minted on a position.
    Mint,
    /// Debt of a position was burned.
    Burn,
    /// Collateral of a position was sold for its debt.
    Auction,
    /// An asset was bought at its pair.
    Buy,
    /// An asset was sold at its pair.
    Sell,
    /// Liquidity was provided to a pair.
    ProvideLiquidity,
    /// Liquidity was withdrawn from a pair.
    WithdrawLiquidity,
    /// LP tokens were staked.
    Stake,
    /// LP tokens were taken out of a stake.
    Unstake,
    /// Rewards of stakes were paid.
    WithdrawRewards,
    /// MIR was staked in gov.
    GovStake,
    /// MIR was taken out of gov.
    GovUnstake,
    /// Rewards of votes were paid.
    GovWithdrawRewards,
    /// Rewards of votes were staked.
    GovStakeRewards,
    /// A poll was created.
    GovCreatePoll,
    /// A vote was cast.
    GovCastPoll,
    /// A poll ended; its creator's entry.
    GovEndPoll,
    /// A limit order was given.
    SubmitOrder,
    /// A limit order was taken back.
    CancelOrder,
    /// A limit order was filled.
    ExecuteOrder,
    /// An airdrop was claimed.
    ClaimAirdrop,
    /// Proceeds of short sales were unlocked.
    UnlockFunds,
    /// Tokens were sent.
    Send,
    /// Tokens were received.
    Receive,
    /// The community pool paid.
    CommunitySpend,
}

impl Kind {
    /// As tables and answers spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenPosition => "OPEN_POSITION",
            Self::DepositCollateral => "DEPOSIT_COLLATERAL",
            Self::WithdrawCollateral => "WITHDRAW_COLLATERAL",
            Self::Mint => "MINT",
            Self::Burn => "BURN",
            Self::Auction => "AUCTION",
            Self::Buy => "BUY",
            Self::Sell => "SELL",
            Self::ProvideLiquidity => "PROVIDE_LIQUIDITY",
            Self::WithdrawLiquidity => "WITHDRAW_LIQUIDITY",
            Self::Stake => "STAKE",
            Self::Unstake => "UNSTAKE",
            Self::WithdrawRewards => "WITHDRAW_REWARDS",
            Self::GovStake => "GOV_STAKE",
            Self::GovUnstake => "GOV_UNSTAKE",
            Self::GovWithdrawRewards => "GOV_WITHDRAW_REWARDS",
            Self::GovStakeRewards => "GOV_STAKE_REWARDS",
            Self::GovCreatePoll => "GOV_CREATE_POLL",
            Self::GovCastPoll => "GOV_CAST_POLL",
            Self::GovEndPoll => "GOV_END_POLL",
            Self::SubmitOrder => "SUBMIT_ORDER",
            Self::CancelOrder => "CANCEL_ORDER",
            Self::ExecuteOrder => "EXECUTE_ORDER",
            Self::ClaimAirdrop => "CLAIM_AIRDROP",
            Self::UnlockFunds => "UNLOCK_FUNDS",
            Self::Send => "SEND",
            Self::Receive => "RECEIVE",
            Self::CommunitySpend => "COMMUNITY_SPEND",
        }
    }
}
