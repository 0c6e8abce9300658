//! What the collateral oracle remembers.

use cw_storage_plus::{Item, Map};
use mirror_protocol::collateral_oracle;

use crate::collateral::Collateral;
use crate::config::{Pricing, Rights};

/// Owner and mint: what messages read.
pub const RIGHTS: Item<Rights> = Item::new("rights");

/// Base denom and oracle: what every price reads.
pub const PRICING: Item<Pricing> = Item::new(collateral_oracle::PRICING);

/// Every collateral ever registered, by its token address or denom as text, since the list is
/// served in the order of these texts.
pub const COLLATERALS: Map<&str, Collateral> = Map::new(collateral_oracle::COLLATERALS);
