//! The terms of a poll. They are fixed when it is created, and read when it ends.

use cosmwasm_std::{CanonicalAddr, Decimal, Uint128};
use mirror_bytes::in_bytes;
use mirror_math::ratio::mul_div_ceil;

use crate::error::ContractError;
use crate::kind::Kind;
use crate::share_price::Price;

const TWO: Uint128 = Uint128::new(2);

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

in_bytes!(Poll {
    kind,
    creator,
    deposit,
    start_time,
    start,
    reward_index,
    rules
});

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
