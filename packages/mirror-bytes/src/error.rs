use thiserror::Error;

/// What lies in the store can not be read.
#[derive(Error, Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesError {
    /// Nothing was stored, too little, too much, or something else.
    #[error("stored data is damaged")]
    Damaged,

    /// A record was stored by code that writes this kind of record in another way.
    #[error("stored data has layout {found}, this code reads layout {known}")]
    OtherLayout {
        /// The first byte of what is stored.
        found: u8,
        /// The first byte that this code writes.
        known: u8,
    },
}
