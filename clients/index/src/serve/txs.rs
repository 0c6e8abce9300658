//! `/txs`: the history of an account or of all, newest first.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::store::questions::entries::{before, Entry};
use crate::store::questions::QuestionError;

use super::app::App;
use super::asked::Asked;
use super::at::At;
use super::csv::{self, Question as CsvQuestion};
use super::page;
use super::problem::Problem;

/// Which page of the history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// Only what this account did and what befell it; without it, each event once.
    account: Option<String>,
    /// `next` of the page before.
    offset: Option<String>,
    /// Entries on the page: 30 unless told, 100 at most; in CSV 1,000 unless told, 10,000 at most.
    #[param(minimum = 1, maximum = 10000)]
    limit: Option<u32>,
    /// JSON unless told.
    #[param(inline)]
    format: Option<Format>,
}

/// How the history is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// A page in JSON.
    Json,
    /// A file with a line for each entry, as of `/txs.csv`.
    Csv,
}

/// A page of the history.
#[derive(Serialize, ToSchema)]
pub(super) struct Txs {
    #[serde(flatten)]
    at: At,
    /// The entries, newest first.
    txs: Vec<Tx>,
    /// The `offset` of the next page; null on the last one.
    next: Option<String>,
}

/// What an event was for one of its accounts.
#[derive(Debug, Serialize, ToSchema)]
struct Tx {
    /// The block.
    height: i64,
    /// Its time, in UNIX seconds.
    time: i64,
    /// The transaction, in upper-case hexadecimal digits.
    hash: String,
    /// The kind of event, such as `OPEN_POSITION`, `AUCTION` or `BUY`.
    kind: String,
    /// The account.
    account: String,
    /// `actor` if the account did it, `other` if it befell the account: an auction is in the history of
    /// its buyer and in that of the position's owner.
    side: Side,
    /// The asset that it is about.
    token: Option<String>,
    /// The position that it is about.
    position: Option<i64>,
    /// Its amounts and names, by the names of the event.
    details: BTreeMap<String, String>,
}

/// On which side of an event an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Side {
    /// It did it.
    Actor,
    /// It befell it.
    Other,
}

/// What happened, newest first.
#[utoipa::path(
    get,
    path = "/txs",
    params(Question),
    responses(
        (status = 200, content((Txs = "application/json"), (String = "text/csv"))),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn txs(
    State(app): State<App>,
    Asked(question): Asked<Question>,
) -> Result<Response, Problem> {
    if question.format == Some(Format::Csv) {
        let question = CsvQuestion {
            account: question.account,
            offset: question.offset,
            limit: question.limit,
        };
        return csv::file(&app.store, &question).await;
    }
    let limit = page::limit(question.limit, page::DEFAULT, page::MOST)?;
    let offset = page::offset(question.offset.as_deref())?;

    let at = At::last(&app.store).await?;
    let account = question.account.as_deref();
    let mut found = before(&app.store, account, offset, i64::from(limit) + 1).await?;
    let next = page::cut(&mut found, limit, |entry| entry.seq.to_string());
    let txs = found.into_iter().map(Tx::new).collect::<Result<_, _>>()?;
    Ok(Json(Txs { at, txs, next }).into_response())
}

impl Tx {
    fn new(entry: Entry) -> Result<Self, QuestionError> {
        Ok(Self {
            details: entry.details()?,
            side: if entry.is_actor() {
                Side::Actor
            } else {
                Side::Other
            },
            height: entry.height,
            time: entry.time,
            hash: entry.tx_hash,
            kind: entry.kind,
            account: entry.account,
            token: entry.token,
            position: entry.position_idx,
        })
    }
}
