//! The fixed keys of local networks. DEVELOPMENT ONLY: everybody knows them.

use serde::{Deserialize, Serialize};

use super::fault::Fault;

/// A key that every local network has, funded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Key {
    /// What it is called: `deployer`, `feeder`, `alice`.
    pub(super) name: String,
    /// Its address, with the prefix wasm.
    pub(super) address: String,
    /// Its words. They are written to the network's folder and shown nowhere.
    #[serde(skip_serializing)]
    pub(super) mnemonic: String,
}

/// The one that is rich: it deploys, and it is the faucet.
pub(super) const DEPLOYER: &str = "deployer";

#[derive(Deserialize)]
struct File {
    keys: Vec<Key>,
}

/// All of them, in the order in which they are shown.
pub(super) fn all() -> Result<Vec<Key>, Fault> {
    let file: File = toml::from_str(include_str!("development_keys.toml"))?;
    Ok(file.keys)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use bip39::Mnemonic;
    use cosmrs::{bip32::XPrv, crypto::secp256k1::SigningKey};
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn every_address_is_that_of_its_words_and_the_words_that_of_its_name() {
        for key in all().unwrap() {
            let words = Mnemonic::parse(&key.mnemonic).unwrap();
            let path = "m/44'/118'/0'/0/0".parse().unwrap();
            let secret = XPrv::derive_from_path(words.to_seed(""), &path).unwrap();
            let address = SigningKey::from(secret).public_key().account_id("wasm");
            let origin = format!("mirror local network, development key: {}", key.name);

            assert_eq!(address.unwrap().to_string(), key.address, "{}", key.name);
            assert_eq!(words.to_entropy()[..], Sha256::digest(origin)[..]);
        }
    }

    #[test]
    fn each_name_is_there_once() {
        let mut wanted: BTreeSet<String> = ["deployer", "feeder", "alice", "bob", "carol", "dave"]
            .map(str::to_owned)
            .into();
        wanted.extend((0..32).map(|number| format!("user{number}")));

        let keys = all().unwrap();
        let names: BTreeSet<String> = keys.iter().map(|key| key.name.clone()).collect();

        assert_eq!(names, wanted);
        assert_eq!(keys.len(), wanted.len());
        assert_eq!(keys[0].name, DEPLOYER);
    }

    #[test]
    fn what_is_shown_of_a_key_has_none_of_its_words() {
        let key = &all().unwrap()[0];

        let shown = serde_json::to_value(key).unwrap();

        assert_eq!(
            shown,
            serde_json::json!({ "name": "deployer", "address": key.address })
        );
    }
}
