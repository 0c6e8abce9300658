//! A collateral: what it needs to be one, and how it is named.

use cosmwasm_std::{ensure, Api, Decimal, Uint128};
use mirror_protocol::collateral_oracle::CollateralInfoResponse;
use serde::{Deserialize, Serialize};
use terraswap::asset::AssetInfo;

use crate::error::ContractError;
use crate::source::Source;

/// An asset that backs positions. Names in storage are one letter each, since every price reads
/// them and every listing writes them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collateral {
    #[serde(rename = "s")]
    pub source: Source,
    /// The factor on the minimum collateral ratio.
    #[serde(rename = "m")]
    pub multiplier: Decimal,
    /// No more of it is accepted; what there is stays priced.
    #[serde(rename = "r")]
    pub is_revoked: bool,
    /// The largest worth that mint may hold. Mint enforces it.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub value_cap: Option<Uint128>,
}

impl Collateral {
    /// What has no feeder who answers for its price is bounded by a cap. Nothing more is accepted
    /// of a revoked one, which must get whatever source there is.
    pub fn ensure_capped(&self, asset: &AssetInfo) -> Result<(), ContractError> {
        let is_fed = matches!(self.source, Source::MirrorOracle { .. });
        ensure!(
            self.is_revoked || is_fed || self.value_cap.is_some(),
            ContractError::ValueCapMissing {
                asset: asset.to_string(),
                source_type: self.source.to_string(),
            }
        );
        Ok(())
    }

    /// An entry that only keeps mint from registering the asset.
    pub fn barred() -> Self {
        Self {
            source: Source::MirrorOracle { oracle: None },
            multiplier: Decimal::one(),
            is_revoked: true,
            value_cap: None,
        }
    }

    /// The entry without its price.
    pub fn describe(self, asset: String) -> CollateralInfoResponse {
        CollateralInfoResponse {
            asset,
            multiplier: self.multiplier,
            source_type: self.source.to_string(),
            is_revoked: self.is_revoked,
            value_cap: self.value_cap,
        }
    }
}

/// Refuse an asset under whose name another one could be meant: the two kinds share one list, so a
/// denom must not read as an address, in whatever case.
pub fn check_name(api: &dyn Api, asset: &AssetInfo) -> Result<(), ContractError> {
    asset.check(api)?;

    if let AssetInfo::NativeToken { denom } = asset {
        ensure!(
            !denom.is_empty() && api.addr_validate(&denom.to_ascii_lowercase()).is_err(),
            ContractError::DenomUnusable {
                denom: denom.clone()
            }
        );
    }
    Ok(())
}

/// A multiplier below 1 would let a position live on less than its asset's minimum ratio.
pub fn check_multiplier(multiplier: Decimal) -> Result<(), ContractError> {
    ensure!(!multiplier.is_zero(), ContractError::MultiplierZero {});
    ensure!(
        multiplier >= Decimal::one(),
        ContractError::MultiplierTooLow { multiplier }
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    #[test]
    fn a_multiplier_is_one_or_more() {
        let just_below = Decimal::one() - Decimal::raw(1);

        assert_eq!(
            Err(ContractError::MultiplierZero {}),
            check_multiplier(Decimal::zero())
        );
        for multiplier in [Decimal::raw(1), Decimal::percent(99), just_below] {
            assert_eq!(
                Err(ContractError::MultiplierTooLow { multiplier }),
                check_multiplier(multiplier)
            );
        }
        assert_eq!(Ok(()), check_multiplier(Decimal::one()));
        assert_eq!(Ok(()), check_multiplier(Decimal::MAX));
    }

    #[test]
    fn a_token_is_named_by_an_address_and_a_denom_by_none() {
        let api = MockApi::default();
        let address = api.addr_make("token").to_string();

        assert_eq!(Ok(()), check_name(&api, &AssetInfo::token(&address)));
        assert_eq!(Ok(()), check_name(&api, &AssetInfo::native("uluna")));
        for denom in [address.clone(), address.to_uppercase(), String::new()] {
            assert_eq!(
                Err(ContractError::DenomUnusable {
                    denom: denom.clone()
                }),
                check_name(&api, &AssetInfo::native(denom))
            );
        }
        for token in [address.to_uppercase(), String::new(), "uluna".into()] {
            assert!(matches!(
                check_name(&api, &AssetInfo::token(token)),
                Err(ContractError::Std(_))
            ));
        }
    }
}
