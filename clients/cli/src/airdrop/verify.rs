//! Whether claims are what a root stands for.

use std::collections::HashMap;

use cosmwasm_std::Uint128;
use mirror_merkle::{fold, Hash, NotAHash, Tree, MOST_PROOF_ELEMENTS};
use serde::Serialize;
use thiserror::Error;

use super::address::{self, AddressFault};
use super::build::{Claim, STAGE_FILE};
use super::error::{read_root, BadInput};
use super::files::Claims;
use super::progress;

/// What was checked, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub root: Hash,
    pub accounts: u64,
    pub total: Uint128,
    /// None: all is well.
    pub findings: Vec<Finding>,
}

/// Something wrong, with its line if it is on one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub line: Option<u64>,
    #[serde(serialize_with = "as_text")]
    pub flaw: Flaw,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    #[error("this is not a claim: {reason}")]
    NotAClaim { reason: String },
    #[error("`{address}` {fault}, so that the contract takes no claim of it")]
    Address {
        address: String,
        fault: AddressFault,
    },
    #[error("{address} is on line {first} already, and an account is paid once")]
    Duplicate { address: String, first: u64 },
    #[error("the amount of {address} is zero")]
    ZeroAmount { address: String },
    #[error("the proof of {address} has {found} elements; {MOST_PROOF_ELEMENTS} are the most")]
    TooLong { address: String, found: usize },
    #[error("the proof of {address}: {fault}")]
    Element { address: String, fault: NotAHash },
    #[error("{address} with {amount} leads to {root}")]
    LeadsElsewhere {
        address: String,
        amount: Uint128,
        root: Hash,
    },
    #[error("--root is another than the {found} of {STAGE_FILE}")]
    OtherRoot { found: Hash },
    #[error("{STAGE_FILE} counts {expected} accounts, there are {found}")]
    Accounts { expected: u64, found: u64 },
    #[error("{STAGE_FILE} has a total of {expected}, the amounts sum up to {found}")]
    Total { expected: Uint128, found: Uint128 },
}

/// Each claim on its own, in the order in which the contract will check it, and all of them against
/// their summary. `prefix` is the one that every address has.
pub fn verify(claims: &Claims, prefix: &str) -> Result<Report, BadInput> {
    let root = root_of(claims)?;
    let mut findings = Vec::new();
    let mut lines = HashMap::new();
    let (mut accounts, mut total) = (0, Uint128::zero());

    let bar = progress::bar("Proofs", claims.claims.len());
    for (line, claim) in bar.wrap_iter(claims.claims.iter()) {
        let checked = match claim {
            Ok(claim) => {
                accounts += 1;
                total = total.saturating_add(claim.amount);
                payable(claim, line.unwrap_or_default(), prefix, &mut lines)
                    .and_then(|()| check(claim, &root))
            }
            Err(reason) => Err(Flaw::NotAClaim {
                reason: reason.clone(),
            }),
        };
        findings.extend(checked.err().map(|flaw| Finding { line: *line, flaw }));
    }
    findings.extend(against_summary(claims, &root, accounts, total)?);

    Ok(Report {
        root,
        accounts,
        total,
        findings,
    })
}

/// What the claims are held against: the root asked for, else the one that was built, else the one
/// of these accounts.
fn root_of(claims: &Claims) -> Result<Hash, BadInput> {
    if let Some(root) = claims.root {
        return Ok(root);
    }
    if let Some(summary) = &claims.summary {
        return read_root(STAGE_FILE, &summary.merkle_root);
    }
    let readable = claims
        .claims
        .iter()
        .filter_map(|(_, claim)| claim.as_ref().ok());
    let mut leaves: Vec<_> = readable.map(Claim::leaf).collect();
    // Accounts that are there twice are findings, no reason to stop.
    leaves.sort_unstable();
    leaves.dedup();
    Ok(Tree::new(leaves)?.root())
}

/// An account that the contract pays; `lines` are those of the accounts before it.
fn payable<'a>(
    claim: &'a Claim,
    line: u64,
    prefix: &str,
    lines: &mut HashMap<&'a str, u64>,
) -> Result<(), Flaw> {
    let address = claim.address.clone();
    if let Err(fault) = address::check(&address, prefix) {
        return Err(Flaw::Address { address, fault });
    }
    match *lines.entry(&claim.address).or_insert(line) {
        first if first != line => Err(Flaw::Duplicate { address, first }),
        _ => Ok(()),
    }
}

fn check(claim: &Claim, expected: &Hash) -> Result<(), Flaw> {
    let address = claim.address.clone();
    if claim.amount.is_zero() {
        return Err(Flaw::ZeroAmount { address });
    }
    let found = claim.proof.len();
    if found > MOST_PROOF_ELEMENTS {
        return Err(Flaw::TooLong { address, found });
    }
    let proof = claim.proof.iter().map(|element| element.parse());
    let proof: Result<Vec<Hash>, NotAHash> = proof.collect();
    let proof = match proof {
        Ok(proof) => proof,
        Err(fault) => return Err(Flaw::Element { address, fault }),
    };
    let root = fold(claim.leaf(), &proof);
    if root != *expected {
        let amount = claim.amount;
        return Err(Flaw::LeadsElsewhere {
            address,
            amount,
            root,
        });
    }
    Ok(())
}

fn against_summary(
    claims: &Claims,
    root: &Hash,
    accounts: u64,
    total: Uint128,
) -> Result<Vec<Finding>, BadInput> {
    let Some(summary) = &claims.summary else {
        return Ok(Vec::new());
    };
    let built = read_root(STAGE_FILE, &summary.merkle_root)?;
    let flaws = [
        (built != *root).then_some(Flaw::OtherRoot { found: built }),
        (summary.accounts != accounts).then_some(Flaw::Accounts {
            expected: summary.accounts,
            found: accounts,
        }),
        (summary.total_amount != total).then_some(Flaw::Total {
            expected: summary.total_amount,
            found: total,
        }),
    ];
    let finding = |flaw| Finding { line: None, flaw };
    Ok(flaws.into_iter().flatten().map(finding).collect())
}

fn as_text<S: serde::Serializer>(flaw: &Flaw, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(flaw)
}
