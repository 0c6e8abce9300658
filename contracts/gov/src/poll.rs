//! What is fixed when a poll is created. It is written once, as two records: the terms, which are
//! read when the poll ends, and the content (texts and action), which may be long and is read when
//! the poll is executed or shown.

use cosmwasm_std::{ensure, CanonicalAddr, Decimal, Uint128};
use mirror_bytes::{as_number, in_bytes};
use mirror_math::ratio::mul_div_ceil;
use mirror_protocol::gov::PollKind;

use crate::action::Action;
use crate::error::ContractError;
use crate::price::Price;

const TWO: Uint128 = Uint128::new(2);
const TITLE_BYTES: (usize, usize) = (4, 64);
const DESCRIPTION_BYTES: (usize, usize) = (4, 256);
const LINK_BYTES: (usize, usize) = (12, 128);

/// The kind of a poll, which says what rules it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A text, or one message of the list.
    Default,
    /// A migration of contracts.
    Migration,
    /// Another admin action.
    AuthAdmin,
    /// Any messages that do not change code.
    Execute,
    /// Any messages, at least one of which changes code.
    ExecuteCode,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Default,
        Self::Migration,
        Self::AuthAdmin,
        Self::Execute,
        Self::ExecuteCode,
    ];

    /// The number by which it is stored.
    fn number(self) -> u128 {
        match self {
            Self::Default => 0,
            Self::Migration => 1,
            Self::AuthAdmin => 2,
            Self::Execute => 3,
            Self::ExecuteCode => 4,
        }
    }

    /// The name by which attributes show it.
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

/// The rules that were in force when the poll was created.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    pub voting_period: u64,
    pub snapshot_period: u64,
    pub effective_delay: u64,
    pub expiration_period: u64,
    pub quorum: Decimal,
    pub threshold: Decimal,
    pub veto_threshold: Option<Decimal>,
    /// The least base of the quorum.
    pub minimum_quorum_base: Uint128,
}

/// The texts of a poll. Only the action counts: the texts may lie about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts {
    pub title: String,
    pub description: String,
    pub link: Option<String>,
}

/// The terms of a poll.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    pub kind: Kind,
    pub creator: CanonicalAddr,
    pub deposit: Uint128,
    /// When it was created, in UNIX seconds.
    pub start_time: u64,
    /// The share price when it was created.
    pub start: Price,
    /// The pool's reward index when it was created.
    pub reward_index: Uint128,
    pub rules: Rules,
}

/// The texts and the action of a poll.
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

as_number! {
    Kind: |kind| kind.number(), |number| {
        Kind::ALL.into_iter().find(|kind| kind.number() == number)
    };
}

impl Texts {
    /// Refuse texts that are too short or too long.
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
    /// The second in which voting ends.
    pub fn end_time(&self) -> u64 {
        self.start_time.saturating_add(self.rules.voting_period)
    }

    /// The first second in which it may be ended. A migration with a clear result may end before
    /// its voting period is over, but not before `effective_delay` has passed since its creation,
    /// so that everybody can see it.
    pub fn first_end_time(&self) -> u64 {
        match self.kind {
            Kind::Migration => self.end_time().min(self.notice_time()),
            _ => self.end_time(),
        }
    }

    /// The first second in which it may be executed.
    pub fn effective_time(&self) -> u64 {
        match self.kind {
            Kind::Migration => self.notice_time(),
            _ => self.end_time().saturating_add(self.rules.effective_delay),
        }
    }

    /// The last second in which it may be executed.
    pub fn expiration_time(&self) -> u64 {
        self.effective_time()
            .max(self.end_time())
            .saturating_add(self.rules.expiration_period)
    }

    /// The base of the quorum: the stake of which the quorum is a part.
    ///
    /// `total_share` are the shares that were noted before the end, or the present ones. The base
    /// is the worth of these shares or of those at the creation, whichever are fewer, at the price
    /// of the creation. So neither new stake, nor rewards, nor stake that leaves makes a quorum
    /// harder to reach. In polls of all kinds but `Default` at least half of the shares at the
    /// creation count, so that the last stakers who stay do not decide everything. The base is
    /// never below `minimum_quorum_base`. All divisions round up.
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
