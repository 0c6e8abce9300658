//! What is remembered of each decision. When it was is in the record's key.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Binary, WasmMsg};
use mirror_protocol::admin_manager::{AuthRecordResponse, MigrationItem, MigrationRecordResponse};

/// One contract and the code it gets.
#[cw_serde]
pub struct Migration {
    pub contract: Addr,
    pub new_code_id: u64,
    /// What the new code is told.
    pub msg: Binary,
}

impl Migration {
    /// The message that brings it about.
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
    /// Who said so.
    pub executor: Addr,
    /// In the order in which it was done.
    pub migrations: Vec<Migration>,
}

impl MigrationRecord {
    /// As queries show it.
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

/// An authorisation, which began when it was given.
#[cw_serde]
pub struct AuthRecord {
    /// Who was authorised.
    pub address: Addr,
    /// The last second of it.
    pub end_time: u64,
}

impl AuthRecord {
    /// As queries show it.
    pub fn into_response(self, start_time: u64) -> AuthRecordResponse {
        AuthRecordResponse {
            address: self.address.into_string(),
            start_time,
            end_time: self.end_time,
        }
    }
}
