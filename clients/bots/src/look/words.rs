//! Times for a reader.

use time::macros::format_description;
use time::OffsetDateTime;

/// UNIX seconds as people write a time.
pub fn date(seconds: u64) -> String {
    let form = format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC");
    let time = i64::try_from(seconds).ok();
    let time = time.and_then(|time| OffsetDateTime::from_unix_timestamp(time).ok());
    let told = time.and_then(|time| time.format(form).ok());
    told.unwrap_or_else(|| seconds.to_string())
}

/// How long something takes, in the unit that suits.
pub fn span(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7_199 => format!("{} min", seconds / 60),
        7_200..=172_799 => format!("{} h", seconds / 3_600),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_for_a_reader() {
        assert_eq!(date(100), "1970-01-01 00:01:40 UTC");
        assert_eq!(date(u64::MAX), u64::MAX.to_string());
        assert_eq!(span(119), "119 s");
        assert_eq!(span(120), "2 min");
        assert_eq!(span(7_200), "2 h");
        assert_eq!(span(172_800), "2 days");
    }
}
