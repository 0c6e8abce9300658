//! What the services of the journeys' network are told.

use std::{fmt::Write, path::Path};

use super::prices::FIRST;
use crate::services::Place;

/// In the order in which they are started. Nobody liquidates or watches: journeys do what they want to see.
pub(super) const SERVICES: [&str; 3] = ["feed", "keep", "index"];

/// Blocks are shorter than a second; a price may move as a journey likes, and is posted at once.
const FEED: &str = "block_s = 1\ncalendar = \"always\"\nmax_jump = \"0.9\"\ndeviation_bps = 1\nmax_source_age_s = 5\n";
/// Polls are ended and carried out by those who look at them.
const KEEP: &str =
    "look_every_s = 2\ndistribute_every_s = 60\ntasks = [\"distribute\", \"premium\", \
                    \"convert\", \"collect\", \"delist\", \"accept\"]\n";

/// As `bots.toml`: each price comes from a file of `observed`.
pub(super) fn text(place: &Place, observed: &Path) -> String {
    let head = |service: &str| {
        let port = place.port(service);
        format!("\n[{service}]\nlisten = \"127.0.0.1:{port}\"\n")
    };
    let key = |account: &str| {
        let path = place.key(account).display().to_string();
        format!("key_file = {path:?}\n")
    };
    let mut text = String::from("# Written by `cargo xtask web`.\nlog = \"text\"\n");
    text += &(head("feed") + &key("feeder") + FEED);
    for (symbol, _) in FIRST {
        let path = observed
            .join(format!("{symbol}.json"))
            .display()
            .to_string();
        // Text in memory takes whatever is written.
        let _ = write!(
            text,
            "\n[[feed.asset]]\nasset = \"{symbol}\"\n[[feed.asset.source]]\nkind = \"file\"\npath = {path:?}\n"
        );
    }
    text + &head("keep") + &key("user2") + KEEP + &head("index")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feeder_reads_a_file_for_each_price_and_the_keeper_leaves_polls_alone() {
        let place = Place::new("/net".into(), 7).unwrap();

        let file: toml::Table = text(&place, Path::new("/observed")).parse().unwrap();

        let feed = file["feed"].as_table().unwrap();
        assert_eq!(feed["listen"].as_str(), Some("127.0.0.1:9108"));
        assert_eq!(feed["key_file"].as_str(), Some("/net/keys/feeder.mnemonic"));
        let paths = feed["asset"].as_array().unwrap().iter();
        let paths: Vec<_> = paths
            .map(|asset| asset["source"][0]["path"].as_str())
            .collect();
        assert_eq!(paths.len(), FIRST.len());
        assert_eq!(paths[0], Some("/observed/mAAPL.json"));
        let tasks = file["keep"]["tasks"].as_array().unwrap();
        for task in ["end", "execute", "snapshot"] {
            assert!(
                !tasks.iter().any(|named| named.as_str() == Some(task)),
                "{task}"
            );
        }
        assert_eq!(file["index"]["listen"].as_str(), Some("127.0.0.1:9112"));
    }
}
