//! When the stock market is open: 09:30 to 16:00 in New York, told in the chain's seconds.
//!
//! Which days have a session is for the price file to say; holidays are days without prices. Early
//! closes before a holiday are not modelled: the file has one close a day and no hour with it.

use time::macros::format_description;
use time::{Date, Month, UtcOffset, Weekday};

/// One day's market hours in UNIX seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// The day in New York.
    pub date: Date,
    /// When the market opens.
    pub opens: u64,
    /// When it closes.
    pub closes: u64,
}

/// A day as people write it in files: `2004-08-19`, with all its digits and without a sign.
pub(crate) fn day(text: &str) -> Option<Date> {
    let date = Date::parse(text, format_description!("[year]-[month]-[day]")).ok();

    date.filter(|_| text.starts_with(|first: char| first.is_ascii_digit()))
}

impl Session {
    /// The session of a day; `None` before 1970, where a chain has no time.
    pub fn on(date: Date) -> Option<Self> {
        let offset = if daylight_saving(date) { -4 } else { -5 };
        let offset = UtcOffset::from_hms(offset, 0, 0).ok()?;
        let at = |hour, minute| {
            let time = date.with_hms(hour, minute, 0).ok()?.assume_offset(offset);
            u64::try_from(time.unix_timestamp()).ok()
        };

        Some(Self {
            date,
            opens: at(9, 30)?,
            closes: at(16, 0)?,
        })
    }
}

/// Whether New York's clocks are forward during the session of this day. Since 2007 from the second
/// Sunday of March to the first of November; from 1987 on from the first Sunday of April to the last
/// of October. Clocks change at two in the morning, so the Sunday itself counts as changed.
fn daylight_saving(date: Date) -> bool {
    let year = date.year();
    let (begins, ends) = match year {
        2007.. => (
            sunday(year, Month::March, 8),
            sunday(year, Month::November, 1),
        ),
        _ => (
            sunday(year, Month::April, 1),
            sunday(year, Month::October, 25),
        ),
    };

    begins.is_some_and(|begins| begins <= date) && ends.is_some_and(|ends| date < ends)
}

/// The first Sunday of a month that is not before `day`.
fn sunday(year: i32, month: Month, day: u8) -> Option<Date> {
    let first = Date::from_calendar_date(year, month, day).ok()?;

    Some(first.previous_day()?.next_occurrence(Weekday::Sunday))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn unix(moment: time::OffsetDateTime) -> u64 {
        u64::try_from(moment.unix_timestamp()).unwrap()
    }

    #[test]
    fn the_market_opens_at_half_past_nine_in_new_york() {
        let cases = [
            (date!(2004 - 08 - 19), datetime!(2004-08-19 13:30 UTC)),
            (date!(2005 - 02 - 28), datetime!(2005-02-28 14:30 UTC)),
        ];

        for (day, opens) in cases {
            let session = Session::on(day).unwrap();

            assert_eq!(session.opens, unix(opens));
            assert_eq!(session.closes - session.opens, 6 * 3_600 + 1_800);
        }
    }

    #[test]
    fn clocks_changed_in_april_and_october_until_2006() {
        assert!(!daylight_saving(date!(2006 - 04 - 01)));
        assert!(daylight_saving(date!(2006 - 04 - 02)));
        assert!(daylight_saving(date!(2006 - 10 - 28)));
        assert!(!daylight_saving(date!(2006 - 10 - 29)));
        assert!(daylight_saving(date!(2004 - 10 - 30)));
        assert!(!daylight_saving(date!(2004 - 10 - 31)));
    }

    #[test]
    fn clocks_change_in_march_and_november_since_2007() {
        assert!(!daylight_saving(date!(2007 - 03 - 10)));
        assert!(daylight_saving(date!(2007 - 03 - 11)));
        assert!(daylight_saving(date!(2007 - 11 - 03)));
        assert!(!daylight_saving(date!(2007 - 11 - 04)));
        assert!(daylight_saving(date!(2009 - 03 - 08)));
        assert!(!daylight_saving(date!(2009 - 11 - 01)));
    }

    #[test]
    fn there_is_no_session_before_the_chains_time_begins() {
        assert_eq!(Session::on(date!(1969 - 12 - 31)), None);
        assert!(Session::on(date!(1970 - 01 - 01)).is_some());
    }

    #[test]
    fn a_day_is_written_with_all_its_digits_and_without_a_sign() {
        assert_eq!(day("2004-08-19"), Some(date!(2004 - 08 - 19)));
        for text in [
            "",
            "19.08.2004",
            "2004-8-19",
            "2004-02-30",
            "20040819",
            "+2004-08-19",
            "-2004-08-19",
            "2004-08-19T12:00",
            " 2004-08-19",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
