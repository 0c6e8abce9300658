//! Replies to messages that the factory did not send.

use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{Binary, Reply, SubMsgResult};
use mirror_bytes::BytesError;
use mirror_factory::contract::reply;
use mirror_factory::ContractError;

fn failed(id: u64, payload: &str) -> Reply {
    Reply {
        id,
        payload: Binary::from(payload.as_bytes()),
        gas_used: 0,
        result: SubMsgResult::Err("redacted".to_string()),
    }
}

/// T-11: reply confusion.
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
