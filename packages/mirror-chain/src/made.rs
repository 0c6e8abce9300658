//! The contracts that a transaction asks to make.

use cosmrs::proto::cosmos::tx::v1beta1::{TxBody, TxRaw};
use cosmrs::proto::cosmwasm::wasm::v1::{MsgInstantiateContract, MsgInstantiateContract2};
use cosmrs::proto::traits::Message;

use crate::error::{unexpected, ChainError};

/// A contract that a message of a transaction asks to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The message's place among those of the transaction, from 0.
    pub message: usize,
    /// The number of the code.
    pub code_id: u64,
    /// The message to the new contract, in JSON.
    pub msg: Vec<u8>,
}

/// The contracts that the bytes of a transaction ask to make.
pub(crate) fn made_by(bytes: &[u8]) -> Result<Vec<Made>, ChainError> {
    let raw = TxRaw::decode(bytes).map_err(unexpected)?;
    let body = TxBody::decode(raw.body_bytes.as_slice()).map_err(unexpected)?;
    let mut all = Vec::new();
    for (message, any) in body.messages.iter().enumerate() {
        let (code_id, msg) = match any.type_url.as_str() {
            "/cosmwasm.wasm.v1.MsgInstantiateContract" => {
                let msg = MsgInstantiateContract::decode(any.value.as_slice());
                let msg = msg.map_err(unexpected)?;
                (msg.code_id, msg.msg)
            }
            "/cosmwasm.wasm.v1.MsgInstantiateContract2" => {
                let msg = MsgInstantiateContract2::decode(any.value.as_slice());
                let msg = msg.map_err(unexpected)?;
                (msg.code_id, msg.msg)
            }
            _ => continue,
        };
        all.push(Made {
            message,
            code_id,
            msg,
        });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
    use cosmrs::proto::traits::MessageExt;
    use cosmrs::Any;

    use super::*;

    fn transaction(messages: Vec<Any>) -> Vec<u8> {
        let body = TxBody {
            messages,
            ..TxBody::default()
        };
        let raw = TxRaw {
            body_bytes: body.to_bytes().unwrap(),
            ..TxRaw::default()
        };
        raw.to_bytes().unwrap()
    }

    fn any(type_url: &str, value: Vec<u8>) -> Any {
        Any {
            type_url: type_url.to_string(),
            value,
        }
    }

    #[test]
    fn both_ways_to_make_a_contract_are_found_with_their_places() {
        let send = MsgSend::default().to_bytes().unwrap();
        let plain = MsgInstantiateContract {
            code_id: 3,
            msg: b"{}".to_vec(),
            ..Default::default()
        };
        let salted = MsgInstantiateContract2 {
            code_id: 4,
            msg: b"[]".to_vec(),
            ..Default::default()
        };
        let bytes = transaction(vec![
            any("/cosmos.bank.v1beta1.MsgSend", send),
            any(
                "/cosmwasm.wasm.v1.MsgInstantiateContract",
                plain.to_bytes().unwrap(),
            ),
            any(
                "/cosmwasm.wasm.v1.MsgInstantiateContract2",
                salted.to_bytes().unwrap(),
            ),
        ]);

        let found = made_by(&bytes).unwrap();

        let made = |message, code_id, msg: &[u8]| Made {
            message,
            code_id,
            msg: msg.to_vec(),
        };
        assert_eq!(found, [made(1, 3, b"{}"), made(2, 4, b"[]")]);
    }

    #[test]
    fn what_is_no_transaction_is_told() {
        let told = made_by(&[255]);

        assert!(matches!(told, Err(ChainError::Unexpected(_))), "{told:?}");
    }
}
