//! A contract that imitates the chain's limit on nested calls, which the embedded chain does not
//! have: calls fail while a poll is carried out from deep inside this contract, and work again
//! afterwards.

use cosmwasm_std::{
    coins, wasm_execute, Addr, BankMsg, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdError, StdResult, Uint128,
};
use cw_multi_test::{Contract, ContractWrapper};
use mirror_protocol::gov;
use mirror_testing::BASE;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Set while a poll is carried out from a deep call.
const DEEP: &[u8] = b"deep";

/// The messages of the contract.
#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Message {
    /// Carries out a poll from as deep a call as the chain allows.
    CarryOut { gov: String, poll_id: u64 },
    /// Ends the deep call.
    Surface {},
    /// Pays a grant of base coins; default polls may send a message of this name.
    Spend { recipient: String, amount: Uint128 },
}

/// The errors of the contract.
#[derive(Error, Debug, PartialEq)]
pub(super) enum NestedError {
    /// An error of the chain.
    #[error(transparent)]
    Std(#[from] StdError),
    /// The calls are nested too deep.
    #[error("max call depth exceeded")]
    TooDeep {},
}

/// The code, to be stored on the chain.
pub(super) fn code() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query))
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn execute(deps: DepsMut, env: Env, _: MessageInfo, msg: Message) -> Result<Response, NestedError> {
    match msg {
        Message::CarryOut { gov, poll_id } => {
            deps.storage.set(DEEP, &[1]);
            let gov = Addr::unchecked(gov);
            let execute = gov::ExecuteMsg::ExecutePoll { poll_id };
            let surface = wasm_execute(env.contract.address, &Message::Surface {}, vec![])?;
            Ok(Response::new()
                .add_message(wasm_execute(gov, &execute, vec![])?)
                .add_message(surface))
        }
        Message::Surface {} => {
            deps.storage.remove(DEEP);
            Ok(Response::new())
        }
        Message::Spend { recipient, amount } => {
            if deps.storage.get(DEEP).is_some() {
                return Err(NestedError::TooDeep {});
            }
            Ok(Response::new().add_message(BankMsg::Send {
                to_address: recipient,
                amount: coins(amount.u128(), BASE),
            }))
        }
    }
}

fn query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Ok(Binary::default())
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};

    use super::*;

    #[test]
    fn a_grant_is_paid_unless_the_calls_are_too_deep() {
        let mut deps = mock_dependencies();
        let info = message_info(&Addr::unchecked("gov"), &[]);
        let spend = || Message::Spend {
            recipient: "carol".to_string(),
            amount: Uint128::one(),
        };
        let mut paid = |msg| execute(deps.as_mut(), mock_env(), info.clone(), msg);

        assert!(paid(spend()).is_ok());
        let carry_out = Message::CarryOut {
            gov: "gov".to_string(),
            poll_id: 1,
        };
        paid(carry_out).unwrap();
        assert_eq!(paid(spend()), Err(NestedError::TooDeep {}));
        paid(Message::Surface {}).unwrap();
        assert!(paid(spend()).is_ok());
    }
}
