//! Protocol fees of every kind, turned into MIR and sent to gov as reward.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{wasm_execute, Addr, CosmosMsg, Decimal, StdResult, Uint128};
use terraswap::token::Token;

pub use terraswap::version::MigrateMsg;

/// Set up the collector. An optional text that is absent or empty stands for nothing.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who changes the configuration; the factory in a deployed protocol.
    pub owner: String,
    /// Who receives the MIR: gov.
    pub distribution_contract: String,
    /// The pair factory, asked for every pair.
    pub terraswap_factory: String,
    /// The MIR token.
    pub mirror_token: String,
    /// The denom every asset is paired with, e.g. `uusd`.
    pub base_denom: String,
    /// A money market's token, redeemed instead of swapped.
    pub aust_token: Option<String>,
    /// That money market.
    pub anchor_market: Option<String>,
    /// A staking token, swapped for `luna_denom` first.
    pub bluna_token: Option<String>,
    /// Another staking token, swapped for `luna_denom` first.
    pub lunax_token: Option<String>,
    /// Stored and returned, without effect.
    pub bluna_swap_denom: Option<String>,
    /// The pair in which MIR is bought; absent: the pair factory's.
    pub mir_ust_pair: Option<String>,
    /// The oracle whose prices bound a swap; absent: the collateral oracle's do, and the average
    /// of the pair in which MIR is bought.
    pub mirror_oracle: Option<String>,
    /// The mint contract, which knows the end price of a delisted mAsset and the collateral oracle.
    /// Absent: only a keeper or the owner converts what the mirror oracle does not price; without
    /// that oracle, too, the spread alone bounds a swap. A deployment names both.
    pub mint_contract: Option<String>,
    /// What staking tokens are swapped for; `uluna` unless told.
    pub luna_denom: Option<String>,
    /// The largest part a swap may lose; above 0, at most 0.5; "0.01" unless told.
    pub max_spread: Option<Decimal>,
    /// The largest part of a pool to swap in one block; above 0, at most 1; "0.003" unless told.
    pub max_swap_ratio: Option<Decimal>,
    /// The oldest oracle price to swap by, in seconds; 60 unless told.
    pub price_max_age: Option<u64>,
    /// Who may convert, at most 20; absent or empty: anybody, as far as a price bounds the swap.
    pub keepers: Option<Vec<String>>,
}

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the configuration; absent fields stay as they are.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig(Box<ConfigUpdate>),
    /// Say that an asset is swapped for another one before the base denom.
    ///
    /// Sender: the owner. Emits: action=update_route.
    UpdateRoute {
        /// A token address or a native denom.
        asset: String,
        /// The denom in between; absent: swap for the base denom at once.
        hop: Option<String>,
    },
    /// Swap what this contract has of an asset, as far as the pool bears it in this block.
    ///
    /// Sender: the owner or a keeper; anybody if there are no keepers and a price bounds the swap,
    /// or nobody knows the asset.
    /// Emits: action=convert, swap_type, asset_token, amount.
    Convert {
        /// A token address or a native denom; the base denom or MIR to buy MIR.
        asset_token: String,
        /// How much at most, in micro units; absent: all of it.
        amount: Option<Uint128>,
        /// The expected price of one asked unit in offered units, whole ones, instead of what
        /// oracles and averages say; above 0. Only the owner may give it.
        belief_price: Option<Decimal>,
    },
    /// Send all MIR this contract has to gov as reward.
    ///
    /// Sender: anybody. Emits: action=distribute, amount.
    Distribute {},
    /// Swap what came out of a staking token for the base denom.
    ///
    /// Sender: this contract itself. Emits: action=luna_swap_hook.
    LunaSwapHook {},
}

/// What may change in the configuration; absent fields stay as they are, and an empty text removes
/// what may be absent.
#[cw_serde]
#[derive(Default)]
pub struct ConfigUpdate {
    /// The new owner.
    pub owner: Option<String>,
    /// The new receiver of MIR.
    pub distribution_contract: Option<String>,
    /// The new pair factory.
    pub terraswap_factory: Option<String>,
    /// The new MIR token.
    pub mirror_token: Option<String>,
    /// The new base denom.
    pub base_denom: Option<String>,
    /// The new money market's token.
    pub aust_token: Option<String>,
    /// The new money market.
    pub anchor_market: Option<String>,
    /// The new staking token.
    pub bluna_token: Option<String>,
    /// The new other staking token.
    pub lunax_token: Option<String>,
    /// Stored and returned, without effect.
    pub bluna_swap_denom: Option<String>,
    /// The new pair in which MIR is bought.
    pub mir_ust_pair: Option<String>,
    /// The new oracle whose prices bound a swap.
    pub mirror_oracle: Option<String>,
    /// The new mint contract.
    pub mint_contract: Option<String>,
    /// What staking tokens are swapped for from now on.
    pub luna_denom: Option<String>,
    /// The new largest part a swap may lose; above 0, at most 0.5.
    pub max_spread: Option<Decimal>,
    /// The new largest part of a pool to swap in one block; above 0, at most 1.
    pub max_swap_ratio: Option<Decimal>,
    /// The new oldest oracle price to swap by, in seconds.
    pub price_max_age: Option<u64>,
    /// Who may convert from now on, at most 20; empty: anybody, as far as a price bounds the swap.
    pub keepers: Option<Vec<String>>,
}

/// What a money market does with its token.
#[cw_serde]
pub enum MoneyMarketCw20HookMsg {
    /// Pay the base denom for the received tokens.
    RedeemStable {},
}

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// The assets that are not swapped for the base denom at once, ascending.
    #[returns(RoutesResponse)]
    Routes {
        /// The last asset of the page before; it is left out.
        start_after: Option<String>,
        /// Entries on the page: 10 unless told, 30 at most.
        limit: Option<u32>,
    },
    /// What `convert` would swap in a new block, of a keeper where only they convert.
    #[returns(PreviewResponse)]
    Preview {
        /// A token address or a native denom.
        asset_token: String,
    },
}

/// The configuration. A text that is not set is "".
#[cw_serde]
pub struct ConfigResponse {
    /// Who changes the configuration.
    pub owner: String,
    /// Who receives the MIR.
    pub distribution_contract: String,
    /// The pair factory.
    pub terraswap_factory: String,
    /// The MIR token.
    pub mirror_token: String,
    /// The denom every asset is paired with.
    pub base_denom: String,
    /// A money market's token.
    pub aust_token: String,
    /// That money market.
    pub anchor_market: String,
    /// A staking token.
    pub bluna_token: String,
    /// Another staking token.
    pub lunax_token: String,
    /// Without effect.
    pub bluna_swap_denom: String,
    /// The pair in which MIR is bought; null: the pair factory's.
    pub mir_ust_pair: Option<String>,
    /// The oracle whose prices bound a swap, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mirror_oracle: Option<String>,
    /// The mint contract, if it is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mint_contract: Option<String>,
    /// What staking tokens are swapped for.
    pub luna_denom: String,
    /// The largest part a swap may lose.
    pub max_spread: Decimal,
    /// The largest part of a pool to swap in one block.
    pub max_swap_ratio: Decimal,
    /// The oldest oracle price to swap by, in seconds.
    pub price_max_age: u64,
    /// Who may convert; empty: anybody, as far as a price bounds the swap.
    pub keepers: Vec<String>,
}

/// An asset that is not swapped for the base denom at once.
#[cw_serde]
pub struct Route {
    /// A token address or a native denom.
    pub asset: String,
    /// The denom in between.
    pub hop: String,
}

/// A page of routes.
#[cw_serde]
pub struct RoutesResponse {
    /// The entries.
    pub routes: Vec<Route>,
}

/// What `convert` would do.
#[cw_serde]
pub struct PreviewResponse {
    /// How much it would swap, in micro units.
    pub amount: Uint128,
    /// By which price of one asked unit in offered units; null: none.
    pub belief_price: Option<Decimal>,
    /// How: anchor_redeem, lunax_swap, bluna_swap, hop or direct.
    pub swap_type: String,
}

/// The one [`ExecuteMsg`] that a contract sends. Alone it keeps the collector small.
#[cw_serde]
enum Hook {
    LunaSwapHook {},
}

/// A collector to tell; it tells itself.
pub struct Collector(pub Addr);

impl Collector {
    /// Swap what came out of a staking token.
    pub fn luna_swap_hook(&self) -> StdResult<CosmosMsg> {
        Ok(wasm_execute(&self.0, &Hook::LunaSwapHook {}, vec![])?.into())
    }
}

/// A money market to tell.
pub struct MoneyMarket(pub Addr);

impl MoneyMarket {
    /// Redeem its token for the base denom.
    pub fn redeem(&self, token: &Token, amount: Uint128) -> StdResult<CosmosMsg> {
        token.send(&self.0, amount, &MoneyMarketCw20HookMsg::RedeemStable {})
    }
}
