use cosmwasm_std::Binary;
use mirror_protocol::admin_manager::{
    AuthRecordResponse, AuthRecordsResponse, ConfigResponse, ExecuteMsg, InstantiateMsg,
    MigrationItem, MigrationRecordResponse, MigrationRecordsResponse, QueryMsg,
};

use crate::golden::{record, variant, written_so};

const CONFIG: &str = r#"{"owner":"gov","admin_claim_period":604800}"#;

#[test]
fn the_message_of_the_set_up_has_this_form() {
    record(
        &InstantiateMsg {
            owner: "gov".into(),
            admin_claim_period: 604_800,
        },
        CONFIG,
        &[],
    );
}

#[test]
fn the_messages_have_this_form() {
    variant(
        &ExecuteMsg::UpdateOwner {
            owner: "gov".into(),
        },
        r#"{"update_owner":{"owner":"gov"}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::ExecuteMigrations {
            migrations: vec![("mint".into(), 9, Binary::from(b"{}"))],
        },
        r#"{"execute_migrations":{"migrations":[["mint",9,"e30="]]}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::AuthorizeClaim {
            authorized_addr: "claimant".into(),
        },
        r#"{"authorize_claim":{"authorized_addr":"claimant"}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::ClaimAdmin {
            contract: "mint".into(),
        },
        r#"{"claim_admin":{"contract":"mint"}}"#,
        &[],
    );
}

#[test]
fn the_queries_have_this_form() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    variant(
        &QueryMsg::MigrationRecords {
            start_after: Some(2_000_000),
            limit: Some(30),
        },
        r#"{"migration_records":{"start_after":2000000,"limit":30}}"#,
        &["start_after", "limit"],
    );
    variant(
        &QueryMsg::AuthRecords {
            start_after: Some(2_000_000),
            limit: Some(30),
        },
        r#"{"auth_records":{"start_after":2000000,"limit":30}}"#,
        &["start_after", "limit"],
    );
}

#[test]
fn the_answers_have_this_form() {
    record(
        &ConfigResponse {
            owner: "gov".into(),
            admin_claim_period: 604_800,
        },
        CONFIG,
        &[],
    );
    record(
        &MigrationRecordsResponse {
            records: vec![MigrationRecordResponse {
                executor: "gov".into(),
                time: 2_000_000,
                migrations: vec![MigrationItem {
                    contract: "mint".into(),
                    new_code_id: 9,
                    msg: Binary::from(b"{}"),
                }],
            }],
        },
        r#"{"records":[{"executor":"gov","time":2000000,"migrations":[
            {"contract":"mint","new_code_id":9,"msg":"e30="}
        ]}]}"#,
        &[],
    );
    record(
        &AuthRecordsResponse {
            records: vec![AuthRecordResponse {
                address: "claimant".into(),
                start_time: 1_000_000,
                end_time: 1_604_800,
            }],
        },
        r#"{"records":[{"address":"claimant","start_time":1000000,"end_time":1604800}]}"#,
        &[],
    );
}
