//! What a poll does if it passes.

use cosmwasm_std::{
    ensure, from_json, to_json_vec, wasm_execute, Addr, Api, Binary, CanonicalAddr, CosmosMsg,
    Deps, StdResult, WasmMsg,
};
use mirror_bytes::{in_bytes, Bytes, BytesError};
use mirror_protocol::gov::{PollAdminAction, PollExecuteMsg};
use serde::Serialize;

use crate::config::Config;
use crate::error::ContractError;
use crate::keys;
use crate::listed;
use crate::poll::Kind;
use crate::reach::Reach;

/// Contracts that one poll may migrate at most, and messages that it may send.
pub const MOST_AT_ONCE: usize = 20;

/// An action is as long at most: it is paid for once, by its creator, and whoever executes it has to
/// be able to.
pub const MOST_BYTES: usize = 16_384;

/// What a poll does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Nothing: it is a text to agree on.
    Nothing,
    /// Send a contract a message of the list.
    Call(Call),
    /// Send contracts any messages.
    Execute(Vec<Call>),
    /// Have the admin manager or gov itself do what only stricter polls may.
    Admin(PollAdminAction),
}

/// A call of a contract, without coins.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub contract: CanonicalAddr,
    pub msg: Binary,
}

in_bytes!(Call { contract, msg });

/// What gov sends itself to have several messages sent, all or none.
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

    /// Whether the target gets it, or is to get it from the contract that does.
    fn reaches(&self, api: &dyn Api, target: &CanonicalAddr) -> StdResult<bool> {
        let mut is_target = self.contract == *target;
        for contract in Reach::of(&self.msg).passed_to {
            is_target |= keys::account(api, &contract)? == *target;
        }
        Ok(is_target)
    }

    /// Refuse what a default poll may not send.
    fn ensure_listed(&self, deps: Deps) -> Result<(), ContractError> {
        let contract = deps.api.addr_humanize(&self.contract)?;
        listed::ensure_listed(deps, contract.as_str(), &self.msg)
    }
}

/// The message of a call.
pub fn message(call: PollExecuteMsg) -> CosmosMsg {
    let call = WasmMsg::Execute {
        contract_addr: call.contract,
        msg: call.msg,
        funds: vec![],
    };
    call.into()
}

impl Action {
    /// The action of a new poll: of the two at most one.
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
            (None, Some(action)) => Ok(Self::Admin(action)),
            (Some(_), Some(_)) => Err(ContractError::TwoActions {}),
        }
    }

    /// As it is shown: what is called, or the admin action.
    pub fn shown(
        self,
        api: &dyn Api,
    ) -> StdResult<(Option<PollExecuteMsg>, Option<PollAdminAction>)> {
        Ok(match self {
            Self::Nothing => (None, None),
            Self::Call(call) => (Some(call.shown(api)?), None),
            Self::Execute(calls) => {
                let msgs = calls.iter().map(|call| call.shown(api));
                let msgs = msgs.collect::<StdResult<_>>()?;
                (None, Some(PollAdminAction::Execute { msgs }))
            }
            Self::Admin(action) => (None, Some(action)),
        })
    }

    /// Refuse an action that is longer in JSON, base64 included, than may be.
    pub fn ensure_size(&self, api: &dyn Api) -> Result<(), ContractError> {
        let bytes = match self.clone().shown(api)? {
            (Some(call), _) => to_json_vec(&call)?.len(),
            (_, Some(action)) => to_json_vec(&action)?.len(),
            _ => 0,
        };
        ensure!(bytes <= MOST_BYTES, ContractError::ActionTooLarge { bytes });
        Ok(())
    }

    /// Which rules a poll with this action has.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Nothing | Self::Call(_) => Kind::Default,
            Self::Admin(PollAdminAction::ExecuteMigrations { .. }) => Kind::Migration,
            Self::Admin(_) => Kind::AuthAdmin,
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

    /// Refuse a call of gov or of the admin manager: their messages have polls of their own kind.
    pub fn ensure_no_admin(
        &self,
        api: &dyn Api,
        admin: &CanonicalAddr,
    ) -> Result<(), ContractError> {
        ensure!(!self.reaches(api, admin)?, ContractError::TargetsAdmin {});
        Ok(())
    }

    /// Refuse a call of the MIR token, which would take it for that of all stakers.
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

    /// Refuse what polls of its kind may not do now: what a default poll sends is on the list, at
    /// its creation and when it is executed.
    pub fn ensure_listed(&self, deps: Deps) -> Result<(), ContractError> {
        match self {
            Self::Call(call) => call.ensure_listed(deps),
            _ => Ok(()),
        }
    }

    /// Refuse an admin action that could never be carried out.
    pub fn ensure_feasible(&self, api: &dyn Api, config: &Config) -> Result<(), ContractError> {
        let Self::Admin(action) = self else {
            return Ok(());
        };
        match action {
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
            // Kept as calls, never so.
            PollAdminAction::Execute { .. } => {}
        }
        Ok(())
    }

    /// Which contracts are called.
    pub fn targets(
        &self,
        api: &dyn Api,
        gov: &Addr,
        admin_manager: &CanonicalAddr,
    ) -> StdResult<Vec<Addr>> {
        match self {
            Self::Admin(PollAdminAction::UpdateConfig(_)) => Ok(vec![gov.clone()]),
            Self::Admin(_) => Ok(vec![api.addr_humanize(admin_manager)?]),
            _ => {
                let calls = self.calls().iter();
                calls
                    .map(|call| api.addr_humanize(&call.contract))
                    .collect()
            }
        }
    }

    /// The message that does it. Gov and the admin manager have messages of the same form as the
    /// actions.
    pub fn message(
        &self,
        api: &dyn Api,
        gov: &Addr,
        admin_manager: &CanonicalAddr,
    ) -> Result<CosmosMsg, ContractError> {
        match self {
            Self::Nothing => Err(ContractError::NoAction {}),
            Self::Admin(action @ PollAdminAction::UpdateConfig(_)) => {
                Ok(wasm_execute(gov, action, vec![])?.into())
            }
            Self::Admin(action) => {
                let admin_manager = api.addr_humanize(admin_manager)?;
                Ok(wasm_execute(admin_manager, action, vec![])?.into())
            }
            _ => match self.calls() {
                [call] => Ok(message(call.shown(api)?)),
                calls => {
                    let msgs = calls.iter().map(|call| call.shown(api));
                    let msgs = msgs.collect::<StdResult<_>>()?;
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

/// Calls as bytes, the rare admin actions as their JSON.
impl Bytes for Action {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Nothing => 0u64.write(out),
            Self::Call(call) => {
                1u64.write(out);
                call.write(out);
            }
            Self::Admin(action) => {
                2u64.write(out);
                // Texts and numbers have a JSON form always.
                to_json_vec(action).unwrap_or_default().write(out);
            }
            Self::Execute(calls) => {
                3u64.write(out);
                u64::try_from(calls.len()).unwrap_or(u64::MAX).write(out);
                for call in calls {
                    call.write(out);
                }
            }
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        match u64::read(rest)? {
            0 => Ok(Self::Nothing),
            1 => Ok(Self::Call(Bytes::read(rest)?)),
            2 => from_json(Vec::<u8>::read(rest)?)
                .map(Self::Admin)
                .map_err(|_| BytesError::Damaged),
            3 => {
                let calls = (0..u64::read(rest)?).map(|_| Bytes::read(rest));
                Ok(Self::Execute(calls.collect::<Result<_, _>>()?))
            }
            _ => Err(BytesError::Damaged),
        }
    }
}

#[cfg(test)]
mod tests;
