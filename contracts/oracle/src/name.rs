//! What an asset may be called.

use cosmwasm_std::{ensure, Api};

use crate::error::ContractError;

/// Refuse a name that no asset can have. Every name has to have the form of a denom; addresses have
/// that form, too.
///
/// A token address in another spelling than the chain's would count as a denom. The token would have
/// two names then, so it is refused.
pub fn check_name(api: &dyn Api, asset: &str) -> Result<(), ContractError> {
    let lower_case = asset.to_ascii_lowercase();
    let respelt = lower_case != asset && api.addr_validate(&lower_case).is_ok();

    ensure!(
        is_denom(asset) && !respelt,
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
}
