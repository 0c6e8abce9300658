//! ops/bots.example.toml, read by the services themselves: it is right, and what it says of defaults is so.

use std::fs;
use std::path::Path;

use crate::harness::Network;

const SERVICES: [&str; 5] = ["feed", "liquidate", "keep", "watch", "index"];

/// Each service reads it without a fault, and reads the same if the defaults that it shows are written.
pub(super) fn is_true(network: &Network) {
    let ops = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ops");
    let example = fs::read_to_string(ops.join("bots.example.toml")).unwrap();
    let told = written(&example);
    assert!(told.len() > example.len() - 200, "few defaults were found");
    for service in SERVICES {
        let [as_it_is, with_defaults] =
            [&example, &told].map(|text| dumped(network, service, text));
        assert_eq!(as_it_is, with_defaults, "{service}");
        let unknown = format!("{example}\n[{service}.nonsense]\n");
        let refused = run(network, service, &unknown);
        assert_eq!(refused.0, Some(2), "{service}: {}", refused.1);
    }
}

/// With each default that stands in a comment as a line of its own.
fn written(example: &str) -> String {
    let lines = example.lines().map(|line| {
        let inner = line.strip_prefix("# ").unwrap_or(line);
        let (key, _) = inner.split_once(" = ").unwrap_or_default();
        let is_key = !key.is_empty()
            && key
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '_');
        if is_key {
            inner
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn dumped(network: &Network, service: &str, text: &str) -> String {
    let (code, said) = run(network, service, text);
    assert_eq!(code, Some(0), "{service}: {said}");
    said
}

fn run(network: &Network, service: &str, text: &str) -> (Option<i32>, String) {
    let path = network.home.join("example.toml");
    fs::write(&path, text).unwrap();
    let ran = network.runs(&[service, "--file", path.to_str().unwrap(), "--dump-config"]);
    (ran.code, ran.stdout + &ran.stderr)
}

#[test]
fn defaults_in_comments_are_found() {
    let example = "# Words = more.\n# a_b = 1\nc = 2\n# e.g. d = 3\n";

    assert_eq!(
        written(example),
        "# Words = more.\na_b = 1\nc = 2\n# e.g. d = 3"
    );
}
