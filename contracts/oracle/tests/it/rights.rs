//! Who may do what, and with which coins.

use cosmwasm_std::coin;
use mirror_oracle::ContractError;
use mirror_protocol::oracle::ExecuteMsg;
use mirror_testing::assert_refused;
use terraswap::funds::FundsError;

use crate::setup::{feed, register, Setup};

fn owner_messages() -> [ExecuteMsg; 2] {
    [
        ExecuteMsg::UpdateConfig {
            owner: None,
            max_deviation: None,
        },
        register("asset-a", "anybody", None),
    ]
}

#[test]
fn t01_only_the_owner_registers_and_configures() {
    let mut setup = Setup::new();
    let others = [
        setup.feeder.clone(),
        setup.stranger.clone(),
        setup.oracle.clone(),
    ];

    for msg in owner_messages() {
        for sender in &others {
            assert_refused(setup.send(sender, &msg), ContractError::Unauthorized {});
        }
    }
}

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let (owner, oracle) = (setup.owner.clone(), setup.oracle.clone());

    for msg in owner_messages()
        .into_iter()
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
