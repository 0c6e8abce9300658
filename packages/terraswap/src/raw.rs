//! Assets as contracts store them: addresses in their canonical form, names of one letter, since
//! a chain charges for each byte.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Api, CanonicalAddr, StdResult};

use crate::asset::AssetInfo;

/// A stored [`AssetInfo`].
#[cw_serde]
#[derive(Eq)]
pub enum AssetInfoRaw {
    /// A cw20 token.
    #[serde(rename = "t")]
    Token(CanonicalAddr),
    /// A coin of the chain's bank.
    #[serde(rename = "n")]
    NativeToken(String),
}

impl AssetInfoRaw {
    /// Fails unless a token's address is written as the chain writes it.
    pub fn of(info: &AssetInfo, api: &dyn Api) -> StdResult<Self> {
        info.check(api)?;
        Ok(match info {
            AssetInfo::Token { contract_addr } => {
                Self::Token(api.addr_canonicalize(contract_addr)?)
            }
            AssetInfo::NativeToken { denom } => Self::NativeToken(denom.clone()),
        })
    }

    /// As messages write it.
    pub fn to_info(&self, api: &dyn Api) -> StdResult<AssetInfo> {
        Ok(match self {
            Self::Token(address) => AssetInfo::token(api.addr_humanize(address)?),
            Self::NativeToken(denom) => AssetInfo::native(denom),
        })
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    #[test]
    fn a_stored_asset_reads_as_it_was() {
        let api = MockApi::default();

        for info in [
            AssetInfo::native("uusd"),
            AssetInfo::token(api.addr_make("token")),
        ] {
            let stored = AssetInfoRaw::of(&info, &api).unwrap();

            assert_eq!(Ok(info), stored.to_info(&api));
        }
    }

    #[test]
    fn t02_a_token_in_another_spelling_is_not_stored() {
        let api = MockApi::default();
        let shouted = api.addr_make("token").into_string().to_uppercase();

        assert!(AssetInfoRaw::of(&AssetInfo::token(shouted), &api).is_err());
        assert!(AssetInfoRaw::of(&AssetInfo::token(""), &api).is_err());
    }
}
