use thiserror::Error;

/// What lies in the store can not be read.
#[derive(Error, Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesError {
    /// Nothing was stored, too little, too much, or something else.
    #[error("stored data is damaged")]
    Damaged,

    /// A record was stored by code that writes this kind of record in another way. Without the two
    /// numbers, as an error of one byte keeps the code of every reader small.
    #[error("stored data has a layout that this code does not know")]
    OtherLayout,
}
