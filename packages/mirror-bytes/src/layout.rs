//! The byte that says how a record is laid out, for records that other contracts read.

use crate::{Bytes, BytesError};

/// Append the number of a layout. [`in_bytes!`](crate::in_bytes) does it; only a record that writes
/// itself needs this.
pub fn write_layout(layout: u8, out: &mut Vec<u8>) {
    out.push(layout);
}

/// Read the number of a layout, which has to be the one that this code knows.
pub fn read_layout(known: u8, rest: &mut &[u8]) -> Result<(), BytesError> {
    let (found, tail) = rest.split_first().ok_or(BytesError::Damaged)?;
    *rest = tail;
    if *found == known {
        return Ok(());
    }
    Err(BytesError::OtherLayout)
}

/// A record that another contract has stored. `None` if nothing is stored, or in a layout that this
/// code does not know: then ask the contract by a query, so that its code may be upgraded before or
/// after that of its readers.
///
/// The record is read from the front. What follows it is the other contract's own.
pub fn read_foreign<T: Bytes>(stored: Option<&[u8]>) -> Result<Option<T>, BytesError> {
    let Some(mut stored) = stored else {
        return Ok(None);
    };
    match T::read(&mut stored) {
        Ok(record) => Ok(Some(record)),
        Err(BytesError::OtherLayout) => Ok(None),
        Err(BytesError::Damaged) => Err(BytesError::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::in_bytes;

    #[derive(Clone, Debug, PartialEq)]
    struct Price {
        price: u64,
        time: u64,
    }

    in_bytes!(Price, layout 2 { price, time });

    const PRICE: Price = Price {
        price: 300,
        time: 5,
    };

    #[test]
    fn the_number_of_the_layout_comes_first() {
        assert_eq!(vec![2, 0xac, 2, 5], PRICE.to_bytes());
        assert_eq!(Ok(PRICE), Price::from_bytes(&[2, 0xac, 2, 5]));
    }

    #[test]
    fn a_record_in_another_layout_is_an_error_and_no_wrong_value() {
        assert_eq!(
            Err(BytesError::OtherLayout),
            Price::from_bytes(&[1, 0xac, 2, 5])
        );
        assert_eq!(Err(BytesError::Damaged), Price::from_bytes(&[]));
    }

    #[test]
    fn a_reader_learns_nothing_from_another_contract_in_another_layout() {
        let foreign = |stored: &[u8]| read_foreign::<Price>(Some(stored));

        assert_eq!(Ok(Some(PRICE)), foreign(&[2, 0xac, 2, 5]));
        assert_eq!(Ok(None), foreign(&[1, 0xac, 2, 5]));
        assert_eq!(Ok(None), read_foreign::<Price>(None));
    }

    #[test]
    fn what_another_contract_stores_behind_the_record_is_its_own() {
        let stored = [PRICE.to_bytes().as_slice(), b"more"].concat();

        assert_eq!(Ok(Some(PRICE)), read_foreign(Some(&stored)));
    }

    #[test]
    fn damaged_data_of_another_contract_is_an_error() {
        for damaged in [&[][..], &[2, 0xac]] {
            assert_eq!(
                Err(BytesError::Damaged),
                read_foreign::<Price>(Some(damaged))
            );
        }
    }
}
