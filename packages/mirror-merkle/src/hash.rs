//! A hash, and its text.

use std::fmt::{self, Display};
use std::str::FromStr;

use cosmwasm_std::HexBinary;
use sha3::{Digest, Keccak256};
use thiserror::Error;

/// A text is not a hash.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
#[error("{text:?} is not a hash: 64 hex characters")]
pub struct NotAHash {
    /// The text as it was given.
    pub text: String,
}

/// 32 bytes. Their text is 64 hex characters, written in lower case and read in either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The 32 bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HexBinary::from(self.as_slice()).to_hex())
    }
}

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        HexBinary::from_hex(text)
            .and_then(|bytes| bytes.to_array())
            .map(Self)
            .map_err(|_| NotAHash {
                text: text.to_string(),
            })
    }
}

/// Ethereum's Keccak-256 of some pieces, one directly after the other.
pub fn keccak256(pieces: &[&[u8]]) -> Hash {
    let mut hasher = Keccak256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    Hash(hasher.finalize().into())
}
