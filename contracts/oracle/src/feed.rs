//! A feed: whose price it is, who may post it and how far a post may move it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Api, Decimal};

use crate::error::ContractError;

/// The configuration.
#[cw_serde]
pub struct Config {
    /// Who registers assets.
    pub owner: Addr,
    /// The denom every price is stated in.
    pub base_asset: String,
    /// The band of all assets without their own.
    pub max_deviation: Option<Decimal>,
}

impl Config {
    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }
}

/// Who feeds an asset.
#[cw_serde]
pub struct Feed {
    /// The account that may post.
    pub feeder: Addr,
    /// The asset's own band, which goes before the one of all.
    pub max_deviation: Option<Decimal>,
}

/// What a message says of a band: absent keeps `present`, 0 removes it.
pub fn band(present: Option<Decimal>, given: Option<Decimal>) -> Option<Decimal> {
    given.or(present).filter(|deviation| !deviation.is_zero())
}

/// Refuse a name under which no asset can exist.
///
/// A token address in other than the chain's spelling would pass as a denom and be a second name
/// for one token, so it is refused.
pub fn check_name(api: &dyn Api, asset: &str) -> Result<(), ContractError> {
    let lower_case = asset.to_lowercase();
    let respelt = lower_case != asset && api.addr_validate(&lower_case).is_ok();
    let usable = is_denom(asset) || api.addr_validate(asset).is_ok();

    ensure!(
        usable && !respelt,
        ContractError::AssetNameUnusable {
            asset: asset.to_string()
        }
    );
    Ok(())
}

fn is_denom(name: &str) -> bool {
    let punctuation = ['/', ':', '.', '_', '-'];
    (3..=128).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || punctuation.contains(&c))
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    #[test]
    fn a_denom_has_3_to_128_characters_and_starts_with_a_letter() {
        let longest = format!("u{}", "x".repeat(127));
        for usable in [
            "abc",
            "uusd",
            "ibc/27394FB0",
            "factory/a:b.c_d-e",
            longest.as_str(),
        ] {
            assert_eq!(Ok(()), check_name(&MockApi::default(), usable));
        }

        let too_long = format!("{longest}x");
        for unusable in ["", "ab", "1usd", "u usd", "uüsd", "u$d", too_long.as_str()] {
            assert_eq!(
                Err(ContractError::AssetNameUnusable {
                    asset: unusable.to_string()
                }),
                check_name(&MockApi::default(), unusable)
            );
        }
    }

    #[test]
    fn a_token_has_one_name_only() {
        let api = MockApi::default();
        let token = api.addr_make("token").to_string();

        assert_eq!(Ok(()), check_name(&api, &token));
        assert_eq!(
            Err(ContractError::AssetNameUnusable {
                asset: token.to_uppercase()
            }),
            check_name(&api, &token.to_uppercase())
        );
    }

    #[test]
    fn a_band_is_kept_replaced_or_removed() {
        let half = Some(Decimal::percent(50));

        assert_eq!(half, band(half, None));
        assert_eq!(half, band(None, half));
        assert_eq!(
            Some(Decimal::percent(10)),
            band(half, Some(Decimal::percent(10)))
        );
        assert_eq!(None, band(half, Some(Decimal::zero())));
    }
}
