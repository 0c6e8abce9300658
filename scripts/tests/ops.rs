//! The files for operators say what is: units start commands that are there, with the rights and the keys
//! that the page names, and the dashboard shows metrics that the services have.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const SERVICES: [&str; 5] = ["feed", "liquidate", "keep", "watch", "index"];
/// Those that sign.
const SIGNING: [&str; 3] = ["feed", "liquidate", "keep"];
/// What no unit may lack.
const HARDENED: [&str; 12] = [
    "DynamicUser=yes",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateDevices=yes",
    "PrivateTmp=yes",
    "RestrictNamespaces=yes",
    "MemoryDenyWriteExecute=yes",
    "SystemCallFilter=@system-service",
    "UMask=0077",
    "RestartPreventExitStatus=2",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn unit(name: &str) -> String {
    let path = root().join(format!("ops/systemd/mirror-{name}.service"));
    fs::read_to_string(path).unwrap()
}

fn has_line(text: &str, line: &str) -> bool {
    text.lines().any(|own| own == line)
}

#[test]
fn every_service_has_a_unit_without_more_rights_than_it_needs() {
    for service in SERVICES.into_iter().chain(["run"]) {
        let unit = unit(service);
        for line in HARDENED {
            assert!(has_line(&unit, line), "{service} lacks {line}");
        }
    }
    let units = fs::read_dir(root().join("ops/systemd")).unwrap().count();
    assert_eq!(units, SERVICES.len() + 1);
}

#[test]
fn a_unit_gets_its_own_key_as_a_credential_and_no_other() {
    for service in SERVICES {
        let unit = unit(service);
        let keys = unit
            .lines()
            .filter(|line| line.starts_with("LoadCredential="));
        let keys: Vec<&str> = keys.collect();
        let own = format!("LoadCredential={service}:/etc/mirror/keys/{service}.mnemonic");
        let named = format!(
            "Environment=MIRROR_{}_KEY_FILE=%d/{service}",
            service.to_uppercase()
        );

        assert_eq!(
            keys == [own.as_str()],
            SIGNING.contains(&service),
            "{service}: {keys:?}"
        );
        assert_eq!(
            has_line(&unit, &named),
            SIGNING.contains(&service),
            "{service}"
        );
    }
}

#[test]
fn a_unit_starts_its_service_with_the_file_of_all() {
    for service in SERVICES {
        let start =
            format!("ExecStart=/usr/local/bin/mirror {service} --file /etc/mirror/bots.toml");
        assert!(has_line(&unit(service), &start), "{service}");
    }
    assert!(has_line(
        &unit("run"),
        "ExecStart=/usr/local/bin/mirror run /etc/mirror/bots.toml"
    ));
}

#[test]
fn prometheus_is_told_each_service_once() {
    let text = fs::read_to_string(root().join("ops/prometheus.example.yml")).unwrap();

    for (place, service) in SERVICES.iter().enumerate() {
        let target = format!("          - 127.0.0.1:{} # {service}", 9_101 + place);
        assert!(has_line(&text, &target), "{target}");
    }
}

#[test]
fn every_metric_of_the_dashboard_is_one_that_a_service_has() {
    let text = fs::read_to_string(root().join("ops/grafana/mirror.json")).unwrap();
    let dashboard: Value = serde_json::from_str(&text).unwrap();
    let mut expressions = Vec::new();
    collect(&dashboard, &mut expressions);
    let named: BTreeSet<String> = expressions
        .iter()
        .flat_map(|text| metrics_in(text))
        .collect();
    let documented = documented();

    let unknown: Vec<&String> = named
        .iter()
        .filter(|name| !is_known(&documented, name))
        .collect();

    assert!(unknown.is_empty(), "no service has {unknown:?}");
    assert!(named.len() > 20, "only {} metrics were found", named.len());
    for service in SERVICES {
        let prefix = format!("mirror_{service}_");
        assert!(
            named.iter().any(|name| name.starts_with(&prefix)),
            "nothing of {service}"
        );
    }
}

#[test]
fn every_panel_of_the_dashboard_says_what_it_shows_and_in_which_unit() {
    let text = fs::read_to_string(root().join("ops/grafana/mirror.json")).unwrap();
    let dashboard: Value = serde_json::from_str(&text).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let mut titles = BTreeSet::new();

    for panel in panels {
        let title = panel["title"].as_str().unwrap_or_default();
        assert!(!title.is_empty(), "{panel}");
        assert!(titles.insert(title), "two panels are called {title}");
        if panel["type"] == "row" {
            continue;
        }
        let unit = &panel["fieldConfig"]["defaults"]["unit"];
        assert!(
            unit.as_str().is_some_and(|unit| !unit.is_empty()),
            "{title}"
        );
        let targets = panel["targets"].as_array().unwrap();
        assert!(!targets.is_empty(), "{title} shows nothing");
    }
    assert!(titles.len() > 20, "only {} panels were found", titles.len());
}

#[test]
fn a_metric_that_nobody_has_is_found() {
    let documented = documented();

    assert!(is_known(&documented, "mirror_keep_rounds_total"));
    assert!(is_known(&documented, "mirror_watch_worked_height_blocks"));
    assert!(!is_known(&documented, "mirror_keep_dreams_total"));
    assert!(!is_known(&documented, "mirror_sing_rounds_total"));
    assert!(!is_known(&documented, "mirror_index_rounds_total"));
    assert_eq!(
        metrics_in("rate(mirror_keep_rounds_total{a=\"b\"}[5m])"),
        ["mirror_keep_rounds_total"]
    );
}

/// The expressions of a dashboard's panels.
fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                match inner.as_str().filter(|_| key == "expr") {
                    Some(text) => found.push(text.to_owned()),
                    None => collect(inner, found),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|inner| collect(inner, found)),
        _ => {}
    }
}

fn metrics_in(expression: &str) -> Vec<String> {
    let is_inner = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let words = expression.split(|letter| !is_inner(letter));
    words
        .filter(|word| word.starts_with("mirror_"))
        .map(str::to_owned)
        .collect()
}

/// The names that stand in the files where a service, or the frame of all, declares its metrics.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for service in SERVICES {
        let names = documented.entry(service.to_owned()).or_default();
        let folders: &[String] = match service {
            // It has no loop of the frame.
            "index" => &["clients/index/src".to_owned()],
            service => &[
                format!("clients/bots/src/{service}"),
                "clients/bots/src/frame".to_owned(),
            ],
        };
        for folder in folders {
            names_below(&root().join(folder), names);
        }
    }
    documented
}

fn names_below(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            names_below(&path, names);
        } else if path.file_name().is_some_and(|name| name == "metrics.rs") {
            let text = fs::read_to_string(&path).unwrap();
            names.extend(text.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
}

/// Whether one of a service's names, with a unit and an ending that Prometheus adds, makes this one.
fn is_known(documented: &BTreeMap<String, BTreeSet<String>>, metric: &str) -> bool {
    documented.iter().any(|(service, names)| {
        let prefix = format!("mirror_{service}_");
        let Some(own) = metric.strip_prefix(&prefix) else {
            return false;
        };
        names.iter().any(|name| {
            let name = name.strip_prefix(&prefix).unwrap_or(name);
            let rest = own.strip_prefix(name).filter(|_| !name.is_empty());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        })
    })
}

#[test]
fn every_kind_of_alert_has_a_line_in_the_page_for_operators() {
    let page = fs::read_to_string(root().join("docs/operators.md")).unwrap();
    let mut kinds = BTreeSet::new();
    for folder in ["clients/bots/src", "clients/index/src"] {
        kinds_below(&root().join(folder), &mut kinds);
    }

    let untold = kinds
        .iter()
        .filter(|kind| !page.contains(&format!("`{kind}`")));
    let untold: Vec<&String> = untold.collect();

    assert!(
        untold.is_empty(),
        "docs/operators.md does not say what to do for {untold:?}"
    );
    assert!(kinds.len() > 15, "only {kinds:?} were found");
}

/// The kinds in the sources: fields `kind` of alerts, and constants in the files that only tell.
fn kinds_below(folder: &Path, kinds: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            kinds_below(&path, kinds);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let is_of_notices = path.ends_with("feed/notices.rs") || path.ends_with("frame/rounds.rs");
        for line in text.lines().map(str::trim) {
            let field = line
                .strip_prefix("kind: \"")
                .and_then(|rest| rest.strip_suffix("\","));
            let constant = line
                .split_once(": &str = \"")
                .and_then(|(_, rest)| rest.strip_suffix("\";"));
            kinds.extend(
                field
                    .or(constant.filter(|_| is_of_notices))
                    .map(str::to_owned),
            );
        }
    }
}
