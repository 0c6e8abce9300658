//! The messages.

use cosmwasm_std::{ensure, Addr, Deps, DepsMut, MessageInfo, Response, Uint128};
use terraswap::asset::AssetInfo;
use terraswap::factory::PairFactory;
use terraswap::funds;
use terraswap::pair::Pair;
use terraswap::router::{InstantiateMsg, Router, SwapOperation};

use crate::error::ContractError;
use crate::route::Route;
use crate::state::{Config, CONFIG};

/// Set up the router.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let config = Config {
        terraswap_factory: deps.api.addr_validate(&msg.terraswap_factory)?,
    };

    CONFIG.save(deps.storage, &config)?;

    Ok(Response::new())
}

/// Demand one coin of the denom with which the route begins, and no other.
pub fn ensure_paid(info: &MessageInfo, route: &Route) -> Result<(), ContractError> {
    let AssetInfo::NativeToken { denom } = route.offer() else {
        // A token can not be paid by a message, only by its own contract's `send`.
        return Err(ContractError::Unauthorized {});
    };

    Ok(funds::any_of(info, denom)?)
}

/// What a trader wants of a route.
pub struct Terms {
    pub minimum_receive: Option<Uint128>,
    pub to: Option<String>,
}

/// Swap what has been received through every pair of the route, one message to itself for each.
pub fn execute_swap_operations(
    deps: DepsMut,
    contract: Addr,
    sender: Addr,
    route: &Route,
    terms: Terms,
) -> Result<Response, ContractError> {
    let receiver = match &terms.to {
        Some(to) => {
            let to = deps.api.addr_validate(to)?;
            ensure_no_pair(deps.as_ref(), route, &to)?;
            to
        }
        None => sender,
    };
    ensure!(
        receiver != contract,
        ContractError::ReceiverOnRoute {
            receiver: receiver.into_string()
        }
    );
    let router = Router(contract);

    let mut messages = vec![];
    let mut operations = route.operations().iter().cloned().peekable();
    while let Some(operation) = operations.next() {
        let is_last = operations.peek().is_none();
        messages.push(router.execute_swap_operation(operation, is_last.then_some(&receiver))?);
    }
    if let Some(minimum_receive) = terms.minimum_receive {
        let target = route.target();
        messages.push(router.assert_minimum_receive(
            target.clone(),
            target.balance_of(&deps.querier, &receiver)?,
            minimum_receive,
            &receiver,
        )?);
    }

    Ok(Response::new().add_messages(messages))
}

/// Refuse a pair of the route as receiver: what the trader pays in makes its balance grow, so a minimum
/// would not protect anybody.
fn ensure_no_pair(deps: Deps, route: &Route, receiver: &Addr) -> Result<(), ContractError> {
    let factory = PairFactory(CONFIG.load(deps.storage)?.terraswap_factory);
    for operation in route.operations() {
        let assets = [operation.offer_asset_info(), operation.ask_asset_info()];
        let pair = factory.stored_pair(&deps.querier, deps.api, assets.map(AssetInfo::clone))?;
        ensure!(
            receiver.as_str() != pair.contract_addr,
            ContractError::ReceiverOnRoute {
                receiver: receiver.to_string()
            }
        );
    }
    Ok(())
}

/// Swap all that the router has of one asset. The limit is checked at the route's end.
pub fn execute_swap_operation(
    deps: DepsMut,
    contract: &Addr,
    sender: &Addr,
    operation: &SwapOperation,
    to: Option<String>,
) -> Result<Response, ContractError> {
    ensure!(sender == contract, ContractError::Unauthorized {});

    let factory = PairFactory(CONFIG.load(deps.storage)?.terraswap_factory);
    let to = to.map(|to| deps.api.addr_validate(&to)).transpose()?;
    let (offer, ask) = (operation.offer_asset_info(), operation.ask_asset_info());
    let pair = factory.stored_pair(&deps.querier, deps.api, [offer.clone(), ask.clone()])?;
    let amount = offer.balance_of(&deps.querier, contract)?;
    let swap = Pair(Addr::unchecked(pair.contract_addr)).swap(
        offer.clone().amount(amount),
        None,
        None,
        to.as_ref(),
    )?;

    Ok(Response::new().add_message(swap))
}

/// Fail unless the receiver has got enough.
pub fn assert_minimum_receive(
    deps: DepsMut,
    asset: &AssetInfo,
    prev_balance: Uint128,
    minimum_receive: Uint128,
    receiver: &str,
) -> Result<Response, ContractError> {
    let receiver = deps.api.addr_validate(receiver)?;
    let balance = asset.balance_of(&deps.querier, &receiver)?;
    let received = balance.saturating_sub(prev_balance);

    ensure!(
        received >= minimum_receive,
        ContractError::MinimumReceive {
            minimum_receive,
            received
        }
    );

    Ok(Response::new())
}
