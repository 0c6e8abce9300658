//! MIR for lists of accounts. Each list is a stage, of which the contract stores the Merkle root.
//!
//! Amounts are micro-MIR. Hashes are Keccak-256 as 64 hex characters. A leaf is the hash of the
//! address directly followed by the amount in decimal digits; a parent is the hash of its two
//! children, the smaller first.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Uint128;

pub use terraswap::version::MigrateMsg;

/// Set up the airdrop.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who registers stages.
    pub owner: String,
    /// The MIR token.
    pub mirror_token: String,
}

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the owner.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig {
        /// The new owner; absent: unchanged.
        owner: Option<String>,
    },
    /// Open the next stage.
    ///
    /// Sender: the owner. Emits: action=register_merkle_root, stage, merkle_root.
    RegisterMerkleRoot {
        /// The root of its list.
        merkle_root: String,
        /// The sum of its list, which this contract must have beyond what other stages still owe;
        /// absent: unknown.
        total_amount: Option<Uint128>,
        /// The UNIX second from which on nothing can be claimed; absent: never.
        expiration: Option<u64>,
    },
    /// Correct the root of a stage of which nothing was claimed.
    ///
    /// Sender: the owner. Emits: action=update_merkle_root, stage, merkle_root.
    UpdateMerkleRoot {
        /// The stage.
        stage: u8,
        /// The root of its list.
        merkle_root: String,
    },
    /// Pay an account its amount, once for each stage.
    ///
    /// Sender: anybody; the MIR goes to the account in the list.
    /// Emits: action=claim, stage, address, amount.
    Claim {
        /// The stage.
        stage: u8,
        /// The amount in the list.
        amount: Uint128,
        /// The hashes from the leaf's sibling up to below the root, at most 32.
        proof: Vec<String>,
        /// The account in the list, of 20 or 32 bytes; absent: the sender.
        address: Option<String>,
    },
    /// Send what was not claimed of an expired stage with a total to a recipient.
    ///
    /// Sender: the owner. Emits: action=clawback, stage, amount, recipient.
    Clawback {
        /// The stage.
        stage: u8,
        /// Who gets it.
        recipient: String,
    },
}

/// The queries.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// A stage; an error if there is none of this number.
    #[returns(MerkleRootResponse)]
    MerkleRoot {
        /// Its number, from 1 on.
        stage: u8,
    },
    /// The number of stages.
    #[returns(LatestStageResponse)]
    LatestStage {},
    /// Whether an account has claimed; false for one that is not in the list.
    #[returns(IsClaimedResponse)]
    IsClaimed {
        /// The stage.
        stage: u8,
        /// The account.
        address: String,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// Who registers stages.
    pub owner: String,
    /// The MIR token.
    pub mirror_token: String,
}

/// A stage.
#[cw_serde]
pub struct MerkleRootResponse {
    /// Its number.
    pub stage: u8,
    /// The root of its list.
    pub merkle_root: String,
    /// The sum of its list, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_amount: Option<Uint128>,
    /// The UNIX second from which on nothing can be claimed, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<u64>,
    /// What was claimed so far.
    pub claimed_amount: Uint128,
}

/// The number of stages.
#[cw_serde]
pub struct LatestStageResponse {
    /// The latest one; 0 for none.
    pub latest_stage: u8,
}

/// Whether an account has claimed.
#[cw_serde]
pub struct IsClaimedResponse {
    /// True once it has.
    pub is_claimed: bool,
}
