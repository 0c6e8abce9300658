//! The specification's vectors, and what must hold for every list.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod properties;
mod vectors;

use mirror_merkle::Hash;

pub(crate) fn hash(text: &str) -> Hash {
    text.parse().unwrap()
}
