//! `migrate`, and replies to messages that the factory did not send.

use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{Binary, Reply, SubMsgResult};
use cw_multi_test::Executor;
use mirror_bytes::BytesError;
use mirror_factory::contract::reply;
use mirror_factory::ContractError;
use mirror_testing::{codes, World};
use terraswap::version::VersionError;

/// T-16.
#[test]
fn the_same_version_is_not_an_upgrade_whatever_the_message_says() {
    let mut world = World::new();
    let deployer = world.chain.account("deployer");
    let code = world.chain.app.store_code(codes::factory());
    let former_fields = serde_json::json!({ "owner": "ignored" });

    let factory = world.at.factory.clone();
    let refusal = world
        .chain
        .app
        .migrate_contract(deployer, factory, &former_fields, code);

    let version = env!("CARGO_PKG_VERSION").to_string();
    let expected = VersionError::NotAnUpgrade {
        stored: version.clone(),
        new: version,
    };
    assert_eq!(
        Some(&ContractError::Version(expected)),
        refusal.unwrap_err().downcast_ref()
    );
}

fn failed(id: u64, payload: &str) -> Reply {
    Reply {
        id,
        payload: Binary::from(payload.as_bytes()),
        gas_used: 0,
        result: SubMsgResult::Err("redacted".to_string()),
    }
}

/// T-11.
#[test]
fn replies_of_other_ids_or_without_context_are_errors() {
    let mut deps = mock_dependencies();

    for id in [0, 3, u64::MAX] {
        let refusal = reply(deps.as_mut(), mock_env(), failed(id, "{}"));
        assert_eq!(Err(ContractError::UnknownReply { id }), refusal);
    }
    for id in [1, 2] {
        for payload in ["", "{}", "[]"] {
            let refusal = reply(deps.as_mut(), mock_env(), failed(id, payload));
            assert_eq!(Err(ContractError::Bytes(BytesError::Damaged)), refusal);
        }
    }
}
