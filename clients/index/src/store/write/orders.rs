//! Limit orders.

use serde_json::json;

use super::ledger::{Ledger, Side, Told};
use super::rows::order::OrderRow;
use crate::store::records::Sum;
use crate::store::{integer, Kind, StoreError};

const OPEN: &str = "open";
const FILLED: &str = "filled";
const CANCELLED: &str = "cancelled";

impl Ledger<'_> {
    /// A limit order was given.
    pub(super) fn submitted(
        &mut self,
        id: u64,
        bidder: &str,
        offer: &Sum,
        ask: &Sum,
    ) -> Result<(), StoreError> {
        let row = OrderRow {
            bidder: bidder.to_string(),
            offer: offer.clone(),
            ask: ask.clone(),
            filled_offer: 0,
            filled_ask: 0,
            status: OPEN.to_string(),
            created: (self.height, self.time),
            changed_height: self.height,
        };
        let data = json!({
            "order_id": id.to_string(),
            "offer": offer.asset,
            "offer_amount": offer.amount.to_string(),
            "ask": ask.asset,
            "ask_amount": ask.amount.to_string(),
        });
        self.entry(bidder, Side::Actor, Told::bare(Kind::SubmitOrder, data));
        self.kept.orders.put(integer(id)?, row);
        Ok(())
    }

    /// A limit order was taken back.
    pub(super) async fn cancelled(&mut self, id: u64, refund: &Sum) -> Result<(), StoreError> {
        let row = self.order(id).await?;
        let data = json!({
            "order_id": id.to_string(),
            "offer": refund.asset,
            "refund_amount": refund.amount.to_string(),
        });
        self.entry(
            &row.bidder,
            Side::Actor,
            Told::bare(Kind::CancelOrder, data),
        );
        let row = OrderRow {
            status: CANCELLED.to_string(),
            changed_height: self.height,
            ..row
        };
        self.kept.orders.put(integer(id)?, row);
        Ok(())
    }

    /// A limit order was filled, in part or whole.
    pub(super) async fn executed(
        &mut self,
        id: u64,
        executor: &str,
        bought: &Sum,
        paid: &Sum,
    ) -> Result<(), StoreError> {
        let row = self.order(id).await?;
        let filled_offer = row.filled_offer.checked_add(bought.amount);
        let filled_ask = row.filled_ask.checked_add(paid.amount);
        let (Some(filled_offer), Some(filled_ask)) = (filled_offer, filled_ask) else {
            return Err(self.unfit(format!("order {id} is filled with too much")));
        };
        let is_filled = filled_ask == row.ask.amount;
        let data = json!({
            "order_id": id.to_string(),
            "executor": executor,
            "bidder": row.bidder,
            "offer": bought.asset,
            "executor_receive": bought.amount.to_string(),
            "ask": paid.asset,
            "bidder_receive": paid.amount.to_string(),
        });
        let told = Told::bare(Kind::ExecuteOrder, data.clone());
        self.entry(executor, Side::Actor, told);
        if row.bidder != executor {
            let told = Told::bare(Kind::ExecuteOrder, data);
            self.entry(&row.bidder, Side::Other, told);
        }
        let row = OrderRow {
            filled_offer,
            filled_ask,
            status: if is_filled { FILLED } else { OPEN }.to_string(),
            changed_height: self.height,
            ..row
        };
        self.kept.orders.put(integer(id)?, row);
        Ok(())
    }

    async fn order(&mut self, id: u64) -> Result<OrderRow, StoreError> {
        let row = self.kept.orders.get(self.tx, &integer(id)?).await?;
        let row = row.filter(|row| row.status == OPEN);
        row.ok_or_else(|| self.unfit(format!("order {id} is not open")))
    }
}
