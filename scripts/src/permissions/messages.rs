//! Messages as the documentation of their types describes them.

use cosmwasm_schema::schema_for;
use serde_json::Value;

use crate::Error;

/// How a message comes to its contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Sent to it.
    Execute,
    /// In a payment of tokens.
    Hook,
}

/// A message, from its documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its name as the wire spells it.
    pub variant: String,
    /// How it comes to its contract.
    pub door: Door,
    /// What it does.
    pub says: String,
    /// Who may send it; for a hook which token, and who.
    pub sender: Option<String>,
}

/// A contract and all it takes.
#[derive(Debug)]
pub struct Contract {
    /// The name of its crate.
    pub name: &'static str,
    /// Its messages and hooks.
    pub messages: Vec<Message>,
}

macro_rules! contract {
    ($name:literal, $($module:ident)::+) => {
        (
            $name,
            json(&schema_for!($($module)::+::ExecuteMsg))?,
            Value::Null,
        )
    };
    ($name:literal, $($module:ident)::+, hooks) => {
        (
            $name,
            json(&schema_for!($($module)::+::ExecuteMsg))?,
            json(&schema_for!($($module)::+::Cw20HookMsg))?,
        )
    };
}

/// Every contract, in the order of the page: who decides, what they decide about, what is open to all.
pub fn contracts() -> Result<Vec<Contract>, Error> {
    let types = [
        contract!("mirror-gov", mirror_protocol::gov, hooks),
        contract!("mirror-admin-manager", mirror_protocol::admin_manager),
        contract!("mirror-community", mirror_protocol::community),
        contract!("mirror-airdrop", mirror_protocol::airdrop),
        contract!("mirror-factory", mirror_protocol::factory),
        contract!("mirror-mint", mirror_protocol::mint, hooks),
        contract!("mirror-oracle", mirror_protocol::oracle),
        contract!(
            "mirror-collateral-oracle",
            mirror_protocol::collateral_oracle
        ),
        contract!("mirror-lock", mirror_protocol::lock),
        contract!("mirror-staking", mirror_protocol::staking, hooks),
        contract!("mirror-short-reward", mirror_protocol::short_reward),
        contract!("mirror-collector", mirror_protocol::collector),
        contract!("terraswap-factory", terraswap::factory),
        contract!("terraswap-pair", terraswap::pair, hooks),
        contract!("terraswap-router", terraswap::router, hooks),
        contract!("mirror-limit-order", mirror_protocol::limit_order, hooks),
        contract!("terraswap-token", cw20_base::msg),
    ];
    let contract = |(name, messages, hooks): (&'static str, Value, Value)| Contract {
        name,
        messages: [(Door::Execute, messages), (Door::Hook, hooks)]
            .iter()
            .flat_map(|(door, schema)| variants(*door, schema))
            .collect(),
    };
    Ok(types.into_iter().map(contract).collect())
}

impl Contract {
    /// Its name without that of the product: `mint`, but `pair factory` for the market's.
    pub fn title(&self) -> String {
        match self.name {
            "terraswap-factory" => "pair factory".to_owned(),
            name => {
                let (_, title) = name.split_once('-').unwrap_or(("", name));
                title.replace('-', " ")
            }
        }
    }
}

impl Message {
    /// Whether its documentation names the owner as one who may send it.
    pub fn is_for_the_owner(&self) -> bool {
        let owner = |text: &String| text.starts_with("the owner") || text.contains("; the owner");
        self.door == Door::Execute && self.sender.as_ref().is_some_and(owner)
    }
}

fn json(schema: &impl serde::Serialize) -> Result<Value, Error> {
    Ok(serde_json::to_value(schema)?)
}

fn variants(door: Door, schema: &Value) -> Vec<Message> {
    let kinds = schema.get("oneOf").and_then(Value::as_array);
    let message = |kind: &Value| {
        let variant = kind.pointer("/required/0")?.as_str()?;
        let text = kind.get("description").and_then(Value::as_str);
        Some(documented(variant, door, text.unwrap_or_default()))
    };
    kinds.into_iter().flatten().filter_map(message).collect()
}

/// The parts of a message's documentation.
fn documented(variant: &str, door: Door, text: &str) -> Message {
    let text = text.replace("[`", "`").replace("`]", "`");
    let label = match door {
        Door::Execute => "Sender: ",
        Door::Hook => "Token: ",
    };
    let (says, sender) = match text.split_once(label) {
        Some((says, rest)) => (says.to_owned(), Some(up_to_a_label(rest))),
        None => (text, None),
    };
    Message {
        variant: variant.to_owned(),
        door,
        says: up_to_a_label(&says),
        sender,
    }
}

/// What stands before the next label, in one line and without its last stop.
fn up_to_a_label(text: &str) -> String {
    let ends = ["Funds: ", "Emits: ", "Sender: ", "Token: "].map(|label| text.find(label));
    let end = ends.into_iter().flatten().min().unwrap_or(text.len());
    let words: Vec<&str> = text.get(..end).unwrap_or(text).split_whitespace().collect();
    let line = words.join(" ");
    line.strip_suffix('.').unwrap_or(&line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_documentation_is_taken_apart() {
        let text =
            "Do it. See [`Hook`].\n\nSender: the owner; or\nmint. Funds: none. Emits: action=do.";

        let message = documented("do", Door::Execute, text);

        assert_eq!("Do it. See `Hook`", message.says);
        assert_eq!(Some("the owner; or mint"), message.sender.as_deref());
        assert!(message.is_for_the_owner());
    }

    #[test]
    fn a_hook_names_its_token() {
        let message = documented(
            "stake",
            Door::Hook,
            "Stake.\n\nToken: MIR, from anybody. Emits: action=x.",
        );

        assert_eq!("Stake", message.says);
        assert_eq!(Some("MIR, from anybody"), message.sender.as_deref());
        assert!(!message.is_for_the_owner());
    }

    #[test]
    fn what_says_nothing_of_its_sender_has_none() {
        assert_eq!(
            None,
            documented("go", Door::Execute, "Go. Funds: some.").sender
        );
    }

    #[test]
    fn every_contract_is_on_the_page_and_has_its_title() {
        let contracts = contracts().unwrap();

        let mut names: Vec<String> = contracts
            .iter()
            .map(|one| format!("{}.json", one.name))
            .collect();
        names.sort();
        let described: Vec<String> = crate::schema::contracts().unwrap().into_keys().collect();
        assert_eq!(described, names);
        assert!(contracts
            .iter()
            .any(|one| one.title() == "collateral oracle"));
        assert!(contracts.iter().any(|one| one.title() == "pair factory"));
    }
}
