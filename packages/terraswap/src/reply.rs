//! What a sub-message that instantiates a contract brings back: the new address.

use cosmwasm_std::{Addr, Api, Binary, Reply, StdError};
use cw_utils::{parse_execute_response_data, parse_instantiate_response_data, ParseReplyError};
use thiserror::Error;

/// No address can be read from the reply.
#[derive(Error, Debug, PartialEq)]
pub enum ReplyError {
    /// The address does not belong to this chain.
    #[error(transparent)]
    Std(#[from] StdError),

    /// The data is not what an instantiation answers.
    #[error(transparent)]
    Parse(#[from] ParseReplyError),

    /// The reply reports a failure, or has no answer in it.
    #[error("the sub-message has instantiated nothing")]
    NothingInstantiated,
}

/// The address of the contract that the sub-message has instantiated.
pub fn instantiated(api: &dyn Api, reply: Reply) -> Result<Addr, ReplyError> {
    Ok(instantiated_with_data(api, reply)?.0)
}

/// The address of the contract that the sub-message has instantiated, and what it has answered.
pub fn instantiated_with_data(
    api: &dyn Api,
    reply: Reply,
) -> Result<(Addr, Option<Binary>), ReplyError> {
    let answer = reply
        .result
        .into_result()
        .ok()
        .and_then(|answer| answer.msg_responses.into_iter().next())
        .ok_or(ReplyError::NothingInstantiated)?;
    let parsed = parse_instantiate_response_data(&answer.value)?;

    Ok((api.addr_validate(&parsed.contract_address)?, parsed.data))
}

/// What the contract that the sub-message has executed has answered.
pub fn executed_data(reply: &Reply) -> Option<Binary> {
    let answer = reply.result.clone().into_result().ok()?;
    let answer = answer.msg_responses.into_iter().next()?;
    parse_execute_response_data(&answer.value).ok()?.data
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;
    use cosmwasm_std::{Binary, MsgResponse, SubMsgResponse, SubMsgResult};

    use super::*;

    fn reply(answers: &[&[u8]]) -> Reply {
        let msg_responses = answers
            .iter()
            .map(|value| MsgResponse {
                type_url: "/cosmwasm.wasm.v1.MsgInstantiateContractResponse".into(),
                value: Binary::from(*value),
            })
            .collect();
        #[allow(
            deprecated,
            reason = "the former place of the data, which has to be filled"
        )]
        let answer = SubMsgResponse {
            events: vec![],
            data: None,
            msg_responses,
        };
        Reply {
            id: 1,
            payload: Binary::default(),
            gas_used: 0,
            result: SubMsgResult::Ok(answer),
        }
    }

    /// Field 1 of the protobuf message: a text with its length before it.
    fn answer(address: &str) -> Vec<u8> {
        let length = u8::try_from(address.len()).unwrap();
        [&[0x0a, length], address.as_bytes()].concat()
    }

    #[test]
    fn the_address_is_the_answers_first_field() {
        let api = MockApi::default();
        let contract = api.addr_make("contract");

        let address = instantiated(&api, reply(&[&answer(contract.as_str())]));

        assert_eq!(Ok(contract), address);
    }

    /// T-11: reply confusion.
    #[test]
    fn an_empty_or_malformed_answer_is_an_error() {
        let api = MockApi::default();

        assert_eq!(
            Err(ReplyError::NothingInstantiated),
            instantiated(&api, reply(&[]))
        );
        assert!(matches!(
            instantiated(&api, reply(&[&[0x0a, 40, 1]])),
            Err(ReplyError::Parse(_))
        ));
        for no_address in [&b""[..], &answer("nonsense")] {
            assert!(matches!(
                instantiated(&api, reply(&[no_address])),
                Err(ReplyError::Std(_))
            ));
        }
    }

    #[test]
    fn a_failure_has_no_address() {
        let mut failed = reply(&[]);
        failed.result = SubMsgResult::Err("redacted".into());

        assert_eq!(
            Err(ReplyError::NothingInstantiated),
            instantiated(&MockApi::default(), failed)
        );
    }
}
