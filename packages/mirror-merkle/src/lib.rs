#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod hash;
mod tree;

pub use hash::{keccak256, Hash, NotAHash};
pub use tree::{fold, leaf, parent, Tree, TreeError, MOST_PROOF_ELEMENTS};
