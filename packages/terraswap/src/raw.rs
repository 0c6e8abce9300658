//! Assets and pairs as contracts store them: addresses in their canonical form, names of one
//! letter, since a chain charges for each byte.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Api, CanonicalAddr, StdResult};

use crate::asset::{AssetInfo, PairInfo};

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

/// A stored [`PairInfo`].
#[cw_serde]
pub struct PairInfoRaw {
    #[serde(rename = "a")]
    pub asset_infos: [AssetInfoRaw; 2],
    #[serde(rename = "c")]
    pub contract_addr: CanonicalAddr,
    #[serde(rename = "l")]
    pub liquidity_token: CanonicalAddr,
    #[serde(rename = "d")]
    pub asset_decimals: [u8; 2],
}

impl PairInfoRaw {
    /// Fails unless every address is written as the chain writes it.
    pub fn of(pair: &PairInfo, api: &dyn Api) -> StdResult<Self> {
        let [first, second] = &pair.asset_infos;
        Ok(Self {
            asset_infos: [
                AssetInfoRaw::of(first, api)?,
                AssetInfoRaw::of(second, api)?,
            ],
            contract_addr: api.addr_canonicalize(&pair.contract_addr)?,
            liquidity_token: api.addr_canonicalize(&pair.liquidity_token)?,
            asset_decimals: pair.asset_decimals,
        })
    }

    /// As messages write it.
    pub fn to_info(&self, api: &dyn Api) -> StdResult<PairInfo> {
        let [first, second] = &self.asset_infos;
        Ok(PairInfo {
            asset_infos: [first.to_info(api)?, second.to_info(api)?],
            contract_addr: api.addr_humanize(&self.contract_addr)?.into_string(),
            liquidity_token: api.addr_humanize(&self.liquidity_token)?.into_string(),
            asset_decimals: self.asset_decimals,
        })
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    #[test]
    fn a_stored_pair_reads_as_it_was() {
        let api = MockApi::default();
        let pair = PairInfo {
            asset_infos: [
                AssetInfo::native("uusd"),
                AssetInfo::token(api.addr_make("token")),
            ],
            contract_addr: api.addr_make("pair").into_string(),
            liquidity_token: api.addr_make("lp").into_string(),
            asset_decimals: [6, 8],
        };

        let stored = PairInfoRaw::of(&pair, &api).unwrap();

        assert_eq!(Ok(pair), stored.to_info(&api));
    }

    #[test]
    fn t02_a_token_in_another_spelling_is_not_stored() {
        let api = MockApi::default();
        let shouted = api.addr_make("token").into_string().to_uppercase();

        assert!(AssetInfoRaw::of(&AssetInfo::token(shouted), &api).is_err());
        assert!(AssetInfoRaw::of(&AssetInfo::token(""), &api).is_err());
    }
}
