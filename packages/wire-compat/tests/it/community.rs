use cosmwasm_std::Uint128;
use mirror_protocol::community as ours;
use published_mirror::community as theirs;
use serde_json::json;

use crate::wire::{made, ours_reads, ours_reads_all, theirs_reads};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        owner: "gov".into(),
        mirror_token: "mir".into(),
        spend_limit: made("5"),
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("gov".into()),
            spend_limit: Some(made("5")),
        },
        theirs::ExecuteMsg::Spend {
            recipient: "builder".into(),
            amount: made("5"),
        },
    ]);
}

#[test]
fn query_and_answer() {
    ours_reads::<ours::QueryMsg>(&theirs::QueryMsg::Config {});
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "gov".into(),
        mirror_token: "mir".into(),
        spend_limit: Uint128::new(5),
        spend_period: Some(2_592_000),
        period_limit: Some(Uint128::new(10)),
    });
}
