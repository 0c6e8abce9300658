//! How the factory writes down what it stores and what it tells its own replies: in bytes.
//!
//! A chain charges for each byte, and the code that reads JSON is large. Numbers take as many bytes
//! as they need, seven bits in each; texts and lists have their length before them.

use std::marker::PhantomData;

use cosmwasm_std::{Addr, CanonicalAddr, Decimal, Order, Storage, Uint128};
use mirror_protocol::mint::IPOParams;

use crate::error::ContractError;

/// What can be written in bytes and read again.
pub trait Bytes: Sized {
    fn write(&self, out: &mut Vec<u8>);

    /// Take it from the front of what is left.
    fn read(rest: &mut &[u8]) -> Result<Self, ContractError>;

    /// Alone.
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![];
        self.write(&mut out);
        out
    }

    /// The inverse of [`Bytes::to_bytes`]: nothing may be left over.
    fn from_bytes(mut bytes: &[u8]) -> Result<Self, ContractError> {
        let value = Self::read(&mut bytes)?;
        if bytes.is_empty() {
            return Ok(value);
        }
        Err(ContractError::Damaged {})
    }
}

/// A struct is its fields, one after the other.
macro_rules! in_bytes {
    ($name:ident { $($field:ident),* }) => {
        impl $crate::bytes::Bytes for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $($crate::bytes::Bytes::write(&self.$field, out);)*
            }

            fn read(rest: &mut &[u8]) -> Result<Self, $crate::error::ContractError> {
                Ok(Self { $($field: $crate::bytes::Bytes::read(rest)?),* })
            }
        }
    };
}
pub(crate) use in_bytes;

in_bytes!(IPOParams {
    mint_end,
    pre_ipo_price,
    min_collateral_ratio_after_ipo,
    trigger_addr
});

impl Bytes for u128 {
    fn write(&self, out: &mut Vec<u8>) {
        let mut left = *self;
        loop {
            let [low, ..] = left.to_le_bytes();
            left >>= 7;
            if left == 0 {
                return out.push(low & 0x7f);
            }
            out.push(low | 0x80);
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
        let mut value = 0;
        // 19 times 7 bits hold 128.
        for place in 0..19 {
            let (first, tail) = rest.split_first().ok_or(ContractError::Damaged {})?;
            *rest = tail;
            value |= Self::from(first & 0x7f) << (7 * place);
            if first & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(ContractError::Damaged {})
    }
}

/// A number that fits 128 bits is written as one of these.
macro_rules! as_number {
    ($($name:ty: $to:expr, $from:expr;)*) => {
        $(impl Bytes for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let to: fn(&$name) -> u128 = $to;
                to(self).write(out);
            }

            fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
                let from: fn(u128) -> Option<$name> = $from;
                from(u128::read(rest)?).ok_or(ContractError::Damaged {})
            }
        })*
    };
}

as_number! {
    u32: |number| (*number).into(), |number| number.try_into().ok();
    u64: |number| (*number).into(), |number| number.try_into().ok();
    Uint128: |number| number.u128(), |number| Some(Self::new(number));
    Decimal: |number| number.atomics().u128(), |number| Some(Self::raw(number));
    bool: |is| u128::from(*is), |number| (number < 2).then_some(number == 1);
}

impl Bytes for Vec<u8> {
    fn write(&self, out: &mut Vec<u8>) {
        length(self).write(out);
        out.extend_from_slice(self);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
        let length = usize::try_from(u64::read(rest)?).unwrap_or(usize::MAX);
        let (taken, tail) = rest
            .split_at_checked(length)
            .ok_or(ContractError::Damaged {})?;
        *rest = tail;
        Ok(taken.to_vec())
    }
}

impl Bytes for CanonicalAddr {
    fn write(&self, out: &mut Vec<u8>) {
        self.to_vec().write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
        Vec::read(rest).map(Self::from)
    }
}

impl Bytes for String {
    fn write(&self, out: &mut Vec<u8>) {
        self.clone().into_bytes().write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
        Self::from_utf8(Vec::read(rest)?).map_err(|_| ContractError::Damaged {})
    }
}

impl Bytes for Addr {
    fn write(&self, out: &mut Vec<u8>) {
        self.to_string().write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
        String::read(rest).map(Self::unchecked)
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
        bool::read(rest)?.then(|| T::read(rest)).transpose()
    }
}

/// Entries of a schedule.
impl Bytes for (u64, u64, Uint128) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
        self.2.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
        Ok((u64::read(rest)?, u64::read(rest)?, Uint128::read(rest)?))
    }
}

impl Bytes for (Addr, Decimal) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, ContractError> {
        Ok((Addr::read(rest)?, Decimal::read(rest)?))
    }
}

/// A list: its length and its entries. Of bytes it would be the same, but slower.
pub fn write_list<T: Bytes>(list: &[T], out: &mut Vec<u8>) {
    length(list).write(out);
    for entry in list {
        entry.write(out);
    }
}

/// The inverse of [`write_list`].
pub fn read_list<T: Bytes>(rest: &mut &[u8]) -> Result<Vec<T>, ContractError> {
    let length = u64::read(rest)?;
    (0..length).map(|_| T::read(rest)).collect()
}

fn length<T>(list: &[T]) -> u64 {
    list.len().try_into().unwrap_or(u64::MAX)
}

/// A place in storage for one value.
pub struct Slot<T> {
    key: &'static [u8],
    kind: PhantomData<T>,
}

impl<T: Bytes> Slot<T> {
    pub const fn new(key: &'static [u8]) -> Self {
        Self {
            key,
            kind: PhantomData,
        }
    }

    pub fn load(&self, storage: &dyn Storage) -> Result<T, ContractError> {
        let stored = storage.get(self.key).ok_or(ContractError::Damaged {})?;
        T::from_bytes(&stored)
    }

    pub fn save(&self, storage: &mut dyn Storage, value: &T) {
        storage.set(self.key, &value.to_bytes());
    }
}

/// Places in storage for a value of each address. No other key may begin with this one.
pub struct Table<T> {
    prefix: u8,
    kind: PhantomData<T>,
}

impl<T: Bytes> Table<T> {
    pub const fn new(prefix: u8) -> Self {
        Self {
            prefix,
            kind: PhantomData,
        }
    }

    pub fn may_load(
        &self,
        storage: &dyn Storage,
        address: &CanonicalAddr,
    ) -> Result<Option<T>, ContractError> {
        let stored = storage.get(&self.key(address));
        stored.map(|bytes| T::from_bytes(&bytes)).transpose()
    }

    pub fn save(&self, storage: &mut dyn Storage, address: &CanonicalAddr, value: &T) {
        storage.set(&self.key(address), &value.to_bytes());
    }

    pub fn remove(&self, storage: &mut dyn Storage, address: &CanonicalAddr) {
        storage.remove(&self.key(address));
    }

    /// All of them, in the order of their bytes.
    pub fn all(&self, storage: &dyn Storage) -> Result<Vec<(CanonicalAddr, T)>, ContractError> {
        let end = [self.prefix.saturating_add(1)];
        storage
            .range(Some(&[self.prefix]), Some(&end), Order::Ascending)
            .map(|(key, bytes)| {
                let address = key.get(1..).unwrap_or_default();
                Ok((CanonicalAddr::from(address), T::from_bytes(&bytes)?))
            })
            .collect()
    }

    fn key(&self, address: &CanonicalAddr) -> Vec<u8> {
        [&[self.prefix], address.as_slice()].concat()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use cosmwasm_std::testing::MockStorage;

    use super::*;

    fn assert_read<T: Bytes + PartialEq + Debug>(value: T, length: usize) {
        let bytes = value.to_bytes();

        assert_eq!(length, bytes.len(), "{value:?}");
        assert_eq!(Ok(&value), T::from_bytes(&bytes).as_ref());
        // Neither with a byte less nor with one more.
        let less = &bytes[..bytes.len() - 1];
        assert_eq!(Err(ContractError::Damaged {}), T::from_bytes(less));
        let more = [bytes.as_slice(), &[0]].concat();
        assert_eq!(Err(ContractError::Damaged {}), T::from_bytes(&more));
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (number, length) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (u128::MAX, 19)] {
            assert_read(number, length);
            assert_read(Uint128::new(number), length);
            assert_read(Decimal::raw(number), length);
        }
        assert_read(u64::MAX, 10);
        assert_read(u32::MAX, 5);
        assert_read(true, 1);
        assert_read(Some(300u32), 3);
        assert_read(None::<u32>, 1);
        assert_read("uusd".to_string(), 5);
        assert_read(String::new(), 1);
        assert_read(CanonicalAddr::from(vec![7; 32]), 33);
        assert_read((1u64, 300u64, Uint128::new(5)), 4);
    }

    #[test]
    fn t14_what_was_not_written_is_damaged() {
        let damaged = Err(ContractError::Damaged {});

        assert_eq!(damaged, u32::from_bytes(&u64::MAX.to_bytes()).map(|_| ()));
        assert_eq!(damaged, bool::from_bytes(&[2]).map(|_| ()));
        assert_eq!(damaged, String::from_bytes(&[1, 255]).map(|_| ()));
        assert_eq!(damaged, u128::from_bytes(&[255; 30]).map(|_| ()));
        assert_eq!(
            damaged,
            String::from_bytes(&u64::MAX.to_bytes()).map(|_| ())
        );
        let endless = read_list::<u32>(&mut u64::MAX.to_bytes().as_slice());
        assert_eq!(damaged, endless.map(|_| ()));
        let nothing = Slot::<u32>::new(b"x").load(&MockStorage::new());
        assert_eq!(damaged, nothing.map(|_| ()));
    }

    #[test]
    fn a_table_holds_its_own_entries_only() {
        let table = Table::<u32>::new(b'p');
        let mut storage = MockStorage::new();
        for other in [&b"o\xff"[..], b"q"] {
            storage.set(other, b"?");
        }
        let [first, second] = [1, 255].map(|byte| CanonicalAddr::from(vec![byte; 20]));

        table.save(&mut storage, &second, &2);
        table.save(&mut storage, &first, &1);

        let all = vec![(first.clone(), 1), (second.clone(), 2)];
        assert_eq!(Ok(all), table.all(&storage));
        table.remove(&mut storage, &first);
        assert_eq!(Ok(None), table.may_load(&storage, &first));
        assert_eq!(Ok(Some(2)), table.may_load(&storage, &second));
    }
}
