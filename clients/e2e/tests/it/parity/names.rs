//! Who and what the script speaks of, by name. Both chains have the same addresses: accounts have the
//! same keys, and contracts are made in the same order by the same rule.

use std::collections::BTreeMap;

use mirror_deploy::Deployment;
use mirror_testing::catalogue::Role;
use serde_json::{Map, Value};

/// What a value with this key alone stands for: its content as JSON in base64.
const ENCODED: &str = "#";

/// Addresses by name.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    pub(super) fn know(&mut self, name: &str, address: &str) {
        self.0.insert(name.to_string(), address.to_string());
    }

    /// All that a deployment made.
    pub(super) fn know_all(&mut self, deployment: &Deployment) {
        let contracts = serde_json::to_value(&deployment.contracts).unwrap();
        for (role, address) in contracts.as_object().unwrap() {
            self.know(role, address.as_str().unwrap());
        }
        self.know("MIR", &deployment.mirror_token);
        self.know("MIR-pair", &deployment.mirror_pair);
        self.know("MIR-LP", &deployment.mirror_lp);
        for asset in &deployment.assets {
            self.know(&asset.symbol, &asset.token);
            self.know(&format!("{}-pair", asset.symbol), &asset.pair);
            self.know(&format!("{}-LP", asset.symbol), &asset.lp_token);
        }
    }

    /// The address of a name. An address stands for itself.
    #[track_caller]
    pub(super) fn at<'a>(&'a self, name: &'a str) -> &'a str {
        match self.0.get(name) {
            Some(address) => address,
            None if name.starts_with("wasm1") => name,
            None => panic!("nobody is called {name}"),
        }
    }

    /// All addresses, with their names.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter();
        all.map(|(name, address)| (name.as_str(), address.as_str()))
    }

    /// What kind of contract is at an address.
    pub(super) fn role(&self, address: &str) -> Option<Role> {
        let (name, _) = self.all().find(|(_, known)| *known == address)?;
        let name = match name {
            "swap_factory" => "terraswap-factory",
            "router" => "terraswap-router",
            "uni_airdrop" => "mirror-airdrop",
            "MIR" => "terraswap-token",
            name if name.ends_with("pair") => "terraswap-pair",
            name if name.ends_with("LP") || name.starts_with('m') && name != "mint" => {
                "terraswap-token"
            }
            name => &format!("mirror-{}", name.replace('_', "-")),
        };
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// A message of the script as it is sent: `@name` is its address, and `{"#": ..}` is in base64.
    pub(super) fn filled(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix('@') {
                Some(name) => Value::from(self.at(name)),
                None => value.clone(),
            },
            Value::Array(all) => all.iter().map(|one| self.filled(one)).collect(),
            Value::Object(fields) => self.filled_object(fields),
            other => other.clone(),
        }
    }

    fn filled_object(&self, fields: &Map<String, Value>) -> Value {
        if let Some(content) = fields.get(ENCODED) {
            return in_base64(&self.filled(content));
        }
        let filled = fields.iter();
        let filled = filled.map(|(key, value)| (key.clone(), self.filled(value)));
        Value::Object(filled.collect())
    }

    /// A text with names for addresses.
    pub(super) fn told(&self, text: &str) -> String {
        let mut told = text.to_string();
        for (name, address) in self.all() {
            told = told.replace(address, &format!("@{name}"));
        }
        told
    }
}

fn in_base64(content: &Value) -> Value {
    let text = serde_json::to_vec(content).unwrap();
    Value::from(cosmwasm_std::Binary::from(text).to_base64())
}
