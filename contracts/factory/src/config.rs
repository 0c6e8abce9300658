//! The owner and the contracts of the protocol.

use cosmwasm_std::{ensure, Addr, Storage};
use mirror_bytes::in_bytes;

use crate::error::ContractError;
use crate::state::CONFIG;

/// What listing and delisting need.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Code of the tokens to come.
    pub token_code_id: u64,
    pub base_denom: String,
    /// Nothing before `post_initialize`.
    pub peers: Option<Peers>,
}

/// The owner and the contracts. All but the owner stay for ever.
#[derive(Clone, Debug, PartialEq)]
pub struct Peers {
    pub owner: Addr,
    pub mirror_token: Addr,
    pub mint_contract: Addr,
    pub oracle_contract: Addr,
    pub terraswap_factory: Addr,
    pub staking_contract: Addr,
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
    /// The configuration and the peers of a factory that is set up.
    pub fn load(storage: &dyn Storage) -> Result<(Self, Peers), ContractError> {
        let mut config = CONFIG.load(storage)?;
        let peers = config
            .peers
            .take()
            .ok_or(ContractError::NotInitialized {})?;
        Ok((config, peers))
    }

    /// The inverse of [`Config::load`].
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
