//! The price feeder: `mirror feed`.
//!
//! In reading order: `config` is how it is set; `sources` are where prices come from (one file per
//! plug-in), `calendar` is when markets are open; `observe` reads what the oracle knows, `seen` is all that
//! is seen; `plan` decides, by `judge` for each asset, with `median`, `sanity` and `timing`, and `notices`
//! says it to people; `act` does it; `answers` and `kept` are files; `feeder` and `role` make a service of it.

mod act;
pub mod answers;
pub mod calendar;
pub mod clock;
pub mod config;
mod feeder;
mod json;
mod judge;
mod kept;
mod median;
mod metrics;
pub mod notices;
pub mod number;
mod observe;
pub mod plan;
mod role;
pub mod sanity;
pub mod seen;
pub mod sources;
pub mod timing;
pub mod tokens;
pub mod until;

pub use feeder::Feeder;
pub use json::JsonFault;
pub use judge::{Due, Posted};
pub use kept::KeptFault;
pub use metrics::FeedMetrics;
pub use role::Feed;
