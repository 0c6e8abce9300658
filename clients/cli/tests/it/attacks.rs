//! What the attacks look like on the screen and in files, and how they are asked for.

use cosmwasm_std::{Int128, Uint128};
use mirror_cli::simulate::attacks::{files, table};
use mirror_cli::simulate::{BadInput, Job};
use mirror_simulation::attacks::{replay_one, Report};

use crate::asked;

fn replayed(name: &str) -> Report {
    replay_one(name).expect("an attack of this name").unwrap()
}

#[test]
fn a_gain_is_shown_and_fails_the_run() {
    let mut report = replayed("forced failure");
    assert!(report.held());

    report.attempts[0].gained = Int128::new(1);

    assert!(!report.held());
    let text = table(std::slice::from_ref(&report));
    assert!(
        text.contains("1 of 1 gain or harm: a rule is broken"),
        "{text}"
    );
    assert!(text.contains("gained +1 micro"), "{text}");
}

#[test]
fn a_harm_without_gain_is_shown_and_fails_the_run() {
    let mut report = replayed("forced failure");

    report.attempts[0].harmed = Some(Uint128::new(20_000));

    assert!(!report.held());
    let text = table(std::slice::from_ref(&report));
    assert!(text.contains("harmed 0.02"), "{text}");
}

/// What a captured vote takes, by kind of poll and by who votes.
#[test]
fn the_exposures_of_a_captured_gov_are_a_table() {
    let report = replayed("captured gov");

    let text = table(std::slice::from_ref(&report));
    let [heads, others] = [
        "       a fifth     a third  a majority     a third  a majority  two thirds\n",
        "         alone       alone       alone     against     against     against\n",
    ];
    let feeder = "           – +11,846,400 +11,846,400           –           – +11,846,400\n";
    assert!(text.contains(&format!("{heads}{others}")), "{text}");
    let feeder = format!("    execute: the feeder of an asset\n  {feeder}");
    assert!(text.contains(&feeder), "{text}");
}

#[test]
fn the_files_hold_every_attack_and_load_nothing() {
    let reports = [replayed("first staker"), replayed("first provider")];

    let files = files(&reports);

    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["attacks.json", "report.html"]);
    let json: serde_json::Value = serde_json::from_slice(&files[0].content).unwrap();
    assert_eq!(json[0]["name"], "first staker");
    assert_eq!(json[1]["attempts"][0]["stopped_by"][0]["rule"], "T-82");
    let page = std::str::from_utf8(&files[1].content).unwrap();
    assert!(page.contains("First staker</h3>") && page.contains("First provider</h3>"));
    let rule = "(against a first deposit that takes the next, T-82)";
    for found in ["href=\"#first-staker\"", "id=\"first-staker\"", rule] {
        assert!(page.contains(found), "{found}");
    }
    let loads = ["src=", "http:", "https:", "@import", "url("];
    assert!(loads.iter().all(|mark| !page.contains(mark)));
}

fn check(words: &[&str]) -> Result<Job, BadInput> {
    asked(&[&["--scenario", "attacks"], words].concat())
}

#[test]
fn the_attacks_are_a_scenario() {
    let job = check(&["--json"]).unwrap();

    assert!(matches!(
        job,
        Job::Attacks {
            destination: None,
            json: true
        }
    ));
}

#[test]
fn the_attacks_have_neither_days_nor_chance() {
    let cases = [
        ("from", "2008-01-01"),
        ("to", "2008-12-31"),
        ("seed", "7"),
        ("set", "protocol.lockup_days=7"),
    ];

    for (flag, value) in cases {
        let refusal = check(&[&format!("--{flag}"), value]).unwrap_err();
        assert_eq!(refusal, BadInput::NothingForAttacks { flag });
    }
}
