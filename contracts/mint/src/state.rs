//! What mint remembers.
//!
//! A position and its places in the lists are stored in bytes, under names of one letter: they are
//! written with every opening, and a written byte is the dearest.

use cosmwasm_std::Uint128;
use cw_storage_plus::{Item, Map};
use mirror_bytes::{Slot, Table};

use crate::asset::Listing;
use crate::config::{Admin, Fees, Pricing, Shorts};
use crate::position::{Amounts, Terms};
use crate::ratio_moves::RatioMoves;

/// Owner, and what is kept for information.
pub const ADMIN: Item<Admin> = Item::new("rights");

/// Where prices come from.
pub const PRICING: Item<Pricing> = Item::new("oracles");

/// The protocol fee and its receiver.
pub const FEES: Item<Fees> = Item::new("fees");

/// The contracts of a short position.
pub const SHORTS: Item<Shorts> = Item::new("shorts");

/// The number of the next position: starts at 1 and only grows.
pub const NEXT_IDX: Slot<Uint128> = Slot::new(b"n");

/// The parameters of every registered asset, by its token.
pub const LISTINGS: Map<&str, Listing> = Map::new("ls");

/// How the minimum ratios of an asset moved of late, by its token. No entry is not at all.
pub const RATIO_MOVES: Table<RatioMoves> = Table::new(b'm');

/// The debt written off in an asset, by its token; only grows. No entry is none.
pub const BAD_DEBTS: Map<&str, Uint128> = Map::new("bd");

/// What is fixed for the life of a position, by its number. Written when it opens, removed when it
/// closes, and so are its places in the two lists: [`AMOUNTS`] is what other messages change.
pub const TERMS: Table<Terms> = Table::new(b't');

/// Collateral and debt of a position, by its number.
pub const AMOUNTS: Table<Amounts> = Table::new(b'a');

/// The positions of an owner: his address in bytes and the number.
pub const BY_OWNER: Table<bool> = Table::new(b'i');

/// The positions that owe a token: its address in bytes and the number.
pub const BY_ASSET: Table<bool> = Table::new(b'j');

#[cfg(test)]
mod tests {
    #[test]
    fn t14_no_name_in_storage_begins_another() {
        let names = [
            "rights",
            "oracles",
            "fees",
            "shorts",
            "n",
            "t",
            "a",
            "i",
            "j",
            "m",
            "\0\u{2}ls",
            "\0\u{2}bd",
            "contract_info",
        ];

        for (place, name) in names.iter().enumerate() {
            for other in names.iter().skip(place + 1) {
                assert!(
                    !name.starts_with(other) && !other.starts_with(name),
                    "{name} {other}"
                );
            }
        }
    }
}
