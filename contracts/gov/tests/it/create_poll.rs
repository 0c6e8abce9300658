//! `create_poll`.

use cosmwasm_std::{to_json_binary, Addr, Binary, StdError};
use mirror_gov::ContractError;
use mirror_protocol::community;
use mirror_protocol::gov::{
    ConfigUpdate, Cw20HookMsg, PollAdminAction, PollExecuteMsg, PollStatus,
};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{
    decimal, migration, poll_rules, proposal, update, work, Action, Setup, ADMIN_DEPOSIT, DEPOSIT,
    MIGRATION_DEPOSIT, PERIOD,
};

fn with_texts(title: &str, description: &str, link: Option<&str>) -> Cw20HookMsg {
    Cw20HookMsg::CreatePoll {
        title: title.to_string(),
        description: description.to_string(),
        link: link.map(str::to_string),
        execute_msg: None,
        admin_action: None,
    }
}

fn call(contract: &Addr) -> Action {
    Action::Call(PollExecuteMsg {
        contract: contract.to_string(),
        msg: Binary::from(b"{}"),
    })
}

#[test]
fn a_poll_is_open_for_its_voting_period() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let end_time = (setup.chain.now() + PERIOD).to_string();

    let response = setup.creates(&carol, DEPOSIT, work(&setup.puppet)).unwrap();

    assert_attributes(
        &response,
        &setup.gov,
        &[
            ("action", "create_poll"),
            ("creator", carol.as_str()),
            ("poll_id", "1"),
            ("end_time", &end_time),
            ("amount", "1000000000"),
            ("poll_kind", "default"),
            ("target", setup.puppet.as_str()),
        ],
    );
    assert_eq!(PollStatus::InProgress, setup.status(1));
    let state = setup.state();
    assert_eq!((1, DEPOSIT), (state.poll_count, state.total_deposit.u128()));
}

#[test]
fn a_poll_tells_its_kind_and_whom_it_calls() {
    let mut setup = Setup::staked();
    let [gov, admin, carol] = [&setup.gov, &setup.admin_manager, &setup.carol].map(Clone::clone);
    let owner = carol.to_string();
    let authorized_addr = carol.to_string();

    for (action, kind, target) in [
        (Action::Text, "default", None),
        (migration(&carol), "migration", Some(&admin)),
        (
            PollAdminAction::UpdateOwner { owner }.into(),
            "auth_admin",
            Some(&admin),
        ),
        (
            PollAdminAction::AuthorizeClaim { authorized_addr }.into(),
            "auth_admin",
            Some(&admin),
        ),
        (update(ConfigUpdate::default()), "auth_admin", Some(&gov)),
    ] {
        let deposit = action.deposit();
        let response = setup.creates(&carol, deposit, action).unwrap();

        let told = mirror_testing::attributes(&response, &gov);
        let told: Vec<_> = told
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        assert_eq!(Some(&("poll_kind", kind)), told.get(5));
        let target = target.map(|target| ("target", target.as_str()));
        assert_eq!(target.as_ref(), told.get(6));
    }
}

/// T-18: event forging by users.
#[test]
fn texts_have_their_lengths() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let text = |length| "x".repeat(length);
    let with_title = |length| with_texts(&text(length), "text", None);
    let with_description = |length| with_texts("text", &text(length), None);
    let with_link = |length| with_texts("text", "text", Some(&text(length)));

    for (hook, refusal) in [
        (with_title(3), ContractError::TitleTooShort { length: 3 }),
        (with_title(65), ContractError::TitleTooLong { length: 65 }),
        (
            with_description(3),
            ContractError::DescriptionTooShort { length: 3 },
        ),
        (
            with_description(257),
            ContractError::DescriptionTooLong { length: 257 },
        ),
        (with_link(11), ContractError::LinkTooShort { length: 11 }),
        (with_link(129), ContractError::LinkTooLong { length: 129 }),
        // Lengths are counted in bytes, not in characters.
        (
            with_texts(&"ü".repeat(33), "text", None),
            ContractError::TitleTooLong { length: 66 },
        ),
    ] {
        assert_refused(setup.hand(&carol, DEPOSIT, &hook), refusal);
    }
    for hook in [
        with_title(4),
        with_title(64),
        with_description(4),
        with_description(256),
        with_link(12),
        with_link(128),
    ] {
        setup.hand(&carol, DEPOSIT, &hook).unwrap();
    }
}

#[test]
fn a_poll_has_one_action() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let mut hook = proposal(update(ConfigUpdate::default()));
    let Cw20HookMsg::CreatePoll { execute_msg, .. } = &mut hook else {
        unreachable!()
    };
    *execute_msg = Some(PollExecuteMsg {
        contract: setup.puppet.to_string(),
        msg: Binary::default(),
    });

    let refusal = setup.hand(&carol, ADMIN_DEPOSIT, &hook);

    assert_refused(refusal, ContractError::TwoActions {});
}

/// T-70: poll targets gov or admin manager by a detour.
#[test]
fn a_default_poll_calls_neither_gov_nor_the_admin_manager_nor_mir() {
    let mut setup = Setup::staked();
    let [gov, admin, mir, carol] =
        [&setup.gov, &setup.admin_manager, &setup.mir, &setup.carol].map(Clone::clone);

    for (target, refusal) in [
        (&gov, ContractError::TargetsAdmin {}),
        (&admin, ContractError::TargetsAdmin {}),
        (&mir, ContractError::TargetsToken {}),
    ] {
        assert_refused(setup.creates(&carol, DEPOSIT, call(target)), refusal);
    }
}

/// T-02: bad or odd-case address.
#[test]
fn addresses_in_actions_have_to_be_addresses() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let upper = carol.as_str().to_uppercase();
    let long = "a".repeat(300);

    for bad in ["", "carol", &upper, &long] {
        let address = bad.to_string();
        let update_of = |change: fn(&mut ConfigUpdate, String)| {
            let mut config = ConfigUpdate::default();
            change(&mut config, bad.to_string());
            update(config)
        };
        for action in [
            call(&Addr::unchecked(bad)),
            migration(&Addr::unchecked(bad)),
            PollAdminAction::UpdateOwner {
                owner: address.clone(),
            }
            .into(),
            PollAdminAction::AuthorizeClaim {
                authorized_addr: address,
            }
            .into(),
            update_of(|config, bad| config.owner = Some(bad)),
            update_of(|config, bad| config.admin_manager = Some(bad)),
        ] {
            let error = setup.creates(&carol, ADMIN_DEPOSIT, action).unwrap_err();
            let refusal = error.downcast_ref::<ContractError>();
            assert!(
                matches!(
                    refusal,
                    Some(ContractError::Std(StdError::GenericErr { .. }))
                ),
                "{bad}: {refusal:?}"
            );
        }
    }
}

#[test]
fn a_migration_is_of_one_to_twenty_contracts() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let of = |setup: &Setup, count: usize| {
        let entry = |number| {
            let contract = setup.chain.account(&format!("contract {number}"));
            (contract.to_string(), 7, Binary::from(b"{}"))
        };
        let migrations = (0..count).map(entry).collect();
        PollAdminAction::ExecuteMigrations { migrations }
    };

    for received in [0, 21] {
        let action = of(&setup, received);
        let refusal = setup.creates(&carol, MIGRATION_DEPOSIT, action);
        assert_refused(refusal, ContractError::MigrationsOutOfRange { received });
    }
    for received in [1, 20] {
        let action = of(&setup, received);
        setup.creates(&carol, MIGRATION_DEPOSIT, action).unwrap();
    }
}

/// T-13: duplicate entries in list inputs.
#[test]
fn a_migration_names_each_contract_once() {
    let mut setup = Setup::staked();
    let [gov, carol] = [&setup.gov, &setup.carol].map(Clone::clone);
    let entry = |contract: &Addr| (contract.to_string(), 7, Binary::from(b"{}"));
    let apart = vec![entry(&gov), entry(&carol), entry(&gov)];

    for migrations in [vec![entry(&gov); 2], apart] {
        let action = PollAdminAction::ExecuteMigrations { migrations };
        let refusal = setup.creates(&carol, MIGRATION_DEPOSIT, action);
        let contract = gov.to_string();
        assert_refused(refusal, ContractError::DuplicateMigration { contract });
    }
}

#[test]
fn an_update_that_could_not_be_made_is_not_voted_about() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let bad = ConfigUpdate {
        default_poll_config: Some(poll_rules(DEPOSIT, "0", "0.5")),
        ..ConfigUpdate::default()
    };

    let refusal = setup.creates(&carol, ADMIN_DEPOSIT, update(bad));

    let quorum = decimal("0");
    assert_refused(refusal, ContractError::QuorumOutOfRange { quorum });
}

#[test]
fn each_kind_has_its_deposit() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();

    for (action, least) in [
        (Action::Text, DEPOSIT),
        (work(&setup.puppet), DEPOSIT),
        (migration(&carol), MIGRATION_DEPOSIT),
        (update(ConfigUpdate::default()), ADMIN_DEPOSIT),
    ] {
        let refusal = setup.creates(&carol, least - 1, action.clone());
        let proposal_deposit = least.into();
        assert_refused(refusal, ContractError::DepositTooSmall { proposal_deposit });

        setup.creates(&carol, least, action).unwrap();
    }
}

#[test]
fn an_overpaid_deposit_is_held_whole() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();

    setup.creates(&carol, DEPOSIT + 7, Action::Text).unwrap();

    assert_eq!(DEPOSIT + 7, setup.poll_info(1).deposit_amount.u128());
    assert_eq!(DEPOSIT + 7, setup.state().total_deposit.u128());
}

#[test]
fn a_poll_may_cost_nothing_if_the_rules_say_so() {
    let mut setup = Setup::with(|msg| msg.default_poll_config = poll_rules(0, "0.18", "0.5"));
    let carol = setup.carol.clone();

    setup.creates(&carol, 0, Action::Text).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(1).unwrap();

    assert_eq!(PollStatus::Rejected, setup.status(1));
}

/// The order is that of gov.md section 4. Each hook breaks one rule and all later ones.
#[test]
fn of_several_broken_rules_the_first_is_reported() {
    let mut setup = Setup::new();
    let [gov, carol, puppet] = [&setup.gov, &setup.carol, &setup.puppet].map(Clone::clone);
    let sending = |contract: &Addr, msg: &str| PollExecuteMsg {
        contract: contract.to_string(),
        msg: Binary::from(msg.as_bytes()),
    };
    let target = |contract: &Addr| sending(contract, r#"{"unlisted":{}}"#);
    let hook =
        |title: &str, description: &str, link: &str, call, admin_action| Cw20HookMsg::CreatePoll {
            title: title.to_string(),
            description: description.to_string(),
            link: Some(link.to_string()),
            execute_msg: call,
            admin_action,
        };
    let no_migrations = || {
        let migrations = vec![];
        Some(PollAdminAction::ExecuteMigrations { migrations })
    };
    let (ok, good_link) = ("text", "text to link");
    let proposal_deposit = |amount: u128| amount.into();

    for (hook, refusal) in [
        (
            hook("", "", "", Some(target(&gov)), no_migrations()),
            ContractError::TitleTooShort { length: 0 },
        ),
        (
            hook(ok, "", "", Some(target(&gov)), no_migrations()),
            ContractError::DescriptionTooShort { length: 0 },
        ),
        (
            hook(ok, ok, "", Some(target(&gov)), no_migrations()),
            ContractError::LinkTooShort { length: 0 },
        ),
        (
            hook(ok, ok, good_link, Some(target(&gov)), no_migrations()),
            ContractError::TwoActions {},
        ),
        (
            hook(ok, ok, good_link, Some(target(&gov)), None),
            ContractError::TargetsAdmin {},
        ),
        (
            hook(ok, ok, good_link, None, no_migrations()),
            ContractError::MigrationsOutOfRange { received: 0 },
        ),
        (
            hook(ok, ok, good_link, Some(target(&puppet)), None),
            ContractError::NotOnTheList {
                name: "unlisted".to_string(),
            },
        ),
        (
            hook(
                ok,
                ok,
                good_link,
                Some(sending(&puppet, r#"{"distribute":{}}"#)),
                None,
            ),
            ContractError::DepositTooSmall {
                proposal_deposit: proposal_deposit(DEPOSIT),
            },
        ),
    ] {
        assert_refused(setup.hand(&carol, 0, &hook), refusal);
    }
}

/// Gov cannot tell these from a good target and a good message. The poll fails when it is executed.
#[test]
fn a_target_without_code_and_a_message_that_is_no_json_are_accepted() {
    let mut setup = Setup::staked();
    let [carol, puppet] = [&setup.carol, &setup.puppet].map(Clone::clone);
    let no_json = PollExecuteMsg {
        contract: puppet.to_string(),
        msg: Binary::from(b"no JSON"),
    };

    let empty = PollExecuteMsg {
        contract: carol.to_string(),
        msg: Binary::from(b"{}"),
    };

    for action in [empty, no_json] {
        let poll_id = setup.poll(action);
        setup.passes(poll_id);
        setup.chain.pass(crate::setup::DELAY);
        setup.executes(poll_id).unwrap();

        assert_eq!(PollStatus::Failed, setup.status(poll_id));
    }
}

/// T-61: spam polls. The texts may say anything; the query shows what will be called.
#[test]
fn a_poll_shows_what_it_does() {
    let mut setup = Setup::staked();
    let carol = setup.carol.clone();
    let spend = community::ExecuteMsg::Spend {
        recipient: carol.to_string(),
        amount: 25_000_000_000_000u128.into(),
    };
    let execute_msg = PollExecuteMsg {
        contract: setup.puppet.to_string(),
        msg: to_json_binary(&spend).unwrap(),
    };
    let hook = Cw20HookMsg::CreatePoll {
        title: "Freeze the community pool against fraud".to_string(),
        description: "Nothing will be spent".to_string(),
        link: Some("https://example.org".to_string()),
        execute_msg: Some(execute_msg.clone()),
        admin_action: None,
    };

    setup.hand(&carol, DEPOSIT, &hook).unwrap();

    let poll = setup.poll_info(1);
    assert_eq!(Some(execute_msg), poll.execute_data);
    assert_eq!(None, poll.admin_action);
    assert_eq!(carol.as_str(), poll.creator);
    assert_eq!(Some("https://example.org"), poll.link.as_deref());
    assert_eq!("Freeze the community pool against fraud", poll.title);
    assert_eq!("Nothing will be spent", poll.description);
}

#[test]
fn an_admin_poll_shows_what_it_does() {
    let mut setup = Setup::staked();
    let action = migration(&setup.carol.clone());
    let Action::Admin(expected) = action.clone() else {
        unreachable!()
    };

    let poll_id = setup.poll(action);

    let poll = setup.poll_info(poll_id);
    assert_eq!(Some(expected), poll.admin_action);
    assert_eq!(None, poll.execute_data);
}
