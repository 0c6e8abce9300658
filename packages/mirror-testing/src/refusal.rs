//! Comparing the results of messages: an error as a whole value, or the attributes of a success.

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

/// The attributes of `contract` in the event log, in order, without its own address.
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

/// The first value of `contract`'s under this key in the event log.
#[track_caller]
pub fn attribute(response: &AppResponse, contract: &Addr, key: &str) -> String {
    let mut all = attributes(response, contract).into_iter();
    let found = all.find(|(name, _)| name == key);
    found.unwrap_or_else(|| panic!("no attribute {key}")).1
}

/// Attributes in the form that [`attributes`] has.
pub fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(key, value): &(&str, &str)| (key.to_string(), value.to_string());
    expected.iter().map(owned).collect()
}

/// The event log must have exactly these attributes of `contract`, in this order.
#[track_caller]
pub fn assert_attributes(response: &AppResponse, contract: &Addr, expected: &[(&str, &str)]) {
    assert_eq!(pairs(expected), attributes(response, contract));
}
