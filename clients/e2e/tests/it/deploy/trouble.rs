//! Two at once, another client with the same key, a full disk, a journal that was cut off or is of a
//! network that is gone.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use cosmwasm_std::coin;
use mirror_chain::Msg;

use super::{journal, killed_after, sequence, DEPLOY, STEPS};
use crate::harness::{Network, Ran};

/// How long something may take that happens soon.
const SOON: Duration = Duration::from_secs(60);

#[test]
fn two_at_once_and_another_client_with_the_same_key_do_nothing_twice() {
    let network = Network::start();
    let mut first = network.mirror(&DEPLOY);
    let first = first.stdout(Stdio::piped()).stderr(Stdio::piped());
    let first = first.spawn().unwrap();
    wait_for_entries(&network, 3);

    let second = network.runs(&DEPLOY);

    let told = format!(
        "error: the journal {} is in use by process {}: wait until that has ended, and run it again\n",
        journal::path(&network, "").display(),
        first.id()
    );
    assert_eq!((Some(3), told), (second.code, second.stderr));

    // Coins to the feeder, by somebody else with the deployer's key, now and then.
    let mut thief = network.wallet("deployer");
    let feeder = network.wallet("feeder").address().to_string();
    let before = network.front.coins(&feeder, "uluna");
    for entries in [10, 25, 40, 55, 70, 85] {
        wait_for_entries(&network, entries);
        // Twice, as the first one may be just what the program expects.
        for _ in 0..2 {
            let coins = vec![coin(1, "uluna")];
            let recipient = feeder.clone();
            // It may lose its place as well.
            let _ = thief.tries(&[Msg::Send { recipient, coins }]);
        }
    }
    let first = Ran::from(first.wait_with_output().unwrap());

    first.done();
    let stolen = network.front.coins(&feeder, "uluna") - before;
    assert!(stolen >= 3, "{stolen}");
    let sent = sequence(&network, "deployer");
    assert_eq!(STEPS + u64::try_from(stolen).unwrap(), sent);
    // What lost its place was signed anew.
    let signed = journal::signed(&journal::entries(&network, ""));
    let anew = signed.values().filter(|times| **times > 1).count();
    assert!(anew > 0, "no place was lost: {signed:?}");
    network.runs(&DEPLOY).done();
    assert_eq!(sent, sequence(&network, "deployer"));
}

fn wait_for_entries(network: &Network, entries: usize) {
    let begun = Instant::now();
    while fs::read_to_string(journal::path(network, ""))
        .unwrap_or_default()
        .lines()
        .count()
        < entries
    {
        assert!(begun.elapsed() < SOON, "it does not begin");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_full_disk_stops_it_before_anything_is_sent_that_is_not_written() {
    let network = Network::start();

    // The first codes fit into 500 blocks of 512 bytes, and no more.
    let ran = with_little_room(&network, 500);

    let told = format!(
        "error: the journal could not be written: the journal {} can not be used: File too large",
        journal::path(&network, "").display()
    );
    assert!(ran.stderr.contains(&told), "{}", ran.stderr);
    assert_eq!(Some(2), ran.code);
    let signed = journal::signed(&journal::entries(&network, ""));
    let sent = sequence(&network, "deployer");
    assert!(sent > 0 && sent < STEPS, "{sent}");
    assert_eq!(u64::try_from(signed.len()).unwrap(), sent);

    network.runs(&DEPLOY).done();
    assert_eq!(STEPS, sequence(&network, "deployer"));
}

/// A run in which no file can become larger.
fn with_little_room(network: &Network, blocks: u32) -> Ran {
    let program = network.mirror(&DEPLOY);
    let mut shell = Command::new("sh");
    // The signal that comes with such a write would end the program; a full disk sends none.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    shell.args(["-c", &script, "sh"]).arg(program.get_program());
    shell.args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell.current_dir(&network.home).stdin(Stdio::null());
    Ran::from(shell.output().unwrap())
}

#[test]
fn a_journal_that_was_cut_off_loses_nothing_and_sends_nothing_twice() {
    let network = Network::start();
    let (was_killed, _) = killed_after(&network, 90, &DEPLOY);
    assert!(was_killed);
    let path = journal::path(&network, "");
    let whole = fs::read(&path).unwrap();
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    // In the middle of the entry with what was signed of a step whose message is not found by an
    // address or a checksum, and all entries after it gone.
    let kept = lines
        .iter()
        .position(|line| String::from_utf8_lossy(line).contains("\"post-initialize the factory\""))
        .unwrap();
    let mut cut = lines[..kept].concat();
    let rest = lines[kept].len() / 2;
    cut.extend(&lines[kept][..rest]);
    fs::write(&path, cut).unwrap();
    let before = sequence(&network, "deployer");

    let ran = network.runs(&DEPLOY);

    ran.done();
    let told = format!(
        "The last {rest} bytes of the journal are an entry that was not finished; it is left out, and what \
         it was about is looked for on the chain.\n"
    );
    assert!(ran.stderr.starts_with(&told), "{}", ran.stderr);
    assert!(before > 40);
    assert_eq!(STEPS, sequence(&network, "deployer"));
    damaged(&network);
}

/// Damage in the middle is told with its line, and nothing is sent.
fn damaged(network: &Network) {
    let path = journal::path(network, "");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"uusd\"", "\"usd\"", 1)).unwrap();

    let ran = network.runs(&DEPLOY);

    let line = 1 + text
        .lines()
        .position(|line| line.contains("\"uusd\""))
        .unwrap();
    let told = format!(
        "error: line {line} of the journal {} is damaged: ",
        path.display()
    );
    assert!(ran.stderr.contains(&told), "{}", ran.stderr);
    assert_eq!(Some(2), ran.code);
    assert_eq!(STEPS, sequence(network, "deployer"));
}

/// A code is stored, and no contract made yet whose absence would tell the two apart.
#[test]
fn the_journal_of_a_network_that_was_begun_anew_is_refused() {
    let network = Network::start();
    let (was_killed, _) = killed_after(&network, 6, &DEPLOY);
    assert!(was_killed);
    assert_eq!(1, sequence(&network, "deployer"));
    let path = journal::path(&network, "");
    let old = fs::read(&path).unwrap();
    let known = journal::entries(&network, "")[1]["answer"]["answer"].clone();
    network.begin_anew();
    assert!(!path.exists());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, &old).unwrap();

    let ran = network.runs(&DEPLOY);

    let told = format!(
        "error: the journal {} knows block {} with the hash {}, which the chain does not have, so the chain \
         was begun anew under the same name: move the journal away, and run it again; nothing was sent\n",
        path.display(),
        known["height"],
        known["hash"].as_str().unwrap()
    );
    assert_eq!((Some(2), told), (ran.code, ran.stderr));
    assert_eq!(old, fs::read(&path).unwrap());
    assert_eq!(0, sequence(&network, "deployer"));
    fs::remove_file(&path).unwrap();
    let (was_killed, _) = killed_after(&network, 6, &DEPLOY);
    assert!(was_killed);
    assert_eq!(1, sequence(&network, "deployer"));
}
