//! Every way in which the airdrop refuses.

use cosmwasm_std::{OverflowError, StdError, Uint128};
use mirror_merkle::NotAHash;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    /// A sum that does not fit, or a sum smaller than its parts.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    // Rights
    /// Only the owner registers and corrects stages and claws back.
    #[error("unauthorized")]
    Unauthorized {},

    // Input
    /// Give the root that `mirror airdrop build` printed.
    #[error("invalid merkle root: {0}")]
    InvalidMerkleRoot(NotAHash),

    /// Give the proof that `mirror airdrop build` wrote.
    #[error("invalid proof: {0}")]
    InvalidProof(NotAHash),

    /// Give a proof of the list: no list is long enough for such a proof.
    #[error("invalid proof: {received} elements, at most {most}")]
    ProofTooLong { received: usize, most: usize },

    /// Claim for the address of an account or a contract.
    #[error("{address} is no account: it has {bytes} bytes, accounts have 20 or 32")]
    NoAccount { address: String, bytes: usize },

    /// Give an amount above 0.
    #[error("the amount must be above zero")]
    ZeroAmount {},

    /// Claims need time: choose a later expiration, or none.
    #[error("the expiration {expiration} has passed: it is {now}")]
    ExpirationPassed { expiration: u64, now: u64 },

    // State
    /// Open another airdrop contract.
    #[error("too many stages: {most} at most")]
    TooManyStages { most: u8 },

    /// Stages are numbered from 1 on.
    #[error("stage not found: {stage}")]
    StageNotFound { stage: u8 },

    /// A root is corrected before its claims, and stays from then on.
    #[error("stage already has claims: {claimed_amount} of stage {stage}")]
    StageHasClaims { stage: u8, claimed_amount: Uint128 },

    /// It is too late: the owner may send the rest elsewhere.
    #[error("stage expired: at {expiration}, it is {now}")]
    StageExpired { expiration: u64, now: u64 },

    /// An account claims once in each stage.
    #[error("already claimed: stage {stage}, {address}")]
    AlreadyClaimed { stage: u8, address: String },

    /// Give address, amount and proof of one entry of the stage's list.
    #[error(
        "Verification is failed: {address} with {amount} is not in stage {stage} by this proof"
    )]
    NotInList {
        stage: u8,
        address: String,
        amount: Uint128,
    },

    /// Too late: the list sums up to more than its total, and others claimed before.
    #[error("stage exhausted: {left} is left, {amount} is claimed")]
    StageExhausted { left: Uint128, amount: Uint128 },

    /// Send MIR to this contract first.
    #[error("insufficient MIR balance: {amount} is needed beyond {reserved} reserved, {balance} is here")]
    InsufficientBalance {
        amount: Uint128,
        reserved: Uint128,
        balance: Uint128,
    },

    /// Wait for the expiration; a stage without one pays for ever.
    #[error("stage not expired{}", expiry(.expiration))]
    StageNotExpired { expiration: Option<u64> },

    /// Only a stage with a total can be clawed back.
    #[error("stage has no total")]
    StageHasNoTotal {},

    /// A stage is clawed back once.
    #[error("stage already clawed back: {stage}")]
    AlreadyClawedBack { stage: u8 },
}

fn expiry(expiration: &Option<u64>) -> String {
    match expiration {
        Some(second) => format!(": it does at {second}"),
        None => ": it never does".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clawback_too_early_is_told_when_it_is_possible() {
        let text = |expiration| ContractError::StageNotExpired { expiration }.to_string();

        assert_eq!(
            "stage not expired: it does at 1700000000",
            text(Some(1_700_000_000))
        );
        assert_eq!("stage not expired: it never does", text(None));
    }
}
