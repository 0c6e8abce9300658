//! How many polls are open at once, and what a further one takes (gov.md section 4).

use cosmwasm_std::{Binary, Uint128};
use mirror_gov::ContractError;
use mirror_protocol::gov::{ConfigUpdate, PollExecuteMsg, PollKind};
use mirror_testing::assert_refused;

use crate::puppet::{self, PuppetMsg};
use crate::setup::{
    execute, migration, update, Action, Setup, ADMIN_DEPOSIT, DEPOSIT, MIGRATION_DEPOSIT, PERIOD,
};

const KINDS: [PollKind; 5] = [
    PollKind::Default,
    PollKind::Migration,
    PollKind::AuthAdmin,
    PollKind::Execute,
    PollKind::ExecuteCode,
];

/// A poll of a kind.
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

/// Carol creates so many, each at what it takes.
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

#[test]
fn t61_each_group_of_polls_has_room_of_its_own() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let is_full = |setup: &mut Setup, kind, most| {
        let (deposit, action) = (setup.deposit_of(kind), of(setup, kind));
        assert_refused(setup.creates(&carol, deposit, action), full(most));
    };

    // Spam is full, and a rescue still finds its place at the usual deposit.
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

    // A stake still grows, and votes with all ninety of them open.
    let alice = setup.alice.clone();
    setup.stakes(&alice, 5_000_000).unwrap();
    setup.votes(&alice, 90, 99_999_000).unwrap();
}

#[test]
fn t61_where_one_ends_one_may_come() {
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

/// Whoever wants to keep all others out pays for it more than there is.
#[test]
fn t61_the_deposit_doubles_with_each_further_poll_of_its_group() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    for (kind, usual, free, most) in [
        (PollKind::Default, DEPOSIT, 25, 50),
        (PollKind::Migration, MIGRATION_DEPOSIT, 5, 20),
        (PollKind::ExecuteCode, MIGRATION_DEPOSIT, 5, 20),
    ] {
        let mut paid = 0u128;
        for open in 0..most {
            let due = usual << (open + 1 - i32::min(free, open + 1));
            assert_eq!(due, setup.deposit_of(kind), "{kind:?} after {open}");
            let action = of(&setup, kind);
            let refusal = setup.creates(&carol, due - 1, action.clone());
            let proposal_deposit = Uint128::new(due);
            assert_refused(refusal, ContractError::DepositTooSmall { proposal_deposit });
            setup.creates(&carol, due, action).unwrap();
            paid += due;
        }
        // 25,000 MIR and 1,000 x (2^26 - 2); 10,000 MIR and 2,000 x (2^16 - 2).
        let all = if kind == PollKind::Default {
            67_108_887_000_000_000
        } else {
            131_078_000_000_000
        };
        assert_eq!(all, paid);
    }
}

/// The deposit is that of the rules in force, which may have changed since the others were created.
#[test]
fn what_doubles_is_the_deposit_of_the_present_rules() {
    let mut setup = Setup::staked();
    fill(&mut setup, PollKind::AuthAdmin, 6);
    let mut rules = setup.config().auth_admin_poll_config;
    rules.proposal_deposit = 7u128.into();
    let change = ConfigUpdate {
        auth_admin_poll_config: Some(rules),
        ..ConfigUpdate::default()
    };
    setup.configures(change).unwrap();

    let deposits = KINDS.map(|kind| setup.deposit_of(kind));

    let (execute, code) = (4 * ADMIN_DEPOSIT, 4 * MIGRATION_DEPOSIT);
    let expected = [DEPOSIT, MIGRATION_DEPOSIT, 4 * 7, execute, code];
    assert_eq!(expected, deposits);
}
