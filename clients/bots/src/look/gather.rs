//! Several questions at a time.

use mirror_chain::ChainError;
use tokio::task::JoinSet;

/// How many questions are on their way at a time.
pub(super) const AT_ONCE: usize = 32;

/// The next answer of several; `None` if it is that there is nothing, or if none is on its way.
pub(super) async fn next<T: 'static>(
    asking: &mut JoinSet<Result<Option<T>, ChainError>>,
) -> Result<Option<T>, ChainError> {
    match asking.join_next().await {
        Some(Ok(answer)) => answer,
        Some(Err(error)) => Err(ChainError::Unexpected(error.to_string())),
        None => Ok(None),
    }
}
