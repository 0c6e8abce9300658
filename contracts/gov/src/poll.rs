//! What is fixed when a poll is created, written once and in two parts: what counts when it is voted
//! on and ends, and what it says and does, which is as long as its creator likes and read when it is
//! executed and shown.

use cosmwasm_std::{ensure, CanonicalAddr, Decimal, Uint128};
use mirror_bytes::{in_bytes, Bytes, BytesError};
use mirror_math::ratio::mul_div_ceil;
use mirror_protocol::gov::PollKind;

use crate::action::Action;
use crate::error::ContractError;
use crate::price::Price;

const TWO: Uint128 = Uint128::new(2);
const TITLE_BYTES: (usize, usize) = (4, 64);
const DESCRIPTION_BYTES: (usize, usize) = (4, 256);
const LINK_BYTES: (usize, usize) = (12, 128);

/// Which rules a poll has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A text, or a message of the list.
    Default,
    Migration,
    AuthAdmin,
    /// Any messages.
    Execute,
    /// Messages that change code.
    ExecuteCode,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Default,
        Self::Migration,
        Self::AuthAdmin,
        Self::Execute,
        Self::ExecuteCode,
    ];

    /// As it is stored.
    fn number(self) -> u8 {
        match self {
            Self::Default => 0,
            Self::Migration => 1,
            Self::AuthAdmin => 2,
            Self::Execute => 3,
            Self::ExecuteCode => 4,
        }
    }

    /// As attributes show it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Migration => "migration",
            Self::AuthAdmin => "auth_admin",
            Self::Execute => "execute",
            Self::ExecuteCode => "execute_code",
        }
    }
}

/// The rules in force at its creation.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    pub voting_period: u64,
    pub snapshot_period: u64,
    pub effective_delay: u64,
    pub expiration_period: u64,
    pub quorum: Decimal,
    pub threshold: Decimal,
    pub veto_threshold: Option<Decimal>,
    /// The stake by which the quorum is measured at least.
    pub minimum_quorum_base: Uint128,
}

/// What it says. The action counts: the texts may lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts {
    pub title: String,
    pub description: String,
    pub link: Option<String>,
}

/// What counts of a poll.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    pub kind: Kind,
    pub creator: CanonicalAddr,
    pub deposit: Uint128,
    /// When it was created, in UNIX seconds.
    pub start_time: u64,
    /// What shares were worth at its creation.
    pub start: Price,
    /// The pool's reward index at its creation.
    pub reward_index: Uint128,
    pub rules: Rules,
}

/// What a poll says and does.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    pub texts: Texts,
    pub action: Action,
}

in_bytes!(Rules {
    voting_period,
    snapshot_period,
    effective_delay,
    expiration_period,
    quorum,
    threshold,
    veto_threshold,
    minimum_quorum_base
});

in_bytes!(Texts {
    title,
    description,
    link
});

in_bytes!(Poll {
    kind,
    creator,
    deposit,
    start_time,
    start,
    reward_index,
    rules
});

in_bytes!(Content { texts, action });

impl From<PollKind> for Kind {
    fn from(kind: PollKind) -> Self {
        match kind {
            PollKind::Default => Self::Default,
            PollKind::Migration => Self::Migration,
            PollKind::AuthAdmin => Self::AuthAdmin,
            PollKind::Execute => Self::Execute,
            PollKind::ExecuteCode => Self::ExecuteCode,
        }
    }
}

impl Bytes for Kind {
    fn write(&self, out: &mut Vec<u8>) {
        self.number().write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let number = u8::read(rest)?;
        let mut kinds = Self::ALL.into_iter();
        kinds
            .find(|kind| kind.number() == number)
            .ok_or(BytesError::Damaged)
    }
}

impl Texts {
    /// Refuse texts that are too short to say anything or too long to be read.
    pub fn ensure_lengths(&self) -> Result<(), ContractError> {
        let length = self.title.len();
        ensure!(
            length >= TITLE_BYTES.0,
            ContractError::TitleTooShort { length }
        );
        ensure!(
            length <= TITLE_BYTES.1,
            ContractError::TitleTooLong { length }
        );
        let length = self.description.len();
        ensure!(
            length >= DESCRIPTION_BYTES.0,
            ContractError::DescriptionTooShort { length }
        );
        ensure!(
            length <= DESCRIPTION_BYTES.1,
            ContractError::DescriptionTooLong { length }
        );
        if let Some(link) = &self.link {
            let length = link.len();
            ensure!(
                length >= LINK_BYTES.0,
                ContractError::LinkTooShort { length }
            );
            ensure!(
                length <= LINK_BYTES.1,
                ContractError::LinkTooLong { length }
            );
        }
        Ok(())
    }
}

impl Poll {
    /// When voting ends.
    pub fn end_time(&self) -> u64 {
        self.start_time.saturating_add(self.rules.voting_period)
    }

    /// From when on it may be ended. A migration may be before its time when it is clear enough,
    /// but never before everybody had `effective_delay` to see it.
    pub fn first_end_time(&self) -> u64 {
        match self.kind {
            Kind::Migration => self.end_time().min(self.notice_time()),
            _ => self.end_time(),
        }
    }

    /// From when on it may be executed.
    pub fn effective_time(&self) -> u64 {
        match self.kind {
            Kind::Migration => self.notice_time(),
            _ => self.end_time().saturating_add(self.rules.effective_delay),
        }
    }

    /// Until when it may be executed, inclusive.
    pub fn expiration_time(&self) -> u64 {
        self.effective_time()
            .max(self.end_time())
            .saturating_add(self.rules.expiration_period)
    }

    /// What its quorum is measured by, when so many shares are noted or left: those of its creation
    /// or these, whichever are fewer, at the price of its creation. So neither stake nor rewards
    /// that come, nor stake that goes, make a quorum harder to reach. But where more than a default
    /// poll may do is decided, it is half of those of its creation at least: the others who leave do
    /// not leave everything to the last of them. And always it is what the rules ask at least. Up, as
    /// is the half.
    pub fn quorum_base(&self, total_share: Uint128) -> Result<Uint128, ContractError> {
        let at_start = self.start.total_share;
        let fewer = at_start.min(total_share);
        let counted = match self.kind {
            Kind::Default => fewer,
            _ => fewer.max(mul_div_ceil(at_start, Uint128::one(), TWO)?),
        };
        let base = self.start.worth_up(counted)?;
        Ok(base.max(self.rules.minimum_quorum_base))
    }

    fn notice_time(&self) -> u64 {
        self.start_time.saturating_add(self.rules.effective_delay)
    }
}

#[cfg(test)]
mod tests;
