//! What is asked of a service over HTTP.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{header, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use prometheus_client::registry::Registry;

use super::error::FrameError;
use super::health::{Health, Status};
use super::stop::Stop;

/// How OpenMetrics calls itself.
const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Serve until it is time to stop, in a task of its own. Answers once the address is bound, with the one
/// that it is: for port 0 the system has chosen one.
pub async fn serve(
    router: Router,
    listen: SocketAddr,
    stop: Stop,
) -> Result<SocketAddr, FrameError> {
    let refused = |error: std::io::Error| FrameError::Listen {
        listen,
        reason: error.to_string(),
    };
    let listener = tokio::net::TcpListener::bind(listen).await;
    let listener = listener.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    tokio::spawn(async move {
        let server = axum::serve(listener, router);
        let stopped = async move { stop.wait().await };
        if let Err(error) = server.with_graceful_shutdown(stopped).await {
            tracing::error!(%error, "nothing is served any more at {address}");
        }
    });
    Ok(address)
}

/// `/health` and `/metrics` of a service.
pub fn routes(health: Health, registry: Registry) -> Router {
    Router::new()
        .route("/health", get(tell_health))
        .with_state(health)
        .merge(metrics(registry))
}

/// `/metrics` alone, for a service with a `/health` of its own.
pub fn metrics(registry: Registry) -> Router {
    Router::new()
        .route("/metrics", get(tell_metrics))
        .with_state(Arc::new(registry))
}

async fn tell_health(State(health): State<Health>) -> impl IntoResponse {
    let report = health.report();
    let status = match report.status {
        Status::Ok => StatusCode::OK,
        Status::Late | Status::Halted => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, Json(report))
}

async fn tell_metrics(State(registry): State<Arc<Registry>>) -> impl IntoResponse {
    let mut text = String::new();
    match prometheus_client::encoding::text::encode(&mut text, &registry) {
        Ok(()) => (StatusCode::OK, [(header::CONTENT_TYPE, METRICS)], text),
        Err(error) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            [(header::CONTENT_TYPE, "text/plain")],
            error.to_string(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::metrics::{registry, FrameMetrics};

    async fn get(address: SocketAddr, path: &str) -> (u16, String) {
        let answer = reqwest::get(format!("http://{address}{path}"))
            .await
            .unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    #[tokio::test]
    async fn health_and_metrics_are_told_until_it_stops() {
        let (stopper, stop) = Stop::pair();
        let health = Health::new("keep");
        let mut registry = registry("keep");
        FrameMetrics::register(&mut registry).height.set(7);
        let router = routes(health.clone(), registry);
        let any = SocketAddr::from(([127, 0, 0, 1], 0));

        let address = serve(router, any, stop.clone()).await.unwrap();

        assert_eq!(get(address, "/health").await.0, 503);
        health.beat(7, 7);
        let (status, body) = get(address, "/health").await;
        assert_eq!(status, 200);
        assert!(body.contains("\"status\":\"ok\""), "{body}");
        let (status, body) = get(address, "/metrics").await;
        assert_eq!(status, 200);
        assert!(
            body.contains("mirror_keep_worked_height_blocks 7"),
            "{body}"
        );
        assert_eq!(get(address, "/other").await.0, 404);
        let taken = serve(Router::new(), address, stop).await.unwrap_err();
        assert!(matches!(taken, FrameError::Listen { listen, .. } if listen == address));
        stopper.stop();
    }
}
