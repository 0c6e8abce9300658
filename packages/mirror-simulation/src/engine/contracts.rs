//! Where the protocol's contracts are.

use cosmwasm_std::Addr;

use crate::accounts::Account;

/// The protocol's contracts, and what of gov's configuration matters to those who watch polls.
#[derive(Clone, Debug)]
pub(super) struct Contracts {
    pub(super) factory: Addr,
    pub(super) mint: Addr,
    pub(super) oracle: Addr,
    pub(super) collateral_oracle: Addr,
    pub(super) lock: Addr,
    pub(super) staking: Addr,
    pub(super) gov: Addr,
    /// Takes the protocol fees.
    pub(super) collector: Addr,
    pub(super) community: Addr,
    pub(super) community_account: Account,
    pub(super) orders: Addr,
    /// To LUNA stakers.
    pub(super) airdrop: Addr,
    pub(super) uni_airdrop: Addr,
    /// Polls may have their stake noted so long before their end.
    pub(super) snapshot_seconds: u64,
    /// A poll that has passed may be executed for so long.
    pub(super) expiration_seconds: u64,
}
