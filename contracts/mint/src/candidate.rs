//! An asset that is no collateral yet, and the terms on which it becomes one.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, CosmosMsg, Decimal, Uint128};
use mirror_protocol::collateral_oracle::{CollateralOracle, SourceType};
use mirror_protocol::mint::CollateralTerms;
use terraswap::asset::AssetInfo;

use crate::error::ContractError;

/// A future collateral: what it is listed with, and since when it waits.
#[cw_serde]
#[derive(Default)]
pub struct Candidate {
    /// In UNIX seconds. `None` before its IPO: the wait has not begun.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
    /// The factor on the minimum ratio of what it backs; 1 by default.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<Decimal>,
    /// The worth of it that mint may hold; `None`: the default of the configuration.
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub value_cap: Option<Uint128>,
}

impl Candidate {
    /// A candidate that waits since this second; without one the wait begins with its IPO.
    pub fn new(terms: CollateralTerms, since: Option<u64>) -> Result<Self, ContractError> {
        // The collateral oracle would refuse it, too, but only when the wait is over.
        if let Some(multiplier) = terms.multiplier {
            ensure!(
                multiplier >= Decimal::one(),
                ContractError::MultiplierTooLow { multiplier }
            );
        }
        Ok(Self {
            since,
            multiplier: terms.multiplier,
            value_cap: terms.value_cap,
        })
    }

    /// From which second on anybody may accept it; `None` before its IPO.
    pub fn due(&self, delay: u64) -> Option<u64> {
        self.since.map(|since| since.saturating_add(delay))
    }

    /// The message that registers it with the collateral oracle. Every mAsset is priced by the
    /// oracle that mint uses.
    pub fn acceptance(
        &self,
        token: &str,
        oracle: &CollateralOracle,
        default_value_cap: Option<Uint128>,
    ) -> Result<CosmosMsg, ContractError> {
        let source = SourceType::MirrorOracle { oracle_addr: None };
        let value_cap = match self.value_cap {
            Some(Uint128::MAX) => None,
            Some(own) => Some(own),
            None => default_value_cap,
        };
        let multiplier = self.multiplier.unwrap_or(Decimal::one());
        Ok(oracle.register(AssetInfo::token(token), source, multiplier, value_cap)?)
    }

    /// As the query shows it.
    pub fn terms(&self) -> CollateralTerms {
        CollateralTerms {
            multiplier: self.multiplier,
            value_cap: self.value_cap,
        }
    }
}
