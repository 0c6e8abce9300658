//! Candles of an asset's prices.

use crate::store::Store;

use super::QuestionError;

/// Where a price is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The oracle: confirmed posts.
    Oracle,
    /// The pair against the base denom: trades.
    Pair,
}

/// What a price did in a span of time.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Candle {
    /// When the span begins, in UNIX seconds.
    pub start: i64,
    /// The first price.
    pub open: String,
    /// The highest.
    pub high: String,
    /// The lowest.
    pub low: String,
    /// The last.
    pub close: String,
    /// What was traded, in base units.
    pub volume: String,
    /// How many trades or posts there were.
    pub trades: i64,
}

const BETWEEN: &str = "
    SELECT start, open, high, low, close, volume, trades FROM candles
    WHERE source = $1 AND token = $2 AND step = $3 AND start >= $4 AND start < $5
    ORDER BY start LIMIT $6";

const BEFORE: &str = "
    SELECT close FROM candles
    WHERE source = $1 AND token = $2 AND step = $3 AND start < $4
    ORDER BY start DESC LIMIT 1";

impl Source {
    fn name(self) -> &'static str {
        match self {
            Self::Oracle => "oracle",
            Self::Pair => "pair",
        }
    }
}

/// The candles of this step that begin at `from` or later and before `to`, oldest first. A span in which
/// nothing happened has none.
pub async fn between(
    store: &Store,
    (source, token, step): (Source, &str, i64),
    (from, to): (i64, i64),
    limit: i64,
) -> Result<Vec<Candle>, QuestionError> {
    let found = on_pool!(store, pool => {
        let question = sqlx::query_as(BETWEEN).bind(source.name()).bind(token).bind(step);
        question.bind(from).bind(to).bind(limit).fetch_all(pool).await
    });
    Ok(found?)
}

/// The price at which the time `from` began: the last one of an earlier candle.
pub async fn before(
    store: &Store,
    (source, token, step): (Source, &str, i64),
    from: i64,
) -> Result<Option<String>, QuestionError> {
    let found = on_pool!(store, pool => {
        let question = sqlx::query_scalar(BEFORE).bind(source.name()).bind(token).bind(step);
        question.bind(from).fetch_optional(pool).await
    });
    Ok(found?)
}
