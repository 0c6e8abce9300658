//! How a value becomes bytes, and bytes a value again.

use cosmwasm_std::{Addr, Binary, CanonicalAddr, Decimal, Uint128};

use crate::BytesError;

/// A value that can be written in bytes and read again.
pub trait Bytes: Sized {
    /// Append the value to `out`.
    fn write(&self, out: &mut Vec<u8>);

    /// Read a value from the front of `rest`, and leave in `rest` what follows it.
    fn read(rest: &mut &[u8]) -> Result<Self, BytesError>;

    /// The bytes of this value and nothing else.
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![];
        self.write(&mut out);
        out
    }

    /// The inverse of [`Bytes::to_bytes`]: bytes that are left over are an error.
    fn from_bytes(mut bytes: &[u8]) -> Result<Self, BytesError> {
        let value = Self::read(&mut bytes)?;
        if bytes.is_empty() {
            return Ok(value);
        }
        Err(BytesError::Damaged)
    }

    /// Append the entries of a list, one after the other. Only `u8` does it in another way: a list
    /// of bytes is written as it is.
    fn write_entries(entries: &[Self], out: &mut Vec<u8>) {
        for entry in entries {
            entry.write(out);
        }
    }

    /// The inverse of [`Bytes::write_entries`], for so many entries.
    fn read_entries(count: u64, rest: &mut &[u8]) -> Result<Vec<Self>, BytesError> {
        (0..count).map(|_| Self::read(rest)).collect()
    }
}

/// Write a struct as its fields, one after the other, in the order named.
///
/// ```
/// use mirror_bytes::{in_bytes, Bytes};
///
/// struct Mark {
///     poll_id: u64,
///     share: u64,
/// }
/// in_bytes!(Mark { poll_id, share });
///
/// // A struct of one field without a name, here around a list.
/// struct Marks(Vec<Mark>);
/// in_bytes!(Marks { 0 });
///
/// // A record that other contracts read begins with the number of its layout.
/// struct Price {
///     price: u64,
///     time: u64,
/// }
/// in_bytes!(Price, layout 1 { price, time });
///
/// let marks = Marks(vec![Mark { poll_id: 7, share: 5 }]);
/// assert_eq!(vec![1, 7, 5], marks.to_bytes());
/// let price = Price { price: 9, time: 3 };
/// assert_eq!(vec![1, 9, 3], price.to_bytes());
/// ```
#[macro_export]
macro_rules! in_bytes {
    ($name:ident { $($field:tt),* $(,)? }) => {
        impl $crate::Bytes for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $($crate::Bytes::write(&self.$field, out);)*
            }

            fn read(rest: &mut &[u8]) -> Result<Self, $crate::BytesError> {
                Ok(Self { $($field: $crate::Bytes::read(rest)?),* })
            }
        }
    };
    ($name:ident, layout $layout:literal { $($field:tt),* $(,)? }) => {
        impl $crate::Bytes for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $crate::write_layout($layout, out);
                $($crate::Bytes::write(&self.$field, out);)*
            }

            fn read(rest: &mut &[u8]) -> Result<Self, $crate::BytesError> {
                $crate::read_layout($layout, rest)?;
                Ok(Self { $($field: $crate::Bytes::read(rest)?),* })
            }
        }
    };
}

/// Seven bits in a byte, the lowest first; the eighth says that another byte follows.
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

/// Write a type as a number: for each type, how a value becomes a `u128` and which numbers are a
/// value.
///
/// ```
/// use mirror_bytes::{as_number, Bytes, BytesError};
///
/// #[derive(Debug, PartialEq)]
/// enum Answer { No, Yes }
///
/// as_number! {
///     Answer: |answer| match answer { Answer::No => 0, Answer::Yes => 1 },
///         |number| match number { 0 => Some(Answer::No), 1 => Some(Answer::Yes), _ => None };
/// }
///
/// assert_eq!(vec![1], Answer::Yes.to_bytes());
/// assert_eq!(Err(BytesError::Damaged), Answer::from_bytes(&[2]));
/// ```
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
    u32: |number| (*number).into(), |number| number.try_into().ok();
    u64: |number| (*number).into(), |number| number.try_into().ok();
    Uint128: |number| number.u128(), |number| Some(Self::new(number));
    bool: |is| u128::from(*is), |number| (number < 2).then_some(number == 1);
}

/// By itself a number as others; a list of them is text or an address, and stays as it is.
impl Bytes for u8 {
    fn write(&self, out: &mut Vec<u8>) {
        u128::from(*self).write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let number = u128::read(rest)?;
        number.try_into().map_err(|_| BytesError::Damaged)
    }

    fn write_entries(entries: &[Self], out: &mut Vec<u8>) {
        out.extend_from_slice(entries);
    }

    fn read_entries(count: u64, rest: &mut &[u8]) -> Result<Vec<Self>, BytesError> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let (taken, tail) = rest.split_at_checked(count).ok_or(BytesError::Damaged)?;
        *rest = tail;
        Ok(taken.to_vec())
    }
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

/// How many entries there are, and the entries.
impl<T: Bytes> Bytes for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        let count = self.len().try_into().unwrap_or(u64::MAX);
        count.write(out);
        T::write_entries(self, out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let count = u64::read(rest)?;
        T::read_entries(count, rest)
    }
}

/// Types that hold bytes are written as a list of them.
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

/// Its text. It was checked before it was stored.
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

/// Both, one after the other: there are always two, so nothing says how many.
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

/// Whether there is a value, and then the value.
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

#[cfg(test)]
mod tests;
