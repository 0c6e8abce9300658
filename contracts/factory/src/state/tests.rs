use cosmwasm_std::{CanonicalAddr, Decimal};

use super::*;
use crate::ledger::Change;
use crate::plan::{Fixed, Payment};

fn peers() -> Peers {
    let named = Addr::unchecked;
    Peers {
        owner: named("gov"),
        mirror_token: named("mir"),
        mint_contract: named("mint"),
        oracle_contract: named("oracle"),
        terraswap_factory: named("market"),
        staking_contract: named("staking"),
        commission_collector: named("fees"),
    }
}

fn config(peers: Option<Peers>) -> Config {
    Config {
        token_code_id: 300,
        base_denom: "uusd".to_string(),
        peers,
    }
}

fn empty_plan() -> Plan {
    Plan {
        genesis_time: None,
        pools: vec![],
        mirror: None,
        fixed: vec![],
        changed: 0,
        released_before: Uint128::zero(),
        payment: None,
    }
}

fn whole_plan() -> Plan {
    let fixed = Fixed {
        recipient: Addr::unchecked("dao"),
        schedule: vec![(0, 60, Uint128::new(1))],
    };
    Plan {
        genesis_time: Some(1_000),
        pools: vec![(0, 60, Uint128::new(300)), (60, 120, Uint128::new(7))],
        mirror: Some(vec![(60, 120, Uint128::new(5))]),
        fixed: vec![fixed],
        changed: 1_000,
        released_before: Uint128::new(128),
        payment: Some(Payment {
            mirror_token: Addr::unchecked("mir"),
            staking_contract: Addr::unchecked("staking"),
            is_minter: true,
        }),
    }
}

fn ledger() -> Ledger {
    let change = |time, asset: [u8; 3], former| Change {
        time,
        asset: CanonicalAddr::from(asset),
        former,
    };
    Ledger {
        divided: 300,
        carry: Uint128::new(1),
        mirror_carry: Uint128::new(2),
        sent: Uint128::new(128),
        pools: 3,
        changes: vec![
            change(200, [1, 2, 3], Some(30)),
            change(250, [1, 2, 4], None),
        ],
    }
}

fn pool(weight: Option<u32>, unsent: u128) -> Pool {
    let unsent = Uint128::new(unsent);
    Pool { weight, unsent }
}

fn announced() -> Announcement {
    Announcement {
        end_price: Decimal::percent(150),
        announced: 300,
        due: 86_700,
        migrates: true,
        is_pre_ipo: false,
        feeder: Addr::unchecked("feeder"),
    }
}

/// T-14: storage traps. See docs/upgrades.md.
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    let asset = [1, 2, 3];
    let dao = Addr::unchecked("dao");

    mirror_bytes::golden!(include_str!("../../records.txt"), |storage| {
        DEPLOYER => DEPLOYER.save(storage, &Addr::unchecked("ada"));
        CONFIG => CONFIG.save(storage, &config(None));
        CONFIG => CONFIG.save(storage, &config(Some(peers())));
        PLAN => PLAN.save(storage, &empty_plan());
        PLAN => PLAN.save(storage, &whole_plan());
        LEDGER => LEDGER.save(storage, &ledger());
        POOLS => POOLS.save(storage, &asset, &pool(Some(300), 5));
        POOLS => POOLS.save(storage, &asset, &pool(None, 128));
        FIXED_UNSENT => FIXED_UNSENT.save(storage, &dao, &Uint128::new(300));
        ANNOUNCEMENTS => ANNOUNCEMENTS.save(storage, &asset, &announced());
        CANCELLATIONS => CANCELLATIONS.save(storage, &asset, &300);
    });
}
