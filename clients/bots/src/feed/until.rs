//! How long an answer holds.

use jiff::{SignedDuration, Timestamp};

/// The UNIX second that a while from now (`30m`), or a time (`2026-11-27T15:00:00Z`), comes to; nothing for
/// one that is not to come.
pub fn read(text: &str, now: u64) -> Option<u64> {
    let second = match text.parse::<SignedDuration>() {
        Ok(a_while) => i64::try_from(now)
            .ok()
            .and_then(|now| now.checked_add(a_while.as_secs())),
        Err(_) => text.parse::<Timestamp>().ok().map(|time| time.as_second()),
    };
    let second = second.and_then(|second| u64::try_from(second).ok());
    second.filter(|second| *second > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-27T15:00:00Z
    const NOW: u64 = 1_795_791_600;

    #[test]
    fn an_end_is_a_while_from_now_or_a_time() {
        for (text, expected) in [
            ("90s", Some(NOW + 90)),
            ("30m", Some(NOW + 1_800)),
            ("1h 30m", Some(NOW + 5_400)),
            ("2026-11-27T15:00:01Z", Some(NOW + 1)),
            ("2026-11-27T11:00:00-05:00", Some(NOW + 3_600)),
            ("2026-11-27T15:00:00Z", None),
            ("0s", None),
            ("-5m", None),
            ("soon", None),
            ("15", None),
        ] {
            assert_eq!(read(text, NOW), expected, "{text}");
        }
    }
}
