//! The transactions of a deployment, as an embedded chain takes and answers them.

use cosmwasm_std::{BankMsg, Binary, CosmosMsg, WasmMsg};
use cw_multi_test::AppResponse;
use mirror_deploy::{Artifact, Receipt, Transaction};

/// The message of a transaction. A contract is made at the address that `salt` decides, without one
/// at the next that is free.
///
/// # Errors
///
/// The artifact of a transaction that stores code, which is no message to an embedded chain.
pub fn message(transaction: &Transaction, salt: Option<Binary>) -> Result<CosmosMsg, Artifact> {
    Ok(match transaction.clone() {
        Transaction::Store { artifact } => return Err(artifact),
        Transaction::Instantiate {
            code_id,
            msg,
            label,
            admin,
        } => made(code_id, msg, label, admin, salt).into(),
        Transaction::Execute {
            contract,
            msg,
            coins,
        } => WasmMsg::Execute {
            contract_addr: contract,
            msg,
            funds: coins,
        }
        .into(),
        Transaction::SetAdmin { contract, admin } => WasmMsg::UpdateAdmin {
            contract_addr: contract,
            admin,
        }
        .into(),
        Transaction::Send { recipient, coins } => BankMsg::Send {
            to_address: recipient,
            amount: coins,
        }
        .into(),
    })
}

fn made(
    code_id: u64,
    msg: Binary,
    label: String,
    admin: Option<String>,
    salt: Option<Binary>,
) -> WasmMsg {
    let funds = vec![];
    match salt {
        Some(salt) => WasmMsg::Instantiate2 {
            admin,
            code_id,
            label,
            msg,
            funds,
            salt,
        },
        None => WasmMsg::Instantiate {
            admin,
            code_id,
            msg,
            funds,
            label,
        },
    }
}

/// What a deployment reads in the answer to a transaction's message.
pub fn receipt(transaction: &Transaction, response: AppResponse) -> Receipt {
    let events = response.events.into_iter();
    let attributes: Vec<_> = events
        .flat_map(|event| event.attributes)
        .map(|attribute| (attribute.key, attribute.value))
        .collect();
    // What the new contract itself makes comes after it.
    let mut addresses = attributes.iter();
    let first = addresses.find(|(key, _)| key == "_contract_address");
    let makes = matches!(transaction, Transaction::Instantiate { .. });
    let contract = first.filter(|_| makes).map(|(_, address)| address.clone());
    Receipt {
        code_id: None,
        contract,
        attributes,
    }
}
