use std::fmt::Debug;

use super::*;

fn assert_read<T: Bytes + PartialEq + Debug>(value: T, length: usize) {
    let bytes = value.to_bytes();

    assert_eq!(length, bytes.len(), "{value:?}");
    assert_eq!(Ok(&value), T::from_bytes(&bytes).as_ref());
    // Neither with a byte less nor with one more.
    let less = &bytes[..bytes.len() - 1];
    assert_eq!(Err(BytesError::Damaged), T::from_bytes(less));
    let more = [bytes.as_slice(), &[0]].concat();
    assert_eq!(Err(BytesError::Damaged), T::from_bytes(&more));
}

#[test]
fn what_is_written_is_read_again() {
    for (number, length) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (u128::MAX, 19)] {
        assert_read(number, length);
        assert_read(Uint128::new(number), length);
    }
    assert_read(u64::MAX, 10);
    assert_read(true, 1);
    assert_read(Some(300u64), 3);
    assert_read(None::<u64>, 1);
    assert_read("uusd".to_string(), 5);
    assert_read(String::new(), 1);
    assert_read(CanonicalAddr::from(vec![7; 32]), 33);
    assert_read(Binary::from(b"{}"), 3);
    assert_read(Addr::unchecked("pair"), 5);
    assert_read([6u8, 18], 2);
    assert_read((1u64, 300u64), 3);
    assert_read((1u64, 300u64, Uint128::new(5)), 4);
    assert_read(u32::MAX, 5);
}

#[test]
fn a_decimal_takes_as_many_bytes_as_its_digits() {
    for (decimal, length) in [
        ("0", 2),
        ("1", 2),
        ("0.18", 2),
        ("0.667", 3),
        ("0.000000000000000001", 2),
        ("0.123456789012345678", 10),
    ] {
        assert_read::<Decimal>(decimal.parse().unwrap(), length);
    }
    assert_read(Decimal::MAX, 20);
}

/// T-14: storage traps.
#[test]
fn what_was_not_written_is_damaged() {
    let damaged = Err(BytesError::Damaged);

    let more_than_64_bits = (u128::from(u64::MAX) + 1).to_bytes();
    assert_eq!(damaged, u64::from_bytes(&more_than_64_bits).map(|_| ()));
    assert_eq!(damaged, bool::from_bytes(&[2]).map(|_| ()));
    assert_eq!(damaged, String::from_bytes(&[1, 255]).map(|_| ()));
    assert_eq!(damaged, u128::from_bytes(&[255; 30]).map(|_| ()));
    assert_eq!(damaged, Decimal::from_bytes(&[1, 39]).map(|_| ()));
    assert_eq!(damaged, Decimal::from_bytes(&[4, 38]).map(|_| ()));
    assert_eq!(
        damaged,
        String::from_bytes(&u64::MAX.to_bytes()).map(|_| ())
    );
    let endless = Vec::<u64>::from_bytes(&u64::MAX.to_bytes());
    assert_eq!(damaged, endless.map(|_| ()));
}

#[derive(Clone, Debug, PartialEq)]
struct Mark {
    poll_id: u64,
    share: Uint128,
}

in_bytes!(Mark { poll_id, share });

#[derive(Clone, Debug, PartialEq)]
struct Marks(Vec<Mark>);

in_bytes!(Marks { 0 });

#[test]
fn a_list_is_its_length_and_its_entries() {
    let mark = |poll_id, share| Mark {
        poll_id,
        share: Uint128::new(share),
    };
    let marks = Marks(vec![mark(7, 5), mark(8, 300)]);

    assert_eq!(vec![2, 7, 5, 8, 0xac, 2], marks.to_bytes());
    assert_read(marks, 6);
    assert_read(Marks(vec![]), 1);
    assert_read(Some(vec![1u64, 300]), 5);
}

#[test]
fn a_list_of_bytes_is_written_as_it_is() {
    assert_eq!(vec![2, 255, 1], vec![255u8, 1].to_bytes());
    assert_read(vec![255u8, 1], 3);
    assert_read(vec![vec![255u8], vec![]], 4);
    // By itself a byte is a number, and 255 takes two.
    assert_read(255u8, 2);
}
