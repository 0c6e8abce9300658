//! The stored price track: opened before an operation touches anything, closed with the reserves
//! that the operation leaves (terraswap.md 4.7; the sums are `mirror_math::track`'s).

use cosmwasm_std::{Storage, Uint128};
use mirror_math::track::{Marks, PriceTrack, TimeWeightedPrices};
use mirror_math::MathError;
use terraswap::pair::{MARKS, TRACK};

use crate::error::ContractError;

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

    /// Count the time up to now, when an operation finds these pools. None before the first
    /// provision: a pair to which both assets were only given has no history.
    pub fn load(
        storage: &dyn Storage,
        now: u64,
        pools: [Uint128; 2],
    ) -> Result<Option<Self>, ContractError> {
        let Some(mut track) = load_track(storage)? else {
            return Ok(None);
        };
        track.advance(now, pools)?;

        let mut moved = None;
        if track.is_mark_due() {
            let mut marks = load_marks(storage, &track)?;
            track.move_mark(&mut marks);
            moved = Some(marks);
        }
        Ok(Some(Self { track, moved }))
    }

    /// Keep what the operation leaves.
    pub fn close(mut self, storage: &mut dyn Storage, reserves: [Uint128; 2]) {
        self.track.close(reserves);
        storage.set(TRACK, &self.track.to_bytes());
        if let Some(marks) = self.moved {
            storage.set(MARKS, &marks.to_bytes());
        }
    }
}

/// The average prices up to now, when the pools are these.
pub fn prices(
    storage: &dyn Storage,
    now: u64,
    pools: [Uint128; 2],
) -> Result<TimeWeightedPrices, ContractError> {
    let track = load_track(storage)?.ok_or(MathError::HistoryTooShort)?;
    let marks = load_marks(storage, &track)?;
    Ok(track.prices(&marks, now, pools)?)
}

fn load_track(storage: &dyn Storage) -> Result<Option<PriceTrack>, MathError> {
    storage
        .get(TRACK)
        .map(|bytes| PriceTrack::from_bytes(&bytes))
        .transpose()
}

/// Before the newer mark first moves nothing is stored: both marks are the first provision.
fn load_marks(storage: &dyn Storage, track: &PriceTrack) -> Result<Marks, MathError> {
    storage.get(MARKS).map_or_else(
        || Ok(Marks::at_start(track)),
        |bytes| Marks::from_bytes(&bytes),
    )
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;

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

    /// Rule T-14.
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
