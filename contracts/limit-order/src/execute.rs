//! The messages. Coins and tokens use the same functions.

use cosmwasm_std::{ensure, Addr, Api, DepsMut, MessageInfo, Response};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::funds;

use crate::error::ContractError;
use crate::order::Order;
use crate::state::{self, LAST_ORDER_ID};

/// Set up the order book.
pub fn instantiate(deps: DepsMut) -> Result<Response, ContractError> {
    LAST_ORDER_ID.save(deps.storage, &0)?;

    Ok(Response::new())
}

/// Refuse unless exactly the coins that a message declares came with it.
pub fn ensure_coins_came(info: &MessageInfo, declared: &Asset) -> Result<(), ContractError> {
    ensure!(
        declared.info.is_native_token(),
        ContractError::NotNative {
            received: declared.info.clone()
        }
    );
    Ok(funds::exactly(info, std::slice::from_ref(declared))?)
}

/// Take what is offered, and keep it until somebody pays what is asked.
pub fn submit_order(
    deps: DepsMut,
    bidder: Addr,
    offer: Asset,
    ask: Asset,
) -> Result<Response, ContractError> {
    ensure!(
        !offer.amount.is_zero() && !ask.amount.is_zero(),
        ContractError::AmountZero {}
    );
    ensure!(
        offer.info != ask.info,
        ContractError::SameAsset { info: offer.info }
    );
    check_asked(deps.api, &ask.info)?;
    let order = Order::new(bidder, offer, ask);

    let order_id = state::insert(deps.storage, deps.api, &order)?;

    Ok(Response::new()
        .add_attribute("action", "submit_order")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("bidder_addr", order.bidder)
        .add_attribute("offer_asset", order.offer.to_string())
        .add_attribute("ask_asset", order.ask.to_string()))
}

/// Give back to the bidder what nobody has paid for.
pub fn cancel_order(
    deps: DepsMut,
    sender: &Addr,
    order_id: u64,
) -> Result<Response, ContractError> {
    let (order, stored) = state::order(deps.storage, deps.api, order_id)?;

    order.ensure_given_by(sender, order_id)?;

    let refund = order.left_offer()?;

    state::remove(deps.storage, order_id, &stored);

    Ok(Response::new()
        .add_messages(refund.transfer_to(&order.bidder)?)
        .add_attribute("action", "cancel_order")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("bidder_refund", refund.to_string()))
}

/// Fill an order: the executor gets what the payment buys, the bidder gets the payment. What the
/// payment is above the rest of the order goes back to the executor.
pub fn execute_order(
    deps: DepsMut,
    executor: &Addr,
    payment: Asset,
    order_id: u64,
) -> Result<Response, ContractError> {
    ensure!(!payment.amount.is_zero(), ContractError::AmountZero {});
    let (mut order, stored) = state::order(deps.storage, deps.api, order_id)?;

    // No right is needed: anybody may pay the price.

    let fill = order.fill(&payment)?;

    // Stored before any message is sent, so that a token that calls back finds the order as it is now.
    if order.is_filled() {
        state::remove(deps.storage, order_id, &stored);
    } else {
        state::update(deps.storage, order_id, &stored, &order);
    }

    let mut response = Response::new()
        .add_messages(fill.bought.transfer_to(executor)?)
        .add_messages(fill.paid.transfer_to(&order.bidder)?)
        .add_attribute("action", "execute_order")
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("executor_receive", fill.bought.to_string())
        .add_attribute("bidder_receive", fill.paid.to_string());
    // Only if there is one: most orders are filled exactly, and each byte of an event costs gas.
    if let Some(refund) = fill.surplus.transfer_to(executor)? {
        response = response
            .add_message(refund)
            .add_attribute("executor_refund", fill.surplus.to_string());
    }
    Ok(response)
}

/// Refuse to ask for a denom or token that can not exist. Its text would also appear in the event log.
fn check_asked(api: &dyn Api, asked: &AssetInfo) -> Result<(), ContractError> {
    if let AssetInfo::NativeToken { denom } = asked {
        ensure!(
            is_denom(denom),
            ContractError::NotADenom {
                denom: denom.clone()
            }
        );
    }
    Ok(asked.check(api)?)
}

fn is_denom(name: &str) -> bool {
    let is_usual = |c: char| c.is_ascii_alphanumeric() || "/:._-".contains(c);
    (3..=128).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(is_usual)
}
