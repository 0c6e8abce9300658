//! The published code of every contract, on the chain.

use thiserror::Error;

use crate::chain::{Artifact, Chain, Receipt, Transaction};
use crate::journal::Journal;
use crate::steps::{StepError, Steps};

/// Code on the chain that is not what was published.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("code {code_id} is not the published {artifact}: its checksum is {stored}, not {expected}")]
pub struct OtherCode {
    /// The artifact.
    pub artifact: &'static str,
    /// The number that the chain gave it.
    pub code_id: u64,
    /// The checksum of what the chain has.
    pub stored: String,
    /// That of the published artifact.
    pub expected: String,
}

/// Why code was not stored.
pub(crate) enum StoreError<E> {
    Step(StepError<E>),
    Other(OtherCode),
}

impl<E> From<StepError<E>> for StoreError<E> {
    fn from(error: StepError<E>) -> Self {
        Self::Step(error)
    }
}

impl<E> From<E> for StoreError<E> {
    fn from(error: E) -> Self {
        Self::Step(StepError::Chain(error))
    }
}

/// Have a contract's published code on the chain, stored unless it is there, and answer its number.
/// Stored code never changes, so this is checked again whenever work goes on.
pub(crate) fn store<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    artifact: Artifact,
) -> Result<u64, StoreError<C::Error>> {
    let step = format!("store {}", artifact.name());
    let store = Transaction::Store { artifact };
    steps.settle(&step, &store)?;
    if !steps.has_taken(&step, &store)? {
        if let Some(code_id) = steps.chain.published_code(artifact)? {
            let found = Receipt {
                code_id: Some(code_id),
                ..Receipt::default()
            };
            steps.conclude(&step, store.clone(), found)?;
        }
    }
    let receipt = steps.take(&step, store)?;
    let code_id = receipt.code_id;
    let code_id = code_id.ok_or_else(|| steps.untold(&step, "its number"))?;

    let expected = steps.chain.published_checksum(artifact)?;
    let stored = steps.chain.checksum(code_id)?;
    if stored != expected {
        return Err(StoreError::Other(OtherCode {
            artifact: artifact.name(),
            code_id,
            stored,
            expected,
        }));
    }
    Ok(code_id)
}
