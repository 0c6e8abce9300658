//! What happens, as one screen that is drawn anew in its place, as lines, or as lines of JSON.

mod drawn;
mod figures;
mod lines;
mod picture;

pub(super) use figures::tenths;
pub(super) use picture::{Line, Picture};

use std::io::{IsTerminal, Write};

use drawn::drawn;
use lines::{line, object};

/// Where everything begins anew: the cursor goes home, and what was below it is cleared.
const HOME: &str = "\x1b[H\x1b[J";
/// A screen of its own, without a cursor; and back.
const ENTER: &str = "\x1b[?1049h\x1b[?25l";
const LEAVE: &str = "\x1b[?25h\x1b[?1049l";
/// How many deeds are shown.
pub(super) const DEEDS: usize = 6;

/// How it is shown.
pub(super) enum Screen {
    /// In its place on a terminal.
    Drawn,
    /// A line each time.
    Lines,
    /// An object each time.
    Json,
}

impl Screen {
    /// As suits what standard output is.
    pub(super) fn new(json: bool) -> Self {
        let screen = match (json, std::io::stdout().is_terminal()) {
            (true, _) => Self::Json,
            (false, true) => Self::Drawn,
            (false, false) => Self::Lines,
        };
        if matches!(screen, Self::Drawn) {
            say(ENTER);
        }
        screen
    }

    /// Show it.
    pub(super) fn show(&self, picture: &Picture<'_>) {
        match self {
            Self::Drawn => say(&format!("{HOME}{}", drawn(picture))),
            Self::Lines => say(&format!("{}\n", line(picture))),
            Self::Json => say(&format!("{}\n", object(picture))),
        }
    }
}

/// What was on the terminal before comes back.
impl Drop for Screen {
    fn drop(&mut self) {
        if matches!(self, Self::Drawn) {
            say(LEAVE);
        }
    }
}

/// Somebody who no longer reads is no failure.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{json, Value};

    use super::{drawn::WIDTH, *};
    use crate::{demo::look::Health, services::Usage};

    fn chain() -> Value {
        json!({
            "chain_id": "mirror-local-50", "height": 412,
            "assets": [{ "symbol": "mAAPL", "price": { "rate": "110.268", "age": 3 },
                "pool": { "price": "111.5", "premium": "-0.0112" } },
                { "symbol": "mMSFT", "price": { "unknown": "never posted" }, "pool": { "unknown": "empty" } }],
            "positions": { "counts": { "below": 1, "safe": 9 }, "at_risk": [
                { "idx": "5", "ratio": "1.4809", "minimum": "1.5", "liquidation_price": "108.1", "level": "below" }] },
            "polls": [],
        })
    }

    fn picture<'a>(chain: &'a Value, health: &'a Health, usage: &'a Usage) -> Picture<'a> {
        Picture {
            elapsed: Duration::from_secs(125),
            app: Ok("http://127.0.0.1:9150/"),
            day: (30, "2008-10-13"),
            days: 63,
            chain: Ok(chain),
            services: vec![Line {
                name: "feed",
                health,
                usage,
                lately: "posted".to_owned(),
            }],
            deeds: &[],
            events: &[],
            liquidations: (2, 1),
            alerts: 0,
        }
    }

    #[test]
    fn a_screen_has_prices_positions_and_services() {
        let (chain, health) = (chain(), Health::default());
        let usage = Usage::of(std::process::id());

        let shown = drawn(&picture(&chain, &health, &usage));

        for part in [
            "mirror-local-50 at block 412: 2008-10-13, day 30 of 63; 2 min 5 s.",
            "Web app: http://127.0.0.1:9150/",
            "  mAAPL        110.26        3 s       111.50     -1.1 %",
            "  mMSFT       unknown not usable      unknown  unknown %",
            "Positions: 1 for sale, 0 in danger, 0 to be warned, 9 safe, 0 without debt",
            "  no. 5       148.0 % of at least 150.0 %, sold from 108.10 on: below",
            "Polls: none is open",
            "  feed      silent        –     0.0 %",
            "Liquidations 2, in the index 1; alerts 0.",
        ] {
            assert!(shown.contains(part), "{part} is not in\n{shown}");
        }
        assert!(shown.lines().all(|line| line.chars().count() <= WIDTH));
    }

    #[test]
    fn a_line_and_an_object_say_the_same() {
        let (chain, health) = (chain(), Health::default());
        let usage = Usage::of(std::process::id());
        let picture = picture(&chain, &health, &usage);

        assert!(
            line(&picture).contains("liquidations 2, indexed 1; for sale 1; alerts 0; feed silent")
        );
        let object = object(&picture);
        assert_eq!(object["chain"]["height"], 412);
        assert_eq!(object["app"], "http://127.0.0.1:9150/");
        assert_eq!(object["services"][0]["status"], Value::Null);
        assert_eq!(
            (&object["liquidations"], &object["elapsed_s"]),
            (&json!(2), &json!(125))
        );
    }
}
