//! Everything that is shown.

use std::time::Duration;

use serde_json::Value;

use crate::{demo::look::Health, services::Usage};

/// Everything that is shown.
pub(in crate::demo) struct Picture<'a> {
    pub(in crate::demo) elapsed: Duration,
    /// Where the web app is, or why there is none.
    pub(in crate::demo) app: Result<&'a str, &'a str>,
    /// The number of the day of trading, and its date.
    pub(in crate::demo) day: (usize, &'a str),
    /// How many days the autumn has.
    pub(in crate::demo) days: usize,
    /// The answer of `mirror status --json`, or why there is none.
    pub(in crate::demo) chain: Result<&'a Value, &'a str>,
    pub(in crate::demo) services: Vec<Line<'a>>,
    /// What people did last, the newest last.
    pub(in crate::demo) deeds: &'a [String],
    /// The last events that the index knows, the newest first.
    pub(in crate::demo) events: &'a [String],
    /// Liquidations that the liquidator won, and that the index has.
    pub(in crate::demo) liquidations: (u64, u64),
    pub(in crate::demo) alerts: u64,
}

/// A service.
pub(in crate::demo) struct Line<'a> {
    pub(in crate::demo) name: &'static str,
    pub(in crate::demo) health: &'a Health,
    pub(in crate::demo) usage: &'a Usage,
    /// What it wrote last.
    pub(in crate::demo) lately: String,
}
