//! Polls of gov, newest first.

use crate::store::Store;

use super::QuestionError;

/// A poll.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Poll {
    /// Its number.
    pub id: i64,
    /// Who made it.
    pub creator: String,
    /// What kind of message it carries.
    pub kind: String,
    /// The deposit, in micro-MIR.
    pub deposit: String,
    /// Where it stands.
    pub status: String,
    /// Votes for it, in micro-MIR.
    pub yes: String,
    /// Votes against it.
    pub no: String,
    /// Votes that abstain.
    pub abstain: String,
    /// The block in which it was made.
    pub created_height: i64,
    /// That block's time, in UNIX seconds.
    pub created_time: i64,
    /// When votes end, in UNIX seconds.
    pub end_time: i64,
    /// The block in which it ended.
    pub ended_height: Option<i64>,
}

const BEFORE: &str = "
    SELECT id, creator, kind, deposit, status, yes, no, abstain, created_height, created_time,
        end_time, ended_height
    FROM polls WHERE id < $1 ORDER BY id DESC LIMIT $2";

/// The newest polls before this one.
pub async fn before(
    store: &Store,
    id: Option<i64>,
    limit: i64,
) -> Result<Vec<Poll>, QuestionError> {
    let id = id.unwrap_or(i64::MAX);
    let found = on_pool!(store, pool => {
        sqlx::query_as(BEFORE).bind(id).bind(limit).fetch_all(pool).await
    });
    Ok(found?)
}
