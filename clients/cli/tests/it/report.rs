//! The files of a run.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mirror_cli::output::{json, Destination, OutputError};
use mirror_cli::simulate::{files, Job, Run};
use mirror_simulation::engine;
use mirror_simulation::progress::Silent;

use crate::asked;

/// Two weeks with Apple's split of 2005, careful and bold.
static RUNS: LazyLock<[Run; 2]> = LazyLock::new(|| {
    let bold = [
        "--set=protocol.min_collateral_ratio=1.3",
        "--set=agents.liquidator.delay_days=1",
    ];

    [run("careful", &[]), run("bold", &bold)]
});

fn run(label: &str, changes: &[&str]) -> Run {
    let days = ["--from", "2005-02-22", "--to", "2005-03-04"];
    let Job::Run { plans, .. } = asked(&[&days, changes].concat()).unwrap() else {
        panic!("days are asked for");
    };

    Run {
        label: label.into(),
        outcome: engine::run(&plans[0], &mut Silent).unwrap(),
    }
}

fn runs() -> Vec<Run> {
    vec![RUNS[0].clone()]
}

fn two_runs() -> Vec<Run> {
    RUNS.to_vec()
}

/// A folder of its own for a test; not made yet.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);

    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();

    names
}

#[test]
fn a_run_leaves_three_files_and_the_report_asks_the_network_for_nothing() {
    let folder = folder("one-run").join("report");

    // As many days as nine years have.
    let mut runs = runs();
    let days = runs[0].outcome.days.clone();
    runs[0].outcome.days = days.into_iter().cycle().take(2_161).collect();
    let destination = Destination::prepare(&folder).unwrap();
    destination.commit(&files(&runs)).unwrap();

    let page = std::fs::read_to_string(folder.join("report.html")).unwrap();
    assert_eq!(
        names(&folder),
        ["report.html", "summary.json", "timeline.csv"]
    );
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    assert!(!page.contains("{{"), "a mark of the template is left");
    for word in [
        "src=",
        "@import",
        "url(",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
    ] {
        assert!(!page.contains(word), "the page says {word}");
    }
}

#[test]
fn the_report_says_what_a_reader_should_know() {
    let [run] = runs().try_into().unwrap();
    let notices = &run.outcome.summary.notices;
    assert_eq!(notices.len(), 1);

    let written = files(std::slice::from_ref(&run));

    let page = written.iter().find(|file| file.name == "report.html");
    let page = String::from_utf8(page.unwrap().content.clone()).unwrap();
    assert!(page.contains(&format!("\"notices\":[\"{}\"]", notices[0])));
}

#[test]
fn two_runs_have_one_report_and_a_summary_each() {
    let folder = folder("two-runs");

    let destination = Destination::prepare(&folder).unwrap();
    destination.commit(&files(&two_runs())).unwrap();

    assert_eq!(
        names(&folder),
        [
            "a-summary.json",
            "a-timeline.csv",
            "b-summary.json",
            "b-timeline.csv",
            "report.html"
        ]
    );
}

#[test]
fn the_same_outcome_gives_the_same_bytes() {
    let (first, second) = (files(&runs()), files(&runs()));

    for (a, b) in first.iter().zip(&second) {
        assert!(
            a.name == b.name && a.content == b.content,
            "{} differs",
            a.name
        );
    }
}

#[test]
fn a_second_run_replaces_the_files_of_the_first() {
    let folder = folder("again");
    for _ in 0..2 {
        let destination = Destination::prepare(&folder).unwrap();
        destination.commit(&files(&runs())).unwrap();
    }

    assert_eq!(
        names(&folder),
        ["report.html", "summary.json", "timeline.csv"]
    );
}

#[test]
fn a_run_that_fails_leaves_nothing_behind() {
    let folder = folder("failed");

    drop(Destination::prepare(&folder.join("deep").join("deeper")).unwrap());

    assert!(!folder.exists());
}

#[test]
fn what_was_in_the_folder_stays_when_a_run_fails() {
    let folder = folder("kept");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("notes.txt"), "mine").unwrap();

    drop(Destination::prepare(&folder).unwrap());

    assert_eq!(names(&folder), ["notes.txt"]);
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let folder = folder("file");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("taken");
    std::fs::write(&path, "mine").unwrap();

    let refusal = Destination::prepare(&path).unwrap_err();

    assert_eq!(refusal, OutputError::NotAFolder { path });
}

#[test]
fn a_folder_in_place_of_a_file_is_refused_before_any_file_is_moved() {
    let folder = folder("blocked");
    let blocked = folder.join("timeline.csv");
    std::fs::create_dir_all(&blocked).unwrap();

    let refusal = Destination::prepare(&folder)
        .unwrap()
        .commit(&files(&runs()));

    let reason = "it is a folder".to_string();
    assert_eq!(
        refusal,
        Err(OutputError::Unwritable {
            path: blocked,
            reason
        })
    );
    assert_eq!(names(&folder), ["timeline.csv"]);
}

#[test]
fn an_unwritable_place_is_refused_before_the_run() {
    let path = PathBuf::from("/proc/mirror-report");

    let refusal = Destination::prepare(&path).unwrap_err();

    let reason = "No such file or directory (os error 2)".to_string();
    assert_eq!(refusal, OutputError::Unwritable { path, reason });
}

#[test]
fn the_summary_holds_every_promised_key_and_only_timing_differs() {
    let mut slow = runs().remove(0).outcome;
    slow.summary.mir_supply_by_year = [(4, 370_575_000_000_000_u128.into())].into();
    let quick = slow.clone();
    slow.summary.timing.seconds = 60.0;

    let summary: serde_json::Value = serde_json::from_slice(&json(&slow.summary)).unwrap();

    for key in [
        "messages",
        "messages_per_second",
        "violations",
        "liquidations",
        "bad_debt",
        "migrations",
        "ipos",
        "halts",
        "announced_delistings",
        "skipped_posts",
        "refused_stale",
        "assets",
        "mir_released",
        "seed",
        "polls",
        "mir_supply_by_year",
        "fees_converted",
        "airdrop_claimed",
        "orders_filled",
        "notices",
    ] {
        assert!(summary.get(key).is_some(), "{key} is missing");
    }
    for key in ["created", "passed", "rejected", "executed", "failed"] {
        assert!(summary["polls"].get(key).is_some(), "{key} is missing");
    }
    assert_eq!(summary["notices"][0]["kind"], "split");
    assert_eq!(summary["mir_supply_by_year"]["4"], "370575000000000");
    for key in ["listed", "delisted", "supply", "debt", "premium"] {
        assert!(
            summary["assets"]["mAAPL"].get(key).is_some(),
            "{key} is missing"
        );
    }
    assert!(slow != quick && slow.same_but_for_timing(&quick));
}
