//! The bounds of a configuration: none of them stops gov for good (gov.md section 3).

use cosmwasm_std::{Decimal, Uint128};
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, InstantiateMsg, PollConfig};
use mirror_testing::{assert_refused, codes};

use crate::setup::{decimal, poll_rules, rules, Setup, DEPOSIT, PERIOD, SNAPSHOT};

/// For each kind of poll with rules of its own, an update of these.
const KINDS: [fn(PollConfig) -> ConfigUpdate; 4] = [
    |rules| ConfigUpdate {
        default_poll_config: Some(rules),
        ..nothing()
    },
    |rules| ConfigUpdate {
        migration_poll_config: Some(rules),
        ..nothing()
    },
    |rules| ConfigUpdate {
        auth_admin_poll_config: Some(rules),
        ..nothing()
    },
    |rules| ConfigUpdate {
        execute_poll_config: Some(rules),
        ..nothing()
    },
];

fn nothing() -> ConfigUpdate {
    ConfigUpdate::default()
}

/// The error for a period.
fn out_of_range(period: &'static str, seconds: u64) -> ContractError {
    ContractError::PeriodOutOfRange {
        period,
        seconds,
        least: 1,
    }
}

/// Rules that no kind of poll may have, each with the error.
fn bad_poll_rules() -> Vec<(PollConfig, ContractError)> {
    let mut bad = vec![];
    for quorum in ["0", "0.900000000000000001", "1", "2"] {
        let rules = poll_rules(DEPOSIT, quorum, "0.5");
        let quorum = decimal(quorum);
        bad.push((rules, ContractError::QuorumOutOfRange { quorum }));
    }
    for threshold in ["0", "0.499999999999999999", "0.900000000000000001", "1"] {
        let rules = poll_rules(DEPOSIT, "0.1", threshold);
        let threshold = decimal(threshold);
        bad.push((rules, ContractError::ThresholdOutOfRange { threshold }));
    }
    let rules = poll_rules(100_000_000_001, "0.1", "0.5");
    let proposal_deposit = rules.proposal_deposit;
    bad.push((rules, ContractError::DepositTooLarge { proposal_deposit }));
    for voting_period in [0, SNAPSHOT, 7_776_001, u64::MAX] {
        let rules = PollConfig {
            voting_period,
            ..poll_rules(DEPOSIT, "0.1", "0.5")
        };
        let refusal = if voting_period == SNAPSHOT {
            ContractError::SnapshotPeriodTooLong {
                snapshot_period: SNAPSHOT,
                voting_period,
            }
        } else {
            out_of_range("voting_period", voting_period)
        };
        bad.push((rules, refusal));
    }
    bad
}

/// Updates that are refused, each with the error.
fn bad_updates() -> Vec<(ConfigUpdate, ContractError)> {
    let mut bad = vec![];
    for kind in KINDS {
        bad.extend(
            bad_poll_rules()
                .into_iter()
                .map(|(rules, refusal)| (kind(rules), refusal)),
        );
    }
    for voter_weight in [decimal("1"), decimal("1.000000000000000001"), Decimal::MAX] {
        let update = ConfigUpdate {
            voter_weight: Some(voter_weight),
            ..nothing()
        };
        bad.push((update, ContractError::VoterWeightTooLarge { voter_weight }));
    }
    for veto_threshold in ["0", "0.499999999999999999", "1.000000000000000001"] {
        let veto_threshold = decimal(veto_threshold);
        let update = ConfigUpdate {
            veto_threshold: Some(veto_threshold),
            ..nothing()
        };
        let refusal = ContractError::VetoThresholdOutOfRange { veto_threshold };
        bad.push((update, refusal));
    }
    bad.extend(bad_periods());
    bad.extend(bad_amounts());
    bad
}

fn bad_periods() -> Vec<(ConfigUpdate, ContractError)> {
    let mut bad = vec![];
    for seconds in [0, 7_776_001, u64::MAX] {
        let delay = ConfigUpdate {
            effective_delay: Some(seconds),
            ..nothing()
        };
        let expiration = ConfigUpdate {
            expiration_period: Some(seconds),
            ..nothing()
        };
        bad.push((delay, out_of_range("effective_delay", seconds)));
        bad.push((expiration, out_of_range("expiration_period", seconds)));
    }
    let too_long = ConfigUpdate {
        snapshot_period: Some(PERIOD),
        ..nothing()
    };
    let refusal = ContractError::SnapshotPeriodTooLong {
        snapshot_period: PERIOD,
        voting_period: PERIOD,
    };
    bad.push((too_long, refusal));
    bad
}

fn bad_amounts() -> Vec<(ConfigUpdate, ContractError)> {
    let mut bad = vec![];
    for poll_gas_limit in [0, 499_999] {
        let update = ConfigUpdate {
            poll_gas_limit: Some(poll_gas_limit),
            ..nothing()
        };
        bad.push((
            update,
            ContractError::NotEnoughGasForPolls { poll_gas_limit },
        ));
    }
    for (floor, most) in [(1u128, 0u128), (0, 1)] {
        let minimum_quorum_base = Uint128::new(3_705_750_000_000 + floor);
        let minimum_stake = Uint128::new(100_000_000_000 + most);
        let refusal = if floor > 0 {
            ContractError::QuorumBaseTooLarge {
                minimum_quorum_base,
            }
        } else {
            ContractError::MinimumStakeTooLarge { minimum_stake }
        };
        let update = ConfigUpdate {
            minimum_quorum_base: Some(minimum_quorum_base),
            minimum_stake: Some(minimum_stake),
            ..nothing()
        };
        bad.push((update, refusal));
    }
    bad
}

/// Put an update into the message of instantiation.
fn apply(msg: &mut InstantiateMsg, update: &ConfigUpdate) {
    let update = update.clone();
    msg.effective_delay = update.effective_delay.unwrap_or(msg.effective_delay);
    msg.snapshot_period = update.snapshot_period.unwrap_or(msg.snapshot_period);
    msg.voter_weight = update.voter_weight.unwrap_or(msg.voter_weight);
    msg.poll_gas_limit = update.poll_gas_limit.unwrap_or(msg.poll_gas_limit);
    msg.veto_threshold = update.veto_threshold;
    msg.expiration_period = update.expiration_period;
    msg.execute_poll_config = update.execute_poll_config;
    msg.minimum_quorum_base = update.minimum_quorum_base;
    msg.minimum_stake = update.minimum_stake;
    for (present, given) in [
        (&mut msg.default_poll_config, update.default_poll_config),
        (&mut msg.migration_poll_config, update.migration_poll_config),
        (
            &mut msg.auth_admin_poll_config,
            update.auth_admin_poll_config,
        ),
    ] {
        *present = given.unwrap_or(present.clone());
    }
}

#[test]
fn rules_outside_their_bounds_are_refused() {
    let mut setup = Setup::new();
    let [mir, admin, owner] = [&setup.mir, &setup.admin_manager, &setup.owner].map(Clone::clone);
    let before = setup.config();

    for (update, refusal) in bad_updates() {
        let mut msg = rules(&mir, &admin);
        apply(&mut msg, &update);
        let error = setup.chain.try_create(codes::gov(), &owner, &msg);
        assert_eq!(Some(&refusal), error.unwrap_err().downcast_ref());

        assert_refused(setup.configures(update), refusal);
    }
    assert_eq!(before, setup.config());
}

#[test]
fn rules_at_their_bounds_are_accepted() {
    let mut setup = Setup::new();
    let edge = |quorum, threshold| PollConfig {
        voting_period: 2,
        ..poll_rules(0, quorum, threshold)
    };

    setup
        .configures(ConfigUpdate {
            effective_delay: Some(1),
            default_poll_config: Some(edge("0.000000000000000001", "0.5")),
            migration_poll_config: Some(edge("0.9", "0.9")),
            auth_admin_poll_config: Some(edge("0.9", "0.5")),
            execute_poll_config: Some(PollConfig {
                voting_period: 7_776_000,
                ..poll_rules(100_000_000_000, "0.9", "0.9")
            }),
            voter_weight: Some(decimal("0.999999999999999999")),
            snapshot_period: Some(1),
            poll_gas_limit: Some(500_000),
            expiration_period: Some(1),
            veto_threshold: Some(decimal("0.5")),
            minimum_quorum_base: Some(3_705_750_000_000u128.into()),
            minimum_stake: Some(100_000_000_000u128.into()),
            ..ConfigUpdate::default()
        })
        .unwrap();
    let off = ConfigUpdate {
        veto_threshold: Some(Decimal::one()),
        voter_weight: Some(Decimal::zero()),
        effective_delay: Some(7_776_000),
        expiration_period: Some(7_776_000),
        minimum_quorum_base: Some(Uint128::zero()),
        minimum_stake: Some(Uint128::zero()),
        ..ConfigUpdate::default()
    };
    setup.configures(off).unwrap();

    let config = setup.config();
    assert_eq!(Some(Decimal::one()), config.veto_threshold);
    assert_eq!(
        (None, None),
        (config.minimum_quorum_base, config.minimum_stake)
    );
}

/// The bound is fixed at instantiation, so that no vote can shorten later votes to seconds.
#[test]
fn a_shortest_period_bounds_all_others_for_ever() {
    let day = 86_400;
    let mut setup = Setup::with(|msg| {
        msg.min_period = Some(day);
        msg.snapshot_period = day - 1;
    });
    let too_short = |period| ContractError::PeriodOutOfRange {
        period,
        seconds: day - 1,
        least: day,
    };
    let open_for = |voting_period| PollConfig {
        voting_period,
        ..poll_rules(DEPOSIT, "0.1", "0.5")
    };

    assert_eq!(Some(day), setup.config().min_period);
    for kind in KINDS {
        let refusal = setup.configures(kind(open_for(day - 1)));
        assert_refused(refusal, too_short("voting_period"));
        setup.configures(kind(open_for(day))).unwrap();
    }
    for (period, change) in [
        (
            "effective_delay",
            (|seconds| ConfigUpdate {
                effective_delay: Some(seconds),
                ..nothing()
            }) as fn(u64) -> ConfigUpdate,
        ),
        ("expiration_period", |seconds| ConfigUpdate {
            expiration_period: Some(seconds),
            ..nothing()
        }),
    ] {
        assert_refused(setup.configures(change(day - 1)), too_short(period));
        setup.configures(change(day)).unwrap();
    }
}

#[test]
fn a_shortest_period_is_a_second_unless_told_and_ninety_days_at_most() {
    let mut setup = Setup::new();
    let [mir, admin, owner] = [&setup.mir, &setup.admin_manager, &setup.owner].map(Clone::clone);

    assert_eq!(Some(1), setup.config().min_period);
    for min_period in [0, 7_776_001] {
        let mut msg = rules(&mir, &admin);
        msg.min_period = Some(min_period);
        let error = setup.chain.try_create(codes::gov(), &owner, &msg);
        let refusal = ContractError::MinPeriodOutOfRange { min_period };
        assert_eq!(Some(&refusal), error.unwrap_err().downcast_ref());
    }
    let longest = 7_776_000;
    let setup = Setup::with(|msg| {
        let all = PollConfig {
            voting_period: longest,
            ..poll_rules(DEPOSIT, "0.1", "0.5")
        };
        msg.default_poll_config = all.clone();
        msg.migration_poll_config = all.clone();
        msg.auth_admin_poll_config = all;
        msg.effective_delay = longest;
        msg.expiration_period = Some(longest);
        msg.min_period = Some(longest);
    });
    assert_eq!(Some(longest), setup.config().min_period);
}
