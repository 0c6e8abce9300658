//! Example A11 of terraswap.md 9, and the track against a full history (T-45).

use cosmwasm_std::{Decimal, Uint128, Uint256};
use mirror_math::track::{read_foreign, Marks, PriceTrack, TimeWeightedPrices, WINDOW};
use mirror_math::MathError;
use num_bigint::BigUint;
use proptest::prelude::*;

use crate::exact::{amount, any_amount, config, decimal, usual_amount};

/// What a pair does around each operation, if nothing was given to it since the last.
fn operate(track: &mut PriceTrack, marks: &mut Marks, now: u64, reserves: [Uint128; 2]) {
    track.advance(now, track.last_reserves).unwrap();
    if track.is_mark_due() {
        track.move_mark(marks);
    }
    track.close(reserves);
}

fn opened(now: u64, reserves: [u128; 2]) -> (PriceTrack, Marks) {
    let mut track = PriceTrack::start(now);
    let marks = Marks::at_start(&track);
    track.close(reserves.map(amount));

    (track, marks)
}

/// The averages, if nothing was given to the pair since the last operation.
fn prices(track: &PriceTrack, marks: &Marks, now: u64) -> Result<TimeWeightedPrices, MathError> {
    track.prices(marks, now, track.last_reserves)
}

/// The same over a shorter life.
fn prices_over(
    track: &PriceTrack,
    marks: &Marks,
    now: u64,
    least: u64,
) -> Result<TimeWeightedPrices, MathError> {
    track.prices_over(marks, now, track.last_reserves, least)
}

fn served(prices: [&str; 2], window: u64) -> Result<TimeWeightedPrices, MathError> {
    Ok(TimeWeightedPrices {
        prices: prices.map(decimal),
        highest: prices.map(decimal),
        window,
    })
}

/// terraswap.md section 9, example A11.
#[test]
fn the_price_of_a_swap_counts_only_for_the_time_after_it() {
    let (mut track, mut marks) = opened(1_000, [1_000_000_000, 10_000_000]);

    assert_eq!(
        prices(&track, &marks, 1_599),
        Err(MathError::HistoryTooShort)
    );
    assert_eq!(prices(&track, &marks, 1_600), served(["0.01", "100"], 600));
    operate(
        &mut track,
        &mut marks,
        1_700,
        [2_000_000_000, 5_015_000].map(amount),
    );
    assert_eq!(
        prices(&track, &marks, 1_700).unwrap().prices[1],
        decimal("100")
    );
    assert_eq!(prices(&track, &marks, 1_700).unwrap().window, 700);
    let mixed = prices(&track, &marks, 1_900).unwrap();
    assert_eq!(
        (mixed.prices[1], mixed.window),
        (decimal("166.400797607178464606"), 900)
    );
    let moved = prices(&track, &marks, 2_300).unwrap();
    assert_eq!(
        (moved.prices[1], moved.window),
        (decimal("398.803589232303090727"), 600)
    );
}

#[test]
fn a_young_pair_has_the_average_of_its_life() {
    let (mut track, mut marks) = opened(1_000, [1_000_000_000, 10_000_000]);

    for least in [0, 1] {
        let newborn = prices_over(&track, &marks, 1_000, least);
        assert_eq!(newborn, Err(MathError::HistoryTooShort));
    }
    let young = prices_over(&track, &marks, 1_006, 1);
    assert_eq!(young, served(["0.01", "100"], 6));
    assert_eq!(
        prices_over(&track, &marks, 1_006, 7),
        Err(MathError::HistoryTooShort)
    );
    // What is done in this second does not count, and later the window is the usual one.
    operate(&mut track, &mut marks, 1_006, [amount(1_000); 2]);
    let young = prices_over(&track, &marks, 1_006, 1);
    assert_eq!(young, served(["0.01", "100"], 6));
    assert_eq!(
        prices_over(&track, &marks, 2_000, 1),
        prices(&track, &marks, 2_000)
    );
}

#[test]
fn the_newer_mark_moves_after_ten_minutes() {
    let (mut track, mut marks) = opened(1_000, [1_000, 1_000]);

    operate(&mut track, &mut marks, 1_599, [amount(1_000); 2]);
    let early = (track.newer_time, marks.older_time);
    operate(&mut track, &mut marks, 1_600, [amount(1_000); 2]);
    let due = (track.newer_time, marks.older_time);
    operate(&mut track, &mut marks, 2_200, [amount(1_000); 2]);

    assert_eq!(early, (1_000, 1_000));
    assert_eq!(due, (1_600, 1_000));
    assert_eq!((track.newer_time, marks.older_time), (2_200, 1_600));
}

/// T-45: `amm_pair` spot price moved inside a tx.
#[test]
fn swapping_in_the_same_second_changes_nothing() {
    let (mut track, mut marks) = opened(1_000, [1_000_000, 1_000_000]);
    let before = prices(&track, &marks, 2_000);

    operate(
        &mut track,
        &mut marks,
        2_000,
        [9_000_000, 111_112].map(amount),
    );
    let between = prices(&track, &marks, 2_000);
    operate(
        &mut track,
        &mut marks,
        2_000,
        [1_000_000, 1_000_000].map(amount),
    );

    assert_eq!(between, before);
    assert_eq!(prices(&track, &marks, 2_000), before);
}

#[test]
fn an_empty_pool_has_no_price() {
    let (mut track, marks) = opened(1_000, [1_000, 0]);

    assert_eq!(
        prices(&track, &marks, 5_000),
        Err(MathError::HistoryTooShort)
    );
    track.advance(5_000, track.last_reserves).unwrap();

    assert_eq!(track.cum, [Uint256::zero(); 2]);
    assert_eq!(track.last_time, 5_000);
}

#[test]
fn a_clock_that_stands_or_goes_back_counts_nothing() {
    let (mut track, _) = opened(1_000, [1_000, 1_000]);
    let before = track;

    track.advance(1_000, track.last_reserves).unwrap();
    track.advance(999, track.last_reserves).unwrap();

    assert_eq!(track, before);
}

#[test]
fn the_largest_price_for_all_time_fits() {
    let (mut track, marks) = opened(0, [1, u128::MAX]);

    assert_eq!(prices(&track, &marks, u64::MAX), Err(MathError::Overflow));
    assert_eq!(track.advance(u64::MAX, track.last_reserves), Ok(()));
}

#[test]
fn sums_that_no_history_reaches_are_refused_and_stay() {
    let (mut track, _) = opened(1_000, [1, u128::MAX]);
    track.cum = [Uint256::MAX, Uint256::zero()];
    let before = track;

    assert_eq!(
        track.advance(1_001, track.last_reserves),
        Err(MathError::Overflow)
    );
    assert_eq!(track, before);
}

#[test]
fn bytes_that_are_cut_or_continued_are_damaged() {
    let (track, marks) = opened(1_000, [1, 2]);
    let (track, marks) = (track.to_bytes(), marks.to_bytes());

    for length in (0..track.len()).chain([track.len() + 1]) {
        let bytes: Vec<u8> = track.iter().copied().chain([0]).take(length).collect();
        assert_eq!(PriceTrack::from_bytes(&bytes), Err(MathError::Damaged));
    }
    for length in (0..marks.len()).chain([marks.len() + 1]) {
        let bytes: Vec<u8> = marks.iter().copied().chain([0]).take(length).collect();
        assert_eq!(Marks::from_bytes(&bytes), Err(MathError::Damaged));
    }
}

#[test]
fn a_number_longer_than_its_type_is_damaged() {
    let longest = [&[1, 8][..], &[255; 8], &[0; 7]].concat();
    let too_long = [&[1, 9][..], &[255; 9], &[0; 7]].concat();

    assert_eq!(
        PriceTrack::from_bytes(&longest).map(|track| track.last_time),
        Ok(u64::MAX)
    );
    assert_eq!(PriceTrack::from_bytes(&too_long), Err(MathError::Damaged));
}

#[test]
fn a_mark_older_than_time_is_damaged() {
    assert_eq!(
        PriceTrack::from_bytes(&[1, 1, 5, 0, 0, 0, 0, 0, 0, 1, 6]),
        Err(MathError::Damaged)
    );
}

#[test]
fn stored_numbers_take_the_bytes_they_have_and_one() {
    let track = PriceTrack {
        last_time: 0x0102,
        last_reserves: [amount(0), amount(256)],
        cum: [Uint256::from(5u8), Uint256::MAX],
        doubt: [Uint256::zero(), Uint256::from(9u8)],
        newer_time: 7,
    };

    let bytes = track.to_bytes();

    // Behind the layout. The mark is 258 - 7 seconds old.
    let (start, end) = ([1, 2, 1, 2, 0, 2, 1, 0, 1, 5, 32], [0, 1, 9, 1, 251]);
    assert_eq!(bytes, [&start[..], &[255; 32], &end].concat());
}

#[test]
fn another_layout_is_an_error_to_the_pair_and_unknown_to_others() {
    let (track, marks) = opened(1_000, [1, 2]);
    let other = |mut bytes: Vec<u8>| {
        bytes[0] = 2;
        bytes
    };
    let (track_bytes, marks_bytes) = (track.to_bytes(), marks.to_bytes());
    let (other_track, other_marks) = (other(track.to_bytes()), other(marks.to_bytes()));

    let refusal = Err(MathError::OtherLayout);
    assert_eq!(PriceTrack::from_bytes(&other_track), refusal);
    assert_eq!(Marks::from_bytes(&other_marks).map(|_| track), refusal);

    let history = Ok(Some((track, marks)));
    assert_eq!(read_foreign(&track_bytes, Some(&marks_bytes)), history);
    assert_eq!(read_foreign(&track_bytes, None), history);
    assert_eq!(read_foreign(&other_track, Some(&marks_bytes)), Ok(None));
    assert_eq!(read_foreign(&track_bytes, Some(&other_marks)), Ok(None));
    let damaged = Err(MathError::Damaged);
    assert_eq!(read_foreign(&[], None), damaged);
    assert_eq!(read_foreign(&track_bytes, Some(&[1])), damaged);
}

type Sums = [Uint256; 2];

/// Any sums of a track, its doubts, and what its marks keep.
fn sums_of(numbers: [[u8; 32]; 10]) -> (Sums, Sums, [Sums; 3]) {
    let [a, b, c, d, e, f, g, h, i, j] = numbers.map(Uint256::from_be_bytes);

    ([a, b], [c, d], [[e, f], [g, h], [i, j]])
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn bytes_come_back_as_they_went(
        times in any::<[u64; 2]>(),
        last_reserves in [any_amount(), any_amount()],
        sums in any::<[[u8; 32]; 10]>(),
    ) {
        let (cum, doubt, [older_cum, newer_cum, between]) = sums_of(sums);
        let last_time = times[0].max(times[1]);
        let newer_time = times[0].min(times[1]);
        let track = PriceTrack { last_time, last_reserves, cum, doubt, newer_time };
        let marks =
            Marks { older_time: last_time, older_cum, newer_cum, doubt: between };

        let (track_bytes, marks_bytes) = (track.to_bytes(), marks.to_bytes());

        // The most bytes that a pair can store: every number at its type's limit.
        prop_assert!(track_bytes.len() <= 1 + 8 + 2 * 8 + 2 * 16 + 4 * 32);
        prop_assert!(marks_bytes.len() <= 1 + 7 + 8 + 6 * 32);
        prop_assert_eq!(PriceTrack::from_bytes(&track_bytes), Ok(track));
        prop_assert_eq!(Marks::from_bytes(&marks_bytes), Ok(marks));
    }

    #[test]
    fn no_state_panics(
        times in any::<[u64; 4]>(),
        last_reserves in [any_amount(), any_amount()],
        found in [any_amount(), any_amount()],
        sums in any::<[[u8; 32]; 10]>(),
    ) {
        let (cum, doubt, [older_cum, newer_cum, between]) = sums_of(sums);
        let [last_time, newer_time, older_time, now] = times;
        let mut track = PriceTrack { last_time, last_reserves, cum, doubt, newer_time };
        let mut marks = Marks { older_time, older_cum, newer_cum, doubt: between };

        let _ = track.prices(&marks, now, found).map(|prices| prices.cautious(found));
        let (before, advanced) = (track, track.advance(now, found));
        let after = track;
        track.move_mark(&mut marks);

        match advanced {
            Ok(()) => prop_assert_eq!(after.last_time, last_time.max(now)),
            Err(error) => prop_assert_eq!((error, after), (MathError::Overflow, before)),
        }
    }

    #[test]
    fn the_price_is_the_average_of_the_history(
        steps in proptest::collection::vec((0u64..900, [usual_amount(), usual_amount()]), 1..30),
        wait in 0u64..2_000,
    ) {
        let first = [amount(1_000_000), amount(7)];
        let (mut track, mut marks) = opened(50, first.map(|reserve| reserve.u128()));
        let mut history = vec![(50, first)];
        let mut marked = vec![50];
        for (seconds, reserves) in steps {
            let now = history.last().unwrap().0 + seconds;
            let reserves = reserves.map(|reserve| reserve + amount(1));
            operate(&mut track, &mut marks, now, reserves);
            if now - marked.last().unwrap() >= WINDOW {
                marked.push(now);
            }
            history.push((now, reserves));
        }
        let now = history.last().unwrap().0 + wait;

        let found = prices(&track, &marks, now);

        prop_assert_eq!(found, averaged(&history, &marked, now));
    }
}

/// The definition, from all that ever happened: seconds since the last mark that is old enough.
fn averaged(
    history: &[(u64, [Uint128; 2])],
    marked: &[u64],
    now: u64,
) -> Result<TimeWeightedPrices, MathError> {
    let recent = &marked[marked.len().saturating_sub(2)..];
    let start = *recent
        .iter()
        .rev()
        .find(|time| now - **time >= WINDOW)
        .unwrap_or(&recent[0]);
    let window = now - start;
    if window < WINDOW {
        return Err(MathError::HistoryTooShort);
    }

    let big = |reserve: Uint128| BigUint::from(reserve.u128());
    let price = |of: usize, within: usize| -> Result<Decimal, MathError> {
        let mut sum = BigUint::ZERO;
        for (place, (since, reserves)) in history.iter().enumerate() {
            let until = history.get(place + 1).map_or(now, |next| next.0);
            let seconds = until.saturating_sub(start.max(*since));
            let rate = big(reserves[within]) * 10u64.pow(18) / big(reserves[of]);
            sum += rate * seconds;
        }
        let average = u128::try_from(sum / window).map_err(|_| MathError::Overflow)?;
        Ok(Decimal::raw(average))
    };

    let prices = [price(0, 1)?, price(1, 0)?];
    Ok(TimeWeightedPrices {
        prices,
        highest: prices,
        window,
    })
}
