//! The accounts of a local network, whose keys lie beside each other.

use std::collections::BTreeMap;
use std::path::Path;

use mirror_chain::{Config, Key, KeySource};

use super::error::DeployError;
use crate::local_keys;

/// Accounts by name. On a network that is not local there are none.
pub(super) struct People {
    from: String,
    keys: BTreeMap<String, Key>,
    addresses: BTreeMap<String, String>,
    /// What kept the keys from being read.
    reason: String,
}

impl People {
    /// Those whose keys lie beside the configuration's own key.
    pub(super) fn near(config: &Config) -> Self {
        let mut people = Self {
            from: place(&config.key),
            keys: BTreeMap::new(),
            addresses: BTreeMap::new(),
            reason: "it is no key file".to_string(),
        };
        let KeySource::File(path) = &config.key else {
            return people;
        };
        if config.local {
            let folder = path.parent().unwrap_or(Path::new("."));
            if let Err(reason) = people.read(folder, &config.bech32_prefix) {
                people.reason = reason;
            }
        }
        people
    }

    fn read(&mut self, folder: &Path, prefix: &str) -> Result<(), String> {
        let names = local_keys::names(folder).map_err(|error| error.to_string())?;
        for name in names {
            let key = local_keys::load(folder, &name).map_err(|error| error.to_string())?;
            let address = key.address(prefix).map_err(|error| error.to_string())?;
            self.addresses.insert(name.clone(), address);
            self.keys.insert(name, key);
        }
        self.reason = "it is not there".to_string();
        Ok(())
    }

    /// Their addresses by name.
    pub(super) fn addresses(&self) -> &BTreeMap<String, String> {
        &self.addresses
    }

    /// The address of one of them.
    pub(super) fn address(&self, name: &str) -> Result<String, DeployError> {
        let address = self.addresses.get(name).cloned();
        address.ok_or_else(|| self.missing(name))
    }

    /// The key file of one of them.
    pub(super) fn file(&self, name: &str) -> String {
        let folder = Path::new(&self.from).parent().unwrap_or(Path::new("."));
        local_keys::file(folder, name).display().to_string()
    }

    /// The key of one of them.
    pub(super) fn key(&self, name: &str) -> Result<Key, DeployError> {
        self.keys
            .get(name)
            .cloned()
            .ok_or_else(|| self.missing(name))
    }

    fn missing(&self, name: &str) -> DeployError {
        DeployError::NoKeys {
            from: self.from.clone(),
            reason: format!("{name}: {}", self.reason),
        }
    }
}

/// Where a key comes from, in words.
fn place(key: &KeySource) -> String {
    match key {
        KeySource::File(path) => path.display().to_string(),
        KeySource::Environment => mirror_chain::MNEMONIC.to_string(),
        KeySource::Prompt => "the prompt".to_string(),
    }
}
