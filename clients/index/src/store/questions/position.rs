//! One position and its history.

use crate::store::Store;

use super::QuestionError;

/// A position, as it is now.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Position {
    /// Its number.
    pub idx: i64,
    /// Whose it is.
    pub owner: String,
    /// The asset that is owed.
    pub token: String,
    /// How much of it.
    pub debt: String,
    /// What backs it: a denom or a token's address.
    pub collateral: String,
    /// How much of it.
    pub amount: String,
    /// Whether the asset was sold at once.
    pub is_short: bool,
    /// The block in which it was opened.
    pub opened_height: i64,
    /// That block's time, in UNIX seconds.
    pub opened_time: i64,
    /// The block in which it was closed.
    pub closed_height: Option<i64>,
    /// That block's time.
    pub closed_time: Option<i64>,
}

/// What happened to a position.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Step {
    /// Its place in the whole history.
    pub seq: i64,
    /// The block.
    pub height: i64,
    /// The block's time, in UNIX seconds.
    pub time: i64,
    /// The transaction.
    pub tx_hash: String,
    /// The kind of event.
    pub kind: String,
    /// Who did it.
    pub account: String,
    /// The debt afterwards.
    pub debt: String,
    /// The collateral afterwards.
    pub amount: String,
    /// The asset's price.
    pub asset_price: Option<String>,
    /// The collateral's price.
    pub collateral_price: Option<String>,
    /// The ratio afterwards.
    pub ratio: Option<String>,
}

const POSITION: &str = "
    SELECT idx, owner, token, debt, collateral, amount, is_short, opened_height, opened_time,
        closed_height, closed_time
    FROM positions WHERE idx = $1";

const STEPS: &str = "
    SELECT seq, height, time, tx_hash, kind, account, debt, amount, asset_price, collateral_price, ratio
    FROM position_events WHERE position_idx = $1 AND seq > $2 ORDER BY seq LIMIT $3";

/// A position; `None` if there never was one of this number.
pub async fn position(store: &Store, idx: i64) -> Result<Option<Position>, QuestionError> {
    let found = on_pool!(store, pool => {
        sqlx::query_as(POSITION).bind(idx).fetch_optional(pool).await
    });
    Ok(found?)
}

/// What happened to a position after a place in the history, oldest first.
pub async fn steps_after(
    store: &Store,
    idx: i64,
    seq: Option<i64>,
    limit: i64,
) -> Result<Vec<Step>, QuestionError> {
    let seq = seq.unwrap_or(i64::MIN);
    let found = on_pool!(store, pool => {
        sqlx::query_as(STEPS).bind(idx).bind(seq).bind(limit).fetch_all(pool).await
    });
    Ok(found?)
}
