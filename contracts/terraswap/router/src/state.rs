//! What the router stores: which factory knows the pairs.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Addr;
use cw_storage_plus::Item;

/// The configuration.
#[cw_serde]
pub struct Config {
    /// The pair factory.
    pub terraswap_factory: Addr,
}

/// Written at instantiation only.
pub const CONFIG: Item<Config> = Item::new("config");

#[cfg(test)]
mod tests {
    use super::*;

    /// T-14: storage traps. Stored data outlives code (docs/upgrades.md).
    #[test]
    fn records_are_stored_as_written_down_and_no_key_begins_another() {
        let config = Config {
            terraswap_factory: Addr::unchecked("factory"),
        };

        mirror_bytes::golden!(include_str!("../records.txt"), |storage| {
            CONFIG => CONFIG.save(storage, &config);
        });
    }
}
