//! `/polls`: the polls of gov, newest first.

use axum::extract::State;
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::store::questions::polls::{before, Poll};

use super::app::App;
use super::asked::Asked;
use super::at::At;
use super::page;
use super::problem::Problem;

/// Which page of the polls.
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

/// A page of polls.
#[derive(Serialize, ToSchema)]
pub(super) struct Polls {
    #[serde(flatten)]
    at: At,
    /// The polls, newest first.
    polls: Vec<PollNow>,
    /// The `offset` of the next page; null on the last one.
    next: Option<String>,
}

/// A poll. Its title and what it would do are asked of gov.
#[derive(Serialize, ToSchema)]
struct PollNow {
    /// Its number.
    id: i64,
    /// Who made it.
    creator: String,
    /// What kind of message it carries.
    kind: String,
    /// The deposit, in micro-MIR.
    deposit: String,
    /// `in_progress`, `passed`, `rejected`, `executed`, `expired` or `failed`.
    status: String,
    /// Votes for it, in micro-MIR.
    yes: String,
    /// Votes against it.
    no: String,
    /// Votes that abstain.
    abstain: String,
    /// The block in which it was made.
    created_height: i64,
    /// Its time, in UNIX seconds.
    created_time: i64,
    /// When votes end, in UNIX seconds.
    end_time: i64,
    /// The block in which it ended; null before.
    ended_height: Option<i64>,
}

/// The polls of gov with their votes.
#[utoipa::path(
    get,
    path = "/polls",
    params(Question),
    responses(
        (status = 200, body = Polls),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn polls(
    State(app): State<App>,
    Asked(question): Asked<Question>,
) -> Result<Json<Polls>, Problem> {
    let limit = page::limit(question.limit, page::DEFAULT, page::MOST)?;
    let offset = page::offset(question.offset.as_deref())?;

    let at = At::last(&app.store).await?;
    let mut found = before(&app.store, offset, i64::from(limit) + 1).await?;
    let next = page::cut(&mut found, limit, |poll| poll.id.to_string());
    let polls = found.into_iter().map(PollNow::from).collect();
    Ok(Json(Polls { at, polls, next }))
}

impl From<Poll> for PollNow {
    fn from(poll: Poll) -> Self {
        Self {
            id: poll.id,
            creator: poll.creator,
            kind: poll.kind,
            deposit: poll.deposit,
            status: poll.status,
            yes: poll.yes,
            no: poll.no,
            abstain: poll.abstain,
            created_height: poll.created_height,
            created_time: poll.created_time,
            end_time: poll.end_time,
            ended_height: poll.ended_height,
        }
    }
}
