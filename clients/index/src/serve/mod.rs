//! The endpoints: read-only JSON, and a CSV file of the history.
//!
//! The handlers' types are the contract: `openapi.json` is made from them, is served and committed, and a
//! test compares the two. Amounts and prices are strings, exact; heights, times and numbers of positions
//! are integers. Whatever is asked reads a bounded number of rows.

mod app;
mod asked;
mod assets;
mod at;
mod browsers;
mod cdps;
mod checker;
mod csv;
mod document;
mod gov;
mod health;
mod history;
mod metrics;
mod page;
mod polls;
mod position;
mod problem;
mod router;
mod statistic;
#[cfg(test)]
mod tests;
mod txs;
mod watched;

pub use app::{App, Site};
pub use checker::Checker;
pub use metrics::Metrics;
pub use problem::{Code, Problem};
pub use router::{described, router};
pub use watched::{Heard, Sample, Watched};
