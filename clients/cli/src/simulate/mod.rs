//! `mirror simulate`: the whole protocol over years of real prices.

pub mod outcome;
pub mod progress;
pub mod scenario;
