//! The configuration. It is stored in two parts: messages read the rights, prices the
//! [`Pricing`].

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Api, QuerierWrapper};
use mirror_protocol::collateral_oracle::stored::Pricing;
use mirror_protocol::oracle::Oracle;
use terraswap::asset::AssetInfo;

use crate::error::ContractError;

/// Who may change something. Prices do not read it, so it is stored as JSON.
#[cw_serde]
pub struct Rights {
    /// Who may send every message; the factory.
    pub owner: Addr,
    /// Who registers and revokes mAssets.
    pub mint_contract: Addr,
}

impl Rights {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }

    /// Refuse everybody but the owner and mint.
    pub fn ensure_owner_or_mint(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(
            [&self.owner, &self.mint_contract].contains(&sender),
            ContractError::Unauthorized {}
        );
        Ok(())
    }
}

/// The oracle of sources that name none.
pub fn oracle(pricing: &Pricing) -> Result<&Addr, ContractError> {
    pricing
        .mirror_oracle
        .as_ref()
        .ok_or(ContractError::OracleNotSet {})
}

/// Refuse an oracle that does not count in the base denom. There may be none.
pub fn check_pricing(querier: &QuerierWrapper, pricing: &Pricing) -> Result<(), ContractError> {
    match &pricing.mirror_oracle {
        Some(oracle) => check_oracle(querier, oracle, &pricing.base_denom),
        None => Ok(()),
    }
}

/// Refuse the base denom, which is collateral without an entry.
pub fn ensure_not_base(pricing: &Pricing, asset: &AssetInfo) -> Result<(), ContractError> {
    ensure!(
        asset.id() != pricing.base_denom,
        ContractError::BaseDenomNotRegistrable {
            denom: pricing.base_denom.clone()
        }
    );
    Ok(())
}

/// Refuse an oracle that counts in another denom: its price of 1,300 may stand for a worth of 1.
pub fn check_oracle(
    querier: &QuerierWrapper,
    oracle: &Addr,
    base_denom: &str,
) -> Result<(), ContractError> {
    // Whatever the error is: a contract that does not tell its base asset is no oracle.
    let base_asset =
        Oracle(oracle.clone())
            .base_asset(querier)
            .map_err(|_| ContractError::NotAnOracle {
                oracle: oracle.to_string(),
            })?;
    ensure!(
        base_asset == base_denom,
        ContractError::OracleInAnotherDenom {
            oracle: oracle.to_string(),
            base_asset,
            base_denom: base_denom.to_string(),
        }
    );
    Ok(())
}

/// Refuse a denom without a name.
pub fn base_denom(denom: String) -> Result<String, ContractError> {
    ensure!(!denom.is_empty(), ContractError::BaseDenomMissing {});
    Ok(denom)
}

/// A checked address, if there is one; older clients write "" for none.
pub fn optional_address(
    api: &dyn Api,
    address: Option<String>,
) -> Result<Option<Addr>, ContractError> {
    let given = address.filter(|address| !address.is_empty());
    Ok(given
        .map(|address| api.addr_validate(&address))
        .transpose()?)
}
