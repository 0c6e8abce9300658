//! The people that the engine knows by name.

use cosmwasm_std::Addr;

use crate::accounts::Account;

/// Somebody who signs messages.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) account: Account,
    pub(super) address: Addr,
}

/// Those who keep the protocol going.
#[derive(Clone, Debug)]
pub(super) struct People {
    /// They bring the polls of the calendar.
    pub(super) delegates: Vec<Person>,
    /// Registers the stages of the airdrop, once a poll has made it the owner.
    pub(super) operator: Person,
    /// Gets what the calendar has the community grant.
    pub(super) builder: Person,
    /// Posts prices.
    pub(super) feeder: Person,
    /// May halt prices, in scenarios that have one.
    pub(super) guardian: Person,
    /// Calls what anybody may call.
    pub(super) keeper: Person,
    /// The first provider of every pool.
    pub(super) founder: Person,
}
