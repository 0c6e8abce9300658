#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod address;
mod codec;
mod error;
#[cfg(feature = "golden")]
pub mod golden;
mod indexed;
mod layout;
mod table;

pub use address::canonical;
pub use codec::Bytes;
pub use error::BytesError;
pub use indexed::{Index, Indexed, IndexedTable};
pub use layout::{read_foreign, read_layout, write_layout};
pub use table::{Slot, Table};
