//! The worked examples of factory.md 10 and mir-token.md 9.

use cosmwasm_std::Uint128;
use mirror_math::schedule::{released, split_by_weight};
use mirror_math::MathError;
use num_rational::BigRational;
use num_traits::{One, Zero};
use proptest::prelude::*;

use crate::exact::{amount, any_amount, assert_floor, config, units, whole};

const YEAR: u64 = 31_536_000;
const BOTH: [u128; 4] = [
    109_800_000_000_000,
    54_900_000_000_000,
    27_450_000_000_000,
    13_725_000_000_000,
];
const ASSETS: [u128; 4] = [
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

fn yearly(amounts: [u128; 4]) -> Vec<(u64, u64, Uint128)> {
    let years = (0..4u64).zip(amounts);

    years
        .map(|(year, paid)| (year * YEAR, (year + 1) * YEAR, amount(paid)))
        .collect()
}

fn after(amounts: [u128; 4], elapsed: u64) -> u128 {
    released(&yearly(amounts), elapsed).unwrap().u128()
}

fn divided(pot: u128, weights: &[u32]) -> (Vec<u128>, u128) {
    let (parts, carry) = split_by_weight(amount(pot), weights).unwrap();

    (
        parts.into_iter().map(|part| part.u128()).collect(),
        carry.u128(),
    )
}

/// The weights at genesis: so many listings of 100, then MIR.
fn with_mir(listings: usize) -> Vec<u32> {
    let mut weights = vec![100; listings];
    weights.push(300);
    weights
}

/// factory.md section 10, example E1.
#[test]
fn two_entries_are_released_in_part() {
    let schedule = [(1_800, 3_600, amount(3_600)), (3_600, 7_200, amount(7_200))];

    let at = |elapsed| released(&schedule, elapsed).unwrap().u128();

    assert_eq!([at(0), at(1_800), at(1_801), at(3_600)], [0, 0, 2, 3_600]);
    assert_eq!(
        [at(5_400), at(7_200), at(u64::MAX)],
        [7_200, 10_800, 10_800]
    );
    let (parts, carry) = divided(7_200, &with_mir(12));
    assert_eq!((&parts[..12], parts[12], carry), (&[480; 12][..], 1_440, 0));
}

/// factory.md section 10, example E2.
#[test]
fn one_track_for_both() {
    assert_eq!(after(BOTH, 60), 208_904_109);
    let (parts, carry) = divided(208_904_109, &with_mir(13));

    assert_eq!(
        (&parts[..13], parts[13], carry),
        (&[13_056_506; 13][..], 39_169_520, 11)
    );
}

/// factory.md section 10, example E3.
#[test]
fn two_tracks() {
    let first = after(ASSETS, 60);
    assert_eq!((first, after(MIR, 60)), (169_734_589, 39_169_520));
    let (parts, carry) = divided(first, &[100; 13]);
    assert_eq!((parts, carry), (vec![13_056_506; 13], 11));

    let second = after(ASSETS, 120) - first + carry;
    assert_eq!(second, 169_734_600);
    assert_eq!(divided(second, &[100; 13]), (vec![13_056_507; 13], 9));
    assert_eq!(after(MIR, 120) - after(MIR, 60), 39_169_521);
}

/// factory.md section 10, example E4.
#[test]
fn totals_of_a_day_and_of_a_year() {
    assert_eq!(after(BOTH, 86_400), 300_821_917_808);
    assert_eq!(after(ASSETS, 86_400), 244_417_808_219);
    assert_eq!(after(MIR, 86_400), 56_404_109_589);
    assert_eq!(after([18_300_000_000_000, 0, 0, 0], 86_400), 50_136_986_301);
    assert_eq!(after(BOTH, YEAR), 109_800_000_000_000);
    assert_eq!(after(BOTH, YEAR + 60), 109_800_104_452_054);
    assert_eq!(after(COMMUNITY, YEAR + 60), 34_817_351);
}

/// factory.md section 10, example E5.
#[test]
fn a_delisting_divides_by_the_weights_left() {
    let pot = after(BOTH, 120) - after(BOTH, 60) + 11;
    assert_eq!(pot, 208_904_121);

    let (parts, carry) = divided(pot, &with_mir(12));

    assert_eq!(
        (&parts[..12], parts[12], carry),
        (&[13_926_941; 12][..], 41_780_824, 5)
    );
}

#[test]
fn the_mir_table_is_released_exactly() {
    let expected = [
        (1, 3_481_735),
        (60, 208_904_109),
        (86_400, 300_821_917_808),
        (31_536_000, 109_800_000_000_000),
        (31_622_400, 109_950_410_958_904),
        (126_144_000, 205_875_000_000_000),
        (u64::MAX, 205_875_000_000_000),
    ];

    for (elapsed, sum) in expected {
        assert_eq!(after(BOTH, elapsed), sum);
    }
}

#[test]
fn weights_of_genesis_and_after_one_listing() {
    let genesis = divided(16_000, &with_mir(13));
    let mut weights = with_mir(13);
    weights.push(30);
    let later = divided(16_300, &weights);

    assert_eq!((genesis.0[0], genesis.0[13], genesis.1), (1_000, 3_000, 0));
    assert_eq!(
        (later.0[0], later.0[13], later.0[14], later.1),
        (1_000, 3_000, 300, 0)
    );
}

#[test]
fn without_weights_everything_is_carried() {
    assert_eq!(divided(7, &[]), (vec![], 7));
    assert_eq!(divided(7, &[0, 0]), (vec![0, 0], 7));
    assert_eq!(divided(7, &[0, 5]), (vec![0, 7], 0));
    assert_eq!(divided(u128::MAX, &[u32::MAX]), (vec![u128::MAX], 0));
}

#[test]
fn an_entry_without_length_is_refused() {
    let at = |start, end| released(&[(start, end, amount(5))], 10);

    assert_eq!(at(3, 3), Err(MathError::DivisionByZero));
    assert_eq!(at(4, 3), Err(MathError::Underflow));
    assert_eq!(released(&[], 10), Ok(amount(0)));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_release_is_cut_down_and_never_more_than_planned(
        entries in proptest::collection::vec((0u64..1_000, 1u64..1_000, 0u64..), 0..6),
        elapsed in 0u64..3_000,
    ) {
        let schedule: Vec<_> = entries
            .into_iter()
            .map(|(start, length, paid)| (start, start + length, Uint128::from(paid)))
            .collect();

        let sum = released(&schedule, elapsed).unwrap();

        let mut exact = BigRational::zero();
        for (start, end, paid) in &schedule {
            let passed = elapsed.clamp(*start, *end) - start;
            exact += (units(*paid) * whole(passed) / whole(end - start)).floor();
        }
        prop_assert_eq!(units(sum), exact);
    }

    /// T-74: MIR above 370,575,000.
    #[test]
    fn every_second_called_equals_one_call(paid in 0u64.., length in 1u64..300) {
        let schedule = [(7, 7 + length, Uint128::from(paid))];

        let mut sum = Uint128::zero();
        for second in 0..length + 20 {
            let before = released(&schedule, second).unwrap();
            sum += released(&schedule, second + 1).unwrap() - before;
        }

        prop_assert_eq!(sum, Uint128::from(paid));
    }

    #[test]
    fn one_entry_of_any_size_is_exact(
        paid in any_amount(),
        times in any::<(u64, u64)>(),
        elapsed in any::<u64>(),
    ) {
        let (start, end) = (times.0.min(times.1), times.0.max(times.1));
        prop_assume!(start < end);
        let passed = whole(elapsed.clamp(start, end) - start);

        let sum = released(&[(start, end, paid)], elapsed);

        assert_floor(sum, &(units(paid) * passed / whole(end - start)));
    }

    #[test]
    fn a_division_loses_nothing(
        pot in any_amount(),
        weights in proptest::collection::vec(any::<u32>(), 1..130),
    ) {
        let (parts, carry) = split_by_weight(pot, &weights).unwrap();

        let total: BigRational = weights.iter().map(|weight| whole(*weight)).sum();
        prop_assert_eq!(parts.iter().sum::<Uint128>() + carry, pot);
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = units(pot) * whole(*weight) / total.clone().max(BigRational::one());
            assert_floor(Ok(*part), &exact);
        }
        prop_assert!(total.is_zero() || carry < amount(weights.len() as u128));
    }
}
