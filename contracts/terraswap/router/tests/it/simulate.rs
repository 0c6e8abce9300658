//! The questions.

use cosmwasm_std::Uint128;
use terraswap::router::{ConfigResponse, QueryMsg, SimulateSwapOperationsResponse, SwapOperation};

use crate::setup::{base, hop, luna, swap, Setup, LUNA_FOR_A_MILLION};

fn forward(offer_amount: u128, operations: Vec<SwapOperation>) -> QueryMsg {
    QueryMsg::SimulateSwapOperations {
        offer_amount: Uint128::new(offer_amount),
        operations,
    }
}

fn reverse(ask_amount: u128, operations: Vec<SwapOperation>) -> QueryMsg {
    QueryMsg::ReverseSimulateSwapOperations {
        ask_amount: Uint128::new(ask_amount),
        operations,
    }
}

impl Setup {
    fn answer(&self, question: &QueryMsg) -> u128 {
        let answer: SimulateSwapOperationsResponse =
            self.market.chain.query(&self.router, question);
        answer.amount.u128()
    }
}

#[test]
fn the_router_tells_its_factory() {
    let setup = Setup::new();

    let config: ConfigResponse = setup
        .market
        .chain
        .query(&setup.router, &QueryMsg::Config {});

    assert_eq!(setup.market.factory.as_str(), config.terraswap_factory);
}

#[test]
fn a_simulation_is_what_the_route_gives() {
    let setup = Setup::new();

    let question = forward(1_000_000, setup.to_luna());
    assert_eq!(LUNA_FOR_A_MILLION, setup.answer(&question));
    let question = forward(0, setup.to_luna());
    assert_eq!(0, setup.answer(&question));
}

/// Back from the last: 19840 luna need gross 19900, which 9960 tokens give; and these 999999 base
/// (terraswap.md A5).
#[test]
fn a_reverse_simulation_goes_back_from_the_last_swap() {
    let mut setup = Setup::new();
    let trader = setup.trader.clone();

    let offer = setup.answer(&reverse(LUNA_FOR_A_MILLION, setup.to_luna()));
    let msg = swap(setup.to_luna(), Some(LUNA_FOR_A_MILLION));
    assert_eq!(999_999, offer);
    setup.send(&msg, offer).unwrap();

    assert_eq!(LUNA_FOR_A_MILLION, setup.has(&trader, &luna()));
}

#[test]
fn questions_have_the_same_chain_rule() {
    let setup = Setup::new();
    let unchained = || vec![hop(&base(), &setup.token), hop(&luna(), &setup.token)];

    let cases = [
        (forward(1, vec![]), "must provide operations"),
        (reverse(1, vec![]), "must provide operations"),
        (forward(1, unchained()), "operations are not chained"),
        (reverse(1, unchained()), "operations are not chained"),
        (forward(1, vec![hop(&base(), &luna())]), "pair not found"),
        (
            reverse(20_000_000, vec![hop(&setup.token, &luna())]),
            "not enough liquidity",
        ),
    ];
    for (question, words) in cases {
        let error = setup.market.chain.query_error(&setup.router, &question);
        assert!(error.contains(words), "{error}");
    }
}
