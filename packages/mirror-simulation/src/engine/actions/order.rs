//! What people do with limit orders.

use cosmwasm_std::Uint128;
use mirror_protocol::limit_order::{Cw20HookMsg, ExecuteMsg};
use terraswap::asset::Asset;

use super::paid;
use crate::engine::book::Collateral;
use crate::engine::chain::Call;
use crate::engine::person::Person;
use crate::engine::world::World;
use crate::error::SimulationError;

impl World<'_> {
    /// Places an order: offers one asset for another.
    pub(in crate::engine) fn place_order(
        &mut self,
        who: &Person,
        offer: (Collateral, Uint128),
        ask: (Collateral, Uint128),
    ) -> Result<bool, SimulationError> {
        let ask_asset = self.info_of(ask.0).amount(ask.1);
        let call = match offer.0 {
            Collateral::Base => {
                let offer_asset: Asset = self.info_of(offer.0).amount(offer.1);
                let message = ExecuteMsg::SubmitOrder {
                    offer_asset,
                    ask_asset,
                };
                Call::new(&self.at.orders, &message)?.paying(offer.1)
            }
            Collateral::Asset(asset) => {
                let hook = Cw20HookMsg::SubmitOrder { ask_asset };
                let token = &self.book.assets[asset].token_address;
                paid(token, &self.at.orders, offer.1, &hook)?
            }
        };

        Ok(self.send(who, call)?.is_some())
    }

    pub(in crate::engine) fn cancel_order(
        &mut self,
        who: &Person,
        order_id: u64,
    ) -> Result<bool, SimulationError> {
        let call = Call::new(&self.at.orders, &ExecuteMsg::CancelOrder { order_id })?;

        Ok(self.send(who, call)?.is_some())
    }

    /// Pays an order, or a part of it.
    pub(in crate::engine) fn fill_order(
        &mut self,
        who: &Person,
        order_id: u64,
        payment: (Collateral, Uint128),
    ) -> Result<bool, SimulationError> {
        let (what, amount) = payment;
        if amount.is_zero() {
            return Ok(false);
        }
        let call = match what {
            Collateral::Base => {
                let execute_asset: Asset = self.info_of(what).amount(amount);
                let message = ExecuteMsg::ExecuteOrder {
                    execute_asset,
                    order_id,
                };
                Call::new(&self.at.orders, &message)?.paying(amount)
            }
            Collateral::Asset(asset) => {
                let hook = Cw20HookMsg::ExecuteOrder { order_id };
                let token = &self.book.assets[asset].token_address;
                paid(token, &self.at.orders, amount, &hook)?
            }
        };

        Ok(self.send(who, call)?.is_some())
    }
}
