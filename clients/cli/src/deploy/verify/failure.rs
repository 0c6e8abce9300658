//! Why the chain could not be looked at.

use crate::deploy::error::DeployError;
use crate::deploy::refusal::LiveError;
use crate::failure::Failure;

/// What the chain itself says is told as everywhere.
pub(in crate::deploy) fn failure(error: LiveError) -> Failure {
    match error {
        LiveError::Chain(error) => error.into(),
        other => DeployError::Live(other).into(),
    }
}
