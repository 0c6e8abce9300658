//! What an attacker found: positions.

use cosmwasm_std::{Addr, Uint128};
use mirror_mint::ContractError;
use mirror_testing::World;

use super::{assert_stopped, refused, replayed, seen};

#[test]
fn a_dead_position_gains_nothing() {
    let report = replayed("dead position");

    let idx = Uint128::new(5);
    let safe = refused("T-27", ContractError::PositionSafe { idx });
    assert_stopped(&report, [vec![], vec![safe]]);
    // Of both debts a fifth at the end: safety.md, T-27.
    let seen = seen(&report);
    assert_eq!(2, seen.len());
    assert!(seen[0].ends_with(": 2000000 is written off and counted"));
    assert!(seen[1].ends_with(": 4000000 is written off and counted"));
}

#[test]
fn a_filled_cap_gains_nothing() {
    let report = replayed("filled cap");

    let idx = Uint128::new(2);
    let safe = vec![refused("T-42", ContractError::PositionSafe { idx })];
    assert_stopped(&report, [safe.clone(), safe]);
}

#[test]
fn another_staking_harms_nobody() {
    let report = replayed("another staking");

    let world = World::new();
    let once = |name, address: &Addr| {
        let address = address.to_string();
        vec![refused("T-36", ContractError::SetOnce { name, address })]
    };
    let stops = [
        once("staking", &world.at.staking),
        once("lock", &world.at.lock),
    ];
    assert_stopped(&report, stops);
}
