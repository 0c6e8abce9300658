//! From a list to what a stage of the contract needs, and to what each account needs to claim.

use cosmwasm_std::Uint128;
use mirror_merkle::{leaf, Hash, Tree, TreeError};
use serde::{Deserialize, Serialize};

use super::list::{Entry, List};
use super::progress;

/// The file of root and totals.
pub const STAGE_FILE: &str = "stage.json";

/// The file of every account with its proof, by address.
pub const PROOFS_FILE: &str = "proofs.jsonl";

/// A list, ready to be registered and claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Airdrop {
    pub summary: Summary,
    /// By address.
    pub claims: Vec<Claim>,
}

/// What is registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// 64 hex characters.
    pub merkle_root: String,
    /// The sum of all amounts, in micro-MIR.
    pub total_amount: Uint128,
    /// How many accounts there are.
    pub accounts: u64,
}

/// What an account sends, but for the number of the stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub address: String,
    /// In micro-MIR.
    pub amount: Uint128,
    /// From the leaf's partner up to below the root, 64 hex characters each.
    pub proof: Vec<String>,
}

impl Claim {
    pub fn leaf(&self) -> Hash {
        leaf(&self.address, self.amount)
    }
}

/// Root, totals and proofs. The order of the list does not matter.
pub fn build(list: &List) -> Result<Airdrop, TreeError> {
    let leaf_of = |entry: &Entry| leaf(&entry.address, entry.amount);
    let tree = Tree::new(list.entries.iter().map(leaf_of).collect())?;

    let bar = progress::bar("Proofs", list.entries.len());
    let mut claims: Vec<_> = bar
        .wrap_iter(list.entries.iter())
        .map(|entry| Claim {
            address: entry.address.clone(),
            amount: entry.amount,
            proof: proof_texts(&tree, &leaf_of(entry)),
        })
        .collect();
    claims.sort_by(|one, other| one.address.cmp(&other.address));

    Ok(Airdrop {
        summary: Summary {
            merkle_root: tree.root().to_string(),
            total_amount: list.total,
            accounts: claims.len() as u64,
        },
        claims,
    })
}

fn proof_texts(tree: &Tree, leaf: &Hash) -> Vec<String> {
    // Every leaf asked for was put into the tree.
    let proof = tree.proof(leaf).unwrap_or_default();
    proof.iter().map(Hash::to_string).collect()
}
