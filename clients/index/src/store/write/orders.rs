//! Limit orders.

use serde_json::json;

use super::cache::Row;
use super::ledger::{Ledger, Side, Told};
use super::tx::{insert, on_tx, Tx};
use crate::store::records::Sum;
use crate::store::{amount, height, integer, Kind, StoreError};

const OPEN: &str = "open";
const FILLED: &str = "filled";
const CANCELLED: &str = "cancelled";

/// A row of `orders`, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OrderRow {
    pub(super) bidder: String,
    pub(super) offer: Sum,
    pub(super) ask: Sum,
    pub(super) filled_offer: u128,
    pub(super) filled_ask: u128,
    pub(super) status: String,
    /// Height and time.
    pub(super) created: (u64, u64),
    pub(super) changed_height: u64,
}

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

type Stored = (
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    i64,
    i64,
    i64,
);

fn from_stored(row: Stored) -> Result<OrderRow, StoreError> {
    let (bidder, offer, offer_amount, ask, ask_amount, filled_offer, filled_ask, status, ..) = &row;
    let (.., at, time, changed) = &row;
    let read = |text: &str| amount("orders", text);
    let sum = |asset: &str, text: &str| {
        Ok::<_, StoreError>(Sum {
            amount: read(text)?,
            asset: asset.to_string(),
        })
    };
    Ok(OrderRow {
        bidder: bidder.clone(),
        offer: sum(offer, offer_amount)?,
        ask: sum(ask, ask_amount)?,
        filled_offer: read(filled_offer)?,
        filled_ask: read(filled_ask)?,
        status: status.clone(),
        created: (height(*at)?, height(*time)?),
        changed_height: height(*changed)?,
    })
}

impl Row for OrderRow {
    type Key = i64;

    async fn load(tx: &mut Tx, id: &i64) -> Result<Option<Self>, StoreError> {
        let row: Option<Stored> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT bidder, offer, offer_amount, ask, ask_amount, filled_offer, filled_ask, status, \
             created_height, created_time, changed_height FROM orders WHERE id = $1",
        )
        .bind(*id)
        .fetch_optional(connection)
        .await)?;
        row.map(from_stored).transpose()
    }

    async fn save(tx: &mut Tx, rows: &[(&i64, &Self)]) -> Result<(), StoreError> {
        let rows = rows.iter().map(|(id, row)| {
            let created = (integer(row.created.0)?, integer(row.created.1)?);
            Ok((**id, *row, created, integer(row.changed_height)?))
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        insert!(
            tx,
            "INSERT INTO orders (id, bidder, offer, offer_amount, ask, ask_amount, filled_offer, \
             filled_ask, status, created_height, created_time, changed_height) ",
            " ON CONFLICT (id) DO UPDATE SET filled_offer = excluded.filled_offer, \
              filled_ask = excluded.filled_ask, status = excluded.status, \
              changed_height = excluded.changed_height",
            rows,
            |(id, row, created, changed)| [
                *id,
                &row.bidder,
                &row.offer.asset,
                row.offer.amount.to_string(),
                &row.ask.asset,
                row.ask.amount.to_string(),
                row.filled_offer.to_string(),
                row.filled_ask.to_string(),
                &row.status,
                created.0,
                created.1,
                *changed,
            ]
        );
        Ok(())
    }
}
