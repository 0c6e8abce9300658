//! One script on a real chain and on the embedded one of the tests: the same events, refusals, balances,
//! answers and stored bytes. What differs always is a rule, what differs once is in a table with its
//! reason; both have to occur.

mod acts;
mod birth;
mod both;
mod coverage;
mod difference;
mod differences;
mod embedded;
mod happened;
mod live;
mod names;
mod profile;
mod questions;
mod report;
mod rules;
mod sent;

use both::Both;

use crate::harness::{Network, Shape};

#[test]
fn one_script_does_the_same_on_both_chains() {
    let network = Network::of(Shape {
        validators: 1,
        block_ms: 250,
    });
    let mut both = Both::born(&network, profile::profile);

    acts::play(&mut both);

    both.report.conclude();
    both.kinds.conclude();
}
