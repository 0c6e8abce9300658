//! The price track during an operation: opened before anything changes, closed with the reserves that
//! the operation leaves (terraswap.md 4.7; the sums are `mirror_math::track`'s).

use cosmwasm_std::{Storage, Uint128};
use mirror_math::track::{Marks, PriceTrack, TimeWeightedPrices};
use mirror_math::MathError;

use crate::error::ContractError;
use crate::state;

/// A track that counts up to now.
pub struct OpenTrack {
    track: PriceTrack,
    /// The marks, if they have moved.
    moved: Option<Marks>,
}

impl OpenTrack {
    /// The track of the first provision.
    pub fn start(now: u64) -> Self {
        Self {
            track: PriceTrack::start(now),
            moved: None,
        }
    }

    /// Load the track and count the time up to now, when an operation finds these pools. `None` before
    /// the first provision, even if somebody has given both assets to the pair.
    pub fn load(
        storage: &dyn Storage,
        now: u64,
        pools: [Uint128; 2],
    ) -> Result<Option<Self>, ContractError> {
        let Some(mut track) = state::track(storage)? else {
            return Ok(None);
        };
        track.advance(now, pools)?;

        let mut moved = None;
        if track.is_mark_due() {
            let mut marks = state::marks(storage, &track)?;
            track.move_mark(&mut marks);
            moved = Some(marks);
        }
        Ok(Some(Self { track, moved }))
    }

    /// Store the track with the reserves that the operation leaves.
    pub fn close(mut self, storage: &mut dyn Storage, reserves: [Uint128; 2]) {
        self.track.close(reserves);
        state::save_track(storage, &self.track);
        if let Some(marks) = &self.moved {
            state::save_marks(storage, marks);
        }
    }
}

/// The average prices up to now, when the pools are these.
pub fn prices(
    storage: &dyn Storage,
    now: u64,
    pools: [Uint128; 2],
) -> Result<TimeWeightedPrices, ContractError> {
    let track = state::track(storage)?.ok_or(MathError::HistoryTooShort)?;
    let marks = state::marks(storage, &track)?;
    Ok(track.prices(&marks, now, pools)?)
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;
    use terraswap::pair::{MARKS, TRACK};

    use super::*;

    const RESERVES: [Uint128; 2] = [Uint128::new(1_000), Uint128::new(10)];

    #[test]
    fn a_pair_without_provision_has_no_history() {
        let storage = MockStorage::new();

        assert!(OpenTrack::load(&storage, 5, RESERVES).unwrap().is_none());
        assert_eq!(
            Err(ContractError::Math(MathError::HistoryTooShort)),
            prices(&storage, 5, RESERVES)
        );
    }

    #[test]
    fn the_marks_are_written_once_in_ten_minutes() {
        let mut storage = MockStorage::new();
        OpenTrack::start(1_000).close(&mut storage, RESERVES);
        let track = OpenTrack::load(&storage, 1_599, RESERVES).unwrap().unwrap();
        track.close(&mut storage, RESERVES);
        assert_eq!(None, storage.get(MARKS));

        let track = OpenTrack::load(&storage, 1_600, RESERVES).unwrap().unwrap();
        track.close(&mut storage, RESERVES);
        let moved = storage.get(MARKS);
        assert!(moved.is_some());

        let track = OpenTrack::load(&storage, 2_199, RESERVES).unwrap().unwrap();
        track.close(&mut storage, RESERVES);
        assert_eq!(moved, storage.get(MARKS));

        let track = OpenTrack::load(&storage, 2_200, RESERVES).unwrap().unwrap();
        track.close(&mut storage, RESERVES);
        assert_ne!(moved, storage.get(MARKS));
    }

    /// T-14: storage traps.
    #[test]
    fn a_damaged_track_is_an_error() {
        let mut storage = MockStorage::new();
        OpenTrack::start(1_000).close(&mut storage, RESERVES);
        storage.set(MARKS, &[1]);
        assert_eq!(
            Err(ContractError::Math(MathError::Damaged)),
            prices(&storage, 1_600, RESERVES)
        );

        storage.set(TRACK, &[1, 2, 3]);
        assert_eq!(
            Some(ContractError::Math(MathError::Damaged)),
            OpenTrack::load(&storage, 1_600, RESERVES).err()
        );
    }
}
