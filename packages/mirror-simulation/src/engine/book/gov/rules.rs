//! What polls are measured by.

use cosmwasm_std::{Decimal, Uint128};

/// What a poll may bring about, and so by which bar it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// What is on gov's list, or nothing.
    Default,
    /// Anything else, by `execute`.
    Execute,
    /// By `execute`, too, but at the bar of a migration: it changes code, or who may change it.
    ExecuteCode,
}

/// What a kind of poll needs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) deposit: Uint128,
    /// How long it is open, in seconds.
    pub(crate) period: u64,
    pub(crate) quorum: Decimal,
    pub(crate) threshold: Decimal,
}

/// The rules that decide polls, as they were deployed.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) default: Bar,
    pub(crate) execute: Bar,
    pub(crate) execute_code: Bar,
    /// The largest deposit of an admin poll that is no migration.
    pub(crate) dearest_admin: Uint128,
    pub(crate) veto: Option<Decimal>,
    pub(crate) voter_weight: Decimal,
    /// A vote in the last so many seconds of a poll notes all shares.
    pub(crate) snapshot_seconds: u64,
    /// The base of a quorum is never less.
    pub(crate) minimum_base: Uint128,
    /// While less is staked no reward flows.
    pub(crate) minimum_stake: Uint128,
}

impl Rules {
    pub(crate) fn bar(&self, kind: Kind) -> &Bar {
        match kind {
            Kind::Default => &self.default,
            Kind::Execute => &self.execute,
            Kind::ExecuteCode => &self.execute_code,
        }
    }
}
