//! Assets as contracts store them: in bytes, addresses in their canonical form, since a chain charges
//! for each byte.

use cosmwasm_std::{Api, CanonicalAddr, StdResult};
use mirror_bytes::{Bytes, BytesError};

use crate::asset::AssetInfo;

/// A stored [`AssetInfo`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetInfoRaw {
    /// A cw20 token.
    Token(CanonicalAddr),
    /// A coin of the chain's bank.
    NativeToken(String),
}

/// Whether it is a token, and its address or denom.
impl Bytes for AssetInfoRaw {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Token(address) => {
                true.write(out);
                address.write(out);
            }
            Self::NativeToken(denom) => {
                false.write(out);
                denom.write(out);
            }
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        Ok(if bool::read(rest)? {
            Self::Token(Bytes::read(rest)?)
        } else {
            Self::NativeToken(Bytes::read(rest)?)
        })
    }
}

impl AssetInfoRaw {
    /// From the form in messages. Fails unless a token's address is written as the chain writes it.
    pub fn of(info: &AssetInfo, api: &dyn Api) -> StdResult<Self> {
        info.check(api)?;
        Ok(match info {
            AssetInfo::Token { contract_addr } => {
                Self::Token(api.addr_canonicalize(contract_addr)?)
            }
            AssetInfo::NativeToken { denom } => Self::NativeToken(denom.clone()),
        })
    }

    /// Back to the form in messages.
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

            assert_eq!(
                Ok(&stored),
                AssetInfoRaw::from_bytes(&stored.to_bytes()).as_ref()
            );
            assert_eq!(Ok(info), stored.to_info(&api));
        }
    }

    /// T-02: bad or odd-case address.
    #[test]
    fn a_token_in_another_spelling_is_not_stored() {
        let api = MockApi::default();
        let shouted = api.addr_make("token").into_string().to_uppercase();

        assert!(AssetInfoRaw::of(&AssetInfo::token(shouted), &api).is_err());
        assert!(AssetInfoRaw::of(&AssetInfo::token(""), &api).is_err());
    }
}
