//! Which alerts begin and which are over.

use std::collections::{BTreeMap, BTreeSet};

use crate::frame::Alert;

/// What happened in a moment is told for so long, in seconds, so that whoever looks finds it.
const HOLD_S: u64 = 600;
/// Alerts of a moment: they are not there any more at the next look, and yet not over.
const MOMENTS: [&str; 5] = [
    "code",
    "poll_done",
    "price_jump",
    "silent_change",
    "supply_jump",
];

/// One thing to do about an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Raise it; while it is raised nothing more is told.
    Raise(Alert),
    /// It is over.
    Clear {
        /// Its kind.
        kind: &'static str,
        /// What it was about.
        subject: String,
    },
}

/// The alerts that are raised, each with the time until when it is held.
#[derive(Debug, Default)]
pub(super) struct Standing(BTreeMap<(&'static str, String), u64>);

impl Standing {
    /// What to do about the alerts of a look at this time.
    pub(super) fn plan(&mut self, alerts: &[Alert], time: u64) -> Vec<Intent> {
        let key = |alert: &Alert| (alert.kind, alert.subject.clone());
        let present: BTreeSet<_> = alerts.iter().map(key).collect();
        for alert in alerts {
            let hold = if is_of_a_moment(alert) { HOLD_S } else { 0 };
            self.0.insert(key(alert), time.saturating_add(hold));
        }
        let over = self
            .0
            .iter()
            .filter(|(key, until)| !present.contains(key) && **until <= time);
        let over: Vec<_> = over.map(|(key, _)| key.clone()).collect();
        for key in &over {
            self.0.remove(key);
        }
        let over = over
            .into_iter()
            .map(|(kind, subject)| Intent::Clear { kind, subject });
        let raised = alerts.iter().cloned().map(Intent::Raise);
        over.chain(raised).collect()
    }
}

/// A rule that was broken from one look to the next has its height in its subject.
fn is_of_a_moment(alert: &Alert) -> bool {
    let at = format!(" at {}", alert.height);
    MOMENTS.contains(&alert.kind) || (alert.kind == "rule" && alert.subject.ends_with(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alert(kind: &'static str, subject: &str) -> Alert {
        Alert {
            kind,
            subject: subject.to_string(),
            words: String::new(),
            what_to_do: String::new(),
            height: 7,
        }
    }

    /// What is cleared at a look at this time that finds nothing.
    fn cleared(standing: &mut Standing, time: u64) -> Vec<Intent> {
        standing.plan(&[], time)
    }

    #[test]
    fn what_lasts_is_over_when_it_is_not_there_any_more() {
        let mut standing = Standing::default();
        let lasting = alert("lock_short", "lock");

        let raised = Intent::Raise(lasting.clone());
        assert_eq!(standing.plan(std::slice::from_ref(&lasting), 100), [raised]);
        let over = Intent::Clear {
            kind: "lock_short",
            subject: "lock".to_string(),
        };
        assert_eq!(cleared(&mut standing, 101), [over]);
        assert_eq!(cleared(&mut standing, 102), []);
    }

    #[test]
    fn what_happened_in_a_moment_is_held_for_a_while() {
        for moment in [
            alert("supply_jump", "mAAPL at 7"),
            alert("rule", "I-27 pool of mAAPL for its LP tokens, before at 7"),
        ] {
            let mut standing = Standing::default();
            standing.plan(&[moment], 100);

            assert_eq!(cleared(&mut standing, 699), []);
            assert_eq!(cleared(&mut standing, 700).len(), 1);
        }
    }
}
