//! The queries.

use cosmwasm_std::{Addr, Deps, Uint128};
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;
use terraswap::router::{ConfigResponse, SimulateSwapOperationsResponse, SwapOperation};

use crate::error::ContractError;
use crate::route::Route;
use crate::state::CONFIG;

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    Ok(ConfigResponse {
        terraswap_factory: CONFIG.load(deps.storage)?.terraswap_factory.into_string(),
    })
}

/// What comes out of the last swap for an amount paid in to the first.
pub fn simulate_swap_operations(
    deps: Deps,
    offer_amount: Uint128,
    operations: Vec<SwapOperation>,
) -> Result<SimulateSwapOperationsResponse, ContractError> {
    let route = Route::new(operations)?;

    let mut amount = offer_amount;
    for operation in route.operations() {
        let offer = operation.offer_asset_info().clone().amount(amount);
        let swap = pair_of(deps, operation)?.simulation(&deps.querier, offer)?;
        amount = swap.return_amount;
    }
    Ok(SimulateSwapOperationsResponse { amount })
}

/// What has to be paid in to the first swap for an amount out of the last.
pub fn reverse_simulate_swap_operations(
    deps: Deps,
    ask_amount: Uint128,
    operations: Vec<SwapOperation>,
) -> Result<SimulateSwapOperationsResponse, ContractError> {
    let route = Route::new(operations)?;

    let mut amount = ask_amount;
    for operation in route.operations().iter().rev() {
        let ask = operation.ask_asset_info().clone().amount(amount);
        let swap = pair_of(deps, operation)?.reverse_simulation(&deps.querier, ask)?;
        amount = swap.offer_amount;
    }
    Ok(SimulateSwapOperationsResponse { amount })
}

fn pair_of(deps: Deps, operation: &SwapOperation) -> Result<Pair, ContractError> {
    let factory = PairFactory(CONFIG.load(deps.storage)?.terraswap_factory);
    let assets = [
        operation.offer_asset_info().clone(),
        operation.ask_asset_info().clone(),
    ];
    let pair = factory.stored_pair(&deps.querier, deps.api, assets)?;
    Ok(Pair(Addr::unchecked(pair.contract_addr)))
}
