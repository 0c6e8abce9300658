//! The kinds of polls.

use mirror_bytes::as_number;
use mirror_protocol::gov::PollKind;

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
