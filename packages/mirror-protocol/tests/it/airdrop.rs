use cosmwasm_std::Uint128;
use mirror_protocol::airdrop::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, IsClaimedResponse, LatestStageResponse,
    MerkleRootResponse, QueryMsg,
};

use crate::golden::{record, refused, variant, written_so};

const CONFIG: &str = r#"{"owner":"gov","mirror_token":"mir"}"#;

#[test]
fn the_messages_of_the_set_up_have_this_form() {
    record(
        &InstantiateMsg {
            owner: "gov".into(),
            mirror_token: "mir".into(),
        },
        CONFIG,
        &[],
    );
    variant(
        &ExecuteMsg::UpdateConfig {
            owner: Some("gov".into()),
        },
        r#"{"update_config":{"owner":"gov"}}"#,
        &["owner"],
    );
}

#[test]
fn the_messages_about_stages_have_this_form() {
    variant(
        &ExecuteMsg::RegisterMerkleRoot {
            merkle_root: "root".into(),
            total_amount: Some(Uint128::new(10_000_001)),
            expiration: Some(1_700_000_000),
        },
        r#"{"register_merkle_root":{
            "merkle_root":"root","total_amount":"10000001","expiration":1700000000
        }}"#,
        &["total_amount", "expiration"],
    );
    variant(
        &ExecuteMsg::UpdateMerkleRoot {
            stage: 1,
            merkle_root: "root".into(),
        },
        r#"{"update_merkle_root":{"stage":1,"merkle_root":"root"}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::Clawback {
            stage: 1,
            recipient: "community".into(),
        },
        r#"{"clawback":{"stage":1,"recipient":"community"}}"#,
        &[],
    );
    refused::<ExecuteMsg>(r#"{"clawback":{"stage":256,"recipient":"community"}}"#);
}

#[test]
fn a_claim_has_this_form() {
    variant(
        &ExecuteMsg::Claim {
            stage: 1,
            amount: Uint128::new(1_000_000),
            proof: vec!["one".into(), "two".into()],
            address: Some("alice".into()),
        },
        r#"{"claim":{
            "stage":1,"amount":"1000000","proof":["one","two"],"address":"alice"
        }}"#,
        &["address"],
    );
}

#[test]
fn the_queries_have_this_form() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    written_so(&QueryMsg::LatestStage {}, r#"{"latest_stage":{}}"#);
    variant(
        &QueryMsg::MerkleRoot { stage: 1 },
        r#"{"merkle_root":{"stage":1}}"#,
        &[],
    );
    variant(
        &QueryMsg::IsClaimed {
            stage: 1,
            address: "alice".into(),
        },
        r#"{"is_claimed":{"stage":1,"address":"alice"}}"#,
        &[],
    );
}

#[test]
fn the_answers_have_this_form() {
    record(
        &ConfigResponse {
            owner: "gov".into(),
            mirror_token: "mir".into(),
        },
        CONFIG,
        &[],
    );
    record(
        &MerkleRootResponse {
            stage: 1,
            merkle_root: "root".into(),
            total_amount: Some(Uint128::new(10_000_001)),
            expiration: Some(1_700_000_000),
            claimed_amount: Uint128::new(5),
        },
        r#"{
            "stage":1,"merkle_root":"root","total_amount":"10000001",
            "expiration":1700000000,"claimed_amount":"5"
        }"#,
        &["total_amount", "expiration"],
    );
    record(
        &LatestStageResponse { latest_stage: 54 },
        r#"{"latest_stage":54}"#,
        &[],
    );
    record(
        &IsClaimedResponse { is_claimed: true },
        r#"{"is_claimed":true}"#,
        &[],
    );
}
