//! What `revoke_asset` and `migrate_asset` share: who may delist, and at which price.

use cosmwasm_std::{ensure, Addr, Decimal, Deps};
use mirror_protocol::mint::{AssetConfigResponse, Mint};
use mirror_protocol::oracle::Oracle;

use crate::config::Peers;
use crate::error::ContractError;

/// An asset that the sender may delist.
pub struct Delisting {
    pub asset: Addr,
    /// Its parameters, still as they were.
    pub asset_config: AssetConfigResponse,
    /// Whether the owner asks, who may also deviate from the last price and the feeder.
    pub is_owner: bool,
}

impl Delisting {
    /// The sender must be the owner or the asset's feeder, and the asset not delisted yet.
    pub fn load(
        deps: Deps,
        peers: &Peers,
        sender: &Addr,
        asset_token: &str,
    ) -> Result<Self, ContractError> {
        let is_owner = peers.owner == *sender;
        // Whatever the oracle's error was: without a feeder only the owner may delist.
        let oracle = Oracle(peers.oracle_contract.clone());
        let is_feeder = || {
            let feeder = oracle.feeder_account(&deps.querier, asset_token);
            feeder.is_ok_and(|feeder| feeder == sender.as_str())
        };
        ensure!(is_owner || is_feeder(), ContractError::Unauthorized {});

        let asset = deps.api.addr_validate(asset_token)?;
        let asset_config =
            Mint(peers.mint_contract.clone()).asset_config(&deps.querier, asset_token)?;
        ensure!(
            asset_config.end_price.is_none(),
            ContractError::AlreadyDelisted {
                asset: asset.into_string()
            }
        );
        Ok(Self {
            asset,
            asset_config,
            is_owner,
        })
    }

    /// The price that the asset keeps: the given one from the owner, from a feeder only the one
    /// that would be taken anyway. The oracle is asked only if that has to be known.
    pub fn end_price(
        &self,
        deps: Deps,
        peers: &Peers,
        base_denom: &str,
        given: Option<Decimal>,
    ) -> Result<Decimal, ContractError> {
        let is_zero = |price: Option<Decimal>| price.is_some_and(|price| price.is_zero());
        ensure!(!is_zero(given), ContractError::EndPriceZero {});
        if let Some(given) = given.filter(|_| self.is_owner) {
            return Ok(given);
        }

        let last = match &self.asset_config.ipo_params {
            Some(ipo) => ipo.pre_ipo_price,
            None => {
                Oracle(peers.oracle_contract.clone())
                    .price(&deps.querier, self.asset.as_str(), base_denom)?
                    .rate
            }
        };
        if let Some(given) = given {
            ensure!(
                given == last,
                ContractError::EndPriceNotLast { given, last }
            );
        }
        ensure!(!is_zero(Some(last)), ContractError::EndPriceZero {});
        Ok(last)
    }
}
