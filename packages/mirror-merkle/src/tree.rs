//! From a list to its root, and from an entry of it to the same root.

use cosmwasm_std::Uint128;
use thiserror::Error;

use crate::hash::{keccak256, Hash};

/// The most elements of a proof: enough for lists of four billion entries, and a limit for the work of
/// checking one.
pub const MOST_PROOF_ELEMENTS: usize = 32;

/// Why leaves make no tree.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum TreeError {
    /// The list is empty.
    #[error("a tree needs a leaf")]
    NoLeaves {},

    /// Every account has one entry: add up those of the same account.
    #[error("the leaf {leaf} is there twice")]
    DuplicateLeaf {
        /// The leaf that is in the list more than once.
        leaf: Hash,
    },
}

/// The leaf of an account that gets `amount`, in micro units.
pub fn leaf(address: &str, amount: Uint128) -> Hash {
    keccak256(&[address.as_bytes(), amount.to_string().as_bytes()])
}

/// The node above two others. Their order does not matter.
pub fn parent(one: &Hash, other: &Hash) -> Hash {
    let (first, second) = (one.min(other), one.max(other));
    keccak256(&[first.as_slice(), second.as_slice()])
}

/// The root to which a proof leads from a leaf. The leaf is in the list if it is the list's root.
pub fn fold(leaf: Hash, proof: &[Hash]) -> Hash {
    proof
        .iter()
        .fold(leaf, |node, partner| parent(&node, partner))
}

/// All nodes above a list of leaves.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The sorted leaves.
    leaves: Vec<Hash>,
    /// The nodes above them, level by level; the last level is the root alone. None for one leaf.
    above: Vec<Vec<Hash>>,
    root: Hash,
}

impl Tree {
    /// Sorts the leaves, so that the order of the list does not matter.
    pub fn new(mut leaves: Vec<Hash>) -> Result<Self, TreeError> {
        leaves.sort_unstable();
        let twice = leaves.windows(2).find_map(|pair| match pair {
            [one, other] if one == other => Some(*one),
            _ => None,
        });
        if let Some(leaf) = twice {
            return Err(TreeError::DuplicateLeaf { leaf });
        }

        let mut above: Vec<Vec<Hash>> = Vec::new();
        loop {
            let level = above.last().unwrap_or(&leaves);
            let next = match level.as_slice() {
                [] => return Err(TreeError::NoLeaves {}),
                [root] => {
                    let root = *root;
                    return Ok(Self {
                        leaves,
                        above,
                        root,
                    });
                }
                nodes => next_level(nodes),
            };
            above.push(next);
        }
    }

    /// The node above all others.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// The way from a leaf to the root: what [`fold`] needs. `None` for a leaf of another tree.
    pub fn proof(&self, leaf: &Hash) -> Option<Vec<Hash>> {
        let mut place = self.leaves.binary_search(leaf).ok()?;

        let mut proof = Vec::with_capacity(self.above.len());
        for level in std::iter::once(&self.leaves).chain(&self.above) {
            // Partners are 0 and 1, 2 and 3, …; the last node of an odd level has none.
            proof.extend(level.get(place ^ 1));
            place /= 2;
        }
        Some(proof)
    }
}

fn next_level(nodes: &[Hash]) -> Vec<Hash> {
    nodes
        .chunks(2)
        .filter_map(|pair| match pair {
            [one, other] => Some(parent(one, other)),
            [last] => Some(*last),
            _ => None,
        })
        .collect()
}
