use proptest::prelude::*;

use super::*;

/// mir-token.md section 3: what is released in each year, and before the year begins.
const YEARS: [u128; 4] = [
    128_100_000_000_000,
    73_200_000_000_000,
    64_050_000_000_000,
    50_325_000_000_000,
];
const BY_THEN: [u128; 5] = [
    0,
    128_100_000_000_000,
    201_300_000_000_000,
    265_350_000_000_000,
    315_675_000_000_000,
];
const MASSETS: [u128; 4] = [
    89_212_500_000_000,
    44_606_250_000_000,
    22_303_125_000_000,
    11_151_562_500_000,
];
const MIR: [u128; 4] = [
    20_587_500_000_000,
    10_293_750_000_000,
    5_146_875_000_000,
    2_573_437_500_000,
];
const COMMUNITY: [u128; 4] = [
    0,
    18_300_000_000_000,
    36_600_000_000_000,
    36_600_000_000_000,
];
const STAKERS: [u128; 4] = [18_300_000_000_000, 0, 0, 0];
const BOTH: [u128; 4] = [
    109_800_000_000_000,
    54_900_000_000_000,
    27_450_000_000_000,
    13_725_000_000_000,
];

fn entries(list: &[(u64, u64, u128)]) -> Schedule {
    let entry = |&(start, end, amount)| (start, end, Uint128::new(amount));
    list.iter().map(entry).collect()
}

fn yearly(columns: &[[u128; 4]]) -> Schedule {
    let track = |column: &[u128; 4]| -> Vec<_> {
        let entry = |(year, amount): (u64, &u128)| (year * YEAR, (year + 1) * YEAR, *amount);
        (0..).zip(column).map(entry).collect()
    };
    entries(&columns.iter().flat_map(track).collect::<Vec<_>>())
}

fn check(list: &[(u64, u64, u128)], already: u128, from: u64) -> Result<(), ContractError> {
    ensure_not_ahead(entries(list), already.into(), from)
}

fn ahead(at: u64, planned: u128, most: u128) -> Result<(), ContractError> {
    let (planned, most) = (planned.into(), most.into());
    Err(ContractError::ReleaseAhead { at, planned, most })
}

fn too_fast(at: u64, planned: u128) -> Result<(), ContractError> {
    // 128,100,000,000,000 / 31,536,000 is 4,062,024.35.
    let (planned, most) = (planned.into(), Uint128::new(4_062_024));
    Err(ContractError::ReleaseTooFast { at, planned, most })
}

#[test]
fn the_founding_schedules_pass_and_pass_again_at_any_second() {
    let on_two_tracks = yearly(&[MASSETS, MIR, COMMUNITY, STAKERS]);
    let on_one_track = yearly(&[BOTH, COMMUNITY, STAKERS]);
    let preminted = yearly(&[MASSETS, MIR]);

    for plan in [on_two_tracks, on_one_track, preminted] {
        for from in [
            0,
            1,
            12_345_678,
            YEAR,
            YEAR + 1,
            99_999_999,
            4 * YEAR,
            9 * YEAR,
        ] {
            let already = released(&plan, from).unwrap();
            assert_eq!(Ok(()), ensure_not_ahead(plan.clone(), already, from));
        }
    }
}

#[test]
fn one_micro_mir_more_at_the_end_of_any_year_is_ahead() {
    for year in 1..4 {
        let mut list = yearly(&[YEARS]);
        list[year].2 += Uint128::one();

        let at = list[year].1;
        let most = BY_THEN[year + 1];
        let refusal = ensure_not_ahead(list, Uint128::zero(), 0);
        assert_eq!(ahead(at, most + 1, most), refusal, "year {year}");
    }
}

#[test]
fn nothing_runs_faster_than_the_first_year() {
    let year = |amount| check(&[(0, YEAR, amount)], 0, 0);
    assert_eq!(Ok(()), year(128_100_000_000_000));
    assert_eq!(too_fast(0, 4_062_025), year(128_100_000_000_001));

    // What was not released before may be caught up at that speed, and no faster.
    let from = 3 * YEAR;
    let second = |amount| check(&[(from, from + 1, amount)], 0, from);
    assert_eq!(Ok(()), second(4_062_024));
    assert_eq!(too_fast(from, 4_062_025), second(4_062_025));
    let minted = 300_000_000_000_000;
    assert_eq!(too_fast(from, minted), second(minted));

    // All entries that run in a second count together; one that has ended does not count.
    let half = 2_031_012;
    let list = [(from, from + 2, 2 * half), (from, from + 1, half)];
    assert_eq!(Ok(()), check(&list, 0, from));
    let list = [list[0], list[1], (from + 1, from + 2, half + 1)];
    assert_eq!(too_fast(from + 1, 4_062_025), check(&list, 0, from));
}

#[test]
fn the_ends_of_entries_are_compared_exactly() {
    // The curve has 128,100,000,000,000 + 16,248,097.41 seven seconds into the second year.
    let (first, end) = ((0, YEAR, 128_100_000_000_000), YEAR + 7);
    let seven = |amount| check(&[first, (YEAR, end, amount)], 0, 0);
    assert_eq!(Ok(()), seven(16_248_097));
    let most = 128_100_016_248_097;
    assert_eq!(ahead(end, most + 1, most), seven(16_248_098));

    // In the middle of the second year it has 164,700,000,000,000.
    let middle = YEAR + YEAR / 2;
    let half = |amount| check(&[first, (YEAR, middle, amount)], 0, 0);
    assert_eq!(Ok(()), half(36_600_000_000_000));
    let most = 164_700_000_000_000;
    assert_eq!(ahead(middle, most + 1, most), half(36_600_000_000_001));
}

#[test]
fn what_was_released_before_counts_and_entries_in_the_past_do_not() {
    let (from, first) = (YEAR / 2, (0, YEAR, 128_100_000_000_000));
    let half = 64_050_000_000_000;

    assert_eq!(Ok(()), check(&[first], half, from));
    assert_eq!(Ok(()), check(&[first], 0, from));
    assert_eq!(ahead(from, half + 1, half), check(&[first], half + 1, from));
    // The whole entry lies in the past, so it gives nothing any more.
    assert_eq!(Ok(()), check(&[(0, 1, 300_000_000_000_000)], half, from));
}

#[test]
fn tracks_that_replace_another_are_not_ahead_by_rounding() {
    let (from, tracks) = (12_345_678, yearly(&[MASSETS, MIR, COMMUNITY, STAKERS]));
    // One track has released 50,148,444,691,780.82, rounded down; the three of the first year
    // 34,924,809,696,061 + 8,059,571,468,321 + 7,164,063,527,397, one less, and so one more later.
    let one = 50_148_444_691_780;

    let three = |already: u128| ensure_not_ahead(tracks.clone(), already.into(), from);
    assert_eq!(Ok(()), three(one - 1));
    assert_eq!(ahead(from, one + 2, one), three(one));
    // A change of the tracks in that second needs new entries; the fraction of a second would count
    // as too fast.
    let rest = 128_100_000_000_000 - one;
    assert_eq!(Ok(()), check(&[(from, YEAR, rest - 1)], one, from));
    let refusal = check(&[(from, YEAR, rest)], one, from);
    assert_eq!(too_fast(from, 4_062_025), refusal);
}

#[test]
fn an_amount_too_large_to_count_in_parts_is_refused_even_in_the_past() {
    let most = u128::MAX / PARTS;

    assert_eq!(Ok(()), check(&[(0, 1, most)], 0, 1));
    let refusal = check(&[(0, 1, most + 1)], 0, 1);
    assert_eq!(Err(ContractError::Math(MathError::Overflow)), refusal);
}

#[test]
fn a_slower_plan_may_last_longer_and_an_empty_plan_passes() {
    assert_eq!(Ok(()), check(&[], 0, 0));
    let all = BY_THEN[4];
    assert_eq!(Ok(()), check(&[(0, 8 * YEAR, all)], 0, 0));
    assert_eq!(Ok(()), check(&[(5 * YEAR, u64::MAX, all)], 0, 0));
    assert_eq!(
        ahead(8 * YEAR, all + 1, all),
        check(&[(0, 8 * YEAR, all + 1)], 0, 0)
    );
}

/// A multiple of every length below and of the seconds of a year.
const COMMON: u128 = 31_536_000 * 77;
const LENGTHS: [u64; 8] = [
    77,
    5_621,
    432_000,
    604_800,
    YEAR / 5,
    YEAR / 2,
    YEAR,
    7 * YEAR / 4,
];

/// What the curve has released at a second, times [`COMMON`].
fn curve(at: u64) -> u128 {
    let year = usize::try_from(at / YEAR).unwrap().min(4);
    let rest = u128::from(at - YEAR * u64::try_from(year).unwrap());
    BY_THEN[year] * COMMON + YEARS.get(year).map_or(0, |amount| amount * rest * 77)
}

/// What the entries, taken as straight lines, have released at a second, times [`COMMON`].
fn line(list: &[(u64, u64, u128)], at: u64) -> u128 {
    let entry = |&(start, end, amount): &(u64, u64, u128)| {
        let passed = u128::from(at.clamp(start, end) - start);
        amount * passed * (COMMON / u128::from(end - start))
    };
    list.iter().map(entry).sum()
}

/// What the entries have released at a second, in whole micro MIR.
fn whole(list: &[(u64, u64, u128)], at: u64) -> u128 {
    released(&entries(list), at).unwrap().u128()
}

/// Whether the plan is ahead or too fast at a second, computed with whole numbers only.
fn breaks(list: &[(u64, u64, u128)], already: u128, from: u64, at: u64) -> bool {
    let planned = already * COMMON + line(list, at) - whole(list, from) * COMMON;
    let speed = line(list, at + 1) - line(list, at);
    planned > curve(at) || speed > YEARS[0] * 77
}

/// Up to four tracks of entries that follow each other, at speeds around those of the curve.
fn plans(lengths: impl Strategy<Value = u64> + Clone) -> impl Strategy<Value = Vec<Entry>> {
    let entry = (0u64..4, lengths, 0u128..=110);
    let track = prop::collection::vec(entry, 0..5).prop_map(|list| {
        let mut end = 0;
        let entry = |(gap, length, percent): (u64, u64, u128)| {
            let start = end + gap * YEAR / 9;
            end = start + length;
            (
                start,
                end,
                YEARS[0] * u128::from(length) / 31_536_000 * percent / 250,
            )
        };
        list.into_iter().map(entry).collect::<Vec<_>>()
    });
    prop::collection::vec(track, 1..5).prop_map(|tracks| tracks.concat())
}

type Entry = (u64, u64, u128);

proptest! {
    /// The compared seconds are enough: at no other second, ends of years included, would the answer be
    /// different.
    #[test]
    fn a_plan_passes_if_no_second_is_ahead_or_too_fast(
        list in plans(prop::sample::select(&LENGTHS[..])),
        from in 0..5 * YEAR,
        behind in prop_oneof![Just(0u128), 0..=curve(5 * YEAR) / COMMON],
        others in prop::collection::vec(0..9 * YEAR, 20),
    ) {
        let already = (curve(from) / COMMON).saturating_sub(behind);
        let ends = list.iter().flat_map(|entry| [entry.0, entry.1]);
        let years = (1..=4).map(|year| year * YEAR);
        let mut seconds = ends.chain(years).chain(others).filter(|at| *at > from);

        let is_bad = breaks(&list, already, from, from)
            || seconds.any(|at| breaks(&list, already, from, at));

        // All lengths are whole seconds, so each line is straight within a second.
        let accepted = check(&list, already, from).is_ok();
        prop_assert_eq!(accepted, !is_bad || list.is_empty());
    }

    /// Counted in whole micro MIR, the plan never releases more than the curve.
    #[test]
    fn what_passes_is_never_ahead(
        list in plans(1..2 * YEAR),
        from in 0..3 * YEAR,
        others in prop::collection::vec(0..9 * YEAR, 40),
    ) {
        let already = curve(from) / COMMON;
        if check(&list, already, from).is_ok() {
            let ends = list.iter().flat_map(|entry| [entry.0, entry.1]);
            for at in ends.chain(others).filter(|at| *at >= from) {
                let sum = already + whole(&list, at) - whole(&list, from);
                prop_assert!(sum <= curve(at) / COMMON, "second {}", at);
            }
        }
    }
}
