use cosmwasm_std::Decimal;
use mirror_bytes::golden;
use mirror_math::rewards::{Flow, Rewards};

use super::*;

const ASSET: &[u8] = &[1, 2];

fn id() -> Vec<u8> {
    stake_key(&[7, 8, 9].into(), ASSET)
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn config() -> Config {
    Config {
        oracle_contract: Addr::unchecked("oracle"),
        terraswap_factory: Addr::unchecked("pairs"),
        base_denom: "uusd".to_string(),
        premium_min_update_interval: 3_600,
        short_reward_contract: Addr::unchecked("curve"),
        minimum_reserve: Uint128::new(1_000_000),
    }
}

fn pool_of_two_tokens() -> Pool {
    Pool {
        staking_token: Addr::unchecked("lp"),
        deprecated_staking_token: Some(Addr::unchecked("old")),
    }
}

fn side(total: u128, index: &str, flow: (u128, u64), carried: (u128, u64)) -> Side {
    let [flow, carried] = [flow, carried].map(|(left, seconds)| Flow {
        left: left.into(),
        seconds,
    });
    Side {
        total: total.into(),
        rewards: Rewards {
            index: decimal(index),
            updated: 1_000_300,
            flow,
            carried,
        },
    }
}

fn flowing() -> Liquidity {
    let index = "0.028725714285714285";
    Liquidity {
        side: side(7_000_000, index, (201_080, 86_100), (80, 2_592_000)),
        released: 1_000_000,
        snapshot: Some(decimal("0.5")),
    }
}

fn measured() -> Premium {
    Premium {
        rate: decimal("0.05"),
        short_weight: decimal("0.798920081574695924"),
        updated_time: 1_000_000,
        weighed: Uint128::new(123_456),
        deep_since: Some(913_600),
    }
}

fn stake(index: &str, bond: u128, pending: u128, migrated: bool) -> Stake {
    Stake {
        index: decimal(index),
        bond: bond.into(),
        pending: pending.into(),
        migrated,
    }
}

/// T-14: storage traps. See docs/upgrades.md.
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    golden!(include_str!("../../records.txt"), |storage| {
        CONFIG => CONFIG.save(storage, &config());
        OWNER => OWNER.save(storage, &Addr::unchecked("factory"));
        MIRROR_TOKEN => MIRROR_TOKEN.save(storage, &Addr::unchecked("mir"));
        MINT_CONTRACT => MINT_CONTRACT.save(storage, &Addr::unchecked("mint"));
        POOLS => POOLS.save(storage, ASSET, &pool_of_two_tokens());
        LIQUIDITY => LIQUIDITY.save(storage, ASSET, &flowing());
        SHORT => SHORT.save(storage, ASSET, &side(3_000_000, "0.4", (0, 0), (0, 0)));
        PREMIUMS => PREMIUMS.save(storage, ASSET, &measured());
        LIQUIDITY_STAKES => save_stake(storage, &LIQUIDITY_STAKES, &id(), &stake("0.5", 100, 50, true));
        SHORT_STAKES => save_stake(storage, &SHORT_STAKES, &id(), &stake("0.4", 50, 20, false));
    });
}
