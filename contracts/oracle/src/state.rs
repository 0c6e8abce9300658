//! What the oracle remembers.

use cw_storage_plus::{Item, Map};
use mirror_protocol::oracle::PostedPrice;

use crate::feed::{Config, Feed};
use crate::price::StoredPrice;

/// Owner, base denom and the band of all assets.
pub const CONFIG: Item<Config> = Item::new("config");

/// Who feeds an asset, by its token address or denom. Written at registration only.
pub const FEEDS: Map<&str, Feed> = Map::new("feed");

/// The price of every registered asset, by its token address or denom. Apart from [`FEEDS`],
/// since every post writes it. Key and form are part of the interface: readers look into it
/// without running this code ([`Oracle::posted_price`](mirror_protocol::oracle::Oracle)).
pub const PRICES: Map<&str, StoredPrice> = Map::new(PostedPrice::NAMESPACE);
