//! Front ends on other origins may read everything; nothing can be written, and nobody is known here,
//! so there is nothing to protect from them.

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::csv::NEXT;

/// Let a page of any origin read the answer.
pub(super) async fn from_anywhere(request: Request, next: Next) -> Response {
    let is_preflight = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if is_preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };

    let headers = response.headers_mut();
    let mut say = |name, value| headers.insert(name, HeaderValue::from_static(value));
    say(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    say(X_CONTENT_TYPE_OPTIONS, "nosniff");
    if is_preflight {
        say(ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD");
        say(ACCESS_CONTROL_ALLOW_HEADERS, "*");
        say(ACCESS_CONTROL_MAX_AGE, "86400");
    } else {
        say(ACCESS_CONTROL_EXPOSE_HEADERS, NEXT);
    }
    response
}
