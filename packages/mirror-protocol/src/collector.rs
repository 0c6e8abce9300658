//! Protocol fees of every kind, turned into MIR and sent to gov as reward.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{wasm_execute, Addr, CosmosMsg, Decimal, StdResult, Uint128};
use terraswap::token::Token;

pub use terraswap::version::MigrateMsg;

/// Set up the collector. An optional address or denom that is absent or empty is not set.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who changes the configuration; the factory in a deployed protocol.
    pub owner: String,
    /// Who receives the MIR: gov.
    pub distribution_contract: String,
    /// The pair factory, which names the pairs.
    pub terraswap_factory: String,
    /// The MIR token.
    pub mirror_token: String,
    /// The denom that every asset is paired with, for example `uusd`.
    pub base_denom: String,
    /// A money market's token, redeemed instead of swapped.
    pub aust_token: Option<String>,
    /// That money market.
    pub anchor_market: Option<String>,
    /// A staking token, swapped for `luna_denom` first.
    pub bluna_token: Option<String>,
    /// Another staking token, swapped for `luna_denom` first.
    pub lunax_token: Option<String>,
    /// Without effect: it is stored and shown, for old clients.
    pub bluna_swap_denom: Option<String>,
    /// The pair in which MIR is bought; absent: the pair that the pair factory names.
    pub mir_ust_pair: Option<String>,
    /// The oracle whose prices bound swaps; absent: swaps are bounded by the prices of the
    /// collateral oracle, and by the average of the pair in which MIR is bought.
    pub mirror_oracle: Option<String>,
    /// The mint contract, which knows the end prices of delisted mAssets and the collateral oracle.
    /// Absent: only a keeper or the owner may convert assets that the mirror oracle does not price.
    /// If there is no mirror oracle either, only the spread bounds swaps. A deployment names both.
    pub mint_contract: Option<String>,
    /// The denom that staking tokens are swapped for; `uluna` by default.
    pub luna_denom: Option<String>,
    /// The largest part that a swap may lose; above 0, at most 0.5; "0.01" by default.
    pub max_spread: Option<Decimal>,
    /// The largest part of a pool that is swapped in one block; above 0, at most 1; "0.003" by
    /// default.
    pub max_swap_ratio: Option<Decimal>,
    /// The oldest oracle price that is used, in seconds; 60 by default.
    pub price_max_age: Option<u64>,
    /// The accounts that may convert, at most 20; absent or empty: anybody may convert assets that
    /// have a price.
    pub keepers: Option<Vec<String>>,
}

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the configuration; absent fields stay as they are.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig(Box<ConfigUpdate>),
    /// Set the route of an asset: it is swapped for another denom before it is swapped for the base
    /// denom.
    ///
    /// Sender: the owner. Emits: action=update_route.
    UpdateRoute {
        /// A token address or a native denom.
        asset: String,
        /// The denom in between; absent: the route is removed.
        hop: Option<String>,
    },
    /// Swap what this contract holds of an asset, up to the limit of the asset in this block.
    ///
    /// Sender: the owner or a keeper; anybody if there are no keepers and the asset has a price or
    /// is unknown. Emits: action=convert, swap_type, asset_token, amount.
    Convert {
        /// A token address or a native denom; the base denom or MIR to buy MIR.
        asset_token: String,
        /// How much at most, in micro units; absent: all of it.
        amount: Option<Uint128>,
        /// The price of one asked unit in offered units, in whole units, instead of the prices of
        /// oracles and averages; above 0. Only the owner may name it.
        belief_price: Option<Decimal>,
    },
    /// Send all MIR of this contract to gov as a reward.
    ///
    /// Sender: anybody. Emits: action=distribute, amount.
    Distribute {},
    /// Swap the luna that a staking token was swapped for: for the base denom.
    ///
    /// Sender: this contract itself. Emits: action=luna_swap_hook.
    LunaSwapHook {},
}

/// What may change in the configuration. Absent fields stay as they are; an empty text removes an
/// optional address.
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
    /// Without effect: it is stored and shown, for old clients.
    pub bluna_swap_denom: Option<String>,
    /// The new pair in which MIR is bought.
    pub mir_ust_pair: Option<String>,
    /// The new oracle whose prices bound swaps.
    pub mirror_oracle: Option<String>,
    /// The new mint contract.
    pub mint_contract: Option<String>,
    /// The new denom that staking tokens are swapped for.
    pub luna_denom: Option<String>,
    /// The new largest part that a swap may lose; above 0, at most 0.5.
    pub max_spread: Option<Decimal>,
    /// The new largest part of a pool that is swapped in one block; above 0, at most 1.
    pub max_swap_ratio: Option<Decimal>,
    /// The new oldest oracle price that is used, in seconds.
    pub price_max_age: Option<u64>,
    /// The new accounts that may convert, at most 20; empty: anybody may convert assets that have a
    /// price.
    pub keepers: Option<Vec<String>>,
}

/// The hooks of a money market for its token.
#[cw_serde]
pub enum MoneyMarketCw20HookMsg {
    /// Pay the base denom for the received tokens.
    RedeemStable {},
}

/// The queries.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// The assets that have a route, ascending.
    #[returns(RoutesResponse)]
    Routes {
        /// The last asset of the page before; it is left out.
        start_after: Option<String>,
        /// The number of entries: 10 by default, at most 30.
        limit: Option<u32>,
    },
    /// What `convert` would swap in a new block; if only keepers may convert the asset, what they
    /// would.
    #[returns(PreviewResponse)]
    Preview {
        /// A token address or a native denom.
        asset_token: String,
    },
}

/// The configuration. A text that is not set is empty.
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
    /// The denom that every asset is paired with.
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
    /// The pair in which MIR is bought; null: the pair that the pair factory names.
    pub mir_ust_pair: Option<String>,
    /// The oracle whose prices bound swaps, if it is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mirror_oracle: Option<String>,
    /// The mint contract, if it is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mint_contract: Option<String>,
    /// The denom that staking tokens are swapped for.
    pub luna_denom: String,
    /// The largest part that a swap may lose.
    pub max_spread: Decimal,
    /// The largest part of a pool that is swapped in one block.
    pub max_swap_ratio: Decimal,
    /// The oldest oracle price that is used, in seconds.
    pub price_max_age: u64,
    /// The accounts that may convert; empty: anybody may convert assets that have a price.
    pub keepers: Vec<String>,
}

/// The route of an asset: it is swapped for another denom before it is swapped for the base denom.
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
    /// The price of one asked unit in offered units that it would send to the pair; null: none.
    pub belief_price: Option<Decimal>,
    /// The kind of swap: anchor_redeem, lunax_swap, bluna_swap, hop or direct.
    pub swap_type: String,
}

/// The only [`ExecuteMsg`] that a contract sends. As a type of its own it keeps the collector's
/// code small.
#[cw_serde]
enum Hook {
    LunaSwapHook {},
}

/// A collector. It sends messages to itself.
pub struct Collector(pub Addr);

impl Collector {
    /// The message that swaps the luna that a staking token was swapped for.
    pub fn luna_swap_hook(&self) -> StdResult<CosmosMsg> {
        Ok(wasm_execute(&self.0, &Hook::LunaSwapHook {}, vec![])?.into())
    }
}

/// A money market.
pub struct MoneyMarket(pub Addr);

impl MoneyMarket {
    /// The message that redeems its token for the base denom.
    pub fn redeem(&self, token: &Token, amount: Uint128) -> StdResult<CosmosMsg> {
        token.send(&self.0, amount, &MoneyMarketCw20HookMsg::RedeemStable {})
    }
}
