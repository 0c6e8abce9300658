//! The days of the stock exchanges of New York, by their published rules.

use jiff::civil::{Date, Time, Weekday};
use jiff::ToSpan;

use super::session::Session;

/// Since this year the nineteenth of June is a holiday.
const JUNETEENTH: i16 = 2022;

const OPENS: Time = Time::constant(9, 30, 0, 0);
const CLOSES: Time = Time::constant(16, 0, 0, 0);
const CLOSES_EARLY: Time = Time::constant(13, 0, 0, 0);

/// The session of a day, if it has one.
pub(super) fn session(date: Date) -> Option<Session> {
    if is_weekend(date.weekday()) || is_holiday(date) {
        return None;
    }
    let closes = if is_half_day(date) {
        CLOSES_EARLY
    } else {
        CLOSES
    };
    Some(Session {
        opens: OPENS,
        closes: Some(closes),
    })
}

/// Whether a weekday is a holiday.
pub(super) fn is_holiday(date: Date) -> bool {
    match date.month() {
        // New Year's Day on a Saturday would be observed in the year before, and is not.
        1 => is_observed(date, 1) || is_nth(date, 3, Weekday::Monday),
        2 => is_nth(date, 3, Weekday::Monday),
        3 | 4 => is_good_friday(date),
        5 => is_nth(date, -1, Weekday::Monday),
        6 => date.year() >= JUNETEENTH && is_observed(date, 19),
        7 => is_observed(date, 4),
        9 => is_nth(date, 1, Weekday::Monday),
        11 => is_nth(date, 4, Weekday::Thursday),
        12 => is_observed(date, 25),
        _ => false,
    }
}

/// Whether the market closes at one: before Independence Day, after Thanksgiving, before Christmas. Where
/// such a day is a holiday itself nothing takes its place.
pub(super) fn is_half_day(date: Date) -> bool {
    let before_weekday = || {
        let next = date.tomorrow().map(Date::weekday);
        next.is_ok_and(|next| !is_weekend(next))
    };
    match (date.month(), date.day()) {
        (7, 3) | (12, 24) => before_weekday(),
        (11, _) => date
            .yesterday()
            .is_ok_and(|yesterday| is_nth(yesterday, 4, Weekday::Thursday)),
        _ => false,
    }
}

/// Whether the holiday of a day in the same month is observed on this weekday: one of a Saturday the day
/// before, one of a Sunday the day after.
fn is_observed(date: Date, day: i8) -> bool {
    let Ok(holiday) = Date::new(date.year(), date.month(), day) else {
        return false;
    };
    let observed = match holiday.weekday() {
        Weekday::Saturday => holiday.yesterday(),
        Weekday::Sunday => holiday.tomorrow(),
        _ => Ok(holiday),
    };
    observed.is_ok_and(|observed| observed == date)
}

/// Whether it is this weekday for the nth time in its month; -1 is the last time.
fn is_nth(date: Date, nth: i8, weekday: Weekday) -> bool {
    let found = date.nth_weekday_of_month(nth, weekday);
    found.is_ok_and(|found| found == date)
}

fn is_weekend(day: Weekday) -> bool {
    matches!(day, Weekday::Saturday | Weekday::Sunday)
}

fn is_good_friday(date: Date) -> bool {
    let sunday = easter(date.year());
    sunday
        .and_then(|sunday| sunday.checked_sub(2.days()).ok())
        .is_some_and(|friday| friday == date)
}

/// Easter Sunday: the Sunday after the first full moon of spring, by the table of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let century = year / 100;
    let golden = year % 19;
    // How the moon lags behind, with the leap days left out and the moon's own correction.
    let correction = century - century / 4 - (8 * century + 13) / 25;
    let age = (19 * golden + correction + 15) % 30;
    let full = age - (age / 28) * (1 - (29 / (age + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + full + 2 - century + century / 4) % 7;
    let after_march = full - weekday;
    let month = 3 + (after_march + 40) / 44;
    let day = after_march + 28 - 31 * (month / 4);
    let [month, day] = [month, day].map(|number| i8::try_from(number).ok());
    Date::new(i16::try_from(year).ok()?, month?, day?).ok()
}
