//! Everything that was read is removed.

use super::claim::Claim;
use crate::store::{Store, StoreError, TABLES};

impl Store {
    /// Remove everything that was read, all at once, so that the next reading begins at the first block.
    pub async fn reset(&self) -> Result<(), StoreError> {
        let _claim = Claim::take(self).await?;
        match self {
            // Its own way to empty a table without looking at the rows.
            Self::Postgres(pool) => {
                let statement = format!("TRUNCATE {}", TABLES.join(", "));
                let statement = sqlx::query(sqlx::AssertSqlSafe(statement));
                statement.execute(pool).await?;
            }
            Self::Sqlite(pool) => {
                let mut all = pool.begin_with("BEGIN IMMEDIATE").await?;
                for table in TABLES {
                    let statement = format!("DELETE FROM {table}");
                    let statement = sqlx::query(sqlx::AssertSqlSafe(statement));
                    statement.execute(&mut *all).await?;
                }
                all.commit().await?;
            }
        }
        Ok(())
    }
}
