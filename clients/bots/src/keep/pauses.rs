//! What was tried in vain is not tried again at once.

use std::collections::BTreeMap;

/// The pause after the first time, in seconds.
const FIRST: u64 = 60;
/// The longest one.
const LONGEST: u64 = 6 * 3_600;

/// Pauses by name: doubled each time, up to six hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pauses(BTreeMap<String, Pause>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pause {
    seconds: u64,
    until: u64,
}

impl Pauses {
    /// It was in vain, at this time.
    pub(super) fn begin(&mut self, name: &str, now: u64) {
        let before = self.0.get(name).map(|pause| pause.seconds);
        let seconds = before.map_or(FIRST, |seconds| seconds.saturating_mul(2).min(LONGEST));
        let until = now.saturating_add(seconds);
        self.0.insert(name.to_string(), Pause { seconds, until });
    }

    /// It was not in vain.
    pub(super) fn end(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Whether it may be tried at this time.
    pub(super) fn is_over(&self, name: &str, now: u64) -> bool {
        self.0.get(name).is_none_or(|pause| now >= pause.until)
    }

    /// What nobody has tried for long is forgotten, so that names of past polls do not pile up.
    pub(super) fn forget(&mut self, now: u64) {
        self.0
            .retain(|_, pause| now < pause.until.saturating_add(LONGEST));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_doubled_up_to_six_hours_and_ends_with_a_success() {
        let mut pauses = Pauses::default();
        let mut now = 1_000;
        let mut waits = Vec::new();
        for _ in 0..11 {
            pauses.begin("execute poll 3", now);
            let wait = (1..).find(|wait| pauses.is_over("execute poll 3", now + wait));
            waits.push(wait.unwrap());
            now += 1;
        }

        let expected = [
            60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 21_600, 21_600,
        ];
        assert_eq!(waits, expected);
        assert!(pauses.is_over("execute poll 4", now));
        pauses.end("execute poll 3");
        assert!(pauses.is_over("execute poll 3", now));
    }

    #[test]
    fn old_names_are_forgotten() {
        let mut pauses = Pauses::default();
        pauses.begin("end poll 3", 1_000);

        pauses.forget(1_060 + LONGEST - 1);
        assert_ne!(pauses, Pauses::default());
        pauses.forget(1_060 + LONGEST);
        assert_eq!(pauses, Pauses::default());
    }
}
