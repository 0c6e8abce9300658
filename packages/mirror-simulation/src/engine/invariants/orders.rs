//! What waits in limit orders (I-28).

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_protocol::limit_order::{OrderResponse, QueryMsg};

use super::findings::Findings;
use super::view::View;
use crate::engine::book::Collateral;
use crate::error::SimulationError;

/// I-28: the contract holds what open orders offer, no more and no less.
pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let base = (Collateral::Base, Uint128::zero());
    let assets = (0..view.book.assets.len()).map(|asset| (Collateral::Asset(asset), base.1));
    let mut sums: BTreeMap<Collateral, Uint128> = assets.chain([base]).collect();
    for order in view.book.orders.iter() {
        let sum = sums.entry(order.offer).or_default();
        *sum = sum.checked_add(order.left_offer())?;
    }

    for (good, sum) in sums {
        let balance = match good {
            Collateral::Base => view.coins_of(&view.at.orders)?,
            Collateral::Asset(asset) => {
                let token = &view.book.assets[asset].token_address;
                view.tokens_of(token, &view.at.orders)?
            }
        };
        findings.compare("I-28", || format!("{good:?} in orders"), balance, sum);
    }

    Ok(())
}

/// Every order, one by one.
pub(super) fn sweep(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    for kept in view.book.orders.iter() {
        let question = QueryMsg::Order { order_id: kept.id };
        let told: OrderResponse = view.query(&view.at.orders, &question)?;
        let told = (
            told.bidder_addr,
            told.offer_asset.amount,
            told.ask_asset.amount,
            told.filled_offer_amount,
            told.filled_ask_amount,
        );
        let kept_parts = (
            view.book.accounts.address(kept.bidder).to_string(),
            kept.offered,
            kept.asked,
            kept.filled_offer,
            kept.filled_ask,
        );
        findings.compare("I-28", || format!("order {}", kept.id), told, kept_parts);
    }

    Ok(())
}
