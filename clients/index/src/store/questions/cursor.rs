//! Where the index stands.

use crate::store::Store;

use super::QuestionError;

/// The last block that the index has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Place {
    /// The first block that was read.
    pub first_height: i64,
    /// The last one.
    pub height: i64,
    /// Its time, in UNIX seconds.
    pub time: i64,
}

const PLACE: &str = "SELECT first_height, height, time FROM cursor WHERE height >= first_height";

/// The last block that the index has read; refused while there is none.
pub async fn place(store: &Store) -> Result<Place, QuestionError> {
    let found: Option<Place> = on_pool!(store, pool => {
        sqlx::query_as(PLACE).fetch_optional(pool).await
    })?;
    found.ok_or(QuestionError::NothingRead)
}
