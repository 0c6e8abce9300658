//! Whether a text is an address as the chain writes it.

use bech32::primitives::decode::{CheckedHrpstring, CheckedHrpstringError};
use bech32::Bech32;
use thiserror::Error;

/// The lengths that the chain takes: of an account, and of a contract.
const LENGTHS: [usize; 2] = [20, 32];

/// Why a text is none. It is hashed as it stands, so that it has to be as the chain writes it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddressFault {
    #[error("is not a bech32 address")]
    NotBech32,
    #[error("has blanks in or around it")]
    Blanks,
    #[error("is mistyped: its checksum is of another address")]
    Checksum,
    #[error("is an address of `{found}`, this list is of `{expected}` (--prefix)")]
    Prefix { found: String, expected: String },
    #[error("is not in lower case")]
    Capitals,
    #[error("has {bytes} bytes; an account has 20 and a contract 32")]
    Length { bytes: usize },
    /// The checksum does not see a `q` that was put in or left out before a last `p`.
    #[error("is misspelt: its {bytes} bytes are written {spelling}")]
    Misspelt { bytes: usize, spelling: String },
}

/// Blanks, checksum, prefix, lower case, length, and that there is no other way to write it.
pub(crate) fn check(text: &str, prefix: &str) -> Result<(), AddressFault> {
    if text.contains(char::is_whitespace) {
        return Err(AddressFault::Blanks);
    }
    let decoded = CheckedHrpstring::new::<Bech32>(text).map_err(|error| match error {
        CheckedHrpstringError::Checksum(_) => AddressFault::Checksum,
        _ => AddressFault::NotBech32,
    })?;
    let found = decoded.hrp().to_lowercase();
    let content: Vec<u8> = decoded.byte_iter().collect();
    let bytes = content.len();

    if found != prefix {
        let expected = prefix.to_string();
        return Err(AddressFault::Prefix { found, expected });
    }
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(AddressFault::Capitals);
    }
    if !LENGTHS.contains(&bytes) {
        return Err(AddressFault::Length { bytes });
    }
    let spelling = bech32::encode::<Bech32>(decoded.hrp(), &content).unwrap_or_default();
    if spelling != text {
        return Err(AddressFault::Misspelt { bytes, spelling });
    }
    Ok(())
}
