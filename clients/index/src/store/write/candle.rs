//! Candles: what a price was at the beginning and the end of a time, and the most and least between.

use cosmwasm_std::Decimal;

use super::cache::Row;
use super::ledger::Ledger;
use super::tx::{insert, on_tx, Tx};
use crate::store::{amount, decimal, integer, StoreError};

/// The lengths of candles, in seconds: a minute, an hour, a day.
pub const STEPS: [i64; 3] = [60, 3_600, 86_400];

/// A row of `candles`, by source, token, step and start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CandleRow {
    pub(super) open: Decimal,
    pub(super) high: Decimal,
    pub(super) low: Decimal,
    pub(super) close: Decimal,
    pub(super) volume: u128,
    pub(super) total: u128,
    pub(super) trades: i64,
}

impl CandleRow {
    fn first(price: Decimal, volume: u128, total: u128) -> Self {
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

    fn next(self, price: Decimal, volume: u128, total: u128) -> Option<Self> {
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

impl Ledger<'_> {
    /// Note a price in its candles, and the volume of the trade that made it with the volume of all so far.
    pub(super) async fn candle(
        &mut self,
        source: &'static str,
        token: &str,
        price: Decimal,
        (volume, total): (u128, u128),
    ) -> Result<(), StoreError> {
        let time = integer(self.time)?;
        for step in STEPS {
            let start = time.saturating_sub(time.rem_euclid(step));
            let key = (source, token.to_string(), step, start);
            let row = match self.kept.candles.get(self.tx, &key).await? {
                None => CandleRow::first(price, volume, total),
                Some(row) => {
                    let next = row.next(price, volume, total);
                    next.ok_or_else(|| self.unfit("the volume of a candle is too large"))?
                }
            };
            self.kept.candles.put(key, row);
        }
        Ok(())
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
