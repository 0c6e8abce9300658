//! When the stock market is open: 09:30 to 16:00 in New York, told in the chain's seconds.
//!
//! Which days have a session is for the price file to say; holidays are days without prices. Early
//! closes before a holiday are not modelled: the file has one close a day and no hour with it.

use time::{Date, Duration, Month, Time};

/// One day's market hours in UNIX seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    pub date: Date,
    pub opens: u64,
    pub closes: u64,
}

impl Session {
    /// The session of a day; `None` before 1970, where a chain has no time.
    pub fn on(date: Date) -> Option<Self> {
        let offset = if daylight_saving(date) { 4 } else { 5 };
        let at = |hour: u8, minute: u8| {
            let time = Time::from_hms(hour, minute, 0).ok()?;
            let utc = date
                .with_time(time)
                .assume_utc()
                .checked_add(Duration::hours(offset))?;
            u64::try_from(utc.unix_timestamp()).ok()
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
    let (begins, ends) = if date.year() >= 2007 {
        (
            sunday(date.year(), Month::March, 8),
            sunday(date.year(), Month::November, 1),
        )
    } else {
        (
            sunday(date.year(), Month::April, 1),
            sunday(date.year(), Month::October, 25),
        )
    };

    begins.is_some_and(|begins| begins <= date) && ends.is_some_and(|ends| date < ends)
}

/// The first Sunday of a month that is not before `day`.
fn sunday(year: i32, month: Month, day: u8) -> Option<Date> {
    let first = Date::from_calendar_date(year, month, day).ok()?;
    let wait = (7 - first.weekday().number_days_from_sunday()) % 7;

    first.checked_add(Duration::days(i64::from(wait)))
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
}
