//! The owner and the contracts of the protocol.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Storage};

use crate::error::ContractError;
use crate::state::CONFIG;

/// What listing and delisting need.
#[cw_serde]
pub struct Config {
    /// Code of the tokens to come.
    #[serde(rename = "c")]
    pub token_code_id: u64,
    #[serde(rename = "d")]
    pub base_denom: String,
    /// Nothing before `post_initialize`.
    #[serde(rename = "p")]
    pub peers: Option<Peers>,
}

/// The owner and the contracts. All but the owner stay for ever.
#[cw_serde]
pub struct Peers {
    #[serde(rename = "w")]
    pub owner: Addr,
    #[serde(rename = "t")]
    pub mirror_token: Addr,
    #[serde(rename = "m")]
    pub mint_contract: Addr,
    #[serde(rename = "o")]
    pub oracle_contract: Addr,
    #[serde(rename = "f")]
    pub terraswap_factory: Addr,
    #[serde(rename = "s")]
    pub staking_contract: Addr,
    #[serde(rename = "c")]
    pub commission_collector: Addr,
}

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
