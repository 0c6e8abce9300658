//! The configuration, in two parts: messages read the rights, prices the rest.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Api, QuerierWrapper};
use mirror_protocol::oracle::Oracle;
use terraswap::asset::AssetInfo;

use crate::error::ContractError;

/// Who decides.
#[cw_serde]
pub struct Rights {
    /// Who decides about everything; the factory.
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

/// What prices are stated in, and who states them.
#[cw_serde]
pub struct Pricing {
    #[serde(rename = "d")]
    pub base_denom: String,
    /// The oracle of sources that name none.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub mirror_oracle: Option<Addr>,
}

impl Pricing {
    /// The oracle of sources that name none.
    pub fn oracle(&self) -> Result<&Addr, ContractError> {
        self.mirror_oracle
            .as_ref()
            .ok_or(ContractError::OracleNotSet {})
    }

    /// The oracle, if there is one, counts in the base denom.
    pub fn check(&self, querier: &QuerierWrapper) -> Result<(), ContractError> {
        match &self.mirror_oracle {
            Some(oracle) => check_oracle(querier, oracle, &self.base_denom),
            None => Ok(()),
        }
    }

    /// The base denom is collateral without an entry.
    pub fn ensure_not_base(&self, asset: &AssetInfo) -> Result<(), ContractError> {
        ensure!(
            asset.id() != self.base_denom,
            ContractError::BaseDenomNotRegistrable {
                denom: self.base_denom.clone()
            }
        );
        Ok(())
    }
}

/// An oracle is ours only if it counts in our base denom: another one's price of 1,300 may stand for
/// a worth of 1.
pub fn check_oracle(
    querier: &QuerierWrapper,
    oracle: &Addr,
    base_denom: &str,
) -> Result<(), ContractError> {
    // Whatever the error was: what does not tell its base is no oracle.
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

/// A denom has a name.
pub fn base_denom(denom: String) -> Result<String, ContractError> {
    ensure!(!denom.is_empty(), ContractError::BaseDenomMissing {});
    Ok(denom)
}

/// An address that may be left out; older clients write "" for none.
pub fn optional_address(
    api: &dyn Api,
    address: Option<String>,
) -> Result<Option<Addr>, ContractError> {
    let given = address.filter(|address| !address.is_empty());
    Ok(given
        .map(|address| api.addr_validate(&address))
        .transpose()?)
}
