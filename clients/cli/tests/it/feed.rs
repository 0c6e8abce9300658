//! What is said to a feeder, and how it is set: each time the binary itself, without a chain.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const CHAIN: &str = "chain_id = 'fake-1'\nrpc = ['http://127.0.0.1:1']\nbech32_prefix = 'wasm'\n\
                     gas_price = '0.01uusd'\nbase_denom = 'uusd'\ntimeout_s = 1\n";

const FEED: &str =
    "[feed]\nkey_file = 'key'\ncalendar = 'us-equities'\n[[feed.asset]]\nasset = 'mAAPL'\n\
                    [[feed.asset.source]]\nkind = 'fixed'\nprice = '100'\n";

/// A folder with the settings of a chain that is not there, and of a feeder.
fn place() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mirror.toml"), CHAIN).unwrap();
    fs::write(folder.path().join("bots.toml"), FEED).unwrap();
    folder
}

/// The exit code, and what was printed or said.
fn run(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
    command.arg("feed").args(words).current_dir(folder);
    let output = command.env_clear().output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn how_a_feeder_is_set_is_dumped_with_what_is_not_written() {
    let folder = place();

    let (code, said) = run(folder.path(), &["--dump-config"]);

    assert_eq!(code, Some(0), "{said}");
    for line in [
        "[feed]\nkey_file = \"./key\"\nstate = \"./state/feed\"\nblock_s = 6\n",
        "asset = \"mAAPL\"\ndecimals = 6\nquorum = 1\ncalendar = \"us-equities\"\nheartbeat_s = 20\n",
        "[[feed.asset.source]]\nkind = \"fixed\"\nprice = \"100\"\n",
    ] {
        assert!(said.contains(line), "{line} in\n{said}");
    }
}

#[test]
fn a_heartbeat_that_lets_a_price_expire_is_refused_at_the_start() {
    let folder = place();
    let set = |heartbeat: &str| {
        let set = format!("heartbeat_s={heartbeat}");
        run(folder.path(), &["--set", &set, "--dump-config"])
    };

    assert_eq!(set("22").0, Some(0));
    let (code, said) = set("23");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("must be from 1 to 22"), "{said}");
}

#[test]
fn an_answer_is_added_to_what_the_running_feeder_reads() {
    let folder = place();

    let accept = ["accept", "mAAPL", "187.5", "--until", "30m"];
    let (code, said) = run(folder.path(), &accept);

    assert_eq!(code, Some(0), "{said}");
    let said = "mAAPL is measured at 187.5 for 1800 s from now on";
    let told = run(folder.path(), &accept).1;
    assert!(told.starts_with(said), "{told}");
    let lines = fs::read_to_string(folder.path().join("state/feed/answers.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 2);
    let begins = "{\"asset\":\"mAAPL\",\"price\":\"187.5\",\"until\":";
    assert!(
        lines.lines().all(|line| line.starts_with(begins)),
        "{lines}"
    );
}

#[test]
fn an_answer_that_can_not_be_meant_so_is_refused() {
    let folder = place();
    for (words, expected) in [
        (
            ["accept", "mTSLA", "1", "--until", "1m"],
            "[feed] has no asset mTSLA; it has mAAPL",
        ),
        (
            ["accept", "mAAPL", "much", "--until", "1m"],
            "much is no price: it is not a number above 0",
        ),
        (
            ["accept", "mAAPL", "1", "--until", "soon"],
            "--until soon: must be a while such as 30m",
        ),
        (
            ["accept", "mAAPL", "1", "--state", "mirror.toml"],
            "answers.jsonl can not be used",
        ),
        (
            ["delist", "mTSLA", "--migrate", "--yes", "--file=bots.toml"],
            "[feed] has no asset mTSLA",
        ),
    ] {
        let (code, said) = run(folder.path(), &words);

        assert_eq!(code, Some(2), "{words:?}: {said}");
        assert!(said.contains(expected), "{words:?}: {said}");
    }
}

#[test]
fn a_delisting_is_not_announced_without_a_word() {
    let folder = place();

    let (code, said) = run(folder.path(), &["delist", "mAAPL"]);

    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("there is no terminal to ask"), "{said}");
}
