use std::fmt::Debug;

use cosmwasm_std::testing::MockStorage;

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

#[test]
fn t14_what_was_not_written_is_damaged() {
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
    let endless = read_list::<u64>(&mut u64::MAX.to_bytes().as_slice());
    assert_eq!(damaged, endless.map(|_| ()));
    let nothing = Slot::<u64>::new(b"x").load(&MockStorage::new());
    assert_eq!(damaged, nothing.map(|_| ()));
}

#[test]
fn a_table_pages_through_its_own_entries_both_ways() {
    let table = Table::<u64>::new(b'p');
    let mut storage = MockStorage::new();
    for other in [&b"o\xff"[..], b"q"] {
        storage.set(other, b"?");
    }
    for (key, value) in [
        (&[1, 255][..], 1),
        (&[2], 2),
        (&[2, 0], 3),
        (&[2, 255], 4),
        (&[3], 5),
    ] {
        table.save(&mut storage, key, &value);
    }
    let values = |below: &[u8], start_after, order| {
        table
            .range(&storage, below, start_after, order)
            .map(|entry| entry.unwrap().1)
            .collect::<Vec<_>>()
    };

    let (up, down) = (Order::Ascending, Order::Descending);
    assert_eq!(vec![1, 2, 3, 4, 5], values(&[], None, up));
    assert_eq!(vec![5, 4, 3, 2, 1], values(&[], None, down));
    assert_eq!(vec![2, 3, 4], values(&[2], None, up));
    assert_eq!(vec![1], values(&[1, 255], None, down));
    assert_eq!(vec![3, 4], values(&[2], Some(&[]), up));
    assert_eq!(vec![4], values(&[2], Some(&[0]), up));
    assert_eq!(vec![3, 2], values(&[2], Some(&[255]), down));
    assert_eq!(Vec::<u64>::new(), values(&[4], None, up));
}

#[test]
fn an_entry_goes_when_it_is_removed() {
    let table = Table::<u64>::new(b'p');
    let mut storage = MockStorage::new();
    table.save(&mut storage, &[1], &7);

    assert_eq!(Ok(Some(7)), table.may_load(&storage, &[1]));
    table.remove(&mut storage, &[1]);
    assert_eq!(Ok(None), table.may_load(&storage, &[1]));
}
