//! An order, and what a payment buys of it.

use cosmwasm_std::{ensure, Addr, Uint128};
use mirror_math::ratio::{mul_div_ceil, mul_div_floor};
use mirror_protocol::limit_order::OrderResponse;
use terraswap::asset::Asset;

use crate::error::ContractError;

/// An open order. Both amounts are above zero and less than all of the ask is filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Who offers.
    pub bidder: Addr,
    /// What is offered in all.
    pub offer: Asset,
    /// What is asked for all of it.
    pub ask: Asset,
    /// What was handed out of the offer.
    pub filled_offer: Uint128,
    /// What the bidder received for that.
    pub filled_ask: Uint128,
}

/// What a payment comes to.
#[derive(Debug, PartialEq)]
pub struct Fill {
    /// Of the offer, for the executor.
    pub bought: Asset,
    /// Of the ask, for the bidder.
    pub paid: Asset,
    /// Of the payment, back to the executor.
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

    /// What is offered and not yet handed out.
    pub fn left_offer(&self) -> Result<Asset, ContractError> {
        let left = self.offer.amount.checked_sub(self.filled_offer)?;
        Ok(self.offer.info.clone().amount(left))
    }

    /// Fill the order by a payment: everything left for all that is left to pay, else the part of
    /// the offer that the payment is of the ask. Of a payment above that no more is taken, so that
    /// nobody can stop a full fill by filling a unit before it.
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
            // Down: the bidder's price is kept by every part, and the last one gets the rests.
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

    /// As queries show it.
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

    /// The price of the first unit, up: with one less it would not be paid.
    fn least_payment(&self) -> Result<Uint128, ContractError> {
        let one = Uint128::one();
        Ok(mul_div_ceil(one, self.ask.amount, self.offer.amount)?)
    }
}

#[cfg(test)]
mod tests;
