//! What the calculator remembers.

use cosmwasm_std::Decimal;
use cw_storage_plus::Item;
use mirror_protocol::short_reward;

/// The share of rewards that the curve rises to. Set once.
pub const MAX_WEIGHT: Item<Decimal> = Item::new(short_reward::MAX_WEIGHT);
