//! The rules of polls.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::gov::PollConfig;

use crate::faults::Faults;
use crate::profile::GovRules;

/// The longest period: 90 days.
const MOST_PERIOD: u64 = 7_776_000;
/// The largest deposit, and the largest stake that rewards may wait for: 100,000 MIR.
const MOST_MIR: Uint128 = Uint128::new(100_000_000_000);
/// A hundredth of all MIR there can be.
const MOST_QUORUM_BASE: Uint128 = Uint128::new(3_705_750_000_000);
/// What a change of gov's own configuration takes.
const LEAST_GAS: u64 = 500_000;

pub(super) fn check(rules: &GovRules, faults: &mut Faults) {
    let least = rules.min_period_seconds;
    let is_in_range = (1..=MOST_PERIOD).contains(&least);
    let rule = "has to be 1 to 7776000 seconds";
    faults.ensure(is_in_range, "gov.min_period_seconds", least, rule);
    for (key, poll) in [
        ("default_poll", &rules.default_poll),
        ("migration_poll", &rules.migration_poll),
        ("auth_admin_poll", &rules.auth_admin_poll),
        ("execute_poll", &rules.execute_poll),
    ] {
        check_poll(rules, key, poll, faults);
    }
    let delay = rules.effective_delay_seconds;
    check_period(rules, "gov.effective_delay_seconds", delay, faults);
    let expiration = rules.expiration_seconds;
    check_period(rules, "gov.expiration_seconds", expiration, faults);
    let weight = rules.voter_weight;
    let (key, rule) = ("gov.voter_weight", "has to be below 1");
    faults.ensure(weight < Decimal::one(), key, weight, rule);
    let gas = rules.poll_gas_limit;
    let (key, rule) = ("gov.poll_gas_limit", "has to be at least 500000");
    faults.ensure(gas >= LEAST_GAS, key, gas, rule);
    if let Some(veto) = rules.veto_threshold {
        let is_in_range = (Decimal::percent(50)..=Decimal::one()).contains(&veto);
        let rule = "has to be 0.5 to 1; leave it out if no deposit is ever lost";
        faults.ensure(is_in_range, "gov.veto_threshold", veto, rule);
    }
    let stake = rules.minimum_stake;
    let (key, rule) = ("gov.minimum_stake", "has to be at most 100000000000");
    faults.ensure(stake <= MOST_MIR, key, stake, rule);
    let base = rules.stake_to_take_over;
    let rule = "has to be at most 3705750000000, a hundredth of all MIR";
    let key = "gov.stake_to_take_over";
    faults.ensure(base <= MOST_QUORUM_BASE, key, base, rule);
}

fn check_poll(rules: &GovRules, name: &str, poll: &PollConfig, faults: &mut Faults) {
    let at = |key: &str| format!("gov.{name}.{key}");
    let most = Decimal::percent(90);
    let quorum = poll.quorum;
    let is_in_range = !quorum.is_zero() && quorum <= most;
    let rule = "has to be above 0 and at most 0.9";
    faults.ensure(is_in_range, at("quorum"), quorum, rule);
    let threshold = poll.threshold;
    let is_in_range = (Decimal::percent(50)..=most).contains(&threshold);
    let rule = "has to be 0.5 to 0.9";
    faults.ensure(is_in_range, at("threshold"), threshold, rule);
    let deposit = poll.proposal_deposit;
    let rule = "has to be at most 100000000000";
    faults.ensure(deposit <= MOST_MIR, at("proposal_deposit"), deposit, rule);
    let period = poll.voting_period;
    check_period(rules, &at("voting_period"), period, faults);
    let snapshot = rules.snapshot_seconds;
    let rule = format!("has to be longer than gov.snapshot_seconds, which is {snapshot}");
    faults.ensure(snapshot < period, at("voting_period"), period, rule);
}

fn check_period(rules: &GovRules, key: &str, seconds: u64, faults: &mut Faults) {
    let least = rules.min_period_seconds;
    let is_in_range = seconds >= least && seconds <= MOST_PERIOD;
    let rule = format!("has to be {least} (gov.min_period_seconds) to 7776000 seconds");
    faults.ensure(is_in_range, key, seconds, rule);
}
