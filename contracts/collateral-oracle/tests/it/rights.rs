//! Who may do what, and with which coins.

use cosmwasm_std::coin;
use mirror_collateral_oracle::ContractError;
use mirror_protocol::collateral_oracle::{ConfigUpdate, ExecuteMsg};
use mirror_testing::assert_refused;
use terraswap::asset::AssetInfo;
use terraswap::funds::FundsError;

use crate::setup::{fixed, register, revoke, set_cap, set_multiplier, set_source, Setup};

/// The messages that mint may send, too.
fn shared_messages() -> [ExecuteMsg; 2] {
    let asset = AssetInfo::native("uluna");
    [register(&asset, fixed("5"), "1"), revoke(&asset)]
}

fn owner_messages() -> [ExecuteMsg; 4] {
    let asset = AssetInfo::native("uluna");
    [
        ExecuteMsg::UpdateConfig(ConfigUpdate::default()),
        set_source(&asset, fixed("5")),
        set_multiplier(&asset, "0.1"),
        set_cap(&asset, None),
    ]
}

/// T-01: caller not allowed.
#[test]
fn a_stranger_may_send_no_message_and_mint_two() {
    let mut setup = Setup::new();
    let others = [
        setup.stranger.clone(),
        setup.feeder.clone(),
        setup.oracle.clone(),
        setup.contract.clone(),
    ];

    for msg in shared_messages().iter().chain(&owner_messages()) {
        for sender in &others {
            assert_refused(setup.send(sender, msg), ContractError::Unauthorized {});
        }
    }
    let mint = setup.mint.clone();
    for msg in &owner_messages() {
        assert_refused(setup.send(&mint, msg), ContractError::Unauthorized {});
    }
    for msg in &shared_messages() {
        setup.send(&mint, msg).unwrap();
    }
}

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::new();
    let (owner, contract) = (setup.owner.clone(), setup.contract.clone());

    for msg in shared_messages().iter().chain(&owner_messages()) {
        let coins = [coin(1, "uusd")];
        let refusal = setup.market.chain.execute(&owner, &contract, msg, &coins);

        let expected = FundsError::Unexpected {
            received: "1uusd".to_string(),
        };
        assert_refused(refusal, ContractError::Funds(expected));
    }
}
