//! The services that this program knows.

use mirror_bots::feed::Feed;
use mirror_bots::frame::{Role, Stop};
use mirror_bots::keep::Keep;
use mirror_bots::liquidate::Liquidate;
use mirror_bots::watch::Watch;
use mirror_chain::{Fault, Faults, Source};
use mirror_index::service::Index;

use crate::failure::Failure;
use crate::service::{Ground, Prepared, Ready};

/// A service that is set as it must be.
pub(super) struct Known {
    /// Its table, without secrets.
    pub(super) table: String,
    /// Makes it ready.
    pub(super) make: Box<dyn FnOnce() -> Result<Ready, Failure>>,
}

/// The service of a table; what is wrong is told. Every service has its line here.
pub(super) fn prepare(
    name: &str,
    ground: &Ground,
    stop: &Stop,
    faults: &mut Faults,
) -> Option<Known> {
    match name {
        Feed::NAME => of::<Feed>(ground, stop, faults),
        Keep::NAME => of::<Keep>(ground, stop, faults),
        Index::NAME => of::<Index>(ground, stop, faults),
        Liquidate::NAME => of::<Liquidate>(ground, stop, faults),
        Watch::NAME => of::<Watch>(ground, stop, faults),
        _ => {
            faults.0.push(Fault {
                key: format!("[{name}]"),
                value: String::new(),
                source: Source::Nowhere,
                rule: "this program does not have that service".to_string(),
            });
            None
        }
    }
}

fn of<R: Role + 'static>(ground: &Ground, stop: &Stop, faults: &mut Faults) -> Option<Known> {
    let prepared = Prepared::<R>::new(ground, stop.clone(), faults)?;
    Some(Known {
        table: prepared.table.clone(),
        make: Box::new(move || prepared.ready()),
    })
}
