//! PostgreSQL's partitions by time, made when the first block of a time is written.

use super::tx::Tx;
use crate::store::StoreError;

/// How long a partition is: thirty days, in seconds.
pub const SPAN: i64 = 2_592_000;

/// The tables that are in partitions.
const TABLES: [&str; 6] = [
    "entries",
    "prices",
    "candles",
    "reserves",
    "position_events",
    "payments",
];

/// The number of the partition that a time is in.
pub(super) fn of(time: i64) -> i64 {
    time.div_euclid(SPAN)
}

/// Make the partitions of this number, if they are not there. SQLite has none. A candle begins earlier
/// than the block that it is of, so the one before is made as well.
pub(super) async fn ensure(tx: &mut Tx, number: i64) -> Result<(), StoreError> {
    let Tx::Postgres(inner) = tx else {
        return Ok(());
    };
    for number in number.saturating_sub(1).max(0)..=number {
        let from = number.saturating_mul(SPAN);
        let to = from.saturating_add(SPAN);
        for table in TABLES {
            // Names and numbers of our own.
            let statement = format!(
                "CREATE TABLE IF NOT EXISTS {table}_{number} PARTITION OF {table} \
                 FOR VALUES FROM ({from}) TO ({to})"
            );
            sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
                .execute(&mut **inner)
                .await?;
        }
    }
    Ok(())
}
