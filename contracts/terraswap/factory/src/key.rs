//! The key of a pair: its two assets in one fixed order, whoever names them how.

use cosmwasm_std::Api;
use terraswap::asset::AssetInfo;
use terraswap::raw::AssetInfoRaw;

use crate::error::ContractError;

const TOKEN: u8 = 0;
const NATIVE: u8 = 1;

/// Both assets, the lesser first, each as kind, length and name: two different pairs have two
/// different keys, however their names continue each other.
pub fn pair_key(api: &dyn Api, infos: &[AssetInfo; 2]) -> Result<Vec<u8>, ContractError> {
    let [first, second] = infos;
    let mut parts = [part(api, first)?, part(api, second)?];
    parts.sort();

    Ok(parts.concat())
}

fn part(api: &dyn Api, info: &AssetInfo) -> Result<Vec<u8>, ContractError> {
    let (kind, name) = match AssetInfoRaw::of(info, api)? {
        AssetInfoRaw::Token(address) => (TOKEN, address.to_vec()),
        AssetInfoRaw::NativeToken(denom) => (NATIVE, denom.into_bytes()),
    };
    let length = u8::try_from(name.len())
        .map_err(|_| ContractError::AssetNameTooLong { length: name.len() })?;

    Ok([&[kind, length], name.as_slice()].concat())
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    fn key(one: AssetInfo, other: AssetInfo) -> Result<Vec<u8>, ContractError> {
        pair_key(&MockApi::default(), &[one, other])
    }

    #[test]
    fn the_order_of_the_assets_is_irrelevant() {
        let token = AssetInfo::token(MockApi::default().addr_make("token"));
        let base = AssetInfo::native("uusd");

        assert_eq!(
            key(token.clone(), base.clone()).unwrap(),
            key(base, token).unwrap()
        );
    }

    #[test]
    fn names_that_continue_each_other_do_not_collide() {
        let native =
            |one: &str, other: &str| key(AssetInfo::native(one), AssetInfo::native(other)).unwrap();

        assert_ne!(native("uab", "cd"), native("ua", "bcd"));
        assert_ne!(native("u", "uuu"), native("uu", "uu"));
        assert_eq!(b"\x01\x01u\x01\x02uu".to_vec(), native("uu", "u"));
    }

    #[test]
    fn a_token_and_a_denom_of_the_same_bytes_do_not_collide() {
        let api = MockApi::default();
        let token = AssetInfoRaw::of(&AssetInfo::token(api.addr_make("token")), &api);
        let bytes = match token.unwrap() {
            AssetInfoRaw::Token(address) => address.to_vec(),
            AssetInfoRaw::NativeToken(denom) => denom.into_bytes(),
        };

        let token = part(&api, &AssetInfo::token(api.addr_make("token"))).unwrap();

        assert_eq!([&[0, 32], bytes.as_slice()].concat(), token);
    }

    #[test]
    fn a_name_has_255_bytes_at_most() {
        let base = AssetInfo::native("uusd");

        assert!(key(base.clone(), AssetInfo::native("u".repeat(255))).is_ok());
        assert_eq!(
            Err(ContractError::AssetNameTooLong { length: 256 }),
            key(base, AssetInfo::native("u".repeat(256)))
        );
    }
}
