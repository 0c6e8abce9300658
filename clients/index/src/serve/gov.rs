//! `/gov/apr`: what stakers of MIR earn in a year at the pace of the last 15 days.

use axum::extract::State;
use axum::Json;
use cosmwasm_std::{Decimal, Uint128};
use mirror_math::apr::{mir_staking, recent_rewards, AVERAGED_DAYS, DAY_SECONDS};
use mirror_math::MathError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::store::questions::place;
use crate::store::questions::rewards::of_gov;

use super::app::App;
use super::at::At;
use super::problem::{Code, Problem};

/// What stakers of MIR earn, and what it is computed from.
#[derive(Serialize, ToSchema)]
pub(super) struct Apr {
    #[serde(flatten)]
    at: At,
    /// `rewards / 15 * 365 / staked`, as a fraction: `0.365` is 36.5 %. Null where nothing is staked, or
    /// while the index has not heard from gov what is.
    apr: Option<String>,
    /// MIR that was deposited in gov as a reward on the 15 full days before today, in micro-MIR.
    rewards: String,
    /// The first of these days, as its first UNIX second.
    from: u64,
    /// Today, as its first UNIX second.
    to: u64,
    /// What gov counts as staked, in micro-MIR; null while the index has not heard from gov.
    staked: Option<String>,
    /// Whether the index has read all blocks since the deployment: else some of the rewards may be from
    /// blocks that it lacks.
    is_complete: bool,
}

/// What stakers of MIR earn in a year.
#[utoipa::path(
    get,
    path = "/gov/apr",
    responses(
        (status = 200, body = Apr),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn gov_apr(State(app): State<App>) -> Result<Json<Apr>, Problem> {
    let place = place(&app.store).await?;
    let now = place.time.unsigned_abs();
    let staked = app.watched.last().and_then(|heard| heard.staked);

    let history = of_gov(&app.store, now).await?;
    let rewards = recent_rewards(&history, now).map_err(|error| too_large(&error))?;
    let apr = of(rewards, staked).map_err(|error| too_large(&error))?;

    let today = now - now % DAY_SECONDS;
    Ok(Json(Apr {
        at: At {
            height: place.height,
            time: place.time,
        },
        apr: apr.map(|apr| apr.to_string()),
        rewards: rewards.to_string(),
        from: today.saturating_sub(AVERAGED_DAYS * DAY_SECONDS),
        to: today,
        staked: staked.map(|staked| staked.to_string()),
        is_complete: app.site.is_complete(place.first_height),
    }))
}

fn of(rewards: Uint128, staked: Option<Uint128>) -> Result<Option<Decimal>, MathError> {
    match staked {
        Some(staked) => mir_staking(rewards, staked),
        None => Ok(None),
    }
}

fn too_large(error: &MathError) -> Problem {
    tracing::error!(%error, "the APR of gov does not fit");
    Problem::new(
        Code::Unavailable,
        "the APR can not be computed; see the log",
    )
}
