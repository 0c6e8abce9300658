//! What the oracle remembers.

use cw_storage_plus::{Item, Map};

use crate::feed::{Config, Feed};
use crate::price::StoredPrice;

/// Owner, base denom and the band of all assets.
pub const CONFIG: Item<Config> = Item::new("config");

/// Who feeds an asset, by its token address or denom. Written at registration only.
pub const FEEDS: Map<&str, Feed> = Map::new("feed");

/// The price of every registered asset, by its token address or denom. Apart from [`FEEDS`],
/// since every post writes it.
pub const PRICES: Map<&str, StoredPrice> = Map::new("price");
