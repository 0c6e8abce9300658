//! Why a question was not answered, the same for every endpoint.

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::store::questions::QuestionError;

/// Why a question was not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// What kind of a problem it is, for programs.
    pub code: Code,
    /// The problem in words, with what to do about it.
    pub message: String,
}

/// Kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A parameter is missing, unknown, twice there or not of its kind.
    BadParameter,
    /// More is asked for than one answer holds.
    TooMuch,
    /// There is no such path.
    NoSuchPath,
    /// The path is only read.
    ReadOnly,
    /// The index knows no such asset.
    NoSuchAsset,
    /// The index knows no such position.
    NoSuchPosition,
    /// The index has not read a block yet.
    NothingRead,
    /// The index can not answer now; the reason is in its log.
    Unavailable,
}

impl Problem {
    /// A parameter is not of its kind.
    pub(super) fn parameter(message: impl Into<String>) -> Self {
        Self::new(Code::BadParameter, message)
    }

    /// More is asked for than one answer holds.
    pub(super) fn too_much(message: impl Into<String>) -> Self {
        Self::new(Code::TooMuch, message)
    }

    /// A problem of this kind in these words.
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

impl Code {
    fn status(self) -> StatusCode {
        match self {
            Self::BadParameter | Self::TooMuch => StatusCode::BAD_REQUEST,
            Self::NoSuchPath | Self::NoSuchAsset | Self::NoSuchPosition => StatusCode::NOT_FOUND,
            Self::ReadOnly => StatusCode::METHOD_NOT_ALLOWED,
            Self::NothingRead | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.code.status(), Json(self)).into_response()
    }
}

/// What the database says stays in the log.
impl From<QuestionError> for Problem {
    fn from(error: QuestionError) -> Self {
        if matches!(error, QuestionError::NothingRead) {
            return Self::new(Code::NothingRead, error.to_string());
        }
        tracing::error!(%error, "a question could not be answered");
        Self::new(
            Code::Unavailable,
            "the index can not answer now; ask again in a moment, and see its log",
        )
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::parameter(rejection.body_text())
    }
}

impl From<PathRejection> for Problem {
    fn from(rejection: PathRejection) -> Self {
        Self::parameter(rejection.body_text())
    }
}
