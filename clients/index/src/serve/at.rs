//! The block that an answer is of.

use serde::Serialize;
use utoipa::ToSchema;

use crate::store::questions::{place, Place};
use crate::store::Store;

use super::problem::Problem;

/// The block that an answer is of; parts of it may be of the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct At {
    /// Its height.
    #[schema(minimum = 0)]
    pub(super) height: i64,
    /// Its time, in UNIX seconds.
    #[schema(minimum = 0)]
    pub(super) time: i64,
}

impl At {
    /// The last block that the index has read.
    pub(super) async fn last(store: &Store) -> Result<Self, Problem> {
        let Place { height, time, .. } = place(store).await?;
        Ok(Self { height, time })
    }
}
