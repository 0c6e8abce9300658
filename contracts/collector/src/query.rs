//! The queries.

use cosmwasm_std::{Addr, CanonicalAddr, Deps, Env, StdResult};
use mirror_protocol::collector::{ConfigResponse, PreviewResponse, Route, RoutesResponse};
use mirror_protocol::paging::page_size;

use crate::asset::Convertible;
use crate::config::Config;
use crate::context::{Caller, Context};
use crate::conversion::{offered, Conversion, Order};
use crate::error::ContractError;
use crate::path::Path;
use crate::state::{self, ROUTED, TRADING};

/// The configuration.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let Config {
        owner,
        trading,
        hops,
        mint,
    } = state::config(deps.storage)?;
    let text = |address: &CanonicalAddr| Ok(deps.api.addr_humanize(address)?.into_string());
    let optional = |address: Option<&CanonicalAddr>| address.map(text).transpose();
    let shown = |address: Option<Addr>| address.map(Addr::into_string).unwrap_or_default();
    let keepers: StdResult<_> = trading.keepers.0.iter().map(text).collect();
    Ok(ConfigResponse {
        owner: owner.into_string(),
        distribution_contract: text(&trading.distribution_contract)?,
        terraswap_factory: text(&trading.terraswap_factory)?,
        mirror_token: text(&trading.mirror_token)?,
        base_denom: trading.base_denom,
        aust_token: optional(trading.aust_token.as_ref())?.unwrap_or_default(),
        anchor_market: optional(trading.anchor_market.as_ref())?.unwrap_or_default(),
        bluna_token: shown(hops.bluna_token),
        lunax_token: shown(hops.lunax_token),
        bluna_swap_denom: hops.bluna_swap_denom,
        mir_ust_pair: optional(trading.mir_ust_pair.as_ref())?,
        mirror_oracle: optional(trading.mirror_oracle.as_ref())?,
        mint_contract: optional(mint.as_ref())?,
        luna_denom: hops.luna_denom,
        max_spread: trading.max_spread,
        max_swap_ratio: trading.max_swap_ratio,
        price_max_age: trading.price_max_age,
        keepers: keepers?,
    })
}

/// A page of routes, by the name of the asset.
pub fn routes(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<RoutesResponse, ContractError> {
    let routed = ROUTED.may_load(deps.storage)?.unwrap_or_default();

    let mut routes = vec![];
    for asset in routed.after(start_after.as_deref()).take(page_size(limit)) {
        let sale = state::sale(deps.storage, &Convertible::named(deps.api, asset))?;
        routes.push(Route {
            asset: asset.clone(),
            hop: sale.hop.unwrap_or_default(),
        });
    }
    Ok(RoutesResponse { routes })
}

/// What `convert` would do in a new block.
pub fn preview(deps: Deps, env: &Env, asset_token: &str) -> Result<PreviewResponse, ContractError> {
    let trading = TRADING.load(deps.storage)?;
    let context = Context {
        deps,
        env,
        trading: &trading,
        caller: Caller::Nobody,
    };
    let offer = offered(&trading, Convertible::named(deps.api, asset_token));
    let path = Path::of(&context, &offer, &state::sale(deps.storage, &offer)?)?;
    let conversion = Conversion::plan(&context, &path, &offer, &Order::default(), None)?;
    Ok(PreviewResponse {
        amount: conversion.amount,
        belief_price: conversion.belief_price,
        swap_type: path.swap_type(&context, &offer)?.to_string(),
    })
}
