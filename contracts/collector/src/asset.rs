//! Assets that can be converted: tokens and coins, as messages name them.

use cosmwasm_std::{Api, CanonicalAddr};
use terraswap::asset::AssetInfo;

/// The first byte of the key of a token.
const TOKEN: &[u8] = b"t";
/// The first byte of the key of a native denom.
const NATIVE: &[u8] = b"n";

/// An asset, with its address as storage keys use it.
#[derive(Clone, Debug, PartialEq)]
pub struct Convertible {
    /// The token or the denom.
    pub info: AssetInfo,
    /// The canonical address of a token; none for a coin.
    pub token: Option<CanonicalAddr>,
}

impl Convertible {
    /// The asset of this name: a token if the name is an address as the chain spells it, otherwise
    /// a denom.
    pub fn named(api: &dyn Api, name: &str) -> Self {
        let token = api
            .addr_validate(name)
            .and_then(|address| api.addr_canonicalize(address.as_str()))
            .ok();
        let info = match token {
            Some(_) => AssetInfo::token(name),
            None => AssetInfo::native(name),
        };
        Self { info, token }
    }

    /// The native coin of a denom.
    pub fn coin(denom: &str) -> Self {
        Self {
            info: AssetInfo::native(denom),
            token: None,
        }
    }

    /// The key under which its sale is stored: the canonical address of a token, which is half as
    /// long as the text, or the text of a denom. The first byte tells which of the two it is.
    pub fn key(&self) -> Vec<u8> {
        match &self.token {
            Some(address) => [TOKEN, address.as_slice()].concat(),
            None => [NATIVE, self.info.id().as_bytes()].concat(),
        }
    }

    /// Whether it is the token at this address.
    pub fn is_token(&self, address: Option<&CanonicalAddr>) -> bool {
        address.is_some() && self.token.as_ref() == address
    }

    /// Whether it is the coin of this denom.
    pub fn is_coin(&self, denom: &str) -> bool {
        self.token.is_none() && self.info.id() == denom
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    #[test]
    fn an_address_is_a_token_and_anything_else_a_denom() {
        let api = MockApi::default();
        let address = api.addr_make("token");
        let canonical = api.addr_canonicalize(address.as_str()).unwrap();

        let token = Convertible::named(&api, address.as_str());
        assert_eq!(AssetInfo::token(&address), token.info);
        assert!(token.is_token(Some(&canonical)));
        assert!(!token.is_token(None));
        assert!(!token.is_coin(address.as_str()));

        let shouted = address.as_str().to_uppercase();
        for denom in ["uusd", "", &shouted] {
            let coin = Convertible::named(&api, denom);
            assert_eq!(Convertible::coin(denom), coin);
            assert!(coin.is_coin(denom));
            assert!(!coin.is_token(None));
        }
    }

    /// T-14: storage traps.
    #[test]
    fn a_token_and_a_denom_never_share_a_key() {
        let api = MockApi::default();
        let address = api.addr_make("token");
        let canonical = api.addr_canonicalize(address.as_str()).unwrap();

        let token = Convertible::named(&api, address.as_str());

        assert_eq!([b"t", canonical.as_slice()].concat(), token.key());
        assert_eq!(b"nuusd".to_vec(), Convertible::coin("uusd").key());
        assert_eq!(b"n".to_vec(), Convertible::coin("").key());
    }
}
