//! A row of `orders`.

use crate::store::records::Sum;
use crate::store::write::cache::Row;
use crate::store::write::tx::{insert, on_tx, Tx};
use crate::store::{amount, height, integer, StoreError};

/// A row of `orders`, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store::write) struct OrderRow {
    pub(in crate::store::write) bidder: String,
    pub(in crate::store::write) offer: Sum,
    pub(in crate::store::write) ask: Sum,
    pub(in crate::store::write) filled_offer: u128,
    pub(in crate::store::write) filled_ask: u128,
    pub(in crate::store::write) status: String,
    /// Height and time.
    pub(in crate::store::write) created: (u64, u64),
    pub(in crate::store::write) changed_height: u64,
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
