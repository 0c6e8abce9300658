//! Who may pay with what.

use cosmwasm_std::{coin, to_json_binary, Addr, Coin, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_testing::assert_refused;
use terraswap::funds::FundsError;
use terraswap::pair::{Cw20HookMsg, ExecuteMsg};
use terraswap_pair::ContractError;

use crate::setup::{base, swap_hook, swap_message, Setup};

fn withdraw_hook() -> Cw20HookMsg {
    Cw20HookMsg::WithdrawLiquidity {
        min_assets: None,
        deadline: None,
    }
}

#[test]
fn tokens_are_not_swapped_by_a_message() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    let msg = swap_message(setup.tokens(100));
    let refusal = setup.send(&bob, &msg, &[]);

    assert_refused(refusal, ContractError::Unauthorized {});
}

/// T-03: fake cw20 calls `receive`.
#[test]
fn each_hook_takes_its_own_token_only() {
    let mut setup = Setup::new();
    let (alice, contract) = (setup.alice.clone(), setup.pair.contract_addr.clone());
    let foreign = setup.market.new_token("evil", 6).amount(u128::MAX);
    setup.market.give(&alice, &foreign);
    let (tokens, shares) = (setup.tokens(1_000), setup.shares(1_000));

    let wrong = [
        (&foreign, swap_hook()),
        (&shares, swap_hook()),
        (&foreign, withdraw_hook()),
        (&tokens, withdraw_hook()),
    ];
    for (payment, hook) in wrong {
        let refusal = setup.market.pay(&alice, &contract, payment, &hook);

        assert_refused(refusal, ContractError::Unauthorized {});
    }
}

/// T-03: fake cw20 calls `receive`.
#[test]
fn an_account_can_not_claim_to_be_a_token() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());

    for hook in [swap_hook(), withdraw_hook()] {
        let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: alice.to_string(),
            amount: Uint128::MAX,
            msg: to_json_binary(&hook).unwrap(),
        });
        let refusal = setup.send(&bob, &msg, &[]);

        assert_refused(refusal, ContractError::Unauthorized {});
    }
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn a_swap_comes_with_exactly_its_offer() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    setup.market.chain.fund(&bob, &[coin(100, "uluna")]);
    let wrong: [&[Coin]; 5] = [
        &[],
        &[coin(99, "uusd")],
        &[coin(101, "uusd")],
        &[coin(100, "uluna")],
        &[coin(1, "uluna"), coin(100, "uusd")],
    ];

    for coins in wrong {
        let refusal = setup.send(&bob, &swap_message(base(100)), coins);

        assert_refused(refusal, ContractError::Funds(mismatch("100uusd", coins)));
    }
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn a_provision_comes_with_exactly_its_coins() {
    let mut setup = Setup::new();
    let (bob, tokens) = (setup.bob.clone(), setup.tokens(1));
    let contract = setup.contract();
    setup.market.chain.fund(&bob, &[coin(100, "uluna")]);
    setup.market.allow(&bob, &contract, &tokens);
    let msg = ExecuteMsg::ProvideLiquidity {
        assets: [tokens, base(100)],
        receiver: None,
        deadline: None,
        slippage_tolerance: None,
    };
    let wrong: [&[Coin]; 4] = [
        &[],
        &[coin(99, "uusd")],
        &[coin(101, "uusd")],
        &[coin(1, "uluna"), coin(100, "uusd")],
    ];

    for coins in wrong {
        let refusal = setup.send(&bob, &msg, coins);

        assert_refused(refusal, ContractError::Funds(mismatch("100uusd", coins)));
    }
}

/// Otherwise the reserves that the track keeps would differ from the balances: an attack showed an
/// average of 2.238 while the balances said 1.
#[test]
fn the_pair_is_never_its_own_receiver() {
    let mut setup = Setup::new();
    let (bob, contract) = (setup.bob.clone(), setup.contract());
    let to = Some(contract.to_string());
    let (tokens, mut by_coin) = (setup.tokens(1_000), swap_message(base(1_000)));
    if let ExecuteMsg::Swap { to: receiver, .. } = &mut by_coin {
        receiver.clone_from(&to);
    }
    let by_token = Cw20HookMsg::Swap {
        belief_price: None,
        max_spread: None,
        to: to.clone(),
        deadline: None,
    };

    let refusals = [
        setup.send(&bob, &by_coin, &[coin(1_000, "uusd")]),
        setup
            .market
            .pay(&bob, contract.as_str(), &tokens, &by_token),
        setup.provides_under(&bob, [base(1_000), setup.tokens(10)], to.as_deref(), None),
    ];

    for refusal in refusals {
        assert_refused(refusal, ContractError::ReceiverIsPair {});
    }
}

/// No honest token says that the pair has sent it something.
#[test]
fn a_token_that_names_the_pair_as_its_sender_is_refused() {
    let mut setup = Setup::new();
    let contract = setup.contract();
    let (token, shares) = (setup.tokens(1).info, setup.shares(1).info);

    for (says, hook) in [(token, swap_hook()), (shares, withdraw_hook())] {
        let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: contract.to_string(),
            amount: Uint128::new(1),
            msg: to_json_binary(&hook).unwrap(),
        });
        let refusal = setup.send(&Addr::unchecked(says.id()), &msg, &[]);

        assert_refused(refusal, ContractError::ReceiverIsPair {});
    }
}

/// T-05: native funds: missing, wrong, several, extra denom, duplicate denom.
#[test]
fn hooks_come_without_coins() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: bob.to_string(),
        amount: Uint128::new(1),
        msg: to_json_binary(&swap_hook()).unwrap(),
    });

    let refusal = setup.send(&bob, &msg, &[coin(1, "uusd")]);

    let expected = FundsError::Unexpected {
        received: "1uusd".to_string(),
    };
    assert_refused(refusal, ContractError::Funds(expected));
}

fn mismatch(declared: &str, coins: &[Coin]) -> FundsError {
    let transferred: Vec<_> = coins.iter().map(ToString::to_string).collect();
    FundsError::Mismatch {
        declared: declared.to_string(),
        transferred: if coins.is_empty() {
            "nothing".to_string()
        } else {
            transferred.join(",")
        },
    }
}
