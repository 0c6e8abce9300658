use cosmwasm_std::Binary;
use mirror_bytes::{Bytes, BytesError};
use mirror_protocol::gov::{PollAdminAction, PollKind};

use super::*;
use crate::action::{Action, AdminAction, Call};
use crate::content::{Content, Texts};

fn poll(action: &Action) -> Poll {
    Poll {
        kind: action.kind(),
        creator: CanonicalAddr::from(vec![1; 20]),
        deposit: 1_000_000_000u128.into(),
        start_time: 1_000_000,
        start: Price {
            total_share: 300u128.into(),
            total_staked: 1_000u128.into(),
        },
        reward_index: 7u128.into(),
        rules: Rules {
            voting_period: 604_800,
            snapshot_period: 86_400,
            effective_delay: 86_400,
            expiration_period: 604_800,
            quorum: Decimal::percent(18),
            threshold: Decimal::percent(50),
            veto_threshold: None,
            minimum_quorum_base: Uint128::zero(),
        },
    }
}

fn migration() -> Action {
    let migrations = vec![("contract".to_string(), 7, Binary::from(b"{}"))];
    admin(PollAdminAction::ExecuteMigrations { migrations })
}

fn admin(action: PollAdminAction) -> Action {
    Action::Admin(AdminAction::new(action).unwrap())
}

fn message(msg: &[u8]) -> Call {
    Call {
        contract: CanonicalAddr::from(vec![2; 32]),
        msg: Binary::from(msg),
    }
}

fn call() -> Action {
    Action::Call(message(b"{}"))
}

fn execute() -> Action {
    Action::Execute(vec![message(b"{}"), message(b"{}")])
}

fn execute_code() -> Action {
    Action::Execute(vec![message(b"{}"), message(br#"{"migrate_pair":{}}"#)])
}

fn update() -> Action {
    admin(PollAdminAction::UpdateConfig(Box::default()))
}

#[test]
fn a_poll_ends_and_waits_and_expires() {
    for action in [Action::Nothing, call(), update(), execute(), execute_code()] {
        let poll = poll(&action);

        assert_eq!(1_604_800, poll.end_time());
        assert_eq!(1_604_800, poll.first_end_time());
        assert_eq!(1_691_200, poll.effective_time());
        assert_eq!(2_296_000, poll.expiration_time());
    }
}

#[test]
fn a_migration_waits_from_its_creation() {
    let mut poll = poll(&migration());

    assert_eq!(1_604_800, poll.end_time());
    assert_eq!(1_086_400, poll.first_end_time());
    assert_eq!(1_086_400, poll.effective_time());
    assert_eq!(1_604_800 + 604_800, poll.expiration_time());

    // A delay longer than the voting period.
    poll.rules.effective_delay = 700_000;
    assert_eq!(1_604_800, poll.first_end_time());
    assert_eq!(1_700_000, poll.effective_time());
    assert_eq!(1_700_000 + 604_800, poll.expiration_time());
}

#[test]
fn kinds_have_names() {
    for (action, kind, asked, name) in [
        (Action::Nothing, Kind::Default, PollKind::Default, "default"),
        (call(), Kind::Default, PollKind::Default, "default"),
        (
            migration(),
            Kind::Migration,
            PollKind::Migration,
            "migration",
        ),
        (update(), Kind::AuthAdmin, PollKind::AuthAdmin, "auth_admin"),
        (execute(), Kind::Execute, PollKind::Execute, "execute"),
        (
            execute_code(),
            Kind::ExecuteCode,
            PollKind::ExecuteCode,
            "execute_code",
        ),
    ] {
        assert_eq!(kind, action.kind());
        assert_eq!((name, kind), (kind.name(), asked.into()));
    }
}

#[test]
fn a_poll_is_read_as_it_was_written() {
    for action in [
        Action::Nothing,
        call(),
        migration(),
        update(),
        execute(),
        execute_code(),
    ] {
        let mut kept = poll(&action);
        assert_eq!(Ok(kept.clone()), Poll::from_bytes(&kept.to_bytes()));

        kept.rules.veto_threshold = Some(Decimal::one());
        kept.rules.minimum_quorum_base = 9u128.into();
        assert_eq!(Ok(kept.clone()), Poll::from_bytes(&kept.to_bytes()));

        let texts = Texts {
            title: "Title".to_string(),
            description: "Description".to_string(),
            link: Some("https://example.org".to_string()),
        };
        let content = Content { texts, action };
        assert_eq!(
            Ok(content.clone()),
            Content::from_bytes(&content.to_bytes())
        );
    }
}

/// T-14: storage traps.
#[test]
fn a_kind_that_no_poll_has_is_damaged() {
    assert_eq!(Err(BytesError::Damaged), Kind::from_bytes(&[9]));
}

/// T-14: storage traps.
#[test]
fn an_action_of_no_known_form_is_damaged() {
    for bytes in [&[4][..], &[2, 2, b'{', b'}'], &[3, 1]] {
        assert_eq!(Err(BytesError::Damaged), Action::from_bytes(bytes));
    }
}

/// At the price of the creation, 300 shares are worth 1,000.
#[test]
fn the_base_is_the_least_stake_at_creation_and_at_snapshot_or_end() {
    for (total_share, base, at_least_half) in [
        (300, 1_000, 1_000),
        (100, 334, 500),
        (150, 500, 500),
        (151, 504, 504),
        (400, 1_000, 1_000),
        (0, 0, 500),
        (u128::MAX, 1_000, 1_000),
    ] {
        for (action, base) in [
            (Action::Nothing, base),
            (call(), base),
            (migration(), at_least_half),
            (update(), at_least_half),
            (execute(), at_least_half),
            (execute_code(), at_least_half),
        ] {
            let found = poll(&action).quorum_base(total_share.into());
            assert_eq!(Ok(Uint128::new(base)), found);
        }
    }
}

/// This holds even if nothing was staked when the poll was created.
#[test]
fn the_base_is_what_the_rules_ask_at_least() {
    for action in [Action::Nothing, migration()] {
        let mut poll = poll(&action);
        for (least, total_share, base) in [(999, 300, 1_000), (1_001, 300, 1_001), (501, 0, 501)] {
            poll.rules.minimum_quorum_base = Uint128::new(least);
            let found = poll.quorum_base(Uint128::new(total_share));
            assert_eq!(Ok(Uint128::new(base)), found);
        }
        poll.start = Price::default();
        assert_eq!(Ok(Uint128::new(501)), poll.quorum_base(Uint128::MAX));
    }
}

#[test]
fn half_of_the_shares_at_creation_is_rounded_up() {
    let mut poll = poll(&migration());
    poll.start.total_share = 301u128.into();

    // 151 x 1,000 / 301 = 501.7.
    assert_eq!(Ok(Uint128::new(502)), poll.quorum_base(Uint128::zero()));
}

/// T-65: division by zero: snapshot with 0 stake, total_share 0, pool 0.
#[test]
fn without_shares_at_its_creation_the_base_is_zero() {
    for action in [call(), migration()] {
        let mut poll = poll(&action);
        poll.start = Price::default();

        assert_eq!(Ok(Uint128::zero()), poll.quorum_base(5u128.into()));
    }
}
