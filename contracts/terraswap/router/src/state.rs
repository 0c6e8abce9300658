//! What the router remembers: where the pairs are known.

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
