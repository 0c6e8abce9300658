//! The contracts that can be spoken to, each with the schema that is generated from its messages.

use std::sync::OnceLock;

use serde_json::Value;

use super::shape::{self, Message};

/// A contract, and the texts of its schemas as they are committed.
#[derive(Debug)]
pub struct Contract {
    /// Its name, as its schema and its code have it: `mirror-mint`.
    pub name: &'static str,
    /// What it is called on the command line: `mint`.
    pub role: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    schema: &'static str,
    hooks: Option<&'static str>,
}

/// Through which door a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Sent to the contract itself.
    Execute,
    /// In a payment of tokens to the contract.
    Hook,
    /// A question.
    Query,
}

macro_rules! contract {
    ($name:literal, $role:literal, $about:literal) => {
        Contract {
            name: $name,
            role: $role,
            about: $about,
            schema: include_str!(concat!("../../../../schema/", $name, ".json")),
            hooks: None,
        }
    };
    ($name:literal, $role:literal, $about:literal, hooks) => {
        Contract {
            hooks: Some(include_str!(concat!(
                "../../../../schema/hooks/",
                $name,
                ".json"
            ))),
            ..contract!($name, $role, $about)
        }
    };
}

/// Every contract of the protocol, in the order of the workspace. A test compares it with schema/.
pub static ALL: [Contract; 17] = [
    contract!(
        "mirror-oracle",
        "oracle",
        "Prices of assets, as feeders post them."
    ),
    contract!(
        "mirror-collateral-oracle",
        "collateral_oracle",
        "Prices of collateral, and what counts as one."
    ),
    contract!(
        "mirror-mint",
        "mint",
        "Positions: collateral, debt, auctions.",
        hooks
    ),
    contract!(
        "mirror-lock",
        "lock",
        "What short sales have paid, until it may be taken."
    ),
    contract!(
        "mirror-short-reward",
        "short_reward",
        "The part of rewards that short positions get."
    ),
    contract!(
        "mirror-staking",
        "staking",
        "Stakes of LP tokens and their MIR.",
        hooks
    ),
    contract!(
        "mirror-factory",
        "factory",
        "Lists and delists mAssets, releases MIR."
    ),
    contract!(
        "mirror-gov",
        "gov",
        "Stakes of MIR, polls and votes.",
        hooks
    ),
    contract!(
        "mirror-collector",
        "collector",
        "Turns fees into MIR for stakers."
    ),
    contract!("mirror-community", "community", "The community pool."),
    contract!(
        "mirror-admin-manager",
        "admin_manager",
        "Holds the right to migrate every contract."
    ),
    contract!("mirror-airdrop", "airdrop", "Airdrops of MIR."),
    contract!(
        "mirror-limit-order",
        "limit_order",
        "Orders at a fixed price.",
        hooks
    ),
    contract!(
        "terraswap-pair",
        "pair",
        "A market of two assets; --at names it by its asset.",
        hooks
    ),
    contract!(
        "terraswap-factory",
        "swap_factory",
        "Makes pairs and finds them."
    ),
    contract!(
        "terraswap-router",
        "router",
        "Swaps over several pairs.",
        hooks
    ),
    contract!(
        "terraswap-token",
        "token",
        "A token: MIR, an mAsset, an LP token; --at names it by its symbol."
    ),
];

/// The contract of a role, spelt with `_` or `-`.
pub fn of_role(role: &str) -> Option<&'static Contract> {
    let role = role.replace('-', "_");
    ALL.iter().find(|contract| contract.role == role)
}

/// The contract of a name such as `mirror-mint`.
pub fn of_name(name: &str) -> Option<&'static Contract> {
    ALL.iter().find(|contract| contract.name == name)
}

impl Contract {
    /// Whether it takes messages with a payment of tokens.
    pub fn has_hooks(&self) -> bool {
        self.hooks.is_some()
    }

    /// The messages, or questions, that go through a door.
    pub fn messages(&'static self, door: Door) -> Vec<Message> {
        match door {
            Door::Execute => shape::messages(self.part("execute")),
            Door::Query => shape::messages(self.part("query")),
            Door::Hook => {
                let schema = self.hooks.and_then(|text| serde_json::from_str(text).ok());
                schema.as_ref().map(shape::messages).unwrap_or_default()
            }
        }
    }

    /// The message of a name, spelt with `_` or `-`.
    pub fn message(&'static self, door: Door, name: &str) -> Option<Message> {
        let name = name.replace('-', "_");
        let mut messages = self.messages(door).into_iter();
        messages.find(|message| message.name == name)
    }

    /// What the answer to a question looks like.
    pub fn answer(&self, question: &str) -> shape::Shape {
        let schema = self.part("responses").get(question);
        schema.map_or(shape::Shape::Any, shape::answer)
    }

    /// A part of the schema. The texts are committed, and a test reads each of them.
    fn part(&self, name: &str) -> &'static Value {
        static READ: OnceLock<Vec<(&'static str, Value)>> = OnceLock::new();
        let read = READ.get_or_init(|| {
            let read = ALL.iter().map(|contract| {
                let schema = serde_json::from_str(contract.schema).unwrap_or_default();
                (contract.name, schema)
            });
            read.collect()
        });
        let own = read.iter().find(|(contract, _)| *contract == self.name);
        own.and_then(|(_, schema)| schema.get(name))
            .unwrap_or(&Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn names_in(folder: &str) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../schema")
            .join(folder);
        let entries = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let files = entries.filter(|path| path.is_file());
        let stems = files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned());
        // Of families of contracts; other files describe other things.
        stems
            .filter(|name| name.starts_with("mirror-") || name.starts_with("terraswap-"))
            .collect()
    }

    #[test]
    fn every_schema_of_the_folder_is_in_the_program() {
        let all = ALL.iter().map(|contract| contract.name.to_string());
        let with_hooks = ALL.iter().filter(|contract| contract.has_hooks());

        assert_eq!(names_in(""), all.collect());
        assert_eq!(
            names_in("hooks"),
            with_hooks
                .map(|contract| contract.name.to_string())
                .collect()
        );
    }

    #[test]
    fn roles_are_what_refusals_call_the_contracts() {
        for contract in &ALL {
            assert_eq!(mirror_chain::refusal::role(contract.name), contract.role);
        }
    }

    #[test]
    fn every_schema_is_read() {
        for contract in &ALL {
            assert!(
                contract.part("contract_name").is_string(),
                "{}",
                contract.name
            );
            assert!(
                !contract.messages(Door::Query).is_empty(),
                "{}",
                contract.name
            );
            assert_eq!(
                contract.has_hooks(),
                !contract.messages(Door::Hook).is_empty()
            );
            let changes = contract.messages(Door::Execute);
            assert_eq!(contract.role == "short_reward", changes.is_empty());
        }
    }
}
