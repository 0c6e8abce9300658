mod unread;

use std::fs;
use std::path::Path;

use mirror_chain::Faults;

use super::{FeedConfig, RawFeed, SourceKind};
use crate::feed::calendar::Calendar;
use crate::frame::{Layers, Operations};

/// What a file comes to, or all that is wrong with it, a line for each.
fn read(folder: &Path, text: &str) -> Result<FeedConfig, Vec<String>> {
    let path = folder.join("bots.toml");
    fs::write(&path, text).unwrap();
    let mut faults = Faults::default();
    let operations = Operations::read(&path, &Layers::default(), &mut faults).unwrap();
    let table = operations.table::<RawFeed>("feed", true, &mut faults);
    let config = table.and_then(|(_, raw, places)| FeedConfig::resolve(raw, &places, &mut faults));
    faults.forget_echoes();
    let shown = |text: String| text.replace(&folder.display().to_string(), "HERE");
    let told = faults.0.iter().map(|fault| shown(fault.to_string()));
    config
        .filter(|_| faults.0.is_empty())
        .ok_or_else(|| told.collect())
}

const LEAST: &str =
    "[feed]\nkey_file = 'key'\ncalendar = 'always'\n[[feed.asset]]\nasset = 'mAAPL'\n\
                     [[feed.asset.source]]\nkind = 'fixed'\nprice = '100'\n";

#[test]
fn what_is_not_written_has_its_standard() {
    let folder = tempfile::tempdir().unwrap();

    let config = read(folder.path(), LEAST).unwrap();

    let expected = r#"block_s = 6
latency_s = 3
valid_blocks = 3
standby = false

[[feed.asset]]
asset = "mAAPL"
decimals = 6
quorum = 1
calendar = "always"
heartbeat_s = 20
deviation_bps = 50
max_source_age_s = 30
max_jump = "0.2"
on_pending = "repeat"

[[feed.asset.source]]
kind = "fixed"
price = "100"
weight = 1
every_s = 1
"#;
    assert_eq!(config.to_string(), expected);
}

/// The variable PATH is set wherever tests run; its value stands for a secret here.
const ALL: &str = r#"
[feed]
key_file = "key"
calendar = "us-equities"
block_s = 1
latency_s = 2
valid_blocks = 9
standby = true
fee_granter = "wasm1granter"
on_pending = "stop"

[[feed.asset]]
asset = "mAAPL"
decimals = 8
key_file = "other"
quorum = 4
heartbeat_s = 10
deviation_bps = 7
max_source_age_s = 20
max_jump = "0.1"
min_price = "1"
max_price = "1e3"

[[feed.asset.source]]
kind = "file"
path = "price.json"
weight = 3

[[feed.asset.source]]
kind = "replay"
ticker = "AAPL"
start = "2008-09-15"
speed = 800
begun = 7

[[feed.asset.source]]
kind = "http"
url = "https://bob:secret@prices.example/?key=secret"
price_at = "/last"
time_at = "/time"
header = "X-Key"
header_variable = "PATH"
timeout_s = 2

[[feed.asset.source]]
kind = "exec"
program = ["./price.sh", "AAPL"]

[[feed.asset.source]]
kind = "chain"
contract = "wasm1pair"
question = '{"pool": {}}'
price_at = "/price"
"#;

#[test]
fn everything_can_be_set_and_is_shown_without_secrets() {
    let folder = tempfile::tempdir().unwrap();

    let config = read(folder.path(), ALL).unwrap();

    let shown = config.to_string();
    for line in [
        "block_s = 1\nlatency_s = 2\nvalid_blocks = 9\nstandby = true\nfee_granter = \"wasm1granter\"\n",
        "decimals = 8\nquorum = 4\ncalendar = \"us-equities\"\nheartbeat_s = 10\ndeviation_bps = 7\n",
        "max_source_age_s = 20\nmax_jump = \"0.1\"\nmin_price = \"1\"\nmax_price = \"1000\"\n",
        "on_pending = \"stop\"\nkey_file = ",
        "kind = \"replay\"\nticker = \"AAPL\"\nstart = \"2008-09-15\"\nspeed = 800\nbegun = 7\n",
        "kind = \"http\"\nurl = \"https://prices.example/\"\nprice_at = \"/last\"\ntime_at = \"/time\"\n",
        "header = \"X-Key\"\nheader_variable = \"PATH\"\nweight = 1\nevery_s = 5\ntimeout_s = 2\n",
        "kind = \"exec\"\nprogram = [\"./price.sh\", \"AAPL\"]\nweight = 1\nevery_s = 5\ntimeout_s = 5\n",
        "kind = \"chain\"\ncontract = \"wasm1pair\"\nquestion = \"{\\\"pool\\\": {}}\"\n",
    ] {
        assert!(shown.contains(line), "{line} in\n{shown}");
    }
    let path = std::env::var("PATH").unwrap();
    for text in [&shown, &format!("{config:?}")] {
        assert!(!text.contains(&path) && !text.contains("secret@"), "{text}");
    }
    assert!(!shown.contains("secret"), "{shown}");
    assert_eq!(config.other_keys, [folder.path().join("other")]);
    assert_eq!(config.assets[0].group, 1);
    let file = folder.path().join("price.json");
    assert!(
        matches!(&config.assets[0].sources[0].kind, SourceKind::File { path } if *path == file)
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"
[feed]
key_file = "key"
on_pending = "perhaps"

[[feed.asset]]
asset = "mAAPL"
calendar = "nowhere.toml"
decimals = 19
quorum = 2
heartbeat_s = 23
deviation_bps = 0
max_source_age_s = 61
max_jump = "2"
min_price = "2"
max_price = "1"

[[feed.asset.source]]
kind = "fixd"

[[feed.asset]]
calendar = "always"
max_price = "much"
"#;

    let told = read(folder.path(), text).unwrap_err();

    let expected = [
        "feed.asset[0].source[0].kind = \"fixd\" (from HERE/bots.toml): must be one of fixed, file, replay, \
         http, exec, chain",
        "feed.asset[0].quorum = \"2\" (from HERE/bots.toml): must be from 1 to 1, the number of its sources",
        "feed.asset[0].calendar = \"nowhere.toml\" (from HERE/bots.toml): can not be read: No such file or \
         directory (os error 2)",
        "feed.asset[0].heartbeat_s = \"23\" (from HERE/bots.toml): must be from 1 to 22: with blocks of 6 s \
         and 3 s to get there, 2 heartbeats + 2 blocks + the way there must fit into the 60 s that a price \
         serves",
        "feed.asset[0].deviation_bps = \"0\" (from HERE/bots.toml): must be from 1 to 10000",
        "feed.asset[0].max_source_age_s = \"61\" (from HERE/bots.toml): must be from 1 to 60",
        "feed.asset[0].max_jump = \"2\" (from HERE/bots.toml): must be a part above 0 and at most 1, such as \
         0.2",
        "feed.asset[0].min_price = \"2\" (from HERE/bots.toml): must be below max_price",
        "feed.asset[0].on_pending = \"perhaps\" (from HERE/bots.toml): must be repeat or stop",
        "feed.asset[0].decimals = \"19\" (from HERE/bots.toml): must be at most 18",
        "feed.asset[1].asset is missing: name a symbol, a token or a denom",
        "feed.asset[1].source is missing: name at least one source of its price with [[feed.asset.source]]",
        "feed.asset[1].max_price = \"much\" (from HERE/bots.toml): must be a price: it is not a number above 0",
        "feed.asset[1].on_pending = \"perhaps\" (from HERE/bots.toml): must be repeat or stop",
    ];
    assert_eq!(told, expected);
}

#[test]
fn all_that_is_wrong_with_sources_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for (source, expected) in [
        ("", "kind is missing: must be one of fixed, file, replay, http, exec, chain"),
        ("kind = 'fixed'", "price is missing"),
        ("kind = 'fixed'\nprice = '0'", "price = \"0\" (from HERE/bots.toml): must be a price"),
        ("kind = 'fixed'\nprice = '1'\nurl = 'x'", "must be left out: a source of the kind fixed"),
        ("kind = 'fixed'\nprice = '1'\nweight = 0", "weight = \"0\""),
        ("kind = 'file'", "path is missing"),
        ("kind = 'replay'\nstart = '2008-09-15'", "ticker is missing"),
        ("kind = 'replay'\nticker = 'AAPL'\nstart = 'then'", "start = \"then\""),
        ("kind = 'replay'\nticker = 'X'\nstart = '2008-09-15'", "it has no day of X from 2008-09-15 on"),
        ("kind = 'replay'\nticker = 'X'\nstart = '2008-09-15'\npath = 'no.csv'", "can not be read"),
        ("kind = 'http'\nprice_at = '/a'", "url is missing"),
        ("kind = 'http'\nurl = 'ftp://x'\nprice_at = '/a'", "url = \"…\""),
        ("kind = 'http'\nurl = 'http://x'", "price_at is missing"),
        ("kind = 'http'\nurl = 'http://x'\nprice_at = 'a'", "must begin with a /"),
        ("kind = 'http'\nurl = 'http://x'\nprice_at = '/a'\nheader = 'A'", "header_variable is missing"),
        (
            "kind = 'http'\nurl = 'http://x'\nprice_at = '/a'\nheader = 'A'\nheader_variable = 'NO_SUCH'",
            "must be a variable of the environment that is set",
        ),
        (
            "kind = 'http'\nurl = 'http://x'\nprice_at = '/a'\nheader = 'a b'\nheader_variable = 'PATH'",
            "must be a header that can be sent",
        ),
        ("kind = 'exec'\nprogram = []", "program is missing"),
        ("kind = 'chain'\nquestion = '{}'\nprice_at = '/a'", "contract is missing"),
        ("kind = 'chain'\ncontract = 'a'\nquestion = '{'\nprice_at = '/a'", "must be JSON"),
    ] {
        let text = LEAST.replace("kind = 'fixed'\nprice = '100'", source);

        let told = read(folder.path(), &text).unwrap_err();

        assert_eq!(told.len(), 1, "{source}: {told:?}");
        let begins = "feed.asset[0].source[0].";
        assert!(told[0].starts_with(begins) && told[0].contains(expected), "{source}: {told:?}");
    }
}

#[test]
fn what_is_said_of_all_assets_is_told_where_it_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    for (from, to, expected) in [
        ("calendar = 'always'\n", "", "calendar is missing"),
        ("[feed]\n", "[feed]\nblock_s = 0\n", "block_s = \"0\""),
        (
            "[feed]\n",
            "[feed]\nvalid_blocks = 2\n",
            "must be at least 3",
        ),
        (
            "[feed]\n",
            "[feed]\nlatency_s = 50\n",
            "must leave time for a heartbeat",
        ),
        ("[feed]\n", "[feed]\nhearbeat_s = 5\n", "unknown field"),
        (
            "[[feed.asset]]\nasset",
            "[[feed.asset]]\nname",
            "unknown field",
        ),
        (
            "[[feed.asset.source]]\nkind = 'fixed'\nprice = '100'\n",
            "",
            "source is missing",
        ),
    ] {
        let told = read(folder.path(), &LEAST.replace(from, to)).unwrap_err();

        assert!(
            told.iter().any(|fault| fault.contains(expected)),
            "{to}: {told:?}"
        );
    }
    let twice = format!("{LEAST}{}", LEAST.split_once("'always'\n").unwrap().1);
    let told = read(folder.path(), &twice).unwrap_err();
    assert!(told[0].contains("must be named once"), "{told:?}");
    let told = read(folder.path(), "[feed]\nkey_file = 'key'\n").unwrap_err();
    assert_eq!(
        told,
        ["feed.asset is missing: name at least one asset to feed with [[feed.asset]]"]
    );
}

/// The page's blocks of a language, in order.
fn blocks(language: &str) -> Vec<&'static str> {
    let page = include_str!("../../../../../docs/price-sources.md");
    let fence = format!("```{language}\n");
    let begun = page.split(fence.as_str()).skip(1);
    begun
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

/// docs/price-sources.md, followed word for word.
#[tokio::test]
async fn the_page_on_sources_can_be_followed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("last-trade.sh"), blocks("sh")[0]).unwrap();
    let console = blocks("console")[0];
    let commands: Vec<&str> = console
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .collect();
    let typed = std::process::Command::new("sh")
        .args(["-ec", &commands.join("\n")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let printed = String::from_utf8(typed.stdout).unwrap();
    let shown = console.lines().last().unwrap();
    assert_eq!(
        printed.split(": ").next(),
        shown.split(": ").next(),
        "{printed}"
    );
    assert!(
        printed.starts_with("{\"price\": \"187.25\", \"observed_at\": "),
        "{printed}"
    );

    let [first, several, tokyo] = blocks("toml").try_into().unwrap();
    let config = read(folder.path(), first).unwrap();

    let source = &config.assets[0].sources[0];
    let SourceKind::Exec { .. } = &source.kind else {
        panic!("{source:?}");
    };
    let looked = source.source(None, 0).unwrap().look(0).await.unwrap();
    assert_eq!(looked.price.to_string(), "187.25");
    let config = read(folder.path(), several).unwrap();
    assert_eq!(
        (config.assets[0].quorum, config.assets[0].sources.len()),
        (2, 3)
    );
    Calendar::parse(tokyo).unwrap();
}
