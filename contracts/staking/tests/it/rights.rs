//! Who may do what, with which coins and which tokens.

use cosmwasm_std::{coin, Addr, StdError, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::staking::{Cw20HookMsg, ExecuteMsg};
use mirror_staking::ContractError;
use mirror_testing::assert_refused;
use terraswap::funds::FundsError;

use crate::setup::{bond, decrease, deposit, increase, unbond, unknown_hook, Setup};

fn owner_messages(asset: &Addr, address: &Addr) -> [ExecuteMsg; 3] {
    [
        ExecuteMsg::UpdateConfig {
            owner: Some(address.to_string()),
            premium_min_update_interval: None,
            short_reward_contract: Some(address.to_string()),
            minimum_reserve: None,
        },
        ExecuteMsg::RegisterAsset {
            asset_token: address.to_string(),
            staking_token: address.to_string(),
        },
        ExecuteMsg::DeprecateStakingToken {
            asset_token: asset.to_string(),
            new_staking_token: address.to_string(),
        },
    ]
}

fn hook(asset: &Addr, staker: &Addr) -> ExecuteMsg {
    ExecuteMsg::AutoStakeHook {
        asset_token: asset.to_string(),
        staking_token: asset.to_string(),
        staker_addr: staker.to_string(),
        prev_staking_token_amount: Uint128::zero(),
        prev_base_amount: None,
        prev_asset_amount: None,
    }
}

fn receive(sender: &Addr, hook: &Cw20HookMsg) -> ExecuteMsg {
    ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: sender.to_string(),
        amount: Uint128::MAX,
        msg: cosmwasm_std::to_json_binary(hook).unwrap(),
    })
}

/// T-01: caller not allowed.
#[test]
fn each_message_has_its_sender() {
    let mut setup = Setup::new();
    let [owner, mint, alice, asset, mir, staking] = [
        &setup.owner,
        &setup.mint,
        &setup.alice,
        &setup.asset,
        &setup.mir,
        &setup.staking,
    ]
    .map(Addr::clone);

    let mut refused = vec![];
    for sender in [&mint, &alice, &mir, &staking] {
        refused.extend(owner_messages(&asset, &alice).map(|msg| (sender, msg)));
    }
    for sender in [&owner, &alice, &mir, &staking] {
        refused.push((sender, increase(&asset, &alice, 1)));
        refused.push((sender, decrease(&asset, &alice, 0)));
    }
    for sender in [&owner, &mint, &alice, &mir] {
        refused.push((sender, hook(&asset, &alice)));
    }
    for (sender, msg) in refused {
        let refusal = setup.send(sender, &msg);
        assert_refused(refusal, ContractError::Unauthorized {});
    }
}

/// T-02: bad or odd-case address.
#[test]
fn an_address_has_to_be_one() {
    let mut setup = Setup::new();
    let [owner, mint, alice, asset] =
        [&setup.owner, &setup.mint, &setup.alice, &setup.asset].map(Addr::clone);

    let long = "a".repeat(300);
    for bad in ["", "asset", &asset.as_str().to_uppercase(), &long] {
        let bad = Addr::unchecked(bad);
        let mut messages: Vec<_> = owner_messages(&asset, &bad)
            .into_iter()
            .map(|msg| (&owner, msg))
            .collect();
        messages.push((&mint, increase(&bad, &alice, 1)));
        messages.push((&mint, increase(&asset, &bad, 1)));
        messages.push((&alice, unbond(&bad, 1)));
        for (sender, msg) in messages {
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

/// T-03: fake cw20 calls `receive`.
#[test]
fn a_token_nobody_registered_pays_for_nothing() {
    let mut setup = Setup::new();
    let [alice, asset] = [&setup.alice, &setup.asset].map(Addr::clone);
    // Any account can send the message that a token sends.
    let evil = setup.bob.clone();

    for hook in [bond(&asset), deposit(&[(asset.clone(), u128::MAX)])] {
        let refusal = setup.send(&evil, &receive(&alice, &hook));
        assert_refused(refusal, ContractError::Unauthorized {});
    }
}

#[test]
fn an_unknown_payload_is_no_hook() {
    let mut setup = Setup::new();
    let [alice, lp] = [&setup.alice, &setup.lp].map(Addr::clone);
    let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: alice.to_string(),
        amount: Uint128::one(),
        msg: unknown_hook(),
    });

    let error = setup.send(&lp, &msg).unwrap_err();

    let refusal = error.downcast_ref::<ContractError>().unwrap();
    assert!(matches!(refusal, ContractError::HookNotReadable { .. }));
    assert!(refusal.to_string().starts_with("invalid cw20 hook message"));
}

#[test]
fn no_other_message_takes_coins() {
    let mut setup = Setup::new();
    let [owner, mint, alice, asset, staking] = [
        &setup.owner,
        &setup.mint,
        &setup.alice,
        &setup.asset,
        &setup.staking,
    ]
    .map(Addr::clone);
    let mut messages: Vec<_> = owner_messages(&asset, &alice)
        .into_iter()
        .map(|msg| (&owner, msg))
        .collect();
    messages.push((&mint, increase(&asset, &alice, 1)));
    messages.push((&mint, decrease(&asset, &alice, 1)));
    messages.push((&alice, unbond(&asset, 1)));
    messages.push((&alice, ExecuteMsg::Withdraw { asset_token: None }));
    let asset_tokens = vec![asset.to_string()];
    messages.push((&alice, ExecuteMsg::AdjustPremium { asset_tokens }));
    messages.push((&alice, receive(&alice, &bond(&asset))));
    messages.push((&alice, hook(&asset, &alice)));

    for (sender, msg) in messages {
        let coins = [coin(1, "uusd")];
        let refusal = setup.chain.execute(sender, &staking, &msg, &coins);

        let received = "1uusd".to_string();
        let expected = ContractError::Funds(FundsError::Unexpected { received });
        assert_refused(refusal, expected);
    }
}
