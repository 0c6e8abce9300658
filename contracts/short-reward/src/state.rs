//! What the calculator remembers.

use cosmwasm_std::Decimal;
use cw_storage_plus::Item;

/// The share of rewards that the curve rises to. Set once.
pub const MAX_WEIGHT: Item<Decimal> = Item::new("max_weight");
