//! Attacks on this protocol: markets.

use cosmwasm_std::Uint128;
use mirror_testing::World;
use terraswap_pair::ContractError;

use super::{assert_exposed, assert_stopped, refusals, refused, replayed};

#[test]
fn fees_for_an_own_market_gain_nothing() {
    let report = replayed("fees for an own market");

    // 3,000 of 1,000,000 tokens into a pool with 100 coins: terraswap.md 4.4.
    let spread = ContractError::MaxSpreadAssertion {
        return_amount: Uint128::new(298_204),
        spread_amount: Uint128::new(898),
        commission_amount: Uint128::new(898),
    };
    assert_stopped(&report, [vec![refused("T-76", spread)]]);
    assert_exposed(&report, &[10]);
    // At most one per cent of 12,000.
    assert!(report.exposures[0].gained.i128() < 120_000_000);
}

#[test]
fn a_sandwich_over_blocks_gains_nothing() {
    let report = replayed("sandwich over blocks");

    assert!(report.held(), "{report:#?}");
    for stop in refusals(&report.attempts[0]) {
        assert!(stop.words().contains("Max spread"), "{stop:?}");
    }
    assert_exposed(&report, &[1_000]);
}

#[test]
fn dust_ahead_of_a_provider_gains_nothing() {
    let report = replayed("dust ahead of a provider");

    // A pool of 2 coins and 1,000,000 tokens needs only 2,000 coins for a thousand million tokens.
    let slippage = ContractError::MaxSlippageAssertion {
        left: "99999998000uusd".to_string(),
        deposit: "100000000000uusd".to_string(),
    };
    let staked = mirror_staking::ContractError::SlippageTooHigh {
        left: Uint128::new(99_999_998_000),
        deposit: Uint128::new(100_000_000_000),
    };
    let stops = [
        vec![refused("T-55", staked)],
        vec![refused("T-55", slippage)],
    ];
    assert_stopped(&report, stops);
    assert_exposed(&report, &[50]);
    // A quarter of 5 % squared, of 100,000 coins.
    assert!(report.exposures[0].gained.i128() < 63_000_000);
}

#[test]
fn small_doors_let_nothing_through() {
    let report = replayed("small doors");

    let world = World::new();
    let receiver = world.at.router.to_string();
    let on_route = terraswap_router::ContractError::ReceiverOnRoute { receiver };
    let slippage = ContractError::MaxSlippageAssertion {
        left: "999998000uusd".to_string(),
        deposit: "1000000000uusd".to_string(),
    };
    let decimals = terraswap_factory::ContractError::TooManyDecimals { given: 200 };
    let address = format!("{}895568733720", world.chain.account("attacker"));
    let no_account = mirror_airdrop::ContractError::NoAccount { address, bytes: 40 };
    assert_stopped(
        &report,
        [
            vec![refused("T-10", on_route)],
            vec![refused("T-85", slippage)],
            vec![refused("T-85", decimals)],
            vec![refused("T-02", no_account)],
            vec![],
        ],
    );
}
