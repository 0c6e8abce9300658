//! Random grants and limits, compared with a ledger that the test keeps.

use proptest::prelude::*;

use crate::setup::{Setup, POOL};

/// A message that gov tries, and after how many seconds.
#[derive(Clone, Debug)]
enum Step {
    Grant(u128),
    Change(Option<u128>, Option<u64>, Option<u128>),
}

fn step() -> impl Strategy<Value = (u64, Step)> {
    let limit = || proptest::option::of(0u128..200);
    let grant = (0u128..150).prop_map(Step::Grant);
    let change = (limit(), proptest::option::of(0u64..100), limit())
        .prop_map(|(limit, period, window)| Step::Change(limit, period, window));
    (0u64..60, prop_oneof![4 => grant, 1 => change])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// I-32: MIR leaves only by executed grants, each within the limit that was shown.
    #[test]
    fn what_leaves_is_the_sum_of_grants_within_their_limits(
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut setup = Setup::with(100, Some((50, 150)));
        let mut paid = vec![];
        for (wait, step) in steps {
            let now = setup.chain.now() + wait;
            setup.chain.at(now);
            let (config, info) = (setup.config(), setup.info());
            match step {
                Step::Grant(amount) => {
                    let is_paid = setup.grants(amount).is_ok();
                    let is_within = amount > 0 && amount <= info.available.u128();
                    prop_assert_eq!(is_within, is_paid);
                    if is_paid {
                        prop_assert!(amount <= config.spend_limit.u128());
                        paid.push((now, amount));
                    }
                }
                Step::Change(spend, period, window) => {
                    let _ = setup.changes(spend, period, window);
                    let later = setup.config();
                    if config.spend_period.is_some() {
                        prop_assert!(later.spend_limit <= config.spend_limit);
                        prop_assert!(later.period_limit <= config.period_limit);
                        prop_assert!(later.spend_period >= config.spend_period);
                    }
                }
            }
            let out: u128 = paid.iter().map(|(_, amount)| amount).sum();
            prop_assert_eq!(POOL - out, setup.balance(&setup.community));
            prop_assert_eq!(out, setup.balance(&setup.alice));
        }
    }

    /// T-62: treasury emptied by several polls.
    /// In any time as long as a window at most two windows pay.
    #[test]
    fn any_stretch_as_long_as_a_window_pays_two_windows_at_most(
        grants in prop::collection::vec((0u64..40, 1u128..=100), 1..60),
    ) {
        let mut setup = Setup::with(100, Some((50, 150)));
        let mut paid: Vec<(u64, u128)> = vec![];
        for (wait, amount) in grants {
            let now = setup.chain.now() + wait;
            setup.chain.at(now);
            if setup.grants(amount).is_ok() {
                paid.push((now, amount));
            }
        }
        for (start, _) in &paid {
            let stretch = paid.iter().filter(|(time, _)| (*start..*start + 50).contains(time));
            let sum: u128 = stretch.map(|(_, amount)| amount).sum();
            prop_assert!(sum <= 300, "{} from {}", sum, start);
        }
    }
}
