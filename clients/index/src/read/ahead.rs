//! Blocks that are asked for while others are being written.

use std::collections::VecDeque;

use mirror_chain::ChainError;
use tokio::task::JoinHandle;

use super::source::{RawBlock, Source};

/// How many blocks are asked for at once.
const WINDOW: usize = 16;

/// The blocks up to a height, in order, with some of them on their way.
pub(super) struct Ahead<S: Source> {
    source: S,
    next: u64,
    last: u64,
    coming: VecDeque<JoinHandle<Result<RawBlock, ChainError>>>,
}

impl<S: Source> Ahead<S> {
    /// From one height to another, both included.
    pub(super) fn new(source: &S, first: u64, last: u64) -> Self {
        Self {
            source: source.clone(),
            next: first,
            last,
            coming: VecDeque::new(),
        }
    }

    /// The next block; `None` after the last.
    pub(super) async fn next(&mut self) -> Result<Option<RawBlock>, ChainError> {
        while self.coming.len() < WINDOW && self.next <= self.last {
            let (source, height) = (self.source.clone(), self.next);
            self.coming
                .push_back(tokio::spawn(async move { source.block(height).await }));
            self.next += 1;
        }
        let Some(coming) = self.coming.pop_front() else {
            return Ok(None);
        };
        let came = coming.await;
        let block = came.map_err(|error| ChainError::Unexpected(error.to_string()))?;
        block.map(Some)
    }
}

impl<S: Source> Drop for Ahead<S> {
    fn drop(&mut self) {
        for coming in &self.coming {
            coming.abort();
        }
    }
}
