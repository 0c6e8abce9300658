//! `mirror feed`: the price feeder, and what is said to it or in its place.
//!
//! In reading order: `args` is what can be typed, `act` does it, `error` says what can not be done.

mod act;
mod args;
mod error;

pub use args::Arguments;
pub use error::BadInput;

use crate::failure::{Failure, Verdict};
use crate::service;
use args::Order;
use mirror_bots::feed::Feed;

/// Feeds until it is asked to stop, or says one thing.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    let service = &arguments.service;
    match &arguments.order {
        None => return service::command::<Feed>(service),
        Some(Order::Accept(accept)) => act::accept(accept, service)?,
        Some(Order::Halt(assets)) => act::guard(act::Guarding::Halt, assets, service)?,
        Some(Order::Resume(assets)) => act::guard(act::Guarding::Resume, assets, service)?,
        Some(Order::Standby(assets)) => act::guard(act::Guarding::UseStandby, assets, service)?,
        Some(Order::Delist(delist)) => act::delist(delist, service)?,
    }
    Ok(Verdict::Fine)
}
