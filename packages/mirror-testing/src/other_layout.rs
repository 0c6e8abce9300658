//! Code of a pair that stores its price track in another layout than readers of today know, as later code
//! may. It trades and answers as the pair of today does.

use cosmwasm_std::{
    Binary, Deps, DepsMut, Env, MemoryStorage, MessageInfo, Order, Response, Storage,
};
use cw_multi_test::ContractWrapper;
use terraswap::pair::{ExecuteMsg, MigrateMsg, QueryMsg, MARKS, TRACK};
use terraswap_pair::contract;
use terraswap_pair::ContractError;

use crate::codes::Code;

/// The layouts of today's code and of this one.
const OURS: u8 = 1;
const OTHER: u8 = 2;

/// The code. A pair is given it by a migration.
pub fn pair_of_another_layout() -> Code {
    let code = ContractWrapper::new(execute, contract::instantiate, query);
    Box::new(code.with_migrate(migrate))
}

fn execute(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    lay_out(deps.storage, OURS);
    let answer = contract::execute(deps.branch(), env, info, msg);
    lay_out(deps.storage, OTHER);
    answer
}

fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let mut storage = MemoryStorage::new();
    for (key, value) in deps.storage.range(None, None, Order::Ascending) {
        storage.set(&key, &value);
    }
    lay_out(&mut storage, OURS);
    let deps = Deps {
        storage: &storage,
        ..deps
    };
    contract::query(deps, env, msg)
}

fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    lay_out(deps.storage, OTHER);
    Ok(Response::new())
}

/// Say that the track and its marks have this layout.
fn lay_out(storage: &mut dyn Storage, layout: u8) {
    for key in [TRACK, MARKS] {
        if let Some(mut stored) = storage.get(key) {
            stored[0] = layout;
            storage.set(key, &stored);
        }
    }
}
