//! What the liquidator says of its settings: each time the binary itself.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const CHAIN: &str = "chain_id = 'fake-1'\nrpc = ['http://127.0.0.1:1']\nbech32_prefix = 'wasm'\n\
                     gas_price = '0.01uusd'\nbase_denom = 'uusd'\ntimeout_s = 1\n";

/// A folder with the settings of a chain that is not there.
fn place(operations: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mirror.toml"), CHAIN).unwrap();
    fs::write(folder.path().join("bots.toml"), operations).unwrap();
    folder
}

/// The exit code, and what was said and told.
fn run(folder: &TempDir, words: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
    command.args(words).current_dir(folder.path()).env_clear();
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code();
    (code, text(output.stdout), text(output.stderr))
}

const SHOWN: &str =
    "[liquidate]\nkey_file = \"./key\"\nstate = \"./state/liquidate\"\nmode = \"dry_run\"\n\
     collateral = \"sell\"\nhaircut = \"0.1\"\nmin_profit = \"1000000\"\nmin_profit_share = \"0.005\"\n\
     max_value = \"5000\"\nmax_value_per_hour = \"50000\"\nmin_balance = \"10000000\"\nmax_reverts = 5\n\
     max_price_gap = \"0.3\"\nmax_price_age_s = 45\nmax_spread = \"0.005\"\nrescan_s = 1800\n\
     gas = 1200000\n";

#[test]
fn what_holds_for_the_liquidator_is_dumped() {
    let folder = place("[liquidate]\nkey_file = 'key'\nmax_value = 5000\n");
    let words = ["liquidate", "--dump-config", "--set", "mode=dry_run"];

    let (code, said, told) = run(&folder, &words);

    assert_eq!((code, told.as_str()), (Some(0), ""));
    assert!(said.ends_with(SHOWN), "{said}");
}

#[test]
fn all_that_is_wrong_with_a_limit_is_told_at_once() {
    let folder = place("[liquidate]\nmode = 'fast'\nmax_price_age_s = 60\nmax_valu = 1\n");

    let (code, _, told) = run(&folder, &["liquidate"]);

    assert_eq!(code, Some(2));
    for part in ["max_valu", "liquidate.key_file is missing"] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let folder = place("[liquidate]\nkey_file = 'key'\nmode = 'fast'\nmax_price_age_s = 60\n");
    let (code, _, told) = run(&folder, &["liquidate"]);
    assert_eq!(code, Some(2));
    for part in [
        "liquidate.mode = \"fast\" (from bots.toml): must be one of swap, inventory, dry_run",
        "liquidate.max_price_age_s = \"60\" (from bots.toml): must be from 1 to 59",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

/// The deployment is looked for, so the key was not missed.
#[test]
fn a_look_needs_no_key() {
    let folder = place("");

    let (code, _, told) = run(&folder, &["liquidate", "find", "--json"]);

    assert_eq!(code, Some(2));
    assert!(!told.contains("key_file"), "{told}");
    assert!(told.contains("fake-1.json is not there"), "{told}");
    let words = ["liquidate", "find", "--set", "max_value=7", "--dump-config"];
    let (code, said, _) = run(&folder, &words);
    assert_eq!(code, Some(0));
    assert!(said.contains("\nmax_value = \"7\"\n"), "{said}");
}
