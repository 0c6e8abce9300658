//! What the chain tells of a transaction.

use cosmwasm_std::{Event, Uint128};

use crate::accounts::Account;

/// A transaction that was carried out.
pub(crate) struct Receipt<'a> {
    pub(crate) sender: Account,
    pub(crate) contract: Account,
    /// Base coins that came with it.
    pub(crate) funds: Uint128,
    pub(crate) now: u64,
    /// Of its block.
    pub(crate) height: u64,
    /// What the chain told of it.
    pub(crate) events: &'a [Event],
}
