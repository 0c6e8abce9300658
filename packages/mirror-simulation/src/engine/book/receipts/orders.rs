//! Limit orders, as their contract tells them.

use cosmwasm_std::Uint128;

use crate::engine::book::attributes::{split, Attributes};
use crate::engine::book::orders::Order;
use crate::engine::book::positions::Collateral;
use crate::engine::book::Book;
use crate::error::SimulationError;

impl Book {
    pub(super) fn orders_told(&mut self, told: &Attributes) -> Result<(), SimulationError> {
        match told.action() {
            "submit_order" => {
                let (offer, offered) = self.good(told.text("offer_asset")?)?;
                let (ask, asked) = self.good(told.text("ask_asset")?)?;
                let order = Order {
                    id: told.number("order_id")?,
                    bidder: self.accounts.number(told.text("bidder_addr")?),
                    offer,
                    offered,
                    ask,
                    asked,
                    filled_offer: Uint128::zero(),
                    filled_ask: Uint128::zero(),
                };
                self.orders.placed += 1;
                self.orders.open.insert(order.id, order);
                Ok(())
            }
            "cancel_order" => {
                let id: u64 = told.number("order_id")?;
                let refund = told.amount("bidder_refund")?;
                self.orders.cancelled += 1;
                let due = self.orders.open.remove(&id).map(|order| order.left_offer());
                if due != Some(refund) {
                    self.find("I-28", format!("order {id} gave {refund} back of {due:?}"));
                }
                Ok(())
            }
            "execute_order" => self.order_filled(told),
            _ => Ok(()),
        }
    }

    /// I-28: who fills an order gets no more than its price, and the bidder no less.
    fn order_filled(&mut self, told: &Attributes) -> Result<(), SimulationError> {
        let id: u64 = told.number("order_id")?;
        let given = told.amount("executor_receive")?;
        let paid = told.amount("bidder_receive")?;
        let Some(order) = self.orders.open.get_mut(&id) else {
            return Err(SimulationError::MissingAttribute { key: "order_id" });
        };
        order.filled_offer = order.filled_offer.checked_add(given)?;
        order.filled_ask = order.filled_ask.checked_add(paid)?;
        let is_fair =
            order.filled_offer.full_mul(order.asked) <= order.filled_ask.full_mul(order.offered);
        let is_complete = order.filled_ask == order.asked;
        let is_whole = !is_complete || order.filled_offer == order.offered;
        let detail = format!("{paid} for {given} of {order:?}");

        self.orders.fills += 1;
        if is_complete {
            self.orders.filled += 1;
            self.orders.open.remove(&id);
        }
        if !is_fair || !is_whole {
            self.find("I-28", detail);
        }

        Ok(())
    }

    /// An amount of base coins or of a listed asset.
    fn good(&mut self, text: &str) -> Result<(Collateral, Uint128), SimulationError> {
        let (amount, info) =
            split(text).ok_or(SimulationError::MissingAttribute { key: "offer_asset" })?;
        let good = match info == self.base_denom {
            true => Collateral::Base,
            false => Collateral::Asset(self.known(info)?),
        };

        Ok((good, amount))
    }
}
