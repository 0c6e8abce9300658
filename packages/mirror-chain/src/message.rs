//! What a transaction asks the chain to do.

use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgExecuteContract, MsgInstantiateContract, MsgInstantiateContract2, MsgMigrateContract,
    MsgStoreCode, MsgUpdateAdmin,
};
use cosmrs::proto::traits::{MessageExt, Name};
use cosmrs::Any;
use cosmwasm_std::Coin;

use crate::error::{unexpected, ChainError};

/// What a transaction asks the chain to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Store a contract's code.
    Store {
        /// The code, plain or gzipped.
        wasm: Vec<u8>,
    },
    /// Make a contract at the next free address.
    Instantiate {
        /// The code's number.
        code_id: u64,
        /// The message that sets it up, as JSON.
        msg: Vec<u8>,
        /// The label that explorers show.
        label: String,
        /// Who may migrate it, if anybody may.
        admin: Option<String>,
        /// The coins sent with it.
        funds: Vec<Coin>,
    },
    /// Make a contract at an address that code, creator and salt decide.
    Instantiate2 {
        /// The code's number.
        code_id: u64,
        /// The message that sets it up, as JSON.
        msg: Vec<u8>,
        /// The label that explorers show.
        label: String,
        /// Who may migrate it, if anybody may.
        admin: Option<String>,
        /// The coins sent with it.
        funds: Vec<Coin>,
        /// 1 to 64 bytes, each used once by a creator and code.
        salt: Vec<u8>,
    },
    /// Send a contract a message.
    Execute {
        /// The contract.
        contract: String,
        /// The message, as JSON.
        msg: Vec<u8>,
        /// The coins sent with it.
        funds: Vec<Coin>,
    },
    /// Give a contract other code.
    Migrate {
        /// The contract.
        contract: String,
        /// The number of the new code.
        code_id: u64,
        /// The message to the new code, as JSON.
        msg: Vec<u8>,
    },
    /// Give the right to migrate a contract to somebody else.
    SetAdmin {
        /// The contract.
        contract: String,
        /// Who has the right from now on.
        admin: String,
    },
    /// Pay coins.
    Send {
        /// Who is paid.
        recipient: String,
        /// The coins.
        coins: Vec<Coin>,
    },
}

impl Msg {
    /// As the chain takes it, from this sender.
    pub(crate) fn encoded(&self, sender: &str) -> Result<Any, ChainError> {
        let sender = sender.to_string();
        match self.clone() {
            Self::Store { wasm } => any(&MsgStoreCode {
                sender,
                wasm_byte_code: wasm,
                instantiate_permission: None,
            }),
            Self::Instantiate {
                code_id,
                msg,
                label,
                admin,
                funds,
            } => any(&MsgInstantiateContract {
                sender,
                admin: admin.unwrap_or_default(),
                code_id,
                label,
                msg,
                funds: proto(funds),
            }),
            Self::Instantiate2 {
                code_id,
                msg,
                label,
                admin,
                funds,
                salt,
            } => any(&MsgInstantiateContract2 {
                sender,
                admin: admin.unwrap_or_default(),
                code_id,
                label,
                msg,
                funds: proto(funds),
                salt,
                fix_msg: false,
            }),
            Self::Execute {
                contract,
                msg,
                funds,
            } => any(&MsgExecuteContract {
                sender,
                contract,
                msg,
                funds: proto(funds),
            }),
            Self::Migrate {
                contract,
                code_id,
                msg,
            } => any(&MsgMigrateContract {
                sender,
                contract,
                code_id,
                msg,
            }),
            Self::SetAdmin { contract, admin } => any(&MsgUpdateAdmin {
                sender,
                new_admin: admin,
                contract,
            }),
            Self::Send { recipient, coins } => any(&MsgSend {
                from_address: sender,
                to_address: recipient,
                amount: proto(coins),
            }),
        }
    }
}

fn any<M: MessageExt + Name>(message: &M) -> Result<Any, ChainError> {
    Ok(Any {
        type_url: M::type_url(),
        value: message.to_bytes().map_err(unexpected)?,
    })
}

/// The chain wants coins in the order of their denoms.
fn proto(mut coins: Vec<Coin>) -> Vec<ProtoCoin> {
    coins.sort_by(|one, other| one.denom.cmp(&other.denom));
    let coins = coins.into_iter().map(|coin| ProtoCoin {
        denom: coin.denom,
        amount: coin.amount.to_string(),
    });
    coins.collect()
}
