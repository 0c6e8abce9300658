//! Who may do what, and with which coins.

use cosmwasm_std::coin;
use mirror_oracle::ContractError;
use mirror_protocol::oracle::{ConfigUpdate, ExecuteMsg};
use mirror_testing::assert_refused;
use terraswap::funds::FundsError;

use crate::setup::{feed, halt, register, resume, use_standby, Setup};

fn owner_messages() -> [ExecuteMsg; 2] {
    [
        ExecuteMsg::UpdateConfig(ConfigUpdate::default()),
        register("asset-a", "anybody", None),
    ]
}

fn guardian_messages() -> [ExecuteMsg; 3] {
    [halt, resume, use_standby].map(|message| message(&["asset-a"]))
}

/// T-01: caller not allowed.
#[test]
fn only_the_owner_registers_and_configures() {
    let mut setup = Setup::new().guarded();
    let others = [
        setup.feeder.clone(),
        setup.guardian.clone(),
        setup.stranger.clone(),
        setup.oracle.clone(),
    ];

    for msg in owner_messages() {
        for sender in &others {
            assert_refused(setup.send(sender, &msg), ContractError::Unauthorized {});
        }
    }
}

/// T-01: caller not allowed.
#[test]
fn only_the_guardian_and_the_owner_halt_resume_and_call_in() {
    let mut setup = Setup::new().guarded().with_assets(&["asset-a"]);
    let standby = setup.stranger.to_string();
    setup.register_with_standby("asset-a", &standby).unwrap();
    let (owner, guardian, feeder) = (
        setup.owner.clone(),
        setup.guardian.clone(),
        setup.feeder.clone(),
    );

    for msg in guardian_messages() {
        for sender in [&feeder, &setup.stranger.clone(), &setup.oracle.clone()] {
            assert_refused(setup.send(sender, &msg), ContractError::Unauthorized {});
        }
        setup.send(&guardian, &msg).unwrap();
    }
    setup.register("asset-a", &feeder).unwrap();
    for msg in guardian_messages() {
        setup.send(&owner, &msg).unwrap();
    }
}

/// T-01: caller not allowed.
#[test]
fn a_guardian_posts_no_price_and_one_who_was_dismissed_does_nothing() {
    let mut setup = Setup::new().guarded().with_assets(&["asset-a"]);
    let guardian = setup.guardian.clone();

    let expected = ContractError::NotTheFeeder {
        asset: "asset-a".to_string(),
        feeder: setup.feeder.to_string(),
    };
    assert_refused(setup.send(&guardian, &feed(&[("asset-a", "1")])), expected);

    let nobody = |update: &mut ConfigUpdate| update.guardian = Some(String::new());
    setup.configure(nobody).unwrap();
    for msg in guardian_messages() {
        assert_refused(setup.send(&guardian, &msg), ContractError::Unauthorized {});
    }
}

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let (owner, oracle) = (setup.owner.clone(), setup.oracle.clone());

    for msg in owner_messages()
        .into_iter()
        .chain(guardian_messages())
        .chain([feed(&[("asset-a", "1")])])
    {
        let refusal = setup
            .chain
            .execute(&owner, &oracle, &msg, &[coin(1, "uusd")]);

        let expected = FundsError::Unexpected {
            received: "1uusd".to_string(),
        };
        assert_refused(refusal, ContractError::Funds(expected));
    }
}
