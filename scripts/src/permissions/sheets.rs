//! What no message type says of a message: by which poll it is sent, what bounds it and what it
//! costs.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::messages::{Contract, Door, Message};
use crate::Error;

/// By which kind of poll a message can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Poll {
    /// By any poll, unless the entry names a condition.
    Default,
    /// By an admin poll with the action `execute`.
    Execute,
    /// By the same, under the rules for migrations.
    Code,
    /// By the admin action that migrates.
    Migration,
    /// By an admin action of its own.
    AuthAdmin,
    /// By the poll of the message that it passes on.
    Carried,
}

/// What is said of a message.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The kind of poll; none where no poll can send it, or none needs to.
    pub poll: Option<Poll>,
    /// The condition under which that poll is enough; otherwise it takes an execute poll, or what is
    /// written here.
    pub when: Option<String>,
    /// What limits its effect.
    pub bounds: String,
    /// What it costs the others at most.
    pub cost: String,
    /// What it does, for messages that are not ours to document.
    pub says: Option<String>,
    /// Who may send it, for messages that are not ours to document.
    pub sender: Option<String>,
}

/// What is said of a contract.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// What the contract does.
    pub about: String,
    /// Who owns it after the hand-over.
    pub owner: Option<String>,
    #[serde(default)]
    messages: BTreeMap<String, Entry>,
    #[serde(default)]
    hooks: BTreeMap<String, Entry>,
}

macro_rules! sheets {
    ($($name:literal)*) => {
        const SHEETS: &[(&str, &str)] = &[$((
            $name,
            include_str!(concat!("../../permissions/", $name, ".toml")),
        )),*];
    };
}

sheets!(
    "mirror-oracle" "mirror-collateral-oracle" "mirror-mint" "mirror-lock" "mirror-short-reward"
    "mirror-staking" "mirror-factory" "mirror-gov" "mirror-collector" "mirror-community"
    "mirror-admin-manager" "mirror-airdrop" "mirror-limit-order" "terraswap-pair"
    "terraswap-factory" "terraswap-router" "terraswap-token"
);

/// The sheet of a contract, which has an entry for each of its messages and no other.
pub fn sheet(contract: &Contract) -> Result<Sheet, Error> {
    let mut sheets = SHEETS.iter();
    let text = sheets.find(|(name, _)| *name == contract.name);
    let text = text.map_or("", |(_, text)| text);
    let sheet: Sheet = toml::from_str(text).map_err(|source| Error::NotASheet {
        contract: contract.name,
        source,
    })?;
    sheet.ensure_complete(contract)?;
    Ok(sheet)
}

impl Sheet {
    /// What is said of a message.
    pub fn entry(&self, message: &Message) -> Option<&Entry> {
        let entries = match message.door {
            Door::Execute => &self.messages,
            Door::Hook => &self.hooks,
        };
        entries.get(&message.variant)
    }

    /// All entries, by name.
    pub fn entries(&self) -> impl Iterator<Item = (&String, &Entry)> {
        self.messages.iter().chain(&self.hooks)
    }

    fn ensure_complete(&self, contract: &Contract) -> Result<(), Error> {
        let mut faults = Vec::new();
        for message in &contract.messages {
            let fault = match self.entry(message) {
                None => Some("has no entry"),
                Some(entry) => entry.fault(message),
            };
            faults.extend(fault.map(|fault| format!("{}: {fault}", message.variant)));
        }
        let known = |name: &String, door| {
            let mut messages = contract.messages.iter();
            messages.any(|message| message.variant == *name && message.door == door)
        };
        let of_messages = self.messages.keys().map(|name| (name, Door::Execute));
        let of_hooks = self.hooks.keys().map(|name| (name, Door::Hook));
        let strangers = of_messages
            .chain(of_hooks)
            .filter(|(name, door)| !known(name, *door));
        faults.extend(strangers.map(|(name, _)| format!("{name}: is no message")));
        if faults.is_empty() {
            return Ok(());
        }
        Err(Error::SheetIncomplete {
            contract: contract.name,
            faults,
        })
    }
}

impl Entry {
    /// What keeps an entry from being about this message.
    fn fault(&self, message: &Message) -> Option<&'static str> {
        let is_documented = message.sender.is_some();
        let is_told = self.says.is_some() && self.sender.is_some();
        if is_documented == is_told {
            return Some("its documentation or its entry says who sends it, one of them");
        }
        // No poll is needed for what anybody may send, but two such messages are on the list.
        let by_poll = self.poll.is_some();
        if message.is_for_the_owner() && !by_poll {
            return Some("is for the owner, so by which poll?");
        }
        let may_be_on_the_list = self.poll == Some(Poll::Default);
        if by_poll && !message.is_for_the_owner() && !may_be_on_the_list {
            return Some("is not for the owner, so no poll sends it");
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(sender: &str) -> Message {
        Message {
            variant: "go".to_owned(),
            door: Door::Execute,
            says: "Go".to_owned(),
            sender: Some(sender.to_owned()),
        }
    }

    fn faults(text: &str, sender: &str) -> Vec<String> {
        let contract = Contract {
            name: "a contract",
            messages: vec![message(sender)],
        };
        let sheet: Sheet = toml::from_str(text).unwrap();
        match sheet.ensure_complete(&contract) {
            Err(Error::SheetIncomplete { faults, .. }) => faults,
            _ => vec![],
        }
    }

    #[test]
    fn a_message_without_an_entry_and_an_entry_without_a_message_are_found() {
        let found = faults(
            "about = ''\n[hooks.go]\nbounds = ''\ncost = ''\n",
            "anybody",
        );

        assert_eq!(["go: has no entry", "go: is no message"], found[..]);
    }

    #[test]
    fn what_is_for_the_owner_has_a_poll_and_nothing_else_has_one() {
        let entry = "about = ''\n[messages.go]\nbounds = ''\ncost = ''\n";
        let by_poll = format!("{entry}poll = 'execute'\n");
        let on_the_list = format!("{entry}poll = 'default'\n");

        assert_eq!(
            ["go: is for the owner, so by which poll?"],
            faults(entry, "the owner")[..]
        );
        assert!(faults(&by_poll, "the owner").is_empty());
        assert!(faults(entry, "anybody").is_empty());
        assert!(faults(&on_the_list, "anybody").is_empty());
        assert_eq!(
            ["go: is not for the owner, so no poll sends it"],
            faults(&by_poll, "anybody")[..]
        );
    }

    #[test]
    fn only_one_of_documentation_and_entry_says_who_sends_it() {
        let twice = "about = ''\n[messages.go]\nbounds = ''\ncost = ''\nsays = ''\nsender = ''\n";

        let fault = "go: its documentation or its entry says who sends it, one of them";
        assert_eq!([fault], faults(twice, "anybody")[..]);
    }
}
