//! Candles: what a price was at the beginning and the end of a time, and the most and least between.

use cosmwasm_std::Decimal;

use super::ledger::Ledger;
use super::rows::candle::CandleRow;
use crate::store::{integer, StoreError};

/// The lengths of candles, in seconds: a minute, an hour, a day.
pub const STEPS: [i64; 3] = [60, 3_600, 86_400];

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
