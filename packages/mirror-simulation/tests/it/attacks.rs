//! One test for each attack, named after it: attacks of the past here, the other groups in a module
//! each. A test runs what `--scenario attacks` runs and checks two things: nobody gained or was
//! harmed, and the attack was stopped by the rule that is meant to stop it.
//!
//! A broken rule shows in two ways: the refusal is missing, and if no other rule stops the attack
//! there is a gain. The exposures prove that a gain would be measured: each is the same attack
//! without a rule, and gains.

mod birth;
mod governance;
mod markets;
mod positions;
mod prices;
mod rewards;
mod stakes;

use cosmwasm_std::{Int128, Uint128};
use mirror_simulation::attacks::{replay_one, Attempt, Report, Stop};

fn replayed(name: &str) -> Report {
    replay_one(name).expect("an attack of this name").unwrap()
}

/// No attempt gains or harms; these refusals were noted, in this order.
fn assert_stopped<const N: usize>(report: &Report, expected: [Vec<Stop>; N]) {
    for attempt in &report.attempts {
        assert!(attempt.gained <= Int128::zero(), "{attempt:#?}");
        let harmed = attempt.harmed.unwrap_or_default();
        assert_eq!(Uint128::zero(), harmed, "{attempt:#?}");
    }
    let stops: Vec<Vec<Stop>> = report.attempts.iter().map(refusals).collect();
    assert_eq!(expected.to_vec(), stops);
}

fn refusals(attempt: &Attempt) -> Vec<Stop> {
    let refused = |stop: &&Stop| stop.refusal.is_some();
    attempt.stopped_by.iter().filter(refused).cloned().collect()
}

/// What was noted instead of refusals.
fn seen(report: &Report) -> Vec<&str> {
    let attempts = report.attempts.iter();
    let stops = attempts.flat_map(|attempt| &attempt.stopped_by);
    stops.filter_map(|stop| stop.seen.as_deref()).collect()
}

/// Without the rule each exposure gains at least this many coins.
fn assert_exposed(report: &Report, coins: &[i128]) {
    let gains: Vec<Int128> = report.exposures.iter().map(|one| one.gained).collect();
    assert_eq!(gains.len(), coins.len(), "{gains:?}");
    for (gain, least) in gains.iter().zip(coins) {
        assert!(*gain >= Int128::new(least * 1_000_000), "{gains:?}");
    }
}

fn refused(rule: &'static str, error: impl ToString) -> Stop {
    Stop::refused(rule, error.to_string())
}

#[test]
fn the_lock_drain_gains_nothing() {
    use mirror_lock::ContractError;

    let report = replayed("lock drain");

    let position_idx = Uint128::new(3);
    let expected = vec![
        refused(
            "T-35",
            ContractError::TooManyPositions {
                received: 437,
                most: 100,
            },
        ),
        refused("T-31", ContractError::DuplicatePosition { position_idx }),
        refused("T-31", ContractError::NothingUnlockable {}),
    ];
    assert_stopped(&report, [expected]);
    assert_eq!(
        seen(&report),
        ["the short locks the 3.94 coins that its sale was paid, not the gift"]
    );
    // The attacker loses the gift, and sells the short below its debt.
    assert!(report.gained() < Int128::new(-100_000_000_000));
    assert_exposed(&report, &[43_000_000]);
}

#[test]
fn a_wrong_price_gains_nothing() {
    use mirror_mint::ContractError;

    let report = replayed("wrong price");

    let stale = ContractError::CollateralPriceTooOld {
        asset: "uluna".to_string(),
        last_updated: 0,
        now: 1_000,
    };
    let expected = vec![refused("T-41", &stale), refused("T-41", &stale)];
    assert_stopped(&report, [expected]);
    assert_exposed(&report, &[390_000, 390_000, 6_000]);
    // A cap of 10,000 coins bounds what 10,000 coins of wrong collateral can mint.
    assert!(report.exposures[2].gained < Int128::new(10_000_000_000));
}

#[test]
fn a_flash_voted_migration_gains_nothing() {
    use mirror_gov::ContractError;

    let report = replayed("flash-voted migration");

    let too_early = |from| refused("T-60", ContractError::VotingPeriodNotOver { from });
    let borrowed = Uint128::new(9_000_000_000_000);
    let not_passed = refused(
        "T-60",
        ContractError::PollNotPassed {
            status: "in_progress".to_string(),
        },
    );
    // 31 days after the hand-over.
    let from = 1_002 + 31 * 86_400 + 86_400;
    let expected = [
        vec![too_early(from)],
        vec![
            too_early(from),
            not_passed.clone(),
            refused("T-60", ContractError::StakedInThisBlock {}),
            refused(
                "T-60",
                ContractError::WithdrawalTooLarge {
                    burned: borrowed,
                    free: Uint128::zero(),
                },
            ),
        ],
        vec![
            refused(
                "T-60",
                ContractError::VotingPowerExceeded {
                    power: Uint128::zero(),
                },
            ),
            not_passed.clone(),
        ],
        vec![too_early(1_002 + 7 * 86_400), not_passed],
    ];
    assert_stopped(&report, expected);
    assert_exposed(&report, &[10_000_000]);
}

#[test]
fn the_christmas_polls_gain_nothing() {
    use mirror_gov::ContractError;

    let report = replayed("Christmas polls");

    let rejected = refused(
        "T-61",
        ContractError::PollNotPassed {
            status: "rejected".to_string(),
        },
    );
    let over = |millions: u128| {
        let error = mirror_community::ContractError::SpendLimitExceeded {
            amount: Uint128::new(millions * 1_000_000_000_000),
            spend_limit: Uint128::new(1_000_000_000_000),
        };
        refused("T-62", error)
    };
    assert_stopped(
        &report,
        [
            vec![rejected.clone()],
            vec![rejected],
            vec![over(15), over(25)],
        ],
    );
    assert_eq!(
        seen(&report),
        ["12 of 12 polls are rejected, and 0.00 MIR of the deposits come back"; 2]
    );
    // Twelve deposits of 1,000 MIR, less the attacker's share of them as a staker.
    assert!(report.attempts[1].gained < Int128::new(-4_000_000_000));
    assert_exposed(&report, &[1_000_000, 5_000_000, 7_500_000]);
}

#[test]
fn a_sandwich_around_the_collector_gains_nothing() {
    let report = replayed("sandwiched fees");

    assert_eq!(report.attempts.len(), 4);
    for attempt in &report.attempts {
        assert!(attempt.gained <= Int128::zero(), "{attempt:#?}");
        let stops = refusals(attempt);
        let by_price = stops.iter().any(|stop| stop.words().contains("Max spread"));
        assert!(by_price, "{attempt:#?}");
    }
    // The collector sells a little if the pool was hardly moved. If it was moved far the collector
    // sells nothing, by the oracle's price or by the pair's price history.
    let words = seen(&report);
    let sold = "the collector sells 0.3 % of the pool in a block";
    assert_eq!(4, words.len());
    assert!(words.iter().all(|words| words.starts_with(sold)));
    assert_exposed(&report, &[1_500, 20, -1, -1]);
}

#[test]
fn a_pushed_premium_gains_nothing() {
    let report = replayed("pushed premium");

    assert_stopped(&report, [vec![]]);
    let [words] = seen(&report)[..] else {
        panic!("{report:#?}");
    };
    assert!(words.ends_with("0.018200105558543365 for the shorts, as without the push"));
    // Two commissions of 0.3 % on half a million.
    assert!(report.gained() < Int128::new(-2_900_000_000));
    assert_exposed(&report, &[1_000, 300]);
}

#[test]
fn sniping_the_rewards_of_a_pool_gains_nothing() {
    let report = replayed("reward sniping: pools");

    assert_stopped(&report, [vec![]]);
    assert_eq!(
        seen(&report),
        ["what is distributed flows out over a day, and in no time nothing flows"]
    );
    // Nine tenths of what flows in a block of the MIR of the day before.
    assert_exposed(&report, &[1, 1]);
}

#[test]
fn sniping_the_rewards_of_gov_gains_nothing() {
    let report = replayed("reward sniping: gov");

    let refusal = mirror_gov::ContractError::StakedInThisBlock {};
    assert_stopped(&report, [vec![refused("T-51", refusal)]]);
    // Five sixths of what flows of 1,000 MIR in 6 of 604,800 seconds, at 0.5.
    assert_eq!(report.exposures[0].gained, Int128::new(4_133));
}

#[test]
fn the_first_staker_gains_nothing() {
    use mirror_gov::ContractError;

    let report = replayed("first staker");

    let too_small = |amount: u128| {
        let amount = Uint128::new(amount);
        refused("T-63", ContractError::StakeTooSmall { amount })
    };
    let first = ContractError::FirstStakeTooSmall {
        amount: Uint128::new(1_001),
        least: Uint128::new(1_000_000),
    };
    let stops = vec![refused("T-63", first), too_small(1_000_000)];
    assert_stopped(&report, [stops]);
    // A share is worth 1.000001 MIR, and a stake of 1.9 gets one.
    assert_eq!(
        seen(&report),
        ["the next staker's 1.9 MIR lose 0.89, for a million given"]
    );
    // A thousandth of the gift belongs to the dead shares.
    assert!(report.gained() < Int128::new(-499_000_000));
}

#[test]
fn the_first_provider_gains_nothing() {
    let report = replayed("first provider");

    let refusal = terraswap_pair::ContractError::MoreInitialLiquidityNeeded {
        share: Uint128::new(1),
        locked: Uint128::new(1_000),
    };
    assert_stopped(&report, [vec![refused("T-82", refusal)]]);
    assert_eq!(
        seen(&report),
        ["the next provider's 2,000 coins lose 2 micro coins, for 2,000 given"]
    );
    assert!(report.gained() < Int128::new(-1_990_000_000));
}

#[test]
fn a_forced_failure_gains_nothing() {
    let report = replayed("forced failure");

    let executed = mirror_gov::ContractError::PollNotPassed {
        status: "executed".to_string(),
    };
    assert_stopped(&report, [vec![refused("T-69", executed)]]);
    // Carol has received her grant.
    assert_eq!(Some(Uint128::zero()), report.attempts[0].harmed);
    assert_eq!(
        seen(&report),
        [
            "the poll was failed; alice carried it out again in the same block, and the grant of \
          1,000.00 coins was paid"
        ]
    );
}
