//! A collateral: what it needs to be one, and how it is named.

use cosmwasm_std::{ensure, Api, Decimal};
use mirror_protocol::collateral_oracle::stored::{Collateral, Source};
use mirror_protocol::collateral_oracle::CollateralInfoResponse;
use terraswap::asset::AssetInfo;

use crate::error::ContractError;

/// Refuse a price that no feeder answers for without a cap that bounds the loss. A revoked collateral
/// needs none: no more of it is accepted, and its source has to be replaceable.
pub fn ensure_capped(collateral: &Collateral, asset: &AssetInfo) -> Result<(), ContractError> {
    let is_fed = matches!(collateral.source, Source::MirrorOracle { .. });
    ensure!(
        collateral.is_revoked || is_fed || collateral.value_cap.is_some(),
        ContractError::ValueCapMissing {
            asset: asset.to_string(),
            source_type: collateral.source.to_string(),
        }
    );
    Ok(())
}

/// An entry that only keeps mint from registering the asset.
pub fn barred() -> Collateral {
    Collateral {
        source: Source::MirrorOracle { oracle: None },
        multiplier: Decimal::one(),
        is_revoked: true,
        value_cap: None,
    }
}

/// The entry without its price.
pub fn describe(collateral: Collateral, asset: String) -> CollateralInfoResponse {
    CollateralInfoResponse {
        asset,
        multiplier: collateral.multiplier,
        source_type: collateral.source.to_string(),
        is_revoked: collateral.is_revoked,
        value_cap: collateral.value_cap,
    }
}

/// Refuse a name that could mean two assets. Tokens and denoms share one list, so a denom must not
/// read as an address, in upper case or lower case.
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

/// Refuse a multiplier below 1: with it a position could have less than its asset's minimum ratio.
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
