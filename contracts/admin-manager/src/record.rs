//! The record of each decision. The time of the decision is in the record's key.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Binary, WasmMsg};
use mirror_protocol::admin_manager::{AuthRecordResponse, MigrationItem, MigrationRecordResponse};

/// One contract and the code it gets.
#[cw_serde]
pub struct Migration {
    /// The contract.
    pub contract: Addr,
    /// The code it gets.
    pub new_code_id: u64,
    /// The migrate message for the new code.
    pub msg: Binary,
}

impl Migration {
    /// The message that migrates the contract.
    pub fn message(&self) -> WasmMsg {
        WasmMsg::Migrate {
            contract_addr: self.contract.to_string(),
            new_code_id: self.new_code_id,
            msg: self.msg.clone(),
        }
    }
}

/// Contracts that were migrated together.
#[cw_serde]
pub struct MigrationRecord {
    /// Who ordered it.
    pub executor: Addr,
    /// In the order in which they were migrated.
    pub migrations: Vec<Migration>,
}

impl MigrationRecord {
    /// The record as queries return it.
    pub fn into_response(self, time: u64) -> MigrationRecordResponse {
        let item = |migration: Migration| MigrationItem {
            contract: migration.contract.into_string(),
            new_code_id: migration.new_code_id,
            msg: migration.msg,
        };
        MigrationRecordResponse {
            executor: self.executor.into_string(),
            time,
            migrations: self.migrations.into_iter().map(item).collect(),
        }
    }
}

/// An authorisation. It began at the time of the record.
#[cw_serde]
pub struct AuthRecord {
    /// Who was authorised.
    pub address: Addr,
    /// The last second of the authorisation.
    pub end_time: u64,
}

impl AuthRecord {
    /// The record as queries return it.
    pub fn into_response(self, start_time: u64) -> AuthRecordResponse {
        AuthRecordResponse {
            address: self.address.into_string(),
            start_time,
            end_time: self.end_time,
        }
    }
}
