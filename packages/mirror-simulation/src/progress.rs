//! How far a run has come.

use time::Date;

/// What the engine tells while it runs.
pub trait Progress {
    /// Called once, before the first day.
    fn started(&mut self, days: u64);

    /// Called after every trading day with the protocol messages executed so far.
    fn day_done(&mut self, date: Date, messages: u64);

    /// Called once, also after a violation.
    fn finished(&mut self);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn started(&mut self, _days: u64) {}

    fn day_done(&mut self, _date: Date, _messages: u64) {}

    fn finished(&mut self) {}
}
