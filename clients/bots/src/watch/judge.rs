//! Everything that there is to tell of a look.

use super::limits::Limits;
use super::{polls, prices, rules};
use crate::frame::Alert;
use crate::look::naming::Labels;
use crate::look::Looked;

/// All alerts of a look: rules, supplies, the lock, prices, feeders, polls.
pub fn judge(looked: &Looked<'_>, limits: &Limits, labels: &Labels) -> Vec<Alert> {
    let (before, now) = (looked.before.as_ref(), looked.now);
    let mut alerts = rules::of(before, &looked.changes, now, labels);
    alerts.extend(prices::of(before, now, limits));
    alerts.extend(polls::of(before, now, labels, limits.poll_reminder_s));
    alerts
}
