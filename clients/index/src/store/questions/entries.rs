//! The history of accounts, newest first.

use std::collections::BTreeMap;

use crate::store::Store;

use super::QuestionError;

/// What an event was for one of its accounts.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// Its place in the whole history.
    pub seq: i64,
    /// The block.
    pub height: i64,
    /// The block's time, in UNIX seconds.
    pub time: i64,
    /// The transaction, in upper-case hexadecimal digits.
    pub tx_hash: String,
    /// The kind of event.
    pub kind: String,
    /// The account.
    pub account: String,
    /// Whether the account did it (`actor`) or it befell the account (`other`).
    pub side: String,
    /// The asset that it is about.
    pub token: Option<String>,
    /// The position that it is about.
    pub position_idx: Option<i64>,
    /// Amounts and names, a JSON object of strings.
    pub data: String,
}

impl Entry {
    /// Whether the account did it.
    pub fn is_actor(&self) -> bool {
        self.side == "actor"
    }

    /// Amounts and names, by the names of the event.
    pub fn details(&self) -> Result<BTreeMap<String, String>, QuestionError> {
        serde_json::from_str(&self.data).map_err(|error| QuestionError::Unreadable {
            what: "entries.data",
            text: self.data.clone(),
            reason: error.to_string(),
        })
    }
}

const OF_ACCOUNT: &str = "
    SELECT seq, height, time, tx_hash, kind, account, side, token, position_idx, data
    FROM entries WHERE account = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";

// Each event once: it has one account that did it.
const OF_ALL: &str = "
    SELECT seq, height, time, tx_hash, kind, account, side, token, position_idx, data
    FROM entries WHERE side = 'actor' AND seq < $1 ORDER BY seq DESC LIMIT $2";

/// The newest entries before a place in the history: those of an account, both of what it did and of what
/// befell it, or each event once.
pub async fn before(
    store: &Store,
    account: Option<&str>,
    seq: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>, QuestionError> {
    let seq = seq.unwrap_or(i64::MAX);
    let found = on_pool!(store, pool => match account {
        Some(account) => {
            let question = sqlx::query_as(OF_ACCOUNT).bind(account);
            question.bind(seq).bind(limit).fetch_all(pool).await
        }
        None => sqlx::query_as(OF_ALL).bind(seq).bind(limit).fetch_all(pool).await,
    });
    Ok(found?)
}
