//! An order, and how much of it a payment buys.

use cosmwasm_std::{ensure, Addr, Uint128};
use mirror_math::ratio::{mul_div_ceil, mul_div_floor};
use mirror_protocol::limit_order::OrderResponse;
use terraswap::asset::Asset;

use crate::error::ContractError;

/// An open order. Both amounts are above zero, and the ask is not yet filled completely.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Who offers.
    pub bidder: Addr,
    /// The whole offer.
    pub offer: Asset,
    /// What is asked for the whole offer.
    pub ask: Asset,
    /// How much of the offer was handed out.
    pub filled_offer: Uint128,
    /// How much of the ask the bidder received for that.
    pub filled_ask: Uint128,
}

/// What a payment is exchanged for.
#[derive(Debug, PartialEq)]
pub struct Fill {
    /// The part of the offer that the executor gets.
    pub bought: Asset,
    /// The part of the ask that the bidder gets.
    pub paid: Asset,
    /// The part of the payment that the executor gets back.
    pub surplus: Asset,
}

impl Order {
    /// An order of which nothing is filled.
    pub fn new(bidder: Addr, offer: Asset, ask: Asset) -> Self {
        Self {
            bidder,
            offer,
            ask,
            filled_offer: Uint128::zero(),
            filled_ask: Uint128::zero(),
        }
    }

    /// Refuse everybody but the bidder.
    pub fn ensure_given_by(&self, sender: &Addr, order_id: u64) -> Result<(), ContractError> {
        ensure!(
            self.bidder == *sender,
            ContractError::NotTheBidder {
                order_id,
                bidder: self.bidder.clone()
            }
        );
        Ok(())
    }

    /// The part of the offer that is not handed out yet.
    pub fn left_offer(&self) -> Result<Asset, ContractError> {
        let left = self.offer.amount.checked_sub(self.filled_offer)?;
        Ok(self.offer.info.clone().amount(left))
    }

    /// Fill the order by a payment. A payment of all that is left of the ask buys all that is left of
    /// the offer; a smaller one buys the same part of the offer as it is of the ask. Of a larger one
    /// only what is left is taken: otherwise somebody could stop a full fill by filling one unit
    /// before it.
    pub fn fill(&mut self, payment: &Asset) -> Result<Fill, ContractError> {
        ensure!(
            payment.info == self.ask.info,
            ContractError::WrongAsset {
                received: payment.info.clone(),
                asked: self.ask.info.clone()
            }
        );
        let left = self.ask.amount.checked_sub(self.filled_ask)?;
        let paid = payment.amount.min(left);
        let surplus = payment.amount.checked_sub(paid)?;

        let mut bought = self.left_offer()?;
        if paid < left {
            // Rounded down, so that no part is sold below the bidder's price; the last payment gets the
            // rests.
            bought.amount = mul_div_floor(self.offer.amount, paid, self.ask.amount)?;
        }
        ensure!(
            !bought.amount.is_zero(),
            ContractError::PaymentTooSmall {
                received: paid,
                least: self.least_payment()?.min(left)
            }
        );

        self.filled_offer = self.filled_offer.checked_add(bought.amount)?;
        self.filled_ask = self.filled_ask.checked_add(paid)?;
        let asked = |amount| payment.info.clone().amount(amount);
        Ok(Fill {
            bought,
            paid: asked(paid),
            surplus: asked(surplus),
        })
    }

    /// Whether the bidder has received everything.
    pub fn is_filled(&self) -> bool {
        self.filled_ask == self.ask.amount
    }

    /// The order as queries return it.
    pub fn into_response(self, order_id: u64) -> OrderResponse {
        OrderResponse {
            order_id,
            bidder_addr: self.bidder.into_string(),
            offer_asset: self.offer,
            ask_asset: self.ask,
            filled_offer_amount: self.filled_offer,
            filled_ask_amount: self.filled_ask,
        }
    }

    /// The least payment that buys a unit: the price of a unit, rounded up.
    fn least_payment(&self) -> Result<Uint128, ContractError> {
        let one = Uint128::one();
        Ok(mul_div_ceil(one, self.ask.amount, self.offer.amount)?)
    }
}

#[cfg(test)]
mod tests;
