//! The funded keys of a local network.

use std::path::Path;

use mirror_chain::{Account, Node};

use super::error::BadInput;
use crate::local_keys;

/// The account of the network's key of a name.
pub(super) fn named(node: &Node, keys: &Path, name: &str) -> Result<Account, BadInput> {
    let key = local_keys::load(keys, name)?;
    Ok(Account::new(node, key)?)
}

/// The first of the network's users, as many as asked for.
pub(super) fn users(node: &Node, keys: &Path, number: usize) -> Result<Vec<Account>, BadInput> {
    let most = (0..)
        .take_while(|user| local_keys::file(keys, &format!("user{user}")).is_file())
        .count();
    if !(1..=most).contains(&number) {
        return Err(BadInput::Clients {
            given: number,
            most,
        });
    }
    let users = (0..number).map(|user| named(node, keys, &format!("user{user}")));
    users.collect()
}
