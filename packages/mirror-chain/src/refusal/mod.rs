//! The contract's own refusal, found again in what a node says.
//!
//! A contract refuses with a typed error; the chain hands on its text, wrapped into what happened around
//! it. The table of all texts is generated from the contracts' enums (`cargo xtask schema`), so a
//! reworded refusal is found as soon as the table is committed with it.

mod table;
mod template;
mod wrapping;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

pub use table::{all, Entry};

/// A refusal of a contract, with what the chain has wrapped around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The name of the contract that refused, as its code is called, `mirror-mint`; absent where several
    /// contracts of the protocol refuse with these words and it is not known which of them it was.
    pub contract: Option<String>,
    /// The variant of the contract's error in snake case, `price_too_old`.
    pub kind: String,
    /// The contract's own words.
    pub text: String,
    /// What the sender can do about it, by the contract's documentation; empty where it says nothing.
    pub advice: String,
    /// The values in the text, by the names of the variant's fields.
    pub fields: BTreeMap<String, String>,
    /// All that the node said.
    pub whole: String,
}

impl Refusal {
    /// The refusal in a node's words, or nothing where no contract of the protocol speaks so.
    ///
    /// `called` names the contracts that the message comes to, the first one first: of a payment in
    /// tokens the token, then whom it pays. They tell refusals with the same words apart.
    pub fn find(whole: &str, called: &[&str]) -> Option<Self> {
        let (words, depth) = wrapping::inner(whole)?;
        // Some nodes tell how deep; one that does not means nothing by it.
        let contract_at_depth = called.get(depth).copied().filter(|_| depth > 0);
        wrapping::readings(words)
            .find_map(|text| table::find(text, contract_at_depth, called))
            .map(|found| Self {
                contract: found.contract,
                kind: found.entry.kind.clone(),
                text: found.text,
                advice: found.entry.advice.clone(),
                fields: found.fields,
                whole: whole.to_owned(),
            })
    }

    /// The contract's name without the family's: `mint`, `swap_factory`, `token`.
    pub fn role(&self) -> Option<String> {
        self.contract.as_deref().map(role)
    }
}

/// The part that a contract plays, from its name: `mirror-limit-order` is the `limit_order`,
/// `terraswap-factory` the `swap_factory`.
pub fn role(contract: &str) -> String {
    let name = match contract {
        "terraswap-factory" => "swap-factory",
        _ => ["mirror-", "terraswap-"]
            .iter()
            .find_map(|family| contract.strip_prefix(family))
            .unwrap_or(contract),
    };
    name.replace('-', "_")
}

impl fmt::Display for Refusal {
    /// The contract's own words first, what can be done next, and the chain's wrapping last.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = self.role().map(|role| role.replace('_', " "));
        let who = who.as_deref().unwrap_or("a contract that it calls");
        write!(formatter, "{who} refuses ({}): {}", self.kind, self.text)?;
        if !self.advice.is_empty() {
            write!(formatter, "\n{}", self.advice)?;
        }
        if self.whole != self.text {
            write!(formatter, "\nThe chain says: {}", self.whole)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
