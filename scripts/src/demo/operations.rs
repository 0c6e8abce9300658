//! What the services are told: one file for all of them.

use std::fmt::Write;

use super::prices::{FOLLOWED, FROM};
use crate::services::Place;

/// The services, in the order in which they are started and shown.
pub(super) const SERVICES: [&str; 5] = ["feed", "liquidate", "keep", "watch", "index"];

/// How long a day of trading is, in seconds.
const SESSION_S: u64 = 23_400;

/// Who acts for whom: development accounts that do nothing else.
const KEYS: [(&str, &str); 3] = [
    ("feed", "feeder"),
    ("liquidate", "user1"),
    ("keep", "user2"),
];

/// What differs from the defaults, by service: blocks of a second, and the haste of a demonstration.
const FEED: &str = "block_s = 1\ncalendar = \"always\"\n";
const LIQUIDATE: &str = "max_value = \"20000000000\"\nmax_value_per_hour = \"2000000000000\"\n";
const KEEP: &str = "look_every_s = 2\n";
/// The time between two distributions of fees.
pub(super) const DISTRIBUTE_EVERY_S: i64 = 60;

/// As `bots.toml`. The replay begins at `begun`, in UNIX seconds.
pub(super) fn text(place: &Place, day_seconds: u64, begun: u64) -> String {
    let mut text = String::from("# Written by `cargo xtask demo`.\nlog = \"text\"\n");
    for service in SERVICES {
        // Text in memory takes whatever is written.
        let _ = write!(
            text,
            "\n[{service}]\nlisten = \"127.0.0.1:{}\"\n",
            place.port(service)
        );
        if let Some((_, account)) = KEYS.iter().find(|(name, _)| *name == service) {
            let _ = writeln!(
                text,
                "key_file = {:?}",
                place.key(account).display().to_string()
            );
        }
        match service {
            "feed" => {
                text.push_str(FEED);
                text.push_str(&assets(day_seconds, begun));
            }
            "liquidate" => text.push_str(LIQUIDATE),
            "keep" => {
                text.push_str(KEEP);
                let _ = writeln!(text, "distribute_every_s = {DISTRIBUTE_EVERY_S}");
            }
            "watch" => {
                let others = SERVICES.iter().filter(|name| **name != service);
                let others = others.map(|name| format!("\"127.0.0.1:{}\"", place.port(name)));
                let others = others.collect::<Vec<_>>().join(", ");
                let _ = writeln!(text, "services = [{others}]");
            }
            _ => {}
        }
    }
    text
}

/// The shares as they were traded, and MIR, which nobody traded then.
fn assets(day_seconds: u64, begun: u64) -> String {
    let speed = SESSION_S.checked_div(day_seconds).unwrap_or(1).max(1);
    let mut text = String::new();
    for (symbol, share) in FOLLOWED {
        let _ = write!(
            text,
            "\n[[feed.asset]]\nasset = \"{symbol}\"\n[[feed.asset.source]]\nkind = \"replay\"\n\
             ticker = \"{share}\"\nstart = \"{FROM}\"\nspeed = {speed}\nbegun = {begun}\n"
        );
    }
    text + "\n[[feed.asset]]\nasset = \"MIR\"\n[[feed.asset.source]]\nkind = \"fixed\"\nprice = \"2\"\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn every_service_has_its_address_and_those_that_sign_a_key_of_their_own() {
        let place = Place::new("/net".into(), 7).unwrap();

        let file: toml::Table = text(&place, 28, 77).parse().unwrap();

        let of = |service: &str, key: &str| file[service].get(key).and_then(toml::Value::as_str);
        assert_eq!(of("feed", "listen"), Some("127.0.0.1:9108"));
        assert_eq!(of("index", "listen"), Some("127.0.0.1:9112"));
        assert_eq!(
            of("liquidate", "key_file"),
            Some("/net/keys/user1.mnemonic")
        );
        assert_eq!(of("watch", "key_file"), None);
        let first = &file["feed"]["asset"][0]["source"][0];
        assert_eq!(
            (first["speed"].as_integer(), first["begun"].as_integer()),
            (Some(835), Some(77))
        );
        assert_eq!(file["feed"]["asset"].as_array().unwrap().len(), 4);
    }
}
