//! A poll gives a contract other code, through the admin manager.

use serde_json::json;

use super::next_version;
use super::polls::{executes, Polls};
use super::story::{assert_told, Story};

pub(super) fn a_poll_gives_a_contract_other_code(story: &mut Story, polls: &Polls) {
    let contracts = story.contracts();
    let (community, manager) = (&contracts.community, &contracts.admin_manager);
    let before = story.asks(community, json!({ "config": {} }));

    let done = executes(story, polls.upgrade);

    assert_told(&done, manager, &[("action", "execute_migrations")]);
    assert_told(
        &done,
        community,
        &[
            ("action", "migrate"),
            ("from_version", env!("CARGO_PKG_VERSION")),
            ("to_version", &next_version::number()),
        ],
    );
    let info = story
        .network
        .run(story.network.node.contract_info(community));
    let info = info.unwrap();
    assert_eq!(
        (info.code_id, info.admin.as_ref()),
        (polls.code_id, Some(manager))
    );
    let path = format!("/cosmwasm/wasm/v1/contract/{community}");
    let seen = story.network.front.get(&path).good();
    assert_eq!(seen["contract_info"]["code_id"], polls.code_id.to_string());
    assert_eq!(story.asks(community, json!({ "config": {} })), before);
    let records = story.asks(manager, json!({ "migration_records": {} }));
    let records = records["records"].as_array().unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["executor"], contracts.gov);
    assert_eq!(records[0]["time"], story.time_of(&done));
    assert_eq!(records[0]["migrations"][0]["new_code_id"], polls.code_id);
}
