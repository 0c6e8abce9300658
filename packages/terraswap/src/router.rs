//! The router: several swaps in a row, with one limit at the end.
//!
//! Amounts are micro units.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{wasm_execute, Addr, CosmosMsg, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;

use crate::asset::AssetInfo;

pub use crate::version::MigrateMsg;

/// Set up the router.
#[cw_serde]
pub struct InstantiateMsg {
    /// The pair factory, asked for the pair of every swap.
    pub terraswap_factory: String,
}

/// One swap of several.
#[cw_serde]
pub enum SwapOperation {
    /// Swap on the pair of two assets.
    TerraSwap {
        /// What is paid in.
        offer_asset_info: AssetInfo,
        /// What comes out; the next swap pays it in.
        ask_asset_info: AssetInfo,
    },
}

impl SwapOperation {
    /// What is paid in.
    pub fn offer_asset_info(&self) -> &AssetInfo {
        match self {
            Self::TerraSwap {
                offer_asset_info, ..
            } => offer_asset_info,
        }
    }

    /// What comes out.
    pub fn ask_asset_info(&self) -> &AssetInfo {
        match self {
            Self::TerraSwap { ask_asset_info, .. } => ask_asset_info,
        }
    }
}

/// Only `execute_swap_operations` takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Take tokens sent to this contract; the payload is a [`Cw20HookMsg`].
    ///
    /// Sender: a cw20 token.
    Receive(Cw20ReceiveMsg),
    /// Swap a coin through several pairs. Tokens are swapped by the hook of the same name.
    ///
    /// Sender: anybody. Funds: one coin of the first swap's native offer.
    ExecuteSwapOperations {
        /// The swaps, 1 to 50, each paying in what the one before gave.
        operations: Vec<SwapOperation>,
        /// What the receiver must get at least; absent: no limit.
        minimum_receive: Option<Uint128>,
        /// Who receives the last asset, neither the router nor a pair of the route; absent: the
        /// sender.
        to: Option<String>,
        /// A block time in UNIX seconds from which on this is refused; absent for none.
        deadline: Option<u64>,
    },
    /// Swap all this contract has of one asset.
    ///
    /// Sender: this contract itself.
    ExecuteSwapOperation {
        /// The swap.
        operation: SwapOperation,
        /// Who receives what comes out; absent: this contract.
        to: Option<String>,
        /// A block time in UNIX seconds from which on this is refused; absent for none.
        deadline: Option<u64>,
    },
    /// Fail unless the receiver got enough. This contract sends it to itself after the last swap.
    ///
    /// Sender: anybody; it changes nothing.
    AssertMinimumReceive {
        /// What was to be received.
        asset_info: AssetInfo,
        /// How much the receiver had before.
        prev_balance: Uint128,
        /// How much must have come.
        minimum_receive: Uint128,
        /// The receiver.
        receiver: String,
    },
}

/// What a token sent to this contract pays for. If it is refused the transfer is undone.
#[cw_serde]
pub enum Cw20HookMsg {
    /// Swap the received tokens through several pairs.
    ///
    /// Token: the offer of the first swap, from anybody.
    ExecuteSwapOperations {
        /// The swaps, 1 to 50, each paying in what the one before gave.
        operations: Vec<SwapOperation>,
        /// What the receiver must get at least; absent: no limit.
        minimum_receive: Option<Uint128>,
        /// Who receives the last asset, neither the router nor a pair of the route; absent: the
        /// sender.
        to: Option<String>,
        /// A block time in UNIX seconds from which on this is refused; absent for none.
        deadline: Option<u64>,
    },
}

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// What several swaps would give now.
    #[returns(SimulateSwapOperationsResponse)]
    SimulateSwapOperations {
        /// What would be paid in to the first.
        offer_amount: Uint128,
        /// The swaps.
        operations: Vec<SwapOperation>,
    },
    /// What has to be paid in now to get an amount out of the last swap.
    #[returns(SimulateSwapOperationsResponse)]
    ReverseSimulateSwapOperations {
        /// What should come out of the last.
        ask_amount: Uint128,
        /// The swaps.
        operations: Vec<SwapOperation>,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// The pair factory.
    pub terraswap_factory: String,
}

/// The result of a simulation.
#[cw_serde]
pub struct SimulateSwapOperationsResponse {
    /// What comes out, or has to be paid in.
    pub amount: Uint128,
}

/// A handle to a router: the messages that a router sends to itself.
pub struct Router(pub Addr);

impl Router {
    /// Swap all it has of the operation's offer, for `to` or for itself.
    pub fn execute_swap_operation(
        &self,
        operation: SwapOperation,
        to: Option<&Addr>,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::ExecuteSwapOperation {
            operation,
            to: to.map(Addr::to_string),
            deadline: None,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Fail unless `receiver` got `minimum_receive` above `prev_balance`.
    pub fn assert_minimum_receive(
        &self,
        asset_info: AssetInfo,
        prev_balance: Uint128,
        minimum_receive: Uint128,
        receiver: &Addr,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::AssertMinimumReceive {
            asset_info,
            prev_balance,
            minimum_receive,
            receiver: receiver.to_string(),
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }
}
