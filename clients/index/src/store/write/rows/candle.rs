//! A row of `candles`.

use cosmwasm_std::Decimal;

use crate::store::write::cache::Row;
use crate::store::write::tx::{insert, on_tx, Tx};
use crate::store::{amount, decimal, StoreError};

/// A row of `candles`, by source, token, step and start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store::write) struct CandleRow {
    pub(in crate::store::write) open: Decimal,
    pub(in crate::store::write) high: Decimal,
    pub(in crate::store::write) low: Decimal,
    pub(in crate::store::write) close: Decimal,
    pub(in crate::store::write) volume: u128,
    pub(in crate::store::write) total: u128,
    pub(in crate::store::write) trades: i64,
}

impl CandleRow {
    /// That of one price.
    pub(in crate::store::write) fn first(price: Decimal, volume: u128, total: u128) -> Self {
        Self {
            open: price,
            high: price,
            low: price,
            close: price,
            volume,
            total,
            trades: 1,
        }
    }

    /// The same with one more price; `None` if the volume is too large.
    pub(in crate::store::write) fn next(
        self,
        price: Decimal,
        volume: u128,
        total: u128,
    ) -> Option<Self> {
        Some(Self {
            open: self.open,
            high: self.high.max(price),
            low: self.low.min(price),
            close: price,
            volume: self.volume.checked_add(volume)?,
            total,
            trades: self.trades.checked_add(1)?,
        })
    }
}

type Stored = (String, String, String, String, String, String, i64);

impl Row for CandleRow {
    type Key = (&'static str, String, i64, i64);

    async fn load(tx: &mut Tx, key: &Self::Key) -> Result<Option<Self>, StoreError> {
        let (source, token, step, start) = key;
        let row: Option<Stored> = on_tx!(tx, connection => sqlx::query_as(
            "SELECT open, high, low, close, volume, total, trades FROM candles \
             WHERE source = $1 AND token = $2 AND step = $3 AND start = $4",
        )
        .bind(*source)
        .bind(token)
        .bind(*step)
        .bind(*start)
        .fetch_optional(connection)
        .await)?;
        let read = |(open, high, low, close, volume, total, trades): Stored| {
            Ok::<_, StoreError>(Self {
                open: decimal("candles", &open)?,
                high: decimal("candles", &high)?,
                low: decimal("candles", &low)?,
                close: decimal("candles", &close)?,
                volume: amount("candles", &volume)?,
                total: amount("candles", &total)?,
                trades,
            })
        };
        row.map(read).transpose()
    }

    async fn save(tx: &mut Tx, rows: &[(&Self::Key, &Self)]) -> Result<(), StoreError> {
        insert!(
            tx,
            "INSERT INTO candles (source, token, step, start, open, high, low, close, volume, total, trades) ",
            " ON CONFLICT (source, token, step, start) DO UPDATE SET high = excluded.high, \
              low = excluded.low, close = excluded.close, volume = excluded.volume, \
              total = excluded.total, trades = excluded.trades",
            rows,
            |((source, token, step, start), row)| [
                *source,
                token,
                *step,
                *start,
                row.open.to_string(),
                row.high.to_string(),
                row.low.to_string(),
                row.close.to_string(),
                row.volume.to_string(),
                row.total.to_string(),
                row.trades,
            ]
        );
        Ok(())
    }
}
