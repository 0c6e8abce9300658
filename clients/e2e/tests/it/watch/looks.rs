//! Looks by hand: `mirror watch --once` and `mirror status`.

use serde_json::Value;

use crate::harness::Network;

pub(super) fn nothing_alarms(network: &Network) {
    let once = network.runs(&["watch", "--once"]);

    once.done();
    assert!(
        once.stdout.starts_with("nothing alarms in block "),
        "{}",
        once.stdout
    );
    network.runs(&["status"]).done();
}

/// Block by block each fault is found at its own height; before the first there is none.
pub(super) fn the_faults_are_found_block_by_block(network: &Network, planted: [u64; 4]) {
    let [price, poll, supply, lock] = planted;
    let look = |from: u64, until: u64| {
        let (from, until) = (from.to_string(), until.to_string());
        let arguments = [
            "watch", "--once", "--json", "--from", &from, "--height", &until,
        ];
        let ran = network.runs(&arguments);
        let alerts = ran.stdout.lines().map(|line| {
            let alert: Value = serde_json::from_str(line).unwrap();
            let kind = alert["kind"].as_str().unwrap().to_string();
            (kind, alert["height"].as_u64().unwrap())
        });
        (ran.code, alerts.collect::<Vec<_>>())
    };

    assert_eq!(look(price - 3, price - 1), (Some(0), vec![]));
    let (code, found) = look(price - 1, lock + 1);
    assert_eq!(code, Some(1), "{found:?}");
    for (kind, height) in [
        ("price_jump", price),
        ("price_gap", price),
        ("poll", poll),
        ("code", supply),
        ("supply_jump", supply),
        ("rule", supply),
        ("code", lock),
        ("lock_short", lock),
    ] {
        assert!(
            found.contains(&(kind.to_string(), height)),
            "{kind}: {found:?}"
        );
    }
    // A look at one block sees what happened in it, and not what happened before.
    let (code, found) = look(supply, supply);
    assert_eq!(code, Some(1));
    assert!(found.contains(&("supply_jump".to_string(), supply)));
    let (_, found) = look(supply + 1, supply + 1);
    assert!(
        found.iter().all(|(kind, _)| kind != "supply_jump"),
        "{found:?}"
    );
}

/// `mirror status` ends with 1 over a broken rule, shows the poll, and looks back to when all was well.
pub(super) fn a_status_shows_them(network: &Network, supply: u64) {
    let now = network.runs(&["status", "--json"]);
    assert_eq!(now.code, Some(1), "{}{}", now.stdout, now.stderr);
    let now: Value = serde_json::from_str(&now.stdout).unwrap();
    let violated = now["checks"].as_array().unwrap().iter();
    let violated = violated.filter(|check| check["outcome"] == "violated");
    let violated: Vec<&str> = violated
        .map(|check| check["rule"].as_str().unwrap())
        .collect();
    assert_eq!(violated, ["I-02", "I-09"]);
    assert_eq!(now["polls"][0]["id"], 1);

    let height = (supply - 1).to_string();
    let before = network.runs(&["status", "--height", &height]);
    before.done();
    assert!(
        before.stdout.contains("Better rewards for all"),
        "{}",
        before.stdout
    );
}
