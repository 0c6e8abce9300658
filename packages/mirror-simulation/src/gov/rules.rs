//! What polls are measured by.

use cosmwasm_std::{Decimal, Uint128};

/// A deposit that doubles does so from at least this.
const ONE_MIR: Uint128 = Uint128::new(1_000_000);

/// What a poll may bring about, and so by which bar it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What is on gov's list, or nothing.
    Default,
    /// Anything else, by `execute`.
    Execute,
    /// By `execute`, too, but at the bar of a migration: it changes code, or who may change it.
    ExecuteCode,
    /// What the admin manager migrates; it may end early.
    Migration,
    /// Other admin actions.
    Admin,
}

/// Kinds whose open polls are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Default polls.
    Default,
    /// Migrations.
    Migration,
    /// All other kinds.
    Admin,
}

impl Kind {
    /// With which others it is counted.
    pub fn group(self) -> Group {
        match self {
            Self::Default => Group::Default,
            Self::Migration => Group::Migration,
            Self::Execute | Self::ExecuteCode | Self::Admin => Group::Admin,
        }
    }
}

impl Group {
    /// So many polls may be open before the deposit of another one doubles.
    pub fn few(self) -> usize {
        match self {
            Self::Default => 25,
            Self::Migration | Self::Admin => 5,
        }
    }

    /// So many polls may be open at all.
    pub fn most(self) -> usize {
        match self {
            Self::Default => 50,
            Self::Migration | Self::Admin => 20,
        }
    }
}

/// What a kind of poll needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The deposit of one of the first few open polls.
    pub deposit: Uint128,
    /// How long it is open, in seconds.
    pub period: u64,
    /// The part of the base that has to vote.
    pub quorum: Decimal,
    /// The part of Yes and No that has to be above.
    pub threshold: Decimal,
}

/// The rules that decide polls, as they were deployed.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Of default polls.
    pub default: Bar,
    /// Of polls by `execute`.
    pub execute: Bar,
    /// Of migrations.
    pub migration: Bar,
    /// Of other admin actions.
    pub admin: Bar,
    /// Above this part of No among Yes and No the deposit is lost; none: never.
    pub veto: Option<Decimal>,
    /// The part of each reward that voters share.
    pub voter_weight: Decimal,
    /// A vote in the last so many seconds of a poll notes all shares.
    pub snapshot_seconds: u64,
    /// How long after its end a poll may be executed at the earliest, in seconds.
    pub delay_seconds: u64,
    /// How long it may be executed from then on, in seconds.
    pub expiration_seconds: u64,
    /// The base of a quorum is never less.
    pub minimum_base: Uint128,
    /// While less is staked no reward flows.
    pub minimum_stake: Uint128,
}

impl Rules {
    /// What a kind of poll needs.
    pub fn bar(&self, kind: Kind) -> Bar {
        match kind {
            Kind::Default => self.default.clone(),
            Kind::Execute => self.execute.clone(),
            Kind::ExecuteCode => Bar {
                period: self.execute.period,
                ..self.migration.clone()
            },
            Kind::Migration => self.migration.clone(),
            Kind::Admin => self.admin.clone(),
        }
    }

    /// From what the deposits of a group double: the dearest of its kinds, and 1 MIR at least.
    pub(super) fn dearest(&self, group: Group) -> Uint128 {
        let dearest = match group {
            Group::Default => self.default.deposit,
            Group::Migration => self.migration.deposit,
            Group::Admin => {
                let others = self.execute.deposit.max(self.admin.deposit);
                others.max(self.migration.deposit)
            }
        };

        dearest.max(ONE_MIR)
    }
}
