//! A calendar as a file says it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::Deserialize;
use thiserror::Error;

use super::session::Session;

/// How the end of a day is written, which is no time of it.
const END_OF_DAY: &str = "24:00";

/// Why a calendar can not be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarFault {
    /// It is not written as a calendar is.
    #[error("it is no calendar: {0}")]
    NotOne(String),
    /// There is no such time zone.
    #[error("{0:?} is no time zone of the IANA's table, such as America/New_York")]
    NoZone(String),
    /// A day of the week that there is not.
    #[error("{0:?} is no day: mon, tue, wed, thu, fri, sat and sun are")]
    NoWeekday(String),
    /// A date that there is not.
    #[error("{0:?} is no date, such as 2026-11-27")]
    NoDate(String),
    /// A time that there is not.
    #[error("{0:?} is no time, such as 09:30")]
    NoTime(String),
    /// A session that ends before it begins.
    #[error(
        "a session from {opens} to {closes} has no time in it; one over midnight is written as two"
    )]
    Backwards {
        /// Its beginning, as it is written.
        opens: String,
        /// Its end.
        closes: String,
    },
    /// Two sessions of a day at the same time, or not in order.
    #[error("the sessions of {0} are not one after the other")]
    Overlap(String),
    /// A calendar without a session.
    #[error("it has no session, so nothing would ever be posted")]
    Empty,
}

/// The days of a week, and those that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Week {
    /// From Monday on.
    days: [Vec<Session>; 7],
    holidays: BTreeSet<Date>,
    /// When the market closes early.
    half_days: BTreeMap<Date, Time>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    zone: String,
    #[serde(default)]
    session: Vec<RawSession>,
    #[serde(default)]
    holidays: Vec<String>,
    #[serde(default)]
    half_days: Vec<RawHalfDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSession {
    days: Vec<String>,
    opens: String,
    closes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHalfDay {
    date: String,
    closes: String,
}

impl Week {
    /// The sessions of a day, in order.
    pub(super) fn sessions(&self, date: Date) -> Vec<Session> {
        if self.holidays.contains(&date) {
            return vec![];
        }
        let day = self.days.get(number(date.weekday()));
        let sessions = day.into_iter().flatten().copied();
        match self.half_days.get(&date) {
            None => sessions.collect(),
            Some(early) => sessions
                .filter(|session| session.opens < *early)
                .map(|session| Session {
                    closes: Some(session.closes.map_or(*early, |closes| closes.min(*early))),
                    ..session
                })
                .collect(),
        }
    }
}

/// The time zone of a name, out of the table in the program.
pub(super) fn zone(name: &str) -> Result<TimeZone, CalendarFault> {
    TimeZone::get(name).map_err(|_| CalendarFault::NoZone(name.to_string()))
}

/// What the text of a file says.
pub(super) fn read(text: &str) -> Result<(TimeZone, Week), CalendarFault> {
    let raw: Raw =
        toml::from_str(text).map_err(|error| CalendarFault::NotOne(error.message().to_string()))?;
    let zone = zone(&raw.zone)?;
    if raw.session.is_empty() {
        return Err(CalendarFault::Empty);
    }
    let mut days: [Vec<Session>; 7] = Default::default();
    for session in &raw.session {
        let read = session.read()?;
        for name in &session.days {
            let day = weekday(name).ok_or_else(|| CalendarFault::NoWeekday(name.clone()))?;
            let Some(day) = days.get_mut(number(day)) else {
                continue;
            };
            if day
                .last()
                .is_some_and(|last| last.closes.is_none_or(|closes| closes > read.opens))
            {
                return Err(CalendarFault::Overlap(name.clone()));
            }
            day.push(read);
        }
    }
    let holidays = raw.holidays.iter().map(|text| date(text));
    let half_days = raw
        .half_days
        .iter()
        .map(|half| Ok((date(&half.date)?, time(&half.closes)?)));
    Ok((
        zone,
        Week {
            days,
            holidays: holidays.collect::<Result<_, _>>()?,
            half_days: half_days.collect::<Result<_, CalendarFault>>()?,
        },
    ))
}

impl RawSession {
    fn read(&self) -> Result<Session, CalendarFault> {
        let opens = time(&self.opens)?;
        let closes = match self.closes.as_str() {
            END_OF_DAY => None,
            text => Some(time(text)?),
        };
        if closes.is_some_and(|closes| closes <= opens) {
            return Err(CalendarFault::Backwards {
                opens: self.opens.clone(),
                closes: self.closes.clone(),
            });
        }
        Ok(Session { opens, closes })
    }
}

fn date(text: &str) -> Result<Date, CalendarFault> {
    let parsed = text
        .parse()
        .ok()
        .filter(|_| text.len() == "2026-11-27".len());
    parsed.ok_or_else(|| CalendarFault::NoDate(text.to_string()))
}

fn time(text: &str) -> Result<Time, CalendarFault> {
    let parsed = text.parse().ok().filter(|_| text.len() == "09:30".len());
    parsed.ok_or_else(|| CalendarFault::NoTime(text.to_string()))
}

fn weekday(name: &str) -> Option<Weekday> {
    let day = match name {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    };
    Some(day)
}

/// Its place in the week, 0 for Monday.
fn number(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}
