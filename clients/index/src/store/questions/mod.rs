//! All that is asked of the tables, a file for each subject. Whatever is asked reads as many rows as a page
//! holds, however long the tables are; `EXPLAIN` on both databases chose the indexes.
//!
//! What is read in several questions may be of two blocks that follow each other; where that matters, the
//! cursor is read before and after ([`samples`]).

mod amounts;
pub mod assets;
pub mod candles;
mod cursor;
pub mod entries;
pub mod hours;
pub mod polls;
pub mod position;
pub mod positions;
pub mod rewards;
pub mod samples;
pub mod statistic;

use thiserror::Error;

use super::StoreError;

pub use cursor::{place, Place};

/// Why a question has no answer.
#[derive(Debug, Error)]
pub enum QuestionError {
    /// No block has been read yet.
    #[error("the index has not read a block yet; ask again in a moment")]
    NothingRead,
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A table holds something that is no number.
    #[error("{what} holds {text:?}, which can not be read: {reason}")]
    Unreadable {
        /// The column.
        what: &'static str,
        /// What is there.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A sum or a product does not fit.
    #[error("{what} does not fit: {reason}")]
    TooLarge {
        /// What was computed.
        what: &'static str,
        /// Why not.
        reason: String,
    },
}

impl From<sqlx::Error> for QuestionError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
