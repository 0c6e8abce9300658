//! A market of two assets with a constant product and a commission of 0.3 %.
//!
//! Amounts are micro units. A deadline is a block time in UNIX seconds from which on the operation
//! is refused; absent for none.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{wasm_execute, Addr, CosmosMsg, Decimal, QuerierWrapper, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;
use serde::Serialize;

use crate::asset::{coins_of, Asset, AssetInfo, PairInfo};
use crate::named::Named;
use crate::token::Token;

pub use crate::version::MigrateMsg;

/// Set up a pair; it makes its own LP token. The pair factory does this.
#[cw_serde]
pub struct InstantiateMsg {
    /// The two assets; their order is the pair's for ever.
    pub asset_infos: [AssetInfo; 2],
    /// Code id of the LP token.
    pub token_code_id: u64,
    /// Decimals of the two assets, in the same order.
    pub asset_decimals: [u8; 2],
}

/// The coins that come with a message are exactly those it declares.
#[cw_serde]
pub enum ExecuteMsg {
    /// Take tokens sent to this contract; the payload is a [`Cw20HookMsg`].
    ///
    /// Sender: a cw20 token.
    Receive(Cw20ReceiveMsg),
    /// Provide liquidity at the pool's ratio. What exceeds it comes back to the sender. The first
    /// provider sets the ratio, and 1000 LP are locked for ever.
    ///
    /// Sender: anybody. Funds: the native ones of `assets`; the token ones need an allowance for
    /// this contract.
    /// Emits: action=provide_liquidity, sender, receiver, assets, share, refund_assets.
    ProvideLiquidity {
        /// An amount of each of the two assets, in any order.
        assets: [Asset; 2],
        /// Who receives the LP tokens, other than the pair; absent: the sender.
        receiver: Option<String>,
        /// A block time from which on this is refused.
        deadline: Option<u64>,
        /// The largest part of a side that may come back ("0.01" = 1 %), at most 1; absent: 0.05.
        slippage_tolerance: Option<Decimal>,
    },
    /// Swap a native asset for the other one. Tokens are swapped by the hook of the same name.
    ///
    /// Sender: anybody. Funds: exactly `offer_asset`.
    /// Emits: action=swap, sender, receiver, offer_asset, ask_asset, offer_amount, return_amount,
    /// spread_amount, commission_amount.
    Swap {
        /// What is paid in.
        offer_asset: Asset,
        /// The expected price of one unit of the other asset in units of this one; it counts only
        /// with `max_spread`.
        belief_price: Option<Decimal>,
        /// The largest part that may be lost against that price, or against the pool's price
        /// without one ("0.01" = 1 %); absent: no limit.
        max_spread: Option<Decimal>,
        /// Who receives the other asset, other than the pair; absent: the sender.
        to: Option<String>,
        /// A block time from which on this is refused.
        deadline: Option<u64>,
    },
}

/// What a token sent to this contract pays for. If it is refused the transfer is undone.
#[cw_serde]
pub enum Cw20HookMsg {
    /// Swap the received tokens for the other asset.
    ///
    /// Token: one of the pair's, from anybody. Emits: as the message of the same name.
    Swap {
        /// The expected price of one unit of the other asset in units of this one; it counts only
        /// with `max_spread`.
        belief_price: Option<Decimal>,
        /// The largest part that may be lost against that price, or against the pool's price
        /// without one ("0.01" = 1 %); absent: no limit.
        max_spread: Option<Decimal>,
        /// Who receives the other asset, other than the pair; absent: the sender.
        to: Option<String>,
        /// A block time from which on this is refused.
        deadline: Option<u64>,
    },
    /// Burn the received LP tokens for their share of both pools.
    ///
    /// Token: the pair's LP token, from anybody.
    /// Emits: action=withdraw_liquidity, sender, withdrawn_share, refund_assets.
    WithdrawLiquidity {
        /// What has to come out at least, of each of the two assets; absent: no limit.
        min_assets: Option<[Asset; 2]>,
        /// A block time from which on this is refused.
        deadline: Option<u64>,
    },
}

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The two assets and the addresses.
    #[returns(PairInfo)]
    Pair {},
    /// What is in the pools.
    #[returns(PoolResponse)]
    Pool {},
    /// What a swap would give now.
    #[returns(SimulationResponse)]
    Simulation {
        /// What would be paid in.
        offer_asset: Asset,
    },
    /// What has to be paid in now to get an amount.
    #[returns(ReverseSimulationResponse)]
    ReverseSimulation {
        /// What should come out.
        ask_asset: Asset,
    },
    /// The price averaged over the last 600 seconds or more, and what of it can be relied on; an
    /// error while the pair is younger or empty.
    #[returns(TimeWeightedPriceResponse)]
    TimeWeightedPrice {},
}

/// What is in the pools.
#[cw_serde]
pub struct PoolResponse {
    /// Both pools, in the pair's order.
    pub assets: [Asset; 2],
    /// The supply of LP tokens.
    pub total_share: Uint128,
}

/// What a swap would give.
#[cw_serde]
pub struct SimulationResponse {
    /// What the receiver gets.
    pub return_amount: Uint128,
    /// What moving the price costs, against the pool's price before.
    pub spread_amount: Uint128,
    /// What stays with the liquidity providers.
    pub commission_amount: Uint128,
}

/// What has to be paid in.
#[cw_serde]
pub struct ReverseSimulationResponse {
    /// The smallest sufficient amount.
    pub offer_amount: Uint128,
    /// What moving the price costs, against the pool's price before.
    pub spread_amount: Uint128,
    /// What stays with the liquidity providers.
    pub commission_amount: Uint128,
}

/// A price averaged over time.
#[cw_serde]
pub struct TimeWeightedPriceResponse {
    /// The price of each asset in micro units of the other one, in the pair's order; rounded down.
    pub prices: [Decimal; 2],
    /// Over how many seconds; 600 or more.
    pub window: u64,
    /// The same at the highest prices that gifts can have made since the last trade: what others'
    /// collateral is sold at; rounded down. Ours always tells it; a pair of other code may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rates: Option<[Decimal; 2]>,
    /// Of each asset the lowest of its average, its harmonic average and the price of the moment:
    /// all that may be lent on it; rounded down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<[Decimal; 2]>,
}

/// Where a pair stores its price track: a part of its interface, since others read it. What lies there
/// is written by `mirror_math::track` and begins with its layout.
pub const TRACK: &[u8] = b"t";

/// Where it stores the track's marks, once they have moved, in the same way.
pub const MARKS: &[u8] = b"m";

/// A price track as it is stored, to be read with `mirror_math::track::read_foreign`.
pub struct StoredTrack {
    /// What every operation of the pair writes.
    pub track: Vec<u8>,
    /// What changes once in ten minutes; `None` before the first change.
    pub marks: Option<Vec<u8>>,
}

/// Fields of an [`ExecuteMsg`] or, without the offer, of a [`Cw20HookMsg`].
#[derive(Serialize)]
struct Swap<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    offer_asset: Option<&'a Asset>,
    belief_price: Option<Decimal>,
    max_spread: Option<Decimal>,
    to: Option<&'a Addr>,
    deadline: Option<u64>,
}

/// A handle to a pair: its queries and messages.
pub struct Pair(pub Addr);

impl Pair {
    /// The price track, read without running the pair's code; `None` before the first provision.
    pub fn stored_track(&self, querier: &QuerierWrapper) -> StdResult<Option<StoredTrack>> {
        let Some(track) = querier.query_wasm_raw(&self.0, TRACK)? else {
            return Ok(None);
        };
        let marks = querier.query_wasm_raw(&self.0, MARKS)?;
        Ok(Some(StoredTrack { track, marks }))
    }

    /// The two assets and the addresses.
    pub fn pair(&self, querier: &QuerierWrapper) -> StdResult<PairInfo> {
        querier.query_wasm_smart(&self.0, &QueryMsg::Pair {})
    }

    /// What is in the pools.
    pub fn pool(&self, querier: &QuerierWrapper) -> StdResult<PoolResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::Pool {})
    }

    /// What a swap of `offer_asset` would give now.
    pub fn simulation(
        &self,
        querier: &QuerierWrapper,
        offer_asset: Asset,
    ) -> StdResult<SimulationResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::Simulation { offer_asset })
    }

    /// What has to be paid in now to get `ask_asset`.
    pub fn reverse_simulation(
        &self,
        querier: &QuerierWrapper,
        ask_asset: Asset,
    ) -> StdResult<ReverseSimulationResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::ReverseSimulation { ask_asset })
    }

    /// The price averaged over the last 600 seconds or more.
    pub fn time_weighted_price(
        &self,
        querier: &QuerierWrapper,
    ) -> StdResult<TimeWeightedPriceResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::TimeWeightedPrice {})
    }

    /// Swap `offer` of the caller's, a coin or a token, for the other asset.
    pub fn swap(
        &self,
        offer: Asset,
        belief_price: Option<Decimal>,
        max_spread: Option<Decimal>,
        to: Option<&Addr>,
    ) -> StdResult<CosmosMsg> {
        let native = offer.info.is_native_token();
        let terms = Swap {
            offer_asset: native.then_some(&offer),
            belief_price,
            max_spread,
            to,
            deadline: None,
        };
        let message = Named("swap", terms);
        if let AssetInfo::Token { contract_addr } = &offer.info {
            let token = Token(Addr::unchecked(contract_addr));
            return token.send(&self.0, offer.amount, &message);
        }
        let coins = coins_of(std::slice::from_ref(&offer));
        Ok(wasm_execute(&self.0, &message, coins)?.into())
    }

    /// Provide liquidity of the caller's, who has given the pair an allowance for the tokens.
    pub fn provide_liquidity(
        &self,
        assets: [Asset; 2],
        receiver: Option<&Addr>,
        slippage_tolerance: Option<Decimal>,
    ) -> StdResult<CosmosMsg> {
        let coins = coins_of(&assets);
        let message = ExecuteMsg::ProvideLiquidity {
            assets,
            receiver: receiver.map(Addr::to_string),
            deadline: None,
            slippage_tolerance,
        };
        Ok(wasm_execute(&self.0, &message, coins)?.into())
    }
}
