#![doc = include_str!("../README.md")]

use std::marker::PhantomData;

use cosmwasm_std::{Addr, Binary, CanonicalAddr, Decimal, Order, Storage, Uint128};
use thiserror::Error;

/// What lies in the store is not what this code has written.
#[derive(Error, Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesError {
    /// Nothing was stored, too little, too much, or something else.
    #[error("stored data is damaged")]
    Damaged,
}

/// What can be written in bytes and read again.
pub trait Bytes: Sized {
    fn write(&self, out: &mut Vec<u8>);

    /// Take it from the front of what is left.
    fn read(rest: &mut &[u8]) -> Result<Self, BytesError>;

    /// Alone.
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![];
        self.write(&mut out);
        out
    }

    /// The inverse of [`Bytes::to_bytes`]: nothing may be left over.
    fn from_bytes(mut bytes: &[u8]) -> Result<Self, BytesError> {
        let value = Self::read(&mut bytes)?;
        if bytes.is_empty() {
            return Ok(value);
        }
        Err(BytesError::Damaged)
    }
}

/// A struct is its fields, one after the other.
#[macro_export]
macro_rules! in_bytes {
    ($name:ident { $($field:ident),* }) => {
        impl $crate::Bytes for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $($crate::Bytes::write(&self.$field, out);)*
            }

            fn read(rest: &mut &[u8]) -> Result<Self, $crate::BytesError> {
                Ok(Self { $($field: $crate::Bytes::read(rest)?),* })
            }
        }
    };
}

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

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let mut value = 0;
        // 19 times 7 bits hold 128.
        for place in 0..19 {
            let (first, tail) = rest.split_first().ok_or(BytesError::Damaged)?;
            *rest = tail;
            value |= Self::from(first & 0x7f) << (7 * place);
            if first & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(BytesError::Damaged)
    }
}

/// A number that fits 128 bits is written as one of these.
#[macro_export]
macro_rules! as_number {
    ($($name:ty: $to:expr, $from:expr;)*) => {
        $(impl $crate::Bytes for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let to: fn(&$name) -> u128 = $to;
                $crate::Bytes::write(&to(self), out);
            }

            fn read(rest: &mut &[u8]) -> Result<Self, $crate::BytesError> {
                let from: fn(u128) -> Option<$name> = $from;
                from(<u128 as $crate::Bytes>::read(rest)?).ok_or($crate::BytesError::Damaged)
            }
        })*
    };
}

as_number! {
    u8: |number| (*number).into(), |number| number.try_into().ok();
    u32: |number| (*number).into(), |number| number.try_into().ok();
    u64: |number| (*number).into(), |number| number.try_into().ok();
    Uint128: |number| number.u128(), |number| Some(Self::new(number));
    bool: |is| u128::from(*is), |number| (number < 2).then_some(number == 1);
}

/// Its significant digits, and how many zeros follow them: 0.18 takes two bytes, not nine.
impl Bytes for Decimal {
    fn write(&self, out: &mut Vec<u8>) {
        let mut digits = self.atomics().u128();
        let mut zeros = 0u64;
        while digits != 0 && digits.is_multiple_of(10) {
            digits /= 10;
            zeros = zeros.saturating_add(1);
        }
        digits.write(out);
        zeros.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let digits = u128::read(rest)?;
        let zeros = u64::read(rest)?.try_into().unwrap_or(u32::MAX);
        10u128
            .checked_pow(zeros)
            .and_then(|power| digits.checked_mul(power))
            .map(|atomics| Self::new(atomics.into()))
            .ok_or(BytesError::Damaged)
    }
}

impl Bytes for Vec<u8> {
    fn write(&self, out: &mut Vec<u8>) {
        length(self).write(out);
        out.extend_from_slice(self);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let length = usize::try_from(u64::read(rest)?).unwrap_or(usize::MAX);
        let (taken, tail) = rest.split_at_checked(length).ok_or(BytesError::Damaged)?;
        *rest = tail;
        Ok(taken.to_vec())
    }
}

/// What holds bytes is written as them.
macro_rules! as_byte_string {
    ($($name:ty: $from:expr;)*) => {
        $(impl Bytes for $name {
            fn write(&self, out: &mut Vec<u8>) {
                Vec::<u8>::from(self.clone()).write(out);
            }

            fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
                let from: fn(Vec<u8>) -> Option<$name> = $from;
                from(Vec::read(rest)?).ok_or(BytesError::Damaged)
            }
        })*
    };
}

as_byte_string! {
    Binary: |bytes| Some(bytes.into());
    CanonicalAddr: |bytes| Some(bytes.into());
    String: |bytes| Self::from_utf8(bytes).ok();
}

impl Bytes for Addr {
    fn write(&self, out: &mut Vec<u8>) {
        self.to_string().write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        String::read(rest).map(Self::unchecked)
    }
}

impl<A: Bytes, B: Bytes> Bytes for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        Ok((A::read(rest)?, B::read(rest)?))
    }
}

impl<T: Bytes> Bytes for [T; 2] {
    fn write(&self, out: &mut Vec<u8>) {
        for value in self {
            value.write(out);
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        Ok([T::read(rest)?, T::read(rest)?])
    }
}

impl<A: Bytes, B: Bytes, C: Bytes> Bytes for (A, B, C) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
        self.2.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        Ok((A::read(rest)?, B::read(rest)?, C::read(rest)?))
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        bool::read(rest)?.then(|| T::read(rest)).transpose()
    }
}

/// A list: its length and its entries.
pub fn write_list<T: Bytes>(list: &[T], out: &mut Vec<u8>) {
    length(list).write(out);
    for entry in list {
        entry.write(out);
    }
}

/// The inverse of [`write_list`].
pub fn read_list<T: Bytes>(rest: &mut &[u8]) -> Result<Vec<T>, BytesError> {
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

    pub fn load(&self, storage: &dyn Storage) -> Result<T, BytesError> {
        let stored = storage.get(self.key).ok_or(BytesError::Damaged)?;
        T::from_bytes(&stored)
    }

    /// Nothing stored is `None`.
    pub fn may_load(&self, storage: &dyn Storage) -> Result<Option<T>, BytesError> {
        let stored = storage.get(self.key);
        stored.map(|bytes| T::from_bytes(&bytes)).transpose()
    }

    pub fn save(&self, storage: &mut dyn Storage, value: &T) {
        storage.set(self.key, &value.to_bytes());
    }
}

/// Places in storage for many values. No other key may begin with this prefix.
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

    pub fn may_load(&self, storage: &dyn Storage, key: &[u8]) -> Result<Option<T>, BytesError> {
        let stored = storage.get(&self.key(key));
        stored.map(|bytes| T::from_bytes(&bytes)).transpose()
    }

    pub fn save(&self, storage: &mut dyn Storage, key: &[u8], value: &T) {
        storage.set(&self.key(key), &value.to_bytes());
    }

    pub fn remove(&self, storage: &mut dyn Storage, key: &[u8]) {
        storage.remove(&self.key(key));
    }

    /// The values whose keys begin with `below`, from behind `start_after` on, each with the rest
    /// of its key. Lazy: whoever takes a page reads no more than a page.
    pub fn range<'a>(
        &self,
        storage: &'a dyn Storage,
        below: &[u8],
        start_after: Option<&[u8]>,
        order: Order,
    ) -> impl Iterator<Item = Result<(Vec<u8>, T), BytesError>> + 'a
    where
        T: 'a,
    {
        let base = self.key(below);
        let after = start_after.map(|rest| [base.as_slice(), rest].concat());
        let (start, end) = match order {
            // The least key behind another one has a zero more.
            Order::Ascending => (
                after.map_or_else(|| base.clone(), |key| [key.as_slice(), &[0]].concat()),
                successor(&base),
            ),
            Order::Descending => (base.clone(), after.unwrap_or_else(|| successor(&base))),
        };
        storage
            .range(Some(&start), Some(&end), order)
            .map(move |(key, bytes)| {
                let rest = key.get(base.len()..).unwrap_or_default();
                Ok((rest.to_vec(), T::from_bytes(&bytes)?))
            })
    }

    fn key(&self, key: &[u8]) -> Vec<u8> {
        [&[self.prefix], key].concat()
    }
}

/// The least key that does not begin with `base`.
fn successor(base: &[u8]) -> Vec<u8> {
    let mut next = base.to_vec();
    // A table's prefix is never 255, so something is left.
    while let Some(last) = next.pop() {
        if let Some(more) = last.checked_add(1) {
            next.push(more);
            break;
        }
    }
    next
}

#[cfg(test)]
mod tests;
