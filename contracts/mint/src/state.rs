//! What mint remembers.
//!
//! Addresses inside a position and its index keys are canonical: they are written with every
//! opening, and a written byte is the dearest. Names are short for the same reason.

use cosmwasm_std::Uint128;
use cw_storage_plus::{Index, IndexList, IndexedMap, Item, Map, MultiIndex};

use crate::asset::Listing;
use crate::config::{Admin, Fees, Pricing, Shorts};
use crate::position::{Amounts, Terms};

/// Owner, and what is kept for information.
pub const ADMIN: Item<Admin> = Item::new("admin");

/// Where prices come from.
pub const PRICING: Item<Pricing> = Item::new("oracles");

/// The protocol fee and its receiver.
pub const FEES: Item<Fees> = Item::new("fees");

/// The contracts of a short position.
pub const SHORTS: Item<Shorts> = Item::new("shorts");

/// The number of the next position: starts at 1 and only grows.
pub const NEXT_IDX: Item<Uint128> = Item::new("next");

/// The parameters of every registered asset, by its token.
pub const LISTINGS: Map<&str, Listing> = Map::new("ls");

/// The debt written off in an asset, by its token; only grows. No entry is none.
pub const BAD_DEBTS: Map<&str, Uint128> = Map::new("bd");

/// What is fixed for the life of a position, by its number. Written when it opens, removed when it
/// closes, and so are its indexes: [`AMOUNTS`] is what other messages change.
pub const TERMS: IndexedMap<u128, Terms, TermsIndexes> = IndexedMap::new(
    TERMS_NAME,
    TermsIndexes {
        owner: MultiIndex::new(|_, terms| terms.owner.to_vec(), TERMS_NAME, "io"),
        asset: MultiIndex::new(|_, terms| terms.asset.to_vec(), TERMS_NAME, "ia"),
        owner_and_asset: MultiIndex::new(
            |_, terms| (terms.owner.to_vec(), terms.asset.to_vec()),
            TERMS_NAME,
            "ib",
        ),
    },
);
const TERMS_NAME: &str = "pt";

/// Collateral and debt of a position, by its number.
pub const AMOUNTS: Map<u128, Amounts> = Map::new("pa");

/// The lists of positions: by owner, by the token owed, by both. Keys are canonical addresses.
pub struct TermsIndexes {
    pub owner: MultiIndex<'static, Vec<u8>, Terms, u128>,
    pub asset: MultiIndex<'static, Vec<u8>, Terms, u128>,
    pub owner_and_asset: MultiIndex<'static, (Vec<u8>, Vec<u8>), Terms, u128>,
}

impl IndexList<Terms> for TermsIndexes {
    fn get_indexes(&'_ self) -> Box<dyn Iterator<Item = &'_ dyn Index<Terms>> + '_> {
        let indexes: [&dyn Index<Terms>; 3] = [&self.owner, &self.asset, &self.owner_and_asset];
        Box::new(indexes.into_iter())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn t14_no_name_in_storage_begins_another() {
        let names = [
            "admin",
            "oracles",
            "fees",
            "shorts",
            "next",
            "ls",
            "bd",
            "pt",
            "pa",
            "io",
            "ia",
            "ib",
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
