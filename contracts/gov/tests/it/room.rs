//! How many polls may be in progress, and the deposit of a further one (gov.md section 2).

use cosmwasm_std::{Binary, Uint128};
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, PollExecuteMsg, PollKind};
use mirror_testing::assert_refused;

use crate::puppet::{self, PuppetMsg};
use crate::setup::{
    execute, migration, poll_rules, update, Action, Setup, ADMIN_DEPOSIT, DEPOSIT,
    MIGRATION_DEPOSIT, PERIOD,
};

const KINDS: [PollKind; 5] = [
    PollKind::Default,
    PollKind::Migration,
    PollKind::AuthAdmin,
    PollKind::Execute,
    PollKind::ExecuteCode,
];

/// An action that makes a poll of this kind.
fn of(setup: &Setup, kind: PollKind) -> Action {
    match kind {
        PollKind::Default => Action::Text,
        PollKind::Migration => migration(&setup.carol),
        PollKind::AuthAdmin => update(ConfigUpdate::default()),
        PollKind::Execute => execute(&[puppet::call(&setup.puppet, &PuppetMsg::Work {})]),
        PollKind::ExecuteCode => execute(&[PollExecuteMsg {
            contract: setup.puppet.to_string(),
            msg: Binary::from(br#"{"migrate_pair":{}}"#),
        }]),
    }
}

/// Carol creates so many polls, each with the deposit that it needs.
fn fill(setup: &mut Setup, kind: PollKind, count: usize) {
    let carol = setup.carol.clone();
    for _ in 0..count {
        let (deposit, action) = (setup.deposit_of(kind), of(setup, kind));
        setup.creates(&carol, deposit, action).unwrap();
    }
}

fn full(most: usize) -> ContractError {
    ContractError::TooManyPolls { most }
}

/// T-61: spam polls.
#[test]
fn each_group_of_polls_has_room_of_its_own() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let is_full = |setup: &mut Setup, kind, most| {
        let (deposit, action) = (setup.deposit_of(kind), of(setup, kind));
        assert_refused(setup.creates(&carol, deposit, action), full(most));
    };

    // The group of default polls is full. A poll of another group still needs the usual deposit
    // only.
    fill(&mut setup, PollKind::Default, 50);
    is_full(&mut setup, PollKind::Default, 50);
    let others = [
        PollKind::AuthAdmin,
        PollKind::Execute,
        PollKind::ExecuteCode,
    ];
    assert_eq!(MIGRATION_DEPOSIT, setup.deposit_of(PollKind::Migration));
    assert_eq!(ADMIN_DEPOSIT, setup.deposit_of(PollKind::AuthAdmin));
    fill(&mut setup, PollKind::Migration, 20);
    is_full(&mut setup, PollKind::Migration, 20);
    assert_eq!(ADMIN_DEPOSIT, setup.deposit_of(PollKind::AuthAdmin));
    for number in 0..20 {
        fill(&mut setup, others[number % 3], 1);
    }
    for kind in others {
        is_full(&mut setup, kind, 20);
    }

    // With ninety polls in progress an account can still stake and vote.
    let alice = setup.alice.clone();
    setup.stakes(&alice, 5_000_000).unwrap();
    setup.votes(&alice, 90, 99_999_000).unwrap();
}

/// T-61: spam polls.
#[test]
fn an_ended_poll_makes_room_for_another_one() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    fill(&mut setup, PollKind::Default, 50);
    setup.chain.pass(PERIOD);

    setup.ends(7).unwrap();

    let deposit = setup.deposit_of(PollKind::Default);
    setup.creates(&carol, deposit, Action::Text).unwrap();
    let refusal = setup.creates(&carol, 2 * deposit, Action::Text);
    assert_refused(refusal, full(50));
}

/// T-61: spam polls.
/// To fill a group needs more MIR than there can be.
#[test]
fn the_deposit_doubles_with_each_further_poll_of_its_group() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    for (kind, usual, dearest, free, most) in [
        (PollKind::Default, DEPOSIT, DEPOSIT, 25, 50),
        (
            PollKind::Migration,
            MIGRATION_DEPOSIT,
            MIGRATION_DEPOSIT,
            5,
            20,
        ),
        // A kind whose group has a dearer kind.
        (
            PollKind::ExecuteCode,
            MIGRATION_DEPOSIT,
            ADMIN_DEPOSIT,
            5,
            20,
        ),
    ] {
        let mut paid = 0u128;
        for open in 0..most {
            let due = match open + 1 - i32::min(free, open + 1) {
                0 => usual,
                doublings => dearest << doublings,
            };
            assert_eq!(due, setup.deposit_of(kind), "{kind:?} after {open}");
            let action = of(&setup, kind);
            let refusal = setup.creates(&carol, due - 1, action.clone());
            let proposal_deposit = Uint128::new(due);
            assert_refused(refusal, ContractError::DepositTooSmall { proposal_deposit });
            setup.creates(&carol, due, action).unwrap();
            paid += due;
        }
        // 25,000 MIR and 1,000 x (2^26 - 2); 10,000 MIR and 2,000 or 3,000 x (2^16 - 2).
        let all = match kind {
            PollKind::Default => 67_108_887_000_000_000,
            PollKind::Migration => 131_078_000_000_000,
            _ => 196_612_000_000_000,
        };
        assert_eq!(all, paid);
    }
}

/// The rules may have changed since the other polls were created.
#[test]
fn the_deposit_of_the_present_rules_doubles() {
    let mut setup = Setup::staked();
    fill(&mut setup, PollKind::AuthAdmin, 6);
    let mut rules = setup.config().auth_admin_poll_config;
    rules.proposal_deposit = (5 * ADMIN_DEPOSIT).into();
    let change = ConfigUpdate {
        auth_admin_poll_config: Some(rules),
        ..ConfigUpdate::default()
    };
    setup.configures(change).unwrap();

    let deposits = KINDS.map(|kind| setup.deposit_of(kind));

    // The dearest kind of the group doubles.
    let others = 4 * 5 * ADMIN_DEPOSIT;
    let expected = [DEPOSIT, MIGRATION_DEPOSIT, others, others, others];
    assert_eq!(expected, deposits);
}

/// T-61: spam polls.
/// In an earlier version a stranger could fill a group at no cost under such rules, and
/// the poll that would have changed the rules had no room.
#[test]
fn under_rules_without_a_deposit_a_crowded_group_still_costs_one_mir() {
    let free = poll_rules(0, "0.4", "0.667");
    let mut setup = Setup::with(|msg| {
        msg.execute_poll_config = Some(free.clone());
        msg.migration_poll_config = free.clone();
        msg.auth_admin_poll_config = free.clone();
        msg.default_poll_config = free;
    })
    .and_staked();

    for (kind, free, most) in [
        (PollKind::Execute, 5, 20),
        (PollKind::Migration, 5, 20),
        (PollKind::Default, 25, 50),
    ] {
        fill(&mut setup, kind, free);
        assert_eq!(2_000_000, setup.deposit_of(kind));
        fill(&mut setup, kind, most - free - 1);
        assert_eq!(1_000_000 << (most - free), setup.deposit_of(kind));
    }
}
