//! The open positions of one asset and one collateral, in the order of their cover.

use std::fmt;

use crate::store::questions::QuestionError;
use crate::store::Store;

/// With so many digits covers are in the table, zeros in front, so that their text has their order.
const DIGITS: usize = 60;

/// One asset and one collateral.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub(super) struct Shelf {
    pub(super) token: String,
    pub(super) collateral: String,
}

/// A place on a shelf: behind the position `idx` among those of this cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Behind {
    cover: String,
    idx: i64,
}

impl Behind {
    /// Before the first.
    pub(super) fn nothing() -> Self {
        Self {
            cover: String::new(),
            idx: i64::MIN,
        }
    }

    /// Behind the position `idx` among those of this cover; `None` behind all there can be.
    pub(super) fn of(cover: impl fmt::Display, idx: i64) -> Option<Self> {
        let cover = format!("{cover:0>DIGITS$}");
        (cover.len() <= DIGITS).then_some(Self { cover, idx })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) idx: i64,
    pub(super) owner: String,
    pub(super) debt: String,
    pub(super) amount: String,
    pub(super) is_short: bool,
    pub(super) cover: String,
}

const SHELVES: &str = "
    SELECT token, collateral FROM backings WHERE positions > 0 ORDER BY token, collateral";

const SHELVES_OF: &str = "
    SELECT token, collateral FROM backings WHERE token = $1 AND positions > 0 ORDER BY collateral";

const BEHIND: &str = "
    SELECT idx, owner, debt, amount, is_short, cover FROM positions
    WHERE closed_height IS NULL AND token = $1 AND collateral = $2 AND (cover, idx) > ($3, $4)
    ORDER BY cover, idx LIMIT $5";

/// The shelves on which something stands, of one asset or of all, in order.
pub(super) async fn shelves(
    store: &Store,
    token: Option<&str>,
) -> Result<Vec<Shelf>, QuestionError> {
    let found = on_pool!(store, pool => match token {
        Some(token) => sqlx::query_as(SHELVES_OF).bind(token).fetch_all(pool).await,
        None => sqlx::query_as(SHELVES).fetch_all(pool).await,
    });
    Ok(found?)
}

/// The positions of a shelf behind a place.
pub(super) async fn behind(
    store: &Store,
    shelf: &Shelf,
    place: &Behind,
    limit: i64,
) -> Result<Vec<Row>, QuestionError> {
    let found = on_pool!(store, pool => {
        let question = sqlx::query_as(BEHIND).bind(&shelf.token).bind(&shelf.collateral);
        let question = question.bind(&place.cover).bind(place.idx).bind(limit);
        question.fetch_all(pool).await
    });
    Ok(found?)
}
