//! What a text or a number is, by the name of its field. The wire has no types for addresses, denoms
//! and other texts; our messages call the same thing by the same name everywhere. A test holds that
//! every field of every message is known here.

/// What a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// An account's, a contract's or a token's address.
    Address,
    /// A token's address or a denom.
    AddressOrDenom,
    /// A coin of the chain.
    Denom,
    /// Anything else: it is sent as it is.
    Free,
}

const FREE: [&str; 9] = [
    "description",
    "link",
    "merkle_root",
    "name",
    "project",
    "proof",
    "symbol",
    "title",
    "url",
];

const ADDRESS_OR_DENOM: [&str; 8] = [
    "asset",
    "asset_token",
    "base_asset",
    "hop",
    "prices",
    "quote_asset",
    "rewards",
    "start_after",
];

const ADDRESS: [&str; 30] = [
    "address",
    "admin_manager",
    "anchor_market",
    "anchor_oracle",
    "asset_tokens",
    "band_oracle",
    "collateral_oracle",
    "collector",
    "commission_collector",
    "contract",
    "feeder",
    "guardian",
    "keepers",
    "lock",
    "marketing",
    "migrations",
    "mir_ust_pair",
    "mirror_oracle",
    "new_minter",
    "oracle",
    "oracle_feeder",
    "owner",
    "receiver",
    "recipient",
    "sender",
    "spender",
    "staking",
    "standby",
    "terraswap_factory",
    "to",
];

/// How the names of other addresses end.
const ADDRESS_ENDINGS: [&str; 3] = ["_addr", "_contract", "_token"];

/// What a text is, by its field's name; nothing for a name that no message has.
pub(super) fn text_kind(name: &str) -> Option<TextKind> {
    let mut endings = ADDRESS_ENDINGS.iter();
    if FREE.contains(&name) {
        Some(TextKind::Free)
    } else if name == "denom" || name.ends_with("_denom") {
        Some(TextKind::Denom)
    } else if ADDRESS_OR_DENOM.contains(&name) {
        Some(TextKind::AddressOrDenom)
    } else if ADDRESS.contains(&name) || endings.any(|ending| name.ends_with(ending)) {
        Some(TextKind::Address)
    } else {
        None
    }
}

/// Whether a whole number counts or numbers something instead of being an amount.
pub(super) fn is_a_number(name: &str) -> bool {
    name.ends_with("idx") || name == "start_after"
}

#[cfg(test)]
mod tests {
    use super::super::contracts::{self, Door};
    use super::super::shape::Shape;
    use super::*;

    fn unknown(shape: &Shape, name: &str, found: &mut Vec<String>) {
        match shape {
            Shape::Text(_) if text_kind(name).is_none() => found.push(name.to_string()),
            Shape::Record(fields) => {
                for field in fields {
                    unknown(&field.shape, &field.name, found);
                }
            }
            Shape::Choice(variants) => {
                for variant in variants {
                    if let Some(body) = &variant.body {
                        unknown(body, &variant.name, found);
                    }
                }
            }
            Shape::List { of, .. } => unknown(of, name, found),
            Shape::Tuple(each) => {
                for one in each {
                    unknown(one, name, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_text_of_every_message_is_known_by_its_name() {
        let mut found = Vec::new();
        for contract in &contracts::ALL {
            for door in [Door::Execute, Door::Hook, Door::Query] {
                for message in contract.messages(door) {
                    unknown(&message.body, &message.name, &mut found);
                }
            }
        }

        assert_eq!(
            Vec::<String>::new(),
            found,
            "say above what these texts are"
        );
    }
}
