//! `instantiate`.

use cosmwasm_std::{coin, Addr, Coin};
use cw_multi_test::Executor;
use mirror_oracle::ContractError;
use mirror_protocol::oracle::{ConfigResponse, InstantiateMsg, QueryMsg};
use mirror_testing::codes;
use terraswap::funds::FundsError;

use crate::setup::{decimal, Setup};

fn message(owner: &str, base_asset: &str) -> InstantiateMsg {
    InstantiateMsg {
        owner: owner.to_string(),
        base_asset: base_asset.to_string(),
        max_deviation: None,
        confirm_seconds: None,
        guardian: None,
        halt_seconds: None,
    }
}

/// Another oracle on the same chain.
fn create(setup: &mut Setup, msg: &InstantiateMsg, coins: &[Coin]) -> anyhow::Result<Addr> {
    let code = setup.chain.app.store_code(codes::oracle());
    let creator = setup.stranger.clone();
    setup
        .chain
        .app
        .instantiate_contract(code, creator, msg, coins, "oracle", None)
}

fn refusal(setup: &mut Setup, msg: &InstantiateMsg, coins: &[Coin]) -> ContractError {
    create(setup, msg, coins).unwrap_err().downcast().unwrap()
}

#[test]
fn an_oracle_starts_as_it_was_told() {
    let setup = Setup::with_band(Some(decimal("0.5")));

    let expected = ConfigResponse {
        owner: setup.owner.to_string(),
        base_asset: "uusd".to_string(),
        max_deviation: Some(decimal("0.5")),
        confirm_seconds: 60,
        guardian: None,
        halt_seconds: 21_600,
    };
    assert_eq!(expected, setup.config());
}

#[test]
fn a_band_of_zero_is_none() {
    let setup = Setup::with_band(Some(decimal("0")));

    assert_eq!(None, setup.config().max_deviation);
}

#[test]
fn the_owner_is_checked_before_the_base_denom() {
    let mut setup = Setup::new();
    let owner = setup.owner.to_string();

    for bad_owner in ["", "owner", owner.to_uppercase().as_str()] {
        assert_eq!(
            setup.bad_address(bad_owner),
            refusal(&mut setup, &message(bad_owner, ""), &[])
        );
    }
    assert_eq!(
        ContractError::BaseAssetMissing {},
        refusal(&mut setup, &message(&owner, ""), &[])
    );
}

#[test]
fn an_oracle_is_not_given_coins() {
    let mut setup = Setup::new();
    let msg = message(setup.owner.as_str(), "uusd");

    let expected = FundsError::Unexpected {
        received: "1uusd".to_string(),
    };
    assert_eq!(
        ContractError::Funds(expected),
        refusal(&mut setup, &msg, &[coin(1, "uusd")])
    );
}

#[test]
fn an_oracle_may_start_with_a_guardian_and_times_of_its_own() {
    let mut setup = Setup::new();
    let (owner, guardian) = (setup.owner.to_string(), setup.guardian.to_string());
    let given = |guardian: &str, confirm_seconds, halt_seconds| InstantiateMsg {
        guardian: Some(guardian.to_string()),
        confirm_seconds: Some(confirm_seconds),
        halt_seconds: Some(halt_seconds),
        ..message(&owner, "uusd")
    };

    let oracle = create(&mut setup, &given(&guardian, 1_800, 3_600), &[]).unwrap();

    let told: ConfigResponse = setup.chain.query(&oracle, &QueryMsg::Config {});
    assert_eq!(Some(guardian.clone()), told.guardian);
    assert_eq!((1_800, 3_600), (told.confirm_seconds, told.halt_seconds));

    let nobody = create(&mut setup, &given("", 0, 60), &[]).unwrap();
    let told: ConfigResponse = setup.chain.query(&nobody, &QueryMsg::Config {});
    assert_eq!((None, 60), (told.guardian, told.confirm_seconds));

    let expected = ContractError::HaltSecondsOutOfRange {
        received: 59,
        least: 60,
        most: 86_400,
    };
    assert_eq!(
        expected,
        refusal(&mut setup, &given(&guardian, 60, 59), &[])
    );
}
