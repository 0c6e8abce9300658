//! Convert what fees were charged in: to the base denom, and that to MIR.

use cosmwasm_std::{ensure, Addr, DepsMut, Env, Response, Storage};
use mirror_protocol::collector::Collector;

use crate::asset::Convertible;
use crate::config::{ensure_owner, Keepers, Trading};
use crate::conversion::{offered, Conversion, Order, Way};
use crate::error::ContractError;
use crate::market::{Caller, Desk};
use crate::sale::Sale;
use crate::state::{sale, HOPS, SALES, TRADING};

/// Convert an asset, as much as its pair bears in this block.
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
        ensure_owner(deps.storage, sender)?;
    }

    let offer = offered(&trading, Convertible::named(deps.api, &asset_token));
    let sale = sale(deps.storage, &offer)?;
    let desk = Desk {
        deps: deps.as_ref(),
        env,
        trading: &trading,
        caller: Caller::Account(sender),
    };
    let way = Way::of(&desk, &offer, &sale)?;
    let swap_type = way.swap_type(&desk, &offer)?;
    let height = env.block.height;
    let conversion = Conversion::plan(&desk, &way, &offer, order, sale.left_at(height))?;
    let mut messages: Vec<_> = conversion.message(&trading, &offer)?.into_iter().collect();
    if !messages.is_empty() && way.goes_on(&desk)? {
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

/// Swap what came out of a hop for the base denom.
pub fn luna_swap_hook(deps: DepsMut, env: &Env, sender: &Addr) -> Result<Response, ContractError> {
    ensure!(
        env.contract.address == *sender,
        ContractError::Unauthorized {}
    );

    let trading = TRADING.load(deps.storage)?;
    let offer = Convertible::coin(&HOPS.load(deps.storage)?.luna_denom);
    let sale = sale(deps.storage, &offer)?;
    let desk = Desk {
        deps: deps.as_ref(),
        env,
        trading: &trading,
        caller: Caller::Itself,
    };
    let height = env.block.height;
    let left = sale.left_at(height);
    let conversion = Conversion::plan(&desk, &Way::Direct, &offer, &Order::default(), left)?;
    let message = conversion.message(&trading, &offer)?;

    note(deps.storage, height, &offer, sale, &conversion);

    Ok(Response::new()
        .add_messages(message)
        .add_attribute("action", "luna_swap_hook"))
}

/// Keep what the block still bears of the asset.
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

/// Anybody may convert as long as no keepers are named; then they and the owner. What has no price
/// is for these alone, whether any are named or not, which the plan of a conversion finds.
fn ensure_may_convert(
    deps: &DepsMut,
    trading: &Trading,
    sender: &Addr,
) -> Result<(), ContractError> {
    let Keepers(keepers) = &trading.keepers;
    if keepers.is_empty() || keepers.contains(&deps.api.addr_canonicalize(sender.as_str())?) {
        return Ok(());
    }
    ensure_owner(deps.storage, sender)
}
