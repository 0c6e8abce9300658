//! `mirror deploy` against whatever stops it: killed after each entry of its journal, two at once, a
//! full disk, a journal that was cut off, another client with the same key.

mod journal;
mod state;
mod trouble;
mod walk;

use std::process::Output;

use crate::harness::{Network, Ran};

/// The whole of it, on a local network.
const DEPLOY: [&str; 3] = ["deploy", "--profile", "local"];

/// The variable that kills the program, in builds for development, as soon as its journal has so many
/// entries: nothing outside could do so at each of them without fail.
const KILL: &str = "MIRROR_TEST_KILL_AFTER_ENTRY";

/// The steps of a deployment, each one transaction: 17 codes and 35 others.
const STEPS: u64 = 17 + 35;

/// A run that is killed as soon as its journal has so many entries; and whether it was.
fn killed_after(network: &Network, entries: usize, arguments: &[&str]) -> (bool, Ran) {
    let mut command = network.mirror(arguments);
    let output = command.env(KILL, entries.to_string()).output().unwrap();
    (was_killed(&output), Ran::from(output))
}

fn was_killed(output: &Output) -> bool {
    use std::os::unix::process::ExitStatusExt;

    const SIGKILL: i32 = 9;
    output.status.signal() == Some(SIGKILL)
}

/// How many transactions an account has sent.
fn sequence(network: &Network, name: &str) -> u64 {
    let wallet = network.wallet(name);
    let numbers = network.run(network.node.account(wallet.address()));
    numbers.unwrap().unwrap().sequence
}
