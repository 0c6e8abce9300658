//! What the pair stores, and how it is loaded and saved. Its pools are not among it: they are what the
//! bank and the tokens say it has, so a gift belongs to the liquidity providers.

use cosmwasm_std::{Deps, Storage};
use mirror_bytes::Slot;
use mirror_math::track::{Marks, PriceTrack};
use mirror_math::MathError;
use terraswap::pair::{MARKS, TRACK};

use crate::error::ContractError;
use crate::pair::{Pair, StoredPair};

/// The assets, their decimals and the LP token. Written at instantiation only.
pub const PAIR: Slot<StoredPair> = Slot::new(b"p");

/// The pair as it is used.
pub fn pair(deps: Deps) -> Result<Pair, ContractError> {
    Pair::new(deps.api, PAIR.load(deps.storage)?)
}

/// The price track. `None` before the first provision.
pub fn track(storage: &dyn Storage) -> Result<Option<PriceTrack>, MathError> {
    let stored = storage.get(TRACK);
    stored
        .map(|bytes| PriceTrack::from_bytes(&bytes))
        .transpose()
}

/// The marks of the track. Before the newer mark first moves nothing is stored: both marks are the
/// first provision.
pub fn marks(storage: &dyn Storage, track: &PriceTrack) -> Result<Marks, MathError> {
    match storage.get(MARKS) {
        Some(bytes) => Marks::from_bytes(&bytes),
        None => Ok(Marks::at_start(track)),
    }
}

/// Store the price track.
pub fn save_track(storage: &mut dyn Storage, track: &PriceTrack) {
    storage.set(TRACK, &track.to_bytes());
}

/// Store the marks, which have moved.
pub fn save_marks(storage: &mut dyn Storage, marks: &Marks) {
    storage.set(MARKS, &marks.to_bytes());
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{CanonicalAddr, Uint128, Uint256};
    use terraswap::raw::AssetInfoRaw;

    use super::*;
    use crate::pair::Traded;

    /// T-14: storage traps. Stored data outlives code (docs/upgrades.md).
    #[test]
    fn records_are_stored_as_written_down_and_no_key_begins_another() {
        let [lp, token] = [[1, 2], [3, 4]].map(CanonicalAddr::from);
        let pair = StoredPair {
            liquidity_token: lp,
            traded: Traded {
                asset_infos: [
                    AssetInfoRaw::NativeToken("uusd".to_string()),
                    AssetInfoRaw::Token(token),
                ],
                asset_decimals: [6, 18],
                are_known: [false, true],
            },
        };
        let sums = |first: u32, second: u32| [first, second].map(Uint256::from);
        let track = PriceTrack {
            last_time: 1_000,
            last_reserves: [256, 5].map(Uint128::new),
            cum: sums(7, 300),
            doubt: sums(0, 9),
            newer_time: 600,
        };
        let marks = Marks {
            older_time: 255,
            older_cum: sums(1, 2),
            newer_cum: sums(3, 4),
            doubt: sums(0, 256),
        };

        mirror_bytes::golden!(include_str!("../records.txt"), |storage| {
            PAIR => PAIR.save(storage, &pair);
            TRACK => save_track(storage, &track);
            MARKS => save_marks(storage, &marks);
        });
    }
}
