//! When a market is open: always, by the rules of an exchange, or as a file says.

mod file;
mod session;
mod us;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use session::Session;

pub use file::CalendarFault;

/// How far ahead the next opening is looked for, in days.
const AHEAD_DAYS: i32 = 14;

/// When a market is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Always,
    Market { zone: TimeZone, days: Days },
}

/// Which days have sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Days {
    /// As at the stock exchanges of New York.
    Us,
    /// As a file says.
    File(Box<file::Week>),
}

/// Whether a market is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Market {
    /// It is.
    Open {
        /// Since when, in UNIX seconds; 0 where it always is.
        since: u64,
    },
    /// It is not.
    Closed {
        /// When it opens, in UNIX seconds, if that is within two weeks.
        opens: Option<u64>,
    },
}

impl Calendar {
    /// A market that never closes.
    pub fn always() -> Self {
        Self { kind: Kind::Always }
    }

    /// The stock exchanges of New York: 09:30 to 16:00, with their holidays and half days, computed by
    /// their rules as they stand since 2022. Days on which they close for another reason are not in it;
    /// nothing is posted then, as no source has a price of that day.
    pub fn us_equities() -> Result<Self, CalendarFault> {
        Ok(Self {
            kind: Kind::Market {
                zone: file::zone("America/New_York")?,
                days: Days::Us,
            },
        })
    }

    /// As the text of a file says (docs/price-sources.md).
    pub fn parse(text: &str) -> Result<Self, CalendarFault> {
        let (zone, week) = file::read(text)?;
        Ok(Self {
            kind: Kind::Market {
                zone,
                days: Days::File(Box::new(week)),
            },
        })
    }

    /// Whether it is open at this second.
    pub fn at(&self, now: u64) -> Market {
        let Kind::Market { zone, days } = &self.kind else {
            return Market::Open { since: 0 };
        };
        // A moment beyond the calendar is one without a session.
        self.sessions_around(now, zone, days)
            .unwrap_or(Market::Closed { opens: None })
    }

    fn sessions_around(&self, now: u64, zone: &TimeZone, days: &Days) -> Option<Market> {
        let moment = Timestamp::from_second(i64::try_from(now).ok()?).ok()?;
        let today = moment.to_zoned_datetime(zone.clone()).date();
        for ahead in 0..=AHEAD_DAYS {
            let date = today.checked_add(ahead.days()).ok()?;
            for session in days.sessions(date) {
                let opens = second(date, session.opens, zone)?;
                let closes = match session.closes {
                    Some(closes) => second(date, closes, zone)?,
                    None => second(date.tomorrow().ok()?, Time::midnight(), zone)?,
                };
                if now < opens {
                    return Some(Market::Closed { opens: Some(opens) });
                }
                if now < closes {
                    return Some(Market::Open { since: opens });
                }
            }
        }
        Some(Market::Closed { opens: None })
    }
}

impl Days {
    /// The sessions of a day, in order.
    fn sessions(&self, date: Date) -> Vec<Session> {
        match self {
            Self::Us => us::session(date).into_iter().collect(),
            Self::File(week) => week.sessions(date),
        }
    }
}

/// The UNIX second of a time on a day.
fn second(date: Date, time: Time, zone: &TimeZone) -> Option<u64> {
    let moment = date
        .to_datetime(time)
        .to_zoned_datetime(zone.clone())
        .ok()?;
    u64::try_from(moment.timestamp().as_second()).ok()
}

#[cfg(test)]
mod tests;
