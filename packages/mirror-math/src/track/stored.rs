//! A price track and its marks in bytes, as the pair stores them and others read them.

use cosmwasm_std::{Uint128, Uint256};

use super::{Marks, PriceTrack};
use crate::MathError;

/// The first byte of both. Whoever changes what follows it, or its meaning, changes this number, so that
/// no reader takes the new form for the old one.
const LAYOUT: u8 = 1;

/// A track and its marks as another contract finds them; without marks both are where the track began.
/// `None` if one of them has another layout than this code knows: then ask the pair.
pub fn read_foreign(
    track: &[u8],
    marks: Option<&[u8]>,
) -> Result<Option<(PriceTrack, Marks)>, MathError> {
    match read(track, marks) {
        Err(MathError::OtherLayout) => Ok(None),
        history => history.map(Some),
    }
}

fn read(track: &[u8], marks: Option<&[u8]>) -> Result<(PriceTrack, Marks), MathError> {
    let track = PriceTrack::from_bytes(track)?;
    let marks = match marks {
        Some(marks) => Marks::from_bytes(marks)?,
        None => Marks::at_start(&track),
    };
    Ok((track, marks))
}

impl PriceTrack {
    /// The layout, last_time, the two reserves, the two sums, the two doubts and the age of the newer
    /// mark, which is a shorter number than its time.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![LAYOUT];
        write(&mut bytes, &self.last_time.to_be_bytes());
        for reserve in self.last_reserves {
            write(&mut bytes, &reserve.to_be_bytes());
        }
        write_sums(&mut bytes, self.cum);
        write_sums(&mut bytes, self.doubt);
        let age = self.last_time.saturating_sub(self.newer_time);
        write(&mut bytes, &age.to_be_bytes());

        bytes
    }

    /// The inverse of [`Self::to_bytes`]. Fails with `OtherLayout` if the first byte is another one, and
    /// with `Damaged` unless these eight numbers follow it and nothing more.
    pub fn from_bytes(bytes: &[u8]) -> Result<PriceTrack, MathError> {
        let mut rest = in_our_layout(bytes)?;
        let last_time = u64::from_be_bytes(take(&mut rest)?);
        let last_reserves = [
            Uint128::new(u128::from_be_bytes(take(&mut rest)?)),
            Uint128::new(u128::from_be_bytes(take(&mut rest)?)),
        ];
        let (cum, doubt) = (take_sums(&mut rest)?, take_sums(&mut rest)?);
        let age = u64::from_be_bytes(take(&mut rest)?);
        let track = PriceTrack {
            last_time,
            last_reserves,
            cum,
            doubt,
            newer_time: last_time.checked_sub(age).ok_or(MathError::Damaged)?,
        };
        ensure_used_up(rest)?;

        Ok(track)
    }
}

impl Marks {
    /// The layout, older_time, the older two sums, the newer two and the doubts between them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![LAYOUT];
        write(&mut bytes, &self.older_time.to_be_bytes());
        write_sums(&mut bytes, self.older_cum);
        write_sums(&mut bytes, self.newer_cum);
        write_sums(&mut bytes, self.doubt);

        bytes
    }

    /// The inverse of [`Self::to_bytes`]. Fails with `OtherLayout` if the first byte is another one, and
    /// with `Damaged` unless these seven numbers follow it and nothing more.
    pub fn from_bytes(bytes: &[u8]) -> Result<Marks, MathError> {
        let mut rest = in_our_layout(bytes)?;
        let marks = Marks {
            older_time: u64::from_be_bytes(take(&mut rest)?),
            older_cum: take_sums(&mut rest)?,
            newer_cum: take_sums(&mut rest)?,
            doubt: take_sums(&mut rest)?,
        };
        ensure_used_up(rest)?;

        Ok(marks)
    }
}

fn in_our_layout(bytes: &[u8]) -> Result<&[u8], MathError> {
    match bytes.split_first() {
        Some((&LAYOUT, rest)) => Ok(rest),
        Some(_) => Err(MathError::OtherLayout),
        None => Err(MathError::Damaged),
    }
}

fn write_sums(bytes: &mut Vec<u8>, sums: [Uint256; 2]) {
    for sum in sums {
        write(bytes, &sum.to_be_bytes());
    }
}

fn take_sums(rest: &mut &[u8]) -> Result<[Uint256; 2], MathError> {
    Ok([
        Uint256::from_be_bytes(take(rest)?),
        Uint256::from_be_bytes(take(rest)?),
    ])
}

/// Appends a big-endian number as one byte that counts its bytes from the first that is not zero,
/// and those bytes.
fn write(bytes: &mut Vec<u8>, number: &[u8]) {
    let significant = number.iter().skip_while(|byte| **byte == 0);
    bytes.push(significant.clone().map(|_| 1u8).sum());
    bytes.extend(significant);
}

/// The number at the start of `rest`, with its leading zeros again.
fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], MathError> {
    let (length, tail) = rest.split_first().ok_or(MathError::Damaged)?;
    let (significant, tail) = tail
        .split_at_checked(usize::from(*length))
        .ok_or(MathError::Damaged)?;
    *rest = tail;

    let zeros = N.checked_sub(significant.len()).ok_or(MathError::Damaged)?;
    let mut number = [0; N];
    for (place, byte) in number.iter_mut().skip(zeros).zip(significant) {
        *place = *byte;
    }
    Ok(number)
}

fn ensure_used_up(rest: &[u8]) -> Result<(), MathError> {
    if !rest.is_empty() {
        return Err(MathError::Damaged);
    }

    Ok(())
}
