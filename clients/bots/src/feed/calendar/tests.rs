use std::collections::BTreeSet;

use super::*;

fn unix(text: &str) -> u64 {
    let moment: Timestamp = text.parse().unwrap();
    u64::try_from(moment.as_second()).unwrap()
}

fn dates(texts: &[&str]) -> BTreeSet<Date> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn days_of(year: i16) -> impl Iterator<Item = Date> {
    let first = Date::new(year, 1, 1).unwrap();
    first
        .series(1.day())
        .take_while(move |date| date.year() == year)
}

/// The holidays and half days that the exchange has published.
#[test]
fn holidays_and_half_days_of_new_york_are_those_that_were_published() {
    for (year, holidays, half_days) in [
        (
            2021,
            "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
            "11-26",
        ),
        (
            2022,
            "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
            "11-25",
        ),
        (
            2023,
            "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25",
            "07-03 11-24",
        ),
        (
            2024,
            "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
            "07-03 11-29 12-24",
        ),
        (
            2025,
            "01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
            "07-03 11-28 12-24",
        ),
        (
            2026,
            "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
            "11-27 12-24",
        ),
        (
            2027,
            "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
            "11-26",
        ),
    ] {
        let texts = |days: &str| {
            let days = days.split_whitespace().map(|day| format!("{year}-{day}"));
            days.collect::<Vec<_>>().join(" ")
        };
        let is_weekday = |date: &Date| !matches!(date.weekday().to_monday_zero_offset(), 5 | 6);
        let told = |days: Vec<Date>| {
            let days = days.iter().map(Date::to_string);
            days.collect::<Vec<_>>().join(" ")
        };

        let closed = days_of(year)
            .filter(is_weekday)
            .filter(|date| us::session(*date).is_none());
        assert_eq!(told(closed.collect()), texts(holidays));
        let early = days_of(year).filter(|date| {
            us::session(*date)
                .is_some_and(|session| session.closes == Some(Time::constant(13, 0, 0, 0)))
        });
        assert_eq!(told(early.collect()), texts(half_days));
    }
}

/// The days on which a share was traded over thirteen years, and those on which the exchange closed though
/// no rule says so.
#[test]
fn the_market_was_open_on_the_days_that_have_prices() {
    let file = include_str!("../../../../../packages/mirror-simulation/data/stocks.csv");
    let rows = file.lines().filter_map(|line| line.strip_prefix("IBM,"));
    let traded: BTreeSet<Date> = rows.map(|row| row[..10].parse().unwrap()).collect();
    let unscheduled = dates(&[
        "2001-09-11",
        "2001-09-12",
        "2001-09-13",
        "2001-09-14",
        "2004-06-11",
        "2007-01-02",
        "2012-10-29",
        "2012-10-30",
    ]);
    let first = *traded.first().unwrap();
    let last = *traded.last().unwrap();

    let by_rule = first.series(1.day()).take_while(|date| *date <= last);
    let by_rule: BTreeSet<Date> = by_rule
        .filter(|date| us::session(*date).is_some() && !unscheduled.contains(date))
        .collect();

    assert_eq!(traded.len(), 3_270);
    let differ: Vec<&Date> = by_rule.symmetric_difference(&traded).collect();
    assert_eq!(differ, Vec::<&Date>::new());
}

/// In New York it is four hours before UTC in summer and five in winter.
#[test]
fn the_market_of_new_york_is_open_from_half_past_nine_to_four_and_to_one_on_half_days() {
    let calendar = Calendar::us_equities().unwrap();
    let open = |since: &str| Market::Open { since: unix(since) };
    let closed = |opens: &str| Market::Closed {
        opens: Some(unix(opens)),
    };
    for (now, expected) in [
        ("2026-07-01T13:29:59Z", closed("2026-07-01T13:30:00Z")),
        ("2026-07-01T13:30:00Z", open("2026-07-01T13:30:00Z")),
        ("2026-07-01T19:59:59Z", open("2026-07-01T13:30:00Z")),
        ("2026-07-01T20:00:00Z", closed("2026-07-02T13:30:00Z")),
        // Independence Day is observed on Friday, and then it is a weekend.
        ("2026-07-02T20:00:00Z", closed("2026-07-06T13:30:00Z")),
        ("2026-12-24T14:30:00Z", open("2026-12-24T14:30:00Z")),
        ("2026-12-24T17:59:59Z", open("2026-12-24T14:30:00Z")),
        ("2026-12-24T18:00:00Z", closed("2026-12-28T14:30:00Z")),
        // Clocks change on the eighth of March and the first of November.
        ("2026-03-06T21:00:00Z", closed("2026-03-09T13:30:00Z")),
        ("2026-10-30T20:00:00Z", closed("2026-11-02T14:30:00Z")),
        // In New York it is still Thursday.
        ("2026-07-10T03:00:00Z", closed("2026-07-10T13:30:00Z")),
    ] {
        assert_eq!(calendar.at(unix(now)), expected, "{now}");
    }
}

#[test]
fn a_market_that_never_closes_is_open() {
    for now in [0, 1_800_000_000, u64::MAX] {
        assert_eq!(Calendar::always().at(now), Market::Open { since: 0 });
    }
}

#[test]
fn a_time_beyond_the_calendar_has_no_session() {
    let calendar = Calendar::us_equities().unwrap();

    assert_eq!(calendar.at(u64::MAX), Market::Closed { opens: None });
}

const TOKYO: &str = r#"
zone = "Asia/Tokyo"
holidays = ["2026-01-01", "2026-01-02"]
half_days = [{ date = "2026-01-05", closes = "11:00" }, { date = "2026-01-06", closes = "14:00" }]

[[session]]
days = ["mon", "tue", "wed", "thu", "fri"]
opens = "09:00"
closes = "11:30"

[[session]]
days = ["mon", "tue", "wed", "thu", "fri"]
opens = "12:30"
closes = "15:30"
"#;

#[test]
fn a_file_says_sessions_holidays_and_half_days() {
    let calendar = Calendar::parse(TOKYO).unwrap();
    let open = |since: &str| Market::Open { since: unix(since) };
    let closed = |opens: &str| Market::Closed {
        opens: Some(unix(opens)),
    };
    // Nine hours ahead of UTC.
    for (now, expected) in [
        ("2025-12-31T06:30:00Z", closed("2026-01-05T00:00:00Z")),
        ("2026-01-05T00:00:00Z", open("2026-01-05T00:00:00Z")),
        ("2026-01-05T02:00:00Z", closed("2026-01-06T00:00:00Z")),
        ("2026-01-06T02:30:00Z", closed("2026-01-06T03:30:00Z")),
        ("2026-01-06T04:59:59Z", open("2026-01-06T03:30:00Z")),
        ("2026-01-06T05:00:00Z", closed("2026-01-07T00:00:00Z")),
        ("2026-01-07T06:29:59Z", open("2026-01-07T03:30:00Z")),
    ] {
        assert_eq!(calendar.at(unix(now)), expected, "{now}");
    }
}

#[test]
fn a_market_over_midnight_is_written_as_two_sessions() {
    let text = r#"
        zone = "UTC"
        session = [
            { days = ["sun"], opens = "22:00", closes = "24:00" },
            { days = ["mon"], opens = "00:00", closes = "21:00" },
        ]
    "#;
    let calendar = Calendar::parse(text).unwrap();

    let since = unix("2026-07-05T22:00:00Z");
    assert_eq!(
        calendar.at(unix("2026-07-05T23:59:59Z")),
        Market::Open { since }
    );
    let since = unix("2026-07-06T00:00:00Z");
    assert_eq!(calendar.at(since), Market::Open { since });
}

#[test]
fn a_file_that_is_no_calendar_is_told() {
    let without = |from: &str, to: &str| Calendar::parse(&TOKYO.replace(from, to)).unwrap_err();
    let quoted = |text: &str| text.to_string();

    assert_eq!(
        without("Asia/Tokyo", "Asia/Edo"),
        CalendarFault::NoZone(quoted("Asia/Edo"))
    );
    assert_eq!(
        without("\"mon\", \"tue\"", "\"Monday\""),
        CalendarFault::NoWeekday(quoted("Monday"))
    );
    assert_eq!(
        without("2026-01-02", "2026-1-2"),
        CalendarFault::NoDate(quoted("2026-1-2"))
    );
    assert_eq!(
        without("2026-01-05", "tomorrow"),
        CalendarFault::NoDate(quoted("tomorrow"))
    );
    assert_eq!(
        without("11:30", "25:00"),
        CalendarFault::NoTime(quoted("25:00"))
    );
    assert_eq!(without("09:00", "9"), CalendarFault::NoTime(quoted("9")));
    assert_eq!(
        without("12:30", "11:00"),
        CalendarFault::Overlap(quoted("mon"))
    );
    let backwards = CalendarFault::Backwards {
        opens: quoted("12:30"),
        closes: quoted("12:30"),
    };
    assert_eq!(without("15:30", "12:30"), backwards);
    assert_eq!(Calendar::parse("zone = \"UTC\""), Err(CalendarFault::Empty));
    assert!(matches!(
        without("holidays", "holiday"),
        CalendarFault::NotOne(_)
    ));
}
