//! `/txs.csv`: the history as a file, for accounts and tax offices.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::HeaderValue;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::store::questions::entries::{before, Entry};
use crate::store::Store;

use super::app::App;
use super::asked::Asked;
use super::page;
use super::problem::{Code, Problem};

/// The header with the `offset` of what is left.
pub(super) const NEXT: &str = "x-next-offset";

/// The most lines of a file, and how many unless told.
const MOST: u32 = 10_000;
const DEFAULT: u32 = 1_000;

/// How many entries are read at once.
const CHUNK: u32 = 1_000;

const COLUMNS: [&str; 9] = [
    "time", "height", "hash", "kind", "account", "side", "token", "position", "details",
];

/// Which part of the history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// Only what this account did and what befell it; without it, each event once.
    pub(super) account: Option<String>,
    /// The header `x-next-offset` of the file before.
    pub(super) offset: Option<String>,
    /// Lines of the file: 1,000 unless told, 10,000 at most.
    #[param(minimum = 1, maximum = 10000)]
    pub(super) limit: Option<u32>,
}

/// What happened, newest first, a line for each entry. The header `x-next-offset` is there if the file does
/// not hold all.
#[utoipa::path(
    get,
    path = "/txs.csv",
    params(Question),
    responses(
        (status = 200, body = String, content_type = "text/csv",
            headers(("x-next-offset" = String, description = "The `offset` of what is left."))),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn txs_csv(
    State(app): State<App>,
    Asked(question): Asked<Question>,
) -> Result<Response, Problem> {
    file(&app.store, &question).await
}

/// The file.
pub(super) async fn file(store: &Store, question: &Question) -> Result<Response, Problem> {
    let limit = page::limit(question.limit, DEFAULT, MOST)?;
    let offset = page::offset(question.offset.as_deref())?;

    let mut entries = read(store, question.account.as_deref(), offset, limit + 1).await?;
    let next = page::cut(&mut entries, limit, |entry| entry.seq.to_string());
    let mut response = written(&entries)?.into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    let file = HeaderValue::from_static("attachment; filename=\"mirror.csv\"");
    headers.insert(CONTENT_DISPOSITION, file);
    if let Some(next) = next.and_then(|next| HeaderValue::from_str(&next).ok()) {
        headers.insert(NEXT, next);
    }
    Ok(response)
}

async fn read(
    store: &Store,
    account: Option<&str>,
    mut offset: Option<i64>,
    limit: u32,
) -> Result<Vec<Entry>, Problem> {
    let mut entries = Vec::new();
    let mut left = limit;
    while left > 0 {
        let chunk = left.min(CHUNK);
        let found = before(store, account, offset, chunk.into()).await?;
        let Some(last) = found.last() else {
            break;
        };
        offset = Some(last.seq);
        left -= chunk;
        entries.extend(found);
    }
    Ok(entries)
}

fn written(entries: &[Entry]) -> Result<Vec<u8>, Problem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |fields: [&str; COLUMNS.len()]| writer.write_record(fields);
    let mut outcome = write(COLUMNS);
    for entry in entries {
        let position = entry.position_idx.map(|idx| idx.to_string());
        outcome = outcome.and_then(|()| {
            write([
                &entry.time.to_string(),
                &entry.height.to_string(),
                &entry.tx_hash,
                &entry.kind,
                &entry.account,
                &entry.side,
                entry.token.as_deref().unwrap_or(""),
                position.as_deref().unwrap_or(""),
                &entry.data,
            ])
        });
    }
    let bytes = outcome.map_err(|error| error.to_string());
    let bytes = bytes.and_then(|()| writer.into_inner().map_err(|error| error.to_string()));
    bytes.map_err(|error| {
        tracing::error!(error, "a file of the history could not be written");
        Problem::new(
            Code::Unavailable,
            "the file can not be written; see the log",
        )
    })
}
