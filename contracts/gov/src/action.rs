//! The action of a poll: what is done if it passes.

use cosmwasm_std::{
    ensure, from_json, to_json_binary, to_json_vec, wasm_execute, Addr, Api, Binary, CanonicalAddr,
    CosmosMsg, Deps, StdResult, WasmMsg,
};
use mirror_bytes::{in_bytes, Bytes, BytesError};
use mirror_protocol::gov::{PollAdminAction, PollExecuteMsg};
use serde::Serialize;

use crate::allowed_messages;
use crate::config::Config;
use crate::error::ContractError;
use crate::keys;
use crate::kind::Kind;
use crate::reach::Reach;

/// How many contracts one poll may migrate, and how many messages it may send.
pub const MOST_AT_ONCE: usize = 20;

/// The largest length of an action in bytes of JSON. The creator pays for storing it once, and
/// whoever executes the poll must be able to pay for reading it.
pub const MOST_BYTES: usize = 16_384;

/// What is done if a poll passes.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Nothing: the poll only agrees on a text.
    Nothing,
    /// Send one message of the list of [`allowed_messages`] to a contract.
    Call(Call),
    /// Send any messages to contracts.
    Execute(Vec<Call>),
    /// Have the admin manager or gov itself do something that only polls with stricter rules may
    /// do.
    Admin(AdminAction),
}

/// A call of a contract, without coins.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub contract: CanonicalAddr,
    pub msg: Binary,
}

in_bytes!(Call { contract, msg });

/// An admin action other than `execute`, with the JSON that is stored and sent for it.
#[derive(Clone, Debug, PartialEq)]
pub struct AdminAction {
    action: PollAdminAction,
    json: Binary,
}

impl AdminAction {
    /// Write the JSON of an action.
    pub fn new(action: PollAdminAction) -> StdResult<Self> {
        let json = to_json_binary(&action)?;
        Ok(Self { action, json })
    }

    /// Who carries it out: gov a change of its own rules, the admin manager all else.
    fn target(&self, api: &dyn Api, gov: &Addr, admin_manager: &CanonicalAddr) -> StdResult<Addr> {
        match self.action {
            PollAdminAction::UpdateConfig(_) => Ok(gov.clone()),
            _ => api.addr_humanize(admin_manager),
        }
    }
}

impl Bytes for AdminAction {
    fn write(&self, out: &mut Vec<u8>) {
        self.json.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let json = Binary::read(rest)?;
        let action = from_json(&json).map_err(|_| BytesError::Damaged)?;
        Ok(Self { action, json })
    }
}

/// The message that gov sends to itself for a poll with several messages, so that all of them are
/// sent or none.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Own {
    ExecuteMessages { msgs: Vec<PollExecuteMsg> },
}

impl Call {
    fn of(api: &dyn Api, call: PollExecuteMsg) -> StdResult<Self> {
        Ok(Self {
            contract: keys::account(api, &call.contract)?,
            msg: call.msg,
        })
    }

    fn shown(&self, api: &dyn Api) -> StdResult<PollExecuteMsg> {
        Ok(PollExecuteMsg {
            contract: api.addr_humanize(&self.contract)?.into_string(),
            msg: self.msg.clone(),
        })
    }

    /// Whether the target receives the message, directly or passed on by the contract that is
    /// called.
    fn reaches(&self, api: &dyn Api, target: &CanonicalAddr) -> StdResult<bool> {
        let mut is_target = self.contract == *target;
        for contract in Reach::of(&self.msg).passed_to {
            is_target |= keys::account(api, &contract)? == *target;
        }
        Ok(is_target)
    }

    /// Refuse a message that a default poll may not send.
    fn ensure_listed(&self, deps: Deps) -> Result<(), ContractError> {
        let contract = deps.api.addr_humanize(&self.contract)?;
        allowed_messages::ensure_listed(&deps.querier, contract.as_str(), &self.msg)
    }
}

/// The chain's message for a call.
pub fn message(call: PollExecuteMsg) -> CosmosMsg {
    send(call.contract, call.msg)
}

fn send(contract_addr: String, msg: Binary) -> CosmosMsg {
    let call = WasmMsg::Execute {
        contract_addr,
        msg,
        funds: vec![],
    };
    call.into()
}

fn shown(calls: &[Call], api: &dyn Api) -> StdResult<Vec<PollExecuteMsg>> {
    calls.iter().map(|call| call.shown(api)).collect()
}

impl Action {
    /// The action of a new poll, which names a message, an admin action, or neither. Both are
    /// refused.
    pub fn of(
        api: &dyn Api,
        execute_msg: Option<PollExecuteMsg>,
        admin_action: Option<PollAdminAction>,
    ) -> Result<Self, ContractError> {
        match (execute_msg, admin_action) {
            (None, None) => Ok(Self::Nothing),
            (Some(call), None) => Ok(Self::Call(Call::of(api, call)?)),
            (None, Some(PollAdminAction::Execute { msgs })) => {
                let received = msgs.len();
                ensure!(
                    (1..=MOST_AT_ONCE).contains(&received),
                    ContractError::MessagesOutOfRange { received }
                );
                let calls = msgs.into_iter().map(|call| Call::of(api, call));
                Ok(Self::Execute(calls.collect::<StdResult<_>>()?))
            }
            (None, Some(action)) => Ok(Self::Admin(AdminAction::new(action)?)),
            (Some(_), Some(_)) => Err(ContractError::TwoActions {}),
        }
    }

    /// The action as queries show it: a call, or an admin action.
    pub fn shown(
        self,
        api: &dyn Api,
    ) -> StdResult<(Option<PollExecuteMsg>, Option<PollAdminAction>)> {
        Ok(match self {
            Self::Nothing => (None, None),
            Self::Call(call) => (Some(call.shown(api)?), None),
            Self::Execute(calls) => {
                let msgs = shown(&calls, api)?;
                (None, Some(PollAdminAction::Execute { msgs }))
            }
            Self::Admin(admin) => (None, Some(admin.action)),
        })
    }

    /// Refuse an action whose JSON, base64 included, is too long.
    pub fn ensure_size(&self, api: &dyn Api) -> Result<(), ContractError> {
        let bytes = match self {
            Self::Nothing => 0,
            Self::Call(call) => to_json_vec(&call.shown(api)?)?.len(),
            Self::Execute(calls) => {
                let msgs = shown(calls, api)?;
                to_json_vec(&PollAdminAction::Execute { msgs })?.len()
            }
            Self::Admin(admin) => admin.json.len(),
        };
        ensure!(bytes <= MOST_BYTES, ContractError::ActionTooLarge { bytes });
        Ok(())
    }

    /// The kind of a poll with this action, which says what rules it has.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Nothing | Self::Call(_) => Kind::Default,
            Self::Admin(admin) => match admin.action {
                PollAdminAction::ExecuteMigrations { .. } => Kind::Migration,
                _ => Kind::AuthAdmin,
            },
            Self::Execute(calls) => {
                let mut reaches = calls.iter().map(|call| Reach::of(&call.msg));
                if reaches.any(|reach| reach.changes_code) {
                    Kind::ExecuteCode
                } else {
                    Kind::Execute
                }
            }
        }
    }

    /// Refuse a call of gov or of the admin manager: their messages need polls of another kind.
    pub fn ensure_no_admin(
        &self,
        api: &dyn Api,
        admin: &CanonicalAddr,
    ) -> Result<(), ContractError> {
        ensure!(!self.reaches(api, admin)?, ContractError::TargetsAdmin {});
        Ok(())
    }

    /// Refuse a call of the MIR token: gov holds the MIR of all stakers there.
    pub fn ensure_not_token(
        &self,
        api: &dyn Api,
        mirror_token: &CanonicalAddr,
    ) -> Result<(), ContractError> {
        let is_token = self.reaches(api, mirror_token)?;
        ensure!(!is_token, ContractError::TargetsToken {});
        Ok(())
    }

    fn reaches(&self, api: &dyn Api, target: &CanonicalAddr) -> StdResult<bool> {
        for call in self.calls() {
            if call.reaches(api, target)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn calls(&self) -> &[Call] {
        match self {
            Self::Call(call) => std::slice::from_ref(call),
            Self::Execute(calls) => calls,
            Self::Nothing | Self::Admin(_) => &[],
        }
    }

    /// Refuse a default poll whose message is not on the list. This is checked when the poll is
    /// created and again when it is executed.
    pub fn ensure_listed(&self, deps: Deps) -> Result<(), ContractError> {
        match self {
            Self::Call(call) => call.ensure_listed(deps),
            _ => Ok(()),
        }
    }

    /// Refuse an admin action that could never be carried out.
    pub fn ensure_feasible(&self, api: &dyn Api, config: &Config) -> Result<(), ContractError> {
        let Self::Admin(admin) = self else {
            return Ok(());
        };
        match &admin.action {
            PollAdminAction::UpdateOwner { owner: account }
            | PollAdminAction::AuthorizeClaim {
                authorized_addr: account,
            } => {
                keys::account(api, account)?;
            }
            PollAdminAction::ExecuteMigrations { migrations } => {
                ensure_migrations(api, migrations)?;
            }
            PollAdminAction::UpdateConfig(update) => {
                config.clone().updated(api, (**update).clone())?;
            }
            // `Action::of` turns this into `Self::Execute`.
            PollAdminAction::Execute { .. } => {}
        }
        Ok(())
    }

    /// The contracts that are called.
    pub fn targets(
        &self,
        api: &dyn Api,
        gov: &Addr,
        admin_manager: &CanonicalAddr,
    ) -> StdResult<Vec<Addr>> {
        match self {
            Self::Admin(admin) => Ok(vec![admin.target(api, gov, admin_manager)?]),
            _ => {
                let calls = self.calls().iter();
                calls
                    .map(|call| api.addr_humanize(&call.contract))
                    .collect()
            }
        }
    }

    /// The message that carries out the action. The JSON of an admin action is a message of the
    /// admin manager, or of gov itself.
    pub fn message(
        &self,
        api: &dyn Api,
        gov: &Addr,
        admin_manager: &CanonicalAddr,
    ) -> Result<CosmosMsg, ContractError> {
        match self {
            Self::Nothing => Err(ContractError::NoAction {}),
            Self::Admin(admin) => {
                let target = admin.target(api, gov, admin_manager)?;
                Ok(send(target.into_string(), admin.json.clone()))
            }
            _ => match self.calls() {
                [call] => Ok(message(call.shown(api)?)),
                calls => {
                    let msgs = shown(calls, api)?;
                    Ok(wasm_execute(gov, &Own::ExecuteMessages { msgs }, vec![])?.into())
                }
            },
        }
    }
}

fn ensure_migrations(
    api: &dyn Api,
    migrations: &[(String, u64, Binary)],
) -> Result<(), ContractError> {
    let received = migrations.len();
    ensure!(
        (1..=MOST_AT_ONCE).contains(&received),
        ContractError::MigrationsOutOfRange { received }
    );
    for (place, (contract, ..)) in migrations.iter().enumerate() {
        keys::account(api, contract)?;
        let mut former = migrations.iter().take(place);
        ensure!(
            former.all(|(other, ..)| other != contract),
            ContractError::DuplicateMigration {
                contract: contract.clone()
            }
        );
    }
    Ok(())
}

/// Calls are stored as bytes, the rare admin actions as JSON.
impl Bytes for Action {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Nothing => 0u64.write(out),
            Self::Call(call) => {
                1u64.write(out);
                call.write(out);
            }
            Self::Admin(admin) => {
                2u64.write(out);
                admin.write(out);
            }
            Self::Execute(calls) => {
                3u64.write(out);
                calls.write(out);
            }
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        match u64::read(rest)? {
            0 => Ok(Self::Nothing),
            1 => Ok(Self::Call(Bytes::read(rest)?)),
            2 => Ok(Self::Admin(Bytes::read(rest)?)),
            3 => Ok(Self::Execute(Bytes::read(rest)?)),
            _ => Err(BytesError::Damaged),
        }
    }
}

#[cfg(test)]
mod tests;
