//! The wasm admin of all contracts. When gov decides so, it migrates them or lends that right for a
//! limited time, and it keeps a record of both.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{wasm_execute, Addr, Binary, CosmosMsg, StdResult};

pub use terraswap::version::MigrateMsg;

/// Set up the admin manager.
#[cw_serde]
pub struct InstantiateMsg {
    /// The owner, who decides; gov in a deployed protocol.
    pub owner: String,
    /// How long a lent right lasts, in seconds; above 0.
    pub admin_claim_period: u64,
}

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the owner.
    ///
    /// Sender: the owner. Emits: action=update_owner, owner.
    UpdateOwner {
        /// The new owner.
        owner: String,
    },
    /// Migrate contracts in the given order: all of them or none.
    ///
    /// Sender: the owner. Emits: action=execute_migrations.
    ExecuteMigrations {
        /// Entries of contract, new code id and migrate message (base64 of its JSON): 1 to 20, no
        /// contract twice.
        migrations: Vec<(String, u64, Binary)>,
    },
    /// Let an account claim the admin right of contracts for `admin_claim_period` from now on.
    ///
    /// Sender: the owner. Emits: action=authorize_claim, claim_start, claim_end, authorized_addr.
    AuthorizeClaim {
        /// The account.
        authorized_addr: String,
    },
    /// Become the admin of a contract. Only the new admin can give the right back.
    ///
    /// Sender: an authorised account, up to its claim_end inclusive.
    /// Emits: action=claim_admin, contract.
    ClaimAdmin {
        /// The contract; not this one.
        contract: String,
    },
}

/// The queries. Records come newest first. All records of one second are on the same page, so a page
/// may be longer than its limit.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// What was migrated.
    #[returns(MigrationRecordsResponse)]
    MigrationRecords {
        /// Only records before this time, in UNIX seconds.
        start_after: Option<u64>,
        /// Entries on the page: 10 by default, 30 at most.
        limit: Option<u32>,
    },
    /// Who was authorised.
    #[returns(AuthRecordsResponse)]
    AuthRecords {
        /// Only records before this time, in UNIX seconds.
        start_after: Option<u64>,
        /// Entries on the page: 10 by default, 30 at most.
        limit: Option<u32>,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// The owner, who decides.
    pub owner: String,
    /// How long a lent right lasts, in seconds.
    pub admin_claim_period: u64,
}

/// One contract that was migrated.
#[cw_serde]
pub struct MigrationItem {
    /// The contract.
    pub contract: String,
    /// The code it runs since.
    pub new_code_id: u64,
    /// The migrate message, as base64 of its JSON.
    pub msg: Binary,
}

/// Contracts that were migrated together.
#[cw_serde]
pub struct MigrationRecordResponse {
    /// Who ordered it.
    pub executor: String,
    /// When, in UNIX seconds.
    pub time: u64,
    /// The contracts, in the order in which they were migrated.
    pub migrations: Vec<MigrationItem>,
}

/// A page of migrations.
#[cw_serde]
pub struct MigrationRecordsResponse {
    /// The entries.
    pub records: Vec<MigrationRecordResponse>,
}

/// An authorisation.
#[cw_serde]
pub struct AuthRecordResponse {
    /// Who was authorised.
    pub address: String,
    /// From when on, in UNIX seconds.
    pub start_time: u64,
    /// Until when, in UNIX seconds, inclusive.
    pub end_time: u64,
}

/// A page of authorisations.
#[cw_serde]
pub struct AuthRecordsResponse {
    /// The entries.
    pub records: Vec<AuthRecordResponse>,
}

/// A handle to send the admin manager messages.
pub struct AdminManager(pub Addr);

impl AdminManager {
    /// Change its owner.
    pub fn update_owner(&self, owner: String) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::UpdateOwner { owner };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Migrate contracts.
    pub fn execute_migrations(
        &self,
        migrations: Vec<(String, u64, Binary)>,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::ExecuteMigrations { migrations };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Let an account claim admin rights.
    pub fn authorize_claim(&self, authorized_addr: String) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::AuthorizeClaim { authorized_addr };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }
}
