//! Convert fees: assets to the base denom, and the base denom to MIR.

use cosmwasm_std::{ensure, Addr, DepsMut, Env, Response, Storage};
use mirror_protocol::collector::Collector;

use crate::asset::Convertible;
use crate::config::{ensure_owner, Keepers, Trading};
use crate::context::{Caller, Context};
use crate::conversion::{offered, Conversion, Order};
use crate::error::ContractError;
use crate::path::Path;
use crate::sale::Sale;
use crate::state::{self, OWNER, SALES, TRADING};

/// Convert an asset, as much of it as its limit allows in this block.
pub fn convert(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    asset_token: String,
    order: &Order,
) -> Result<Response, ContractError> {
    let trading = TRADING.load(deps.storage)?;

    ensure_may_convert(&deps, &trading, sender)?;
    if order.belief_price.is_some() {
        ensure_owner(&OWNER.load(deps.storage)?, sender)?;
    }

    let offer = offered(&trading, Convertible::named(deps.api, &asset_token));
    let sale = state::sale(deps.storage, &offer)?;
    let context = Context {
        deps: deps.as_ref(),
        env,
        trading: &trading,
        caller: Caller::Account(sender),
    };
    let path = Path::of(&context, &offer, &sale)?;
    let swap_type = path.swap_type(&context, &offer)?;
    let height = env.block.height;
    let conversion = Conversion::plan(&context, &path, &offer, order, sale.left_at(height))?;
    let mut messages: Vec<_> = conversion.message(&trading, &offer)?.into_iter().collect();
    if !messages.is_empty() && path.goes_on(&context)? {
        messages.push(Collector(env.contract.address.clone()).luna_swap_hook()?);
    }

    note(deps.storage, height, &offer, sale, &conversion);

    Ok(Response::new()
        .add_messages(messages)
        .add_attribute("action", "convert")
        .add_attribute("swap_type", swap_type)
        .add_attribute("asset_token", asset_token)
        .add_attribute("amount", conversion.amount))
}

/// Swap luna that came from a swap over a hop for the base denom.
pub fn luna_swap_hook(deps: DepsMut, env: &Env, sender: &Addr) -> Result<Response, ContractError> {
    ensure!(
        env.contract.address == *sender,
        ContractError::Unauthorized {}
    );

    let trading = TRADING.load(deps.storage)?;
    let context = Context {
        deps: deps.as_ref(),
        env,
        trading: &trading,
        caller: Caller::Itself,
    };
    let offer = Convertible::coin(&context.hops()?.luna_denom);
    let sale = state::sale(deps.storage, &offer)?;
    let height = env.block.height;
    let left = sale.left_at(height);
    let conversion = Conversion::plan(&context, &Path::Direct, &offer, &Order::default(), left)?;
    let message = conversion.message(&trading, &offer)?;

    note(deps.storage, height, &offer, sale, &conversion);

    Ok(Response::new()
        .add_messages(message)
        .add_attribute("action", "luna_swap_hook"))
}

/// Store how much of the asset may still be swapped in this block.
fn note(
    storage: &mut dyn Storage,
    height: u64,
    offer: &Convertible,
    mut sale: Sale,
    conversion: &Conversion,
) {
    if let Some(left) = conversion.left {
        sale.leave(height, left);
        SALES.save(storage, &offer.key(), &sale);
    }
}

/// Refuse a sender who may not convert. If keepers are named, only they and the owner may;
/// otherwise anybody may. A conversion without a price is always for them only, which
/// [`Conversion::plan`] checks.
fn ensure_may_convert(
    deps: &DepsMut,
    trading: &Trading,
    sender: &Addr,
) -> Result<(), ContractError> {
    let Keepers(keepers) = &trading.keepers;
    if keepers.is_empty() || keepers.contains(&deps.api.addr_canonicalize(sender.as_str())?) {
        return Ok(());
    }
    ensure_owner(&OWNER.load(deps.storage)?, sender)
}
