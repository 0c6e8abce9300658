//! Rights, coins and `update_config`.

use cosmwasm_std::{coin, Addr, StdError, Uint128};
use mirror_lock::ContractError;
use mirror_protocol::lock::{ConfigResponse, ExecuteMsg, QueryMsg};
use mirror_testing::{assert_refused, attributes};
use terraswap::funds::FundsError;

use crate::setup::{hook, pairs, release, unlock, Setup, PERIOD};

/// A message that changes nothing.
fn update() -> ExecuteMsg {
    change(None, None, None, None)
}

fn change(
    owner: Option<&Addr>,
    mint_contract: Option<&Addr>,
    base_denom: Option<&str>,
    lockup_period: Option<u64>,
) -> ExecuteMsg {
    ExecuteMsg::UpdateConfig {
        owner: owner.map(Addr::to_string),
        mint_contract: mint_contract.map(Addr::to_string),
        base_denom: base_denom.map(str::to_string),
        lockup_period,
    }
}

/// T-01: caller not allowed.
#[test]
fn only_the_owner_configures_and_only_mint_locks_and_releases() {
    let mut setup = Setup::new();
    let [owner, mint, alice] = [&setup.owner, &setup.mint, &setup.alice].map(Addr::clone);
    let lock = setup.lock.clone();
    setup.sells(1, &alice, 10).unwrap();
    setup.pay_in(10);

    let mut refused = vec![];
    for sender in [&mint, &alice, &lock] {
        refused.push((sender, update()));
    }
    for sender in [&owner, &alice, &lock] {
        refused.push((sender, hook(1, &alice, Some(10))));
        refused.push((sender, release(1)));
    }
    for (sender, msg) in refused {
        let refusal = setup.send(sender, &msg);
        assert_refused(refusal, ContractError::Unauthorized {});
    }
}

#[test]
fn no_message_takes_coins() {
    let mut setup = Setup::new();
    let [owner, mint, alice, lock] =
        [&setup.owner, &setup.mint, &setup.alice, &setup.lock].map(Addr::clone);
    for sender in [&owner, &mint, &alice] {
        setup.chain.fund(sender, &[coin(10, "uusd")]);
    }

    for (sender, msg) in [
        (&owner, update()),
        (&mint, hook(1, &alice, Some(0))),
        (&mint, release(1)),
        (&alice, unlock(&[1])),
    ] {
        let refusal = setup.chain.execute(sender, &lock, &msg, &[coin(1, "uusd")]);

        let received = "1uusd".to_string();
        let expected = ContractError::Funds(FundsError::Unexpected { received });
        assert_refused(refusal, expected);
    }
}

/// T-36: `base_denom` or `mint_contract` changed with live locks.
#[test]
fn denom_and_mint_stay_while_funds_are_locked() {
    let mut setup = Setup::new();
    let (owner, alice) = (setup.owner.clone(), setup.alice.clone());
    setup.sells(1, &alice, 10).unwrap();
    let changes = [
        change(None, Some(&alice), None, None),
        change(None, None, Some("uluna"), None),
    ];

    for msg in &changes {
        let refusal = setup.send(&owner, msg);
        let total_locked_funds = Uint128::new(10);
        assert_refused(
            refusal,
            ContractError::FundsAreLocked { total_locked_funds },
        );
    }
    setup.releases(1).unwrap();

    for msg in &changes {
        setup.send(&owner, msg).unwrap();
    }
}

#[test]
fn denom_and_mint_may_be_named_as_they_are_while_funds_are_locked() {
    let mut setup = Setup::new();
    let [owner, mint, alice] = [&setup.owner, &setup.mint, &setup.alice].map(Addr::clone);
    setup.sells(1, &alice, 10).unwrap();

    let same = change(None, Some(&mint), Some("uusd"), None);

    setup.send(&owner, &same).unwrap();
}

/// T-35: lock list grows, period changed later.
#[test]
fn a_new_period_acts_on_later_locks_only() {
    let mut setup = Setup::new();
    let (owner, alice) = (setup.owner.clone(), setup.alice.clone());
    setup.sells(1, &alice, 10).unwrap();

    let shorter = change(None, None, None, Some(60));
    setup.send(&owner, &shorter).unwrap();
    setup.sells(2, &alice, 20).unwrap();

    assert_eq!(Some((alice.clone(), 10, 1_000 + PERIOD)), setup.record(1));
    assert_eq!(Some((alice, 20, 1_060)), setup.record(2));
}

#[test]
fn every_field_can_be_changed() {
    let mut setup = Setup::new();
    let [owner, alice, bob] = [&setup.owner, &setup.alice, &setup.bob].map(Addr::clone);
    let all = change(Some(&alice), Some(&bob), Some("uluna"), Some(7));

    let response = setup.send(&owner, &all).unwrap();

    let expected = ConfigResponse {
        owner: alice.to_string(),
        mint_contract: bob.to_string(),
        base_denom: "uluna".to_string(),
        lockup_period: 7,
    };
    assert_eq!(
        expected,
        setup.chain.query(&setup.lock, &QueryMsg::Config {})
    );
    assert_eq!(
        pairs(&[("action", "update_config")]),
        attributes(&response, &setup.lock)
    );
    assert_refused(
        setup.send(&owner, &update()),
        ContractError::Unauthorized {},
    );
}

/// T-02: bad or odd-case address.
#[test]
fn every_address_is_checked() {
    let mut setup = Setup::new();
    let [owner, mint, alice] = [&setup.owner, &setup.mint, &setup.alice].map(Addr::clone);
    setup.pay_in(10);
    let long = "a".repeat(300);

    for bad in ["", "alice", &alice.as_str().to_uppercase(), &long] {
        let bad = Addr::unchecked(bad);
        for (sender, msg) in [
            (&owner, change(Some(&bad), None, None, None)),
            (&owner, change(None, Some(&bad), None, None)),
            (&mint, hook(1, &bad, Some(0))),
        ] {
            let error = setup.send(sender, &msg).unwrap_err();
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
