//! What came back: a refusal, compared as a whole value, or the attributes of a success.

use std::fmt::{Debug, Display};

use cosmwasm_std::Addr;
use cw_multi_test::AppResponse;

/// The message must have been refused with exactly this error, however deep in the call it arose.
#[track_caller]
pub fn assert_refused<E>(outcome: anyhow::Result<AppResponse>, expected: E)
where
    E: Debug + Display + PartialEq + Send + Sync + 'static,
{
    match outcome {
        Ok(response) => panic!("expected {expected:?}, was accepted: {:?}", response.events),
        Err(error) => match error.downcast_ref::<E>() {
            Some(received) => assert_eq!(&expected, received),
            None => panic!("expected {expected:?}, was refused with {error:?}"),
        },
    }
}

/// What `contract` told the event log, in order, without its own address.
pub fn attributes(response: &AppResponse, contract: &Addr) -> Vec<(String, String)> {
    let of_contract = |event: &&cosmwasm_std::Event| {
        event.ty == "wasm"
            && event.attributes.first().is_some_and(|first| {
                first.key == "_contract_address" && first.value == contract.as_str()
            })
    };
    response
        .events
        .iter()
        .filter(of_contract)
        .flat_map(|event| event.attributes.iter().skip(1))
        .map(|attribute| (attribute.key.clone(), attribute.value.clone()))
        .collect()
}

/// `contract` must have told the event log exactly these attributes, in this order.
#[track_caller]
pub fn assert_attributes(response: &AppResponse, contract: &Addr, expected: &[(&str, &str)]) {
    let told = attributes(response, contract);
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    assert_eq!(expected, told);
}
