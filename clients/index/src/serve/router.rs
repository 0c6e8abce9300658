//! Which path is answered by which handler, and what surrounds them all.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::{from_fn, from_fn_with_state, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::app::App;
use super::document::{self, completed};
use super::metrics::Metrics;
use super::problem::{Code, Problem};
use super::{assets, browsers, cdps, csv, gov, health, history, polls, position, statistic, txs};

/// How long an answer may take. No question reads more than a page, so this is met by trouble only.
const PATIENCE: Duration = Duration::from_secs(15);

/// The description of all endpoints, from the handlers' types.
pub fn described() -> OpenApi {
    completed(paths().into_openapi())
}

/// The paths and what describes them.
fn paths() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::head())
        .routes(routes!(assets::assets))
        .routes(routes!(history::history))
        .routes(routes!(statistic::statistic))
        .routes(routes!(txs::txs))
        .routes(routes!(csv::txs_csv))
        .routes(routes!(cdps::cdps))
        .routes(routes!(position::position_history))
        .routes(routes!(gov::gov_apr))
        .routes(routes!(polls::polls))
        .routes(routes!(health::health))
}

/// All endpoints. Requests are counted in `metrics`.
pub fn router(app: App, metrics: Metrics) -> Router {
    let (router, document) = paths().split_for_parts();
    let document = completed(document);
    router
        .route("/openapi.json", get(|| async move { Json(document) }))
        .method_not_allowed_fallback(read_only)
        .fallback(no_such_path)
        .layer(from_fn(without_zero))
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(metrics, counted))
        .layer(from_fn(browsers::from_anywhere))
        .with_state(app)
}

async fn no_such_path() -> Problem {
    Problem::new(
        Code::NoSuchPath,
        "there is no such path; /openapi.json describes all of them",
    )
}

async fn read_only() -> Problem {
    Problem::new(Code::ReadOnly, "this can only be read: GET")
}

/// A byte of zero is in no name, and PostgreSQL refuses a text with one.
async fn without_zero(request: Request, next: Next) -> Response {
    let target = request.uri().path_and_query();
    if target.is_some_and(|target| target.as_str().contains("%00")) {
        return Problem::parameter("there is no name with a byte of zero in it").into_response();
    }
    next.run(request).await
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a question took longer than {} s", PATIENCE.as_secs());
            let said = "the index can not answer in time; ask again in a moment";
            Problem::new(Code::Unavailable, said).into_response()
        }
    }
}

async fn counted(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let begun = std::time::Instant::now();
    let response = next.run(request).await;
    metrics.answered(response.status(), begun.elapsed());
    response
}
