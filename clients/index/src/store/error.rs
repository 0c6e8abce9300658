//! Why the store could not do what it was asked for.

use thiserror::Error;

/// Why the store could not do what it was asked for. Each text says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The address of the database can not be read, or there is nothing behind it to open.
    #[error(
        "{shown} is no database to use: {reason}; name a file for SQLite, or postgres://USER@HOST/NAME"
    )]
    Address {
        /// The address, without what gives access to it.
        shown: String,
        /// What is wrong with it.
        reason: String,
    },

    /// The database did not answer. It is worth trying again.
    #[error("the database does not answer: {reason}")]
    Unreachable {
        /// What its driver says.
        reason: String,
    },

    /// The database refused something.
    #[error("the database refused it: {reason}")]
    Database {
        /// What it says.
        reason: String,
    },

    /// The tables are not as this program makes them.
    #[error(
        "the tables of this database are not of this program: {reason}; use the program that made them, or \
         another database"
    )]
    OtherTables {
        /// What differs.
        reason: String,
    },

    /// The database holds the index of something else.
    #[error(
        "this database is the index of the {what} {found}, not of {expected}: use another database, or \
         empty this one with `mirror index --reset`"
    )]
    OtherOrigin {
        /// What differs: chain, factory.
        what: &'static str,
        /// What the database belongs to.
        found: String,
        /// What was asked for.
        expected: String,
    },

    /// The chain was begun anew, or another one has its name: its block is not the one that was read.
    #[error(
        "block {height} of the chain is {found}, but this index read {expected} there: this is another chain \
         of the same name, as after a network was made anew; use another database, or empty this one with \
         `mirror index --reset`"
    )]
    OtherChain {
        /// The height of the last block that was read.
        height: u64,
        /// The hash of the chain's block.
        found: String,
        /// The hash of the block that was read.
        expected: String,
    },

    /// Another process has the right to write.
    #[error("another program writes into this database: end it first")]
    InUse,

    /// Somebody else has written since.
    #[error(
        "another program writes into this database: it was at block {height} and is not any more; end one of \
         the two"
    )]
    SecondWriter {
        /// Where this writer had left it.
        height: u64,
    },

    /// A row holds what can not be.
    #[error("the table {table} holds {value:?}, which is no {expected}: read it anew with `mirror index --reset`")]
    Damaged {
        /// The table.
        table: &'static str,
        /// What it holds.
        value: String,
        /// What was expected.
        expected: &'static str,
    },

    /// What happened does not fit what happened before, so the index would be wrong from here on.
    #[error("block {height} does not fit what was read before: {reason}")]
    DoesNotFit {
        /// The block.
        height: u64,
        /// What does not fit.
        reason: String,
    },
}

impl StoreError {
    /// Whether the outside did not answer, so that it is worth trying again.
    pub fn is_outside(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::InUse)
    }

    /// Whether a setting has to be mended.
    pub fn is_configuration(&self) -> bool {
        matches!(
            self,
            Self::Address { .. }
                | Self::OtherTables { .. }
                | Self::OtherOrigin { .. }
                | Self::OtherChain { .. }
                | Self::SecondWriter { .. }
        )
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let reason = error.to_string();
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unreachable { reason },
            // The server goes down, or comes up: class 57P, and 53 where it has no room.
            sqlx::Error::Database(said)
                if said
                    .code()
                    .is_some_and(|code| code.starts_with("57P") || code.starts_with("53")) =>
            {
                Self::Unreachable { reason }
            }
            _ => Self::Database { reason },
        }
    }
}
