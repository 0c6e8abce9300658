//! `/positions/{idx}/history`: what happened to a position, with its ratio after each event.

use axum::extract::State;
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::store::questions::position::{position, steps_after, Position, Step};

use super::app::App;
use super::asked::{Asked, Named};
use super::at::At;
use super::page;
use super::problem::{Code, Problem};

/// Which page of its history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// `next` of the page before.
    offset: Option<String>,
    /// Entries on the page: 30 unless told, 100 at most.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A position and a page of its history.
#[derive(Serialize, ToSchema)]
pub(super) struct PositionHistory {
    #[serde(flatten)]
    at: At,
    /// The position, as it is now.
    position: PositionNow,
    /// What happened to it, oldest first.
    steps: Vec<PositionStep>,
    /// The `offset` of the next page; null on the last one.
    next: Option<String>,
}

/// A position.
#[derive(Serialize, ToSchema)]
struct PositionNow {
    /// Its number.
    idx: i64,
    /// Whose it is.
    owner: String,
    /// The asset that is owed.
    token: String,
    /// How much of it.
    debt: String,
    /// What backs it: a denom or a token's address.
    collateral: String,
    /// How much of it.
    collateral_amount: String,
    /// Whether the asset was sold at once.
    is_short: bool,
    /// The block in which it was opened.
    opened_height: i64,
    /// Its time, in UNIX seconds.
    opened_time: i64,
    /// The block in which it was closed; null while it is open.
    closed_height: Option<i64>,
    /// Its time.
    closed_time: Option<i64>,
}

/// What happened to a position, and what it was afterwards.
#[derive(Serialize, ToSchema)]
struct PositionStep {
    /// The block.
    height: i64,
    /// Its time, in UNIX seconds.
    time: i64,
    /// The transaction, in upper-case hexadecimal digits.
    hash: String,
    /// The kind of event.
    kind: String,
    /// Who did it.
    account: String,
    /// The debt afterwards.
    debt: String,
    /// The collateral afterwards.
    collateral_amount: String,
    /// The oracle's last price of the asset then; null where none was known.
    price: Option<String>,
    /// The collateral's price then; null where it is not known to the index.
    collateral_price: Option<String>,
    /// The ratio afterwards, down at the 18th digit; null without debt or where a price is not known.
    ratio: Option<String>,
}

/// A position and what happened to it.
#[utoipa::path(
    get,
    path = "/positions/{idx}/history",
    params(("idx" = u64, Path, description = "The position's number."), Question),
    responses(
        (status = 200, body = PositionHistory),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn position_history(
    State(app): State<App>,
    Named(idx): Named<u64>,
    Asked(question): Asked<Question>,
) -> Result<Json<PositionHistory>, Problem> {
    let limit = page::limit(question.limit, page::DEFAULT, page::MOST)?;
    let offset = page::offset(question.offset.as_deref())?;

    let at = At::last(&app.store).await?;
    let unknown = || {
        let said = format!("the index knows no position {idx}");
        Problem::new(Code::NoSuchPosition, said)
    };
    // Numbers beyond the table's kind were never given.
    let idx = i64::try_from(idx).map_err(|_| unknown())?;
    let found = position(&app.store, idx).await?.ok_or_else(unknown)?;
    let mut steps = steps_after(&app.store, idx, offset, i64::from(limit) + 1).await?;
    let next = page::cut(&mut steps, limit, |step| step.seq.to_string());
    Ok(Json(PositionHistory {
        at,
        position: found.into(),
        steps: steps.into_iter().map(PositionStep::from).collect(),
        next,
    }))
}

impl From<Position> for PositionNow {
    fn from(position: Position) -> Self {
        Self {
            idx: position.idx,
            owner: position.owner,
            token: position.token,
            debt: position.debt,
            collateral: position.collateral,
            collateral_amount: position.amount,
            is_short: position.is_short,
            opened_height: position.opened_height,
            opened_time: position.opened_time,
            closed_height: position.closed_height,
            closed_time: position.closed_time,
        }
    }
}

impl From<Step> for PositionStep {
    fn from(step: Step) -> Self {
        Self {
            height: step.height,
            time: step.time,
            hash: step.tx_hash,
            kind: step.kind,
            account: step.account,
            debt: step.debt,
            collateral_amount: step.amount,
            price: step.asset_price,
            collateral_price: step.collateral_price,
            ratio: step.ratio,
        }
    }
}
