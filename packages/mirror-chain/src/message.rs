//! What a transaction asks the chain to do.

use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::proto::cosmos::feegrant::v1beta1::{BasicAllowance, MsgGrantAllowance};
use cosmrs::proto::cosmos::gov::v1::{MsgSubmitProposal, MsgVote, VoteOption};
use cosmrs::proto::cosmos::staking::v1beta1::MsgDelegate;
use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgExecuteContract, MsgInstantiateContract, MsgInstantiateContract2, MsgMigrateContract,
    MsgPinCodes, MsgStoreCode, MsgUnpinCodes, MsgUpdateAdmin,
};
use cosmrs::proto::traits::{MessageExt, Name};
use cosmrs::Any;
use cosmwasm_std::Coin;
use mirror_deploy::{Artifact, Transaction};

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
    /// Pay the fees of somebody else's transactions from now on.
    GrantFees {
        /// Whose transactions; the account is made if there is none.
        grantee: String,
        /// The most that is paid altogether; empty for no limit.
        limit: Vec<Coin>,
    },
    /// Give a validator of the chain weight in its consensus and in its governance.
    Delegate {
        /// The validator's operator address.
        validator: String,
        /// What is bonded.
        amount: Coin,
    },
    /// Ask the chain's own governance to do something.
    Propose {
        /// What it shall do.
        messages: Vec<Msg>,
        /// The account of the chain's governance ([`crate::Node::chain_governance`]).
        authority: String,
        /// What the proposal is secured with.
        deposit: Vec<Coin>,
        /// What it is about; also its summary.
        title: String,
    },
    /// Vote yes on a proposal to the chain's own governance.
    Vote {
        /// The proposal's number.
        proposal: u64,
    },
    /// Keep codes loaded, so that messages to their contracts cost less; governance only.
    PinCodes {
        /// The codes' numbers.
        code_ids: Vec<u64>,
    },
    /// Load codes for each message again; governance only.
    UnpinCodes {
        /// The codes' numbers.
        code_ids: Vec<u64>,
    },
}

impl Msg {
    /// A transaction of a deployment. `wasm` gives the code of an artifact; `salt` what decides, with
    /// code and creator, the address of the contract with a label: `None` for the next free address.
    pub fn of_deployment<E>(
        transaction: &Transaction,
        wasm: impl FnOnce(Artifact) -> Result<Vec<u8>, E>,
        salt: impl FnOnce(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, E> {
        Ok(match transaction.clone() {
            Transaction::Store { artifact } => Self::Store {
                wasm: wasm(artifact)?,
            },
            Transaction::Instantiate {
                code_id,
                msg,
                label,
                admin,
            } => match salt(&label) {
                Some(salt) => Self::Instantiate2 {
                    code_id,
                    msg: msg.into(),
                    label,
                    admin,
                    funds: vec![],
                    salt,
                },
                None => Self::Instantiate {
                    code_id,
                    msg: msg.into(),
                    label,
                    admin,
                    funds: vec![],
                },
            },
            Transaction::Execute {
                contract,
                msg,
                coins,
            } => Self::Execute {
                contract,
                msg: msg.into(),
                funds: coins,
            },
            Transaction::SetAdmin { contract, admin } => Self::SetAdmin { contract, admin },
            Transaction::Send { recipient, coins } => Self::Send { recipient, coins },
        })
    }

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
            Self::Send { recipient, coins } => any(&MsgSend {
                from_address: sender,
                to_address: recipient,
                amount: proto(coins),
            }),
            other => other.encoded_beside_contracts(sender),
        }
    }

    /// What no contract takes: rights over contracts, fees and stakes.
    fn encoded_beside_contracts(self, sender: String) -> Result<Any, ChainError> {
        match self {
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
            Self::GrantFees { grantee, limit } => grant(sender, grantee, limit),
            Self::Delegate { validator, amount } => any(&MsgDelegate {
                delegator_address: sender,
                validator_address: validator,
                amount: proto(vec![amount]).pop(),
            }),
            other => other.encoded_for_governance(sender),
        }
    }

    /// What the chain's own governance is asked, and what it does.
    fn encoded_for_governance(self, sender: String) -> Result<Any, ChainError> {
        match self {
            Self::Propose {
                messages,
                authority,
                deposit,
                title,
            } => {
                let messages = messages.iter().map(|message| message.encoded(&authority));
                any(&MsgSubmitProposal {
                    messages: messages.collect::<Result<_, _>>()?,
                    initial_deposit: proto(deposit),
                    proposer: sender,
                    metadata: String::new(),
                    summary: title.clone(),
                    title,
                    expedited: false,
                })
            }
            Self::Vote { proposal } => any(&MsgVote {
                proposal_id: proposal,
                voter: sender,
                option: VoteOption::Yes.into(),
                metadata: String::new(),
            }),
            Self::PinCodes { code_ids } => any(&MsgPinCodes {
                authority: sender,
                code_ids,
            }),
            Self::UnpinCodes { code_ids } => any(&MsgUnpinCodes {
                authority: sender,
                code_ids,
            }),
            other => Err(unexpected(format!("{other:?} is for a contract"))),
        }
    }
}

fn grant(granter: String, grantee: String, limit: Vec<Coin>) -> Result<Any, ChainError> {
    let allowance = BasicAllowance {
        spend_limit: proto(limit),
        expiration: None,
    };
    any(&MsgGrantAllowance {
        granter,
        grantee,
        allowance: Some(any(&allowance)?),
    })
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

#[cfg(test)]
mod tests {
    use cosmwasm_std::Binary;

    use super::*;

    /// A contract that is made of code 7, by somebody who takes `salt` from its label.
    fn made(salt: fn(&str) -> Option<Vec<u8>>) -> Result<Msg, &'static str> {
        let transaction = Transaction::Instantiate {
            code_id: 7,
            msg: Binary::from(b"{}"),
            label: "mint".to_string(),
            admin: None,
        };
        Msg::of_deployment(&transaction, |_| Err("nothing is stored"), salt)
    }

    #[test]
    fn the_label_decides_where_a_contract_is_made_if_it_gives_a_salt() {
        let (code_id, msg, label) = (7, b"{}".to_vec(), "mint".to_string());

        let salted = Msg::Instantiate2 {
            code_id,
            msg: msg.clone(),
            label: label.clone(),
            admin: None,
            funds: vec![],
            salt: b"mint".to_vec(),
        };
        let next = Msg::Instantiate {
            code_id,
            msg,
            label,
            admin: None,
            funds: vec![],
        };
        assert_eq!(made(|label| Some(label.into())), Ok(salted));
        assert_eq!(made(|_| None), Ok(next));
    }

    #[test]
    fn an_artifact_that_can_not_be_read_is_not_stored() {
        let store = Transaction::Store {
            artifact: Artifact::Mint,
        };

        let read = Msg::of_deployment(&store, |artifact| Err(artifact.name()), |_| None);

        assert_eq!(read, Err("mirror_mint"));
    }
}
