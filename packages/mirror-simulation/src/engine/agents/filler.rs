//! Filling limit orders at a profit.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::pool;
use mirror_math::ratio::mul_div_floor;

use super::account::AgentAccount;
use super::trade;
use crate::engine::book::{Collateral, Order};
use crate::engine::world::World;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// The least profit of a fill.
const PROFIT: Decimal = Decimal::permille(1);

/// Pays every order that can be turned into a profit on the market at once.
pub(super) fn fill_orders(world: &mut World, me: &AgentAccount) -> Result<(), SimulationError> {
    let others = world
        .book
        .orders
        .iter()
        .filter(|order| order.bidder != me.person.account);
    for order in others.cloned().collect::<Vec<_>>() {
        match (order.offer, order.ask) {
            (Collateral::Base, Collateral::Asset(asset)) => buy_and_pay(world, me, &order, asset)?,
            (Collateral::Asset(asset), Collateral::Base) => pay_and_sell(world, me, &order, asset)?,
            _ => {}
        }
    }

    Ok(())
}

/// Buys what an order asks for and pays with it.
fn buy_and_pay(
    world: &mut World,
    me: &AgentAccount,
    order: &Order,
    asset: usize,
) -> Result<(), SimulationError> {
    let reserves = world.book.assets[asset].reserves;
    let tokens = order.left_ask().min(trade::most_to_sell(reserves));
    let Some(cost) = trade::cost_of(reserves, tokens) else {
        return Ok(());
    };
    let gain = given_for(order, tokens)?;
    if !pays(cost, gain) || cost > world.coins(&me.person) {
        return Ok(());
    }
    let before = world.tokens(&me.person, asset);
    if world.buy(&me.person, Pool::Asset(asset), cost)? {
        let bought = world.tokens(&me.person, asset).saturating_sub(before);
        let payment = (Collateral::Asset(asset), bought.min(tokens));
        world.fill_order(&me.person, order.id, payment)?;
    }

    Ok(())
}

/// Pays base coins and sells what they bring.
fn pay_and_sell(
    world: &mut World,
    me: &AgentAccount,
    order: &Order,
    asset: usize,
) -> Result<(), SimulationError> {
    let reserves = world.book.assets[asset].reserves;
    let coins = order
        .left_ask()
        .min(world.coins(&me.person))
        .min(trade::most_to_spend(reserves));
    let tokens = given_for(order, coins)?;
    let Ok(sale) = pool::swap(reserves.asset, reserves.base, tokens) else {
        return Ok(());
    };
    if pays(coins, sale.return_amount)
        && world.fill_order(&me.person, order.id, (Collateral::Base, coins))?
    {
        world.sell(&me.person, Pool::Asset(asset), tokens)?;
    }

    Ok(())
}

/// What a payment brings; the last one brings all that is left.
fn given_for(order: &Order, payment: Uint128) -> Result<Uint128, SimulationError> {
    if payment == order.left_ask() {
        return Ok(order.left_offer());
    }

    Ok(mul_div_floor(order.offered, payment, order.asked)?)
}

fn pays(cost: Uint128, gain: Uint128) -> bool {
    !cost.is_zero() && gain >= cost.saturating_add(cost.mul_ceil(PROFIT))
}
