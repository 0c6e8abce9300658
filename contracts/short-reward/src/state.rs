//! What the calculator stores.

use cosmwasm_std::Decimal;
use cw_storage_plus::Item;
use mirror_protocol::short_reward;

/// The share of rewards that the curve rises to. Set once. Staking reads it from the store; it is
/// JSON, so it needs no byte for its layout.
pub const MAX_WEIGHT: Item<Decimal> = Item::new(short_reward::MAX_WEIGHT);

#[cfg(test)]
mod tests {
    use super::*;

    /// T-14: storage traps. Stored data outlives code (docs/upgrades.md).
    #[test]
    fn records_are_stored_as_written_down_and_no_key_begins_another() {
        let max_weight = Decimal::percent(80);

        mirror_bytes::golden!(include_str!("../records.txt"), |storage| {
            MAX_WEIGHT => MAX_WEIGHT.save(storage, &max_weight);
        });
    }
}
