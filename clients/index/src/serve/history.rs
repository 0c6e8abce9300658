//! `/assets/{token}/history`: candles of the oracle and of the pair.

use axum::extract::State;
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::store::questions::assets::is_known;
use crate::store::questions::candles::{before, between, Candle, Source};
use crate::store::Store;

use super::app::App;
use super::asked::{Asked, Named};
use super::at::At;
use super::problem::{Code, Problem};

/// The most candles of an answer, of each source.
const MOST: i64 = 500;

/// How many candles are answered if nobody says from when.
const DEFAULT: i64 = 100;

/// Which candles.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// From when on, in UNIX seconds: 100 intervals before `to` unless told.
    from: Option<i64>,
    /// Until when, in UNIX seconds: the time of the last block unless told. At most 500 intervals after
    /// `from`.
    to: Option<i64>,
    /// How long a candle is: an hour unless told.
    #[param(inline)]
    interval: Option<Interval>,
}

/// How long a candle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Interval {
    /// 60 seconds.
    Minute,
    /// 3,600 seconds.
    Hour,
    /// 86,400 seconds.
    Day,
}

/// The candles of an asset.
#[derive(Serialize, ToSchema)]
pub(super) struct History {
    #[serde(flatten)]
    at: At,
    /// The token's address.
    token: String,
    /// How long a candle is.
    interval: Interval,
    /// From when on candles are answered: the beginning of an interval, in UNIX seconds.
    from: i64,
    /// Until when; the candle that begins then is not among them.
    to: i64,
    /// What the oracle was told.
    oracle: Series,
    /// What was traded at.
    pair: Series,
}

/// The candles of a source.
#[derive(Serialize, ToSchema)]
struct Series {
    /// The price with which the time began; null where none was known yet.
    before: Option<String>,
    /// The candles, oldest first. An interval in which nothing happened has none.
    candles: Vec<Bar>,
}

/// What a price did in an interval, in base units.
#[derive(Serialize, ToSchema)]
struct Bar {
    /// When it begins, in UNIX seconds.
    start: i64,
    /// The first price.
    open: String,
    /// The highest.
    high: String,
    /// The lowest.
    low: String,
    /// The last.
    close: String,
    /// What was traded, in base units; 0 for the oracle.
    volume: String,
    /// How many trades or posts there were.
    count: i64,
}

/// The span of time of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: i64,
    to: i64,
}

/// The prices of an asset over time.
#[utoipa::path(
    get,
    path = "/assets/{token}/history",
    params(("token" = String, Path, description = "The token's address."), Question),
    responses(
        (status = 200, body = History),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn history(
    State(app): State<App>,
    Named(token): Named<String>,
    Asked(question): Asked<Question>,
) -> Result<Json<History>, Problem> {
    let interval = question.interval.unwrap_or(Interval::Hour);
    let at = At::last(&app.store).await?;
    let span = Span::of(question.from, question.to, interval.seconds(), at.time)?;
    if !is_known(&app.store, &token).await? {
        let said = "the index knows no such asset; /assets lists them by token";
        return Err(Problem::new(Code::NoSuchAsset, said));
    }

    let step = interval.seconds();
    Ok(Json(History {
        at,
        interval,
        from: span.from,
        to: span.to,
        oracle: Series::read(&app.store, (Source::Oracle, &token, step), span).await?,
        pair: Series::read(&app.store, (Source::Pair, &token, step), span).await?,
        token,
    }))
}

impl Interval {
    fn seconds(self) -> i64 {
        match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }
}

impl Span {
    fn of(from: Option<i64>, to: Option<i64>, step: i64, now: i64) -> Result<Self, Problem> {
        let to = to.unwrap_or_else(|| now.saturating_add(1));
        let from = from.unwrap_or_else(|| to.saturating_sub(step.saturating_mul(DEFAULT)));
        if from < 0 || to < from {
            let said = "from is a UNIX second that is not after to";
            return Err(Problem::parameter(said));
        }
        // Down to the beginning of the interval.
        let from = from - from.rem_euclid(step);
        if to - from > step.saturating_mul(MOST) {
            return Err(Problem::too_much(format!(
                "an answer holds {MOST} candles of {step} s: ask for less time or a longer interval"
            )));
        }
        Ok(Self { from, to })
    }
}

impl Series {
    async fn read(store: &Store, which: (Source, &str, i64), span: Span) -> Result<Self, Problem> {
        let candles = between(store, which, (span.from, span.to), MOST).await?;
        Ok(Self {
            before: before(store, which, span.from).await?,
            candles: candles.into_iter().map(Bar::from).collect(),
        })
    }
}

impl From<Candle> for Bar {
    fn from(candle: Candle) -> Self {
        Self {
            start: candle.start,
            open: candle.open,
            high: candle.high,
            low: candle.low,
            close: candle.close,
            volume: candle.volume,
            count: candle.trades,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_begins_with_an_interval_and_holds_500_of_them() {
        let of = |from, to| Span::of(from, to, 60, 1_000_030).map(|span| (span.from, span.to));
        assert_eq!(of(Some(90), Some(200)), Ok((60, 200)));
        assert_eq!(of(Some(60), Some(60 + 500 * 60)), Ok((60, 30_060)));
        assert_eq!(of(None, None), Ok((994_020, 1_000_031)));

        let refused = |from, to| of(Some(from), Some(to)).unwrap_err().code;
        assert_eq!(refused(60, 61 + 500 * 60), Code::TooMuch);
        assert_eq!(refused(60, i64::MAX), Code::TooMuch);
        assert_eq!(refused(61, 60), Code::BadParameter);
        assert_eq!(refused(-1, 60), Code::BadParameter);
        assert_eq!(refused(i64::MIN, i64::MAX), Code::BadParameter);
    }
}
