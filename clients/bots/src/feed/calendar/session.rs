//! A time of trading on one day.

use jiff::civil::Time;

/// A time of trading on one day, by the clocks of the market's city.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Session {
    /// When it begins.
    pub(super) opens: Time,
    /// When it ends; `None` is the end of the day.
    pub(super) closes: Option<Time>,
}
