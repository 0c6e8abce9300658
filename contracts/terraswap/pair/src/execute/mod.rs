//! The operations, one file each.

pub mod instantiate;
pub mod provide;
pub mod swap;
pub mod withdraw;
