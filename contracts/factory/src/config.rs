//! The configuration: the owner, and the contracts of the protocol.

use cosmwasm_std::{ensure, Addr};
use mirror_bytes::in_bytes;

use crate::error::ContractError;

/// What listings and delistings need.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The code id of the tokens that listings make.
    pub token_code_id: u64,
    /// The denom that every asset is paired with.
    pub base_denom: String,
    /// `None` before `post_initialize`.
    pub peers: Option<Peers>,
}

/// The owner and the contracts. Only the owner can be changed later.
#[derive(Clone, Debug, PartialEq)]
pub struct Peers {
    /// Who may change anything here; gov in a deployed protocol.
    pub owner: Addr,
    /// The MIR token.
    pub mirror_token: Addr,
    /// The mint contract.
    pub mint_contract: Addr,
    /// The oracle.
    pub oracle_contract: Addr,
    /// The pair factory.
    pub terraswap_factory: Addr,
    /// The staking contract.
    pub staking_contract: Addr,
    /// The collector of fees.
    pub commission_collector: Addr,
}

in_bytes!(Config {
    token_code_id,
    base_denom,
    peers
});
in_bytes!(Peers {
    owner,
    mirror_token,
    mint_contract,
    oracle_contract,
    terraswap_factory,
    staking_contract,
    commission_collector
});

impl Config {
    /// Take the peers out; refuse before `post_initialize`.
    pub fn take_peers(mut self) -> Result<(Self, Peers), ContractError> {
        let peers = self.peers.take();
        let peers = peers.ok_or(ContractError::NotInitialized {})?;
        Ok((self, peers))
    }

    /// Put the peers back in: the inverse of [`Config::take_peers`].
    pub fn with(self, peers: Peers) -> Self {
        Self {
            peers: Some(peers),
            ..self
        }
    }
}

impl Peers {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }
}
