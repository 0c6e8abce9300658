//! What was done to the original, or could have been: gov.md section 8. What is not here is in the
//! file of its message.

use cosmwasm_std::{to_json_binary, Addr, CosmosMsg, Uint128, WasmMsg};
use cw_multi_test::AppResponse;
use mirror_gov::pool::{FIRST_STAKE, SPREAD};
use mirror_gov::ContractError;
use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg, PollStatus, VoteOption};
use mirror_testing::assert_refused;

use crate::setup::{cast, migration, proposal, work, Action, Setup, DELAY, DEPOSIT, PERIOD};

const MIR: u128 = 1_000_000;

/// Several messages of one account in one transaction; the first refusal undoes it.
fn in_one_transaction(
    setup: &mut Setup,
    sender: &Addr,
    messages: Vec<CosmosMsg>,
) -> anyhow::Result<AppResponse> {
    let outcome = setup.chain.app.execute_multi(sender.clone(), messages);
    setup.audit();
    Ok(outcome?.pop().unwrap())
}

fn tell(setup: &Setup, msg: &ExecuteMsg) -> CosmosMsg {
    WasmMsg::Execute {
        contract_addr: setup.gov.to_string(),
        msg: to_json_binary(msg).unwrap(),
        funds: vec![],
    }
    .into()
}

fn hand(setup: &Setup, amount: u128, hook: &Cw20HookMsg) -> CosmosMsg {
    WasmMsg::Execute {
        contract_addr: setup.mir.to_string(),
        msg: to_json_binary(&setup.hook(amount, hook)).unwrap(),
        funds: vec![],
    }
    .into()
}

/// Rule T-60.
/// 99 % of the votes, borrowed: in the original they staked, created a migration, voted, ended and
/// executed it, and were withdrawn, in one transaction.
#[test]
fn borrowed_stake_cannot_do_everything_in_one_transaction() {
    const LOAN: u128 = 99 * 100_000_000;
    let whole_attack = |setup: &Setup| {
        let poll = proposal(migration(&setup.gov));
        let none = None;
        vec![
            hand(setup, LOAN, &Cw20HookMsg::StakeVotingTokens {}),
            hand(setup, 2 * DEPOSIT, &poll),
            tell(setup, &cast(1, VoteOption::Yes, LOAN)),
            tell(setup, &ExecuteMsg::EndPoll { poll_id: 1 }),
            tell(setup, &ExecuteMsg::ExecutePoll { poll_id: 1 }),
            tell(setup, &ExecuteMsg::WithdrawVotingTokens { amount: none }),
        ]
    };
    let mut setup = Setup::staked();
    let attacker = setup.bob.clone();
    let from = setup.chain.now() + DELAY;

    // Stake, create and vote are possible: that stake is there. But the poll does not end yet.
    let messages = whole_attack(&setup);
    let refusal = in_one_transaction(&mut setup, &attacker, messages);
    assert_refused(refusal, ContractError::VotingPeriodNotOver { from });
    assert_eq!(0, setup.state().poll_count);

    // And the loan is not to be had back in this block, with a vote or without.
    let mut messages = whole_attack(&setup);
    messages.drain(1..5);
    let refusal = in_one_transaction(&mut setup, &attacker, messages);
    assert_refused(refusal, ContractError::StakedInThisBlock {});

    // Kept over blocks it is locked until the poll has ended, a day later at least.
    let messages = whole_attack(&setup)[..3].to_vec();
    in_one_transaction(&mut setup, &attacker, messages).unwrap();
    setup.chain.pass(DELAY - 1);
    assert_refused(setup.ends(1), ContractError::VotingPeriodNotOver { from });
    let refusal = setup.withdraws(&attacker, LOAN);
    let burned = Uint128::new(LOAN);
    let free = Uint128::zero();
    assert_refused(refusal, ContractError::WithdrawalTooLarge { burned, free });
    setup.chain.pass(1);
    setup.ends(1).unwrap();
    let effective_time = from;
    let refusal = setup.executes(1);
    assert_refused(refusal, ContractError::NotEffectiveYet { effective_time });
}

/// Rule T-60. gov.md section 9, example 9.
/// Example 9: 30,000,000 MIR are staked, the attacker borrows 20,000,000 for a poll there is.
#[test]
fn stake_borrowed_after_the_creation_does_not_vote() {
    let mut setup = Setup::new();
    let [alice, attacker, carol] = [&setup.alice, &setup.bob, &setup.carol].map(Clone::clone);
    setup.stakes(&alice, 30_000_000 * MIR).unwrap();
    setup.chain.pass(6);
    let late = setup.poll(migration(&carol));

    setup.stakes(&attacker, 20_000_000 * MIR).unwrap();

    let power = Uint128::zero();
    let refusal = setup.votes(&attacker, late, 1);
    assert_refused(refusal, ContractError::VotingPowerExceeded { power });

    // With earlier stake he would pass, but has to hold it where all can see it.
    let created = setup.chain.now();
    let early = setup.poll(migration(&carol));
    let all = setup.power(&attacker, early);
    assert_eq!(20_000_000 * MIR, all);
    setup.votes(&attacker, early, all).unwrap();
    setup.chain.pass(DELAY - 1);
    let from = created + DELAY;
    let refusal = setup.ends(early);
    assert_refused(refusal, ContractError::VotingPeriodNotOver { from });
}

/// Rule T-60.
#[test]
fn stake_borrowed_for_the_last_block_does_not_vote() {
    let mut setup = Setup::staked();
    let attacker = setup.bob.clone();
    let poll_id = setup.poll(work(&setup.puppet));
    setup.chain.pass(PERIOD - 1);
    setup.stakes(&attacker, 900_000_000).unwrap();

    let refusal = setup.votes(&attacker, poll_id, 1);

    let power = Uint128::zero();
    assert_refused(refusal, ContractError::VotingPowerExceeded { power });
}

/// In the original a flash-stake before `snapshot_poll`, or before a late `end_poll`, made the
/// quorum unreachable, and the deposit was lost.
#[test]
fn a_flash_stake_does_not_make_a_quorum_unreachable() {
    for with_snapshot in [true, false] {
        let mut setup = Setup::staked();
        let [alice, attacker, carol] = [&setup.alice, &setup.bob, &setup.carol].map(Clone::clone);
        let before = setup.mir_of(&carol);
        let poll_id = setup.poll(Action::Text);
        setup.votes(&alice, poll_id, 18_000_000).unwrap();

        setup.chain.pass(PERIOD - 1);
        setup.stakes(&attacker, 1 << 60).unwrap();
        if with_snapshot {
            setup.snapshots(poll_id).unwrap();
        }
        setup.chain.pass(1);
        setup.ends(poll_id).unwrap();

        assert_eq!(PollStatus::Passed, setup.status(poll_id));
        assert_eq!(before, setup.mir_of(&carol));
    }
}

/// Staked before a reward, or before somebody's poll whose quorum it would raise, and withdrawn after
/// it, all in one transaction.
#[test]
fn a_flash_stake_takes_no_part_in_a_reward_or_poll() {
    let rescue = proposal(migration(&Setup::new().gov));
    for (amount, hook) in [
        (1_000_000, Cw20HookMsg::DepositReward {}),
        (2 * DEPOSIT, rescue),
    ] {
        let mut setup = Setup::staked();
        let attacker = setup.bob.clone();
        let messages = vec![
            hand(&setup, 1 << 60, &Cw20HookMsg::StakeVotingTokens {}),
            hand(&setup, amount, &hook),
            tell(&setup, &ExecuteMsg::WithdrawVotingTokens { amount: None }),
        ];

        let refusal = in_one_transaction(&mut setup, &attacker, messages);

        assert_refused(refusal, ContractError::StakedInThisBlock {});
        assert_eq!((100_000_000, 100_000_000), setup.shares_and_stake());
    }
}

/// Rule T-10.
/// Gov read its own balance, by a raw key of the token, and a failed read counted as nothing.
#[test]
fn gifts_move_neither_price_nor_power_nor_quorum() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    let before = (
        setup.state(),
        setup.staker(&alice),
        setup.power(&alice, poll_id),
    );

    setup.gives(u128::from(u64::MAX));

    let after = (
        setup.state(),
        setup.staker(&alice),
        setup.power(&alice, poll_id),
    );
    assert_eq!(before, after);
    setup.passes(poll_id);
    let base = setup.poll_info(poll_id).total_balance_at_end_poll;
    assert_eq!(Some(Uint128::new(100_000_000)), base);
}

/// Rule T-61.
/// Christmas 2021: a flood of polls to hide two that empty the community pool. Each needs the
/// deposit, and nobody voting for them loses it to those who stake.
#[test]
fn a_flood_of_polls_pays_the_stakers() {
    let mut setup = Setup::staked();
    let attacker = setup.bob.clone();
    let before = setup.mir_of(&attacker);
    for _ in 0..12 {
        setup
            .creates(&attacker, DEPOSIT, work(&setup.puppet))
            .unwrap();
    }
    setup.chain.pass(PERIOD);

    for poll_id in 1..=12 {
        setup.ends(poll_id).unwrap();
        assert_eq!(PollStatus::Rejected, setup.status(poll_id));
    }

    assert_eq!(12 * DEPOSIT, before - setup.mir_of(&attacker));
    // The parts of polls without voters came back to the stakers as well.
    assert_eq!(12 * DEPOSIT, setup.on_its_way());
    setup.chain.pass(SPREAD);
    assert_eq!(
        (100_000_000, 100_000_000 + 12 * DEPOSIT),
        setup.shares_and_stake()
    );
}

/// I-29: what goes in and out at an unmoved price never gains.
#[test]
fn a_round_trip_gains_nothing() {
    for amount in [1, 2, 3, 7, 1_000_001, 29_999_999] {
        let mut setup = Setup::example_1();
        let (owner, carol) = (setup.owner.clone(), setup.carol.clone());
        setup.rewards(&owner, 31).unwrap();
        let before = setup.mir_of(&carol);

        if setup.stakes(&carol, amount).is_err() {
            continue;
        }
        setup.chain.pass(6);
        // A stake that is worth nothing any more cannot be withdrawn.
        let _ = setup.withdraws(&carol, None);

        assert!(setup.mir_of(&carol) <= before, "{amount}");
    }
}

/// Whoever votes alone in a poll of his own gets of its reward what his stake is of all, and loses
/// the deposit to the stakers.
#[test]
fn voting_alone_in_own_polls_costs_the_deposits() {
    let mut setup = Setup::staked();
    let [owner, attacker] = [&setup.owner, &setup.bob].map(Clone::clone);
    setup.stakes(&attacker, 1_000).unwrap();
    let before = setup.mir_of(&attacker);
    setup.creates(&attacker, DEPOSIT, Action::Text).unwrap();
    setup.votes(&attacker, 1, 1_000).unwrap();
    setup.rewards(&owner, 1_000_000).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(1).unwrap();

    setup.claims(&attacker, 1).unwrap();

    // floor(500,000 x 1,000 / 100,001,000).
    assert_eq!(DEPOSIT - 4, before - setup.mir_of(&attacker));
}

/// 51 M No, 49 M that have not voted, and 8.5 M given in the last block: by the present price of
/// their shares the 49 M would vote with 51.08 M.
#[test]
fn rewards_in_the_last_block_turn_no_poll() {
    let mut setup = Setup::new();
    let [owner, alice, bob] = [&setup.owner, &setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 51_000_000 * MIR).unwrap();
    setup.stakes(&bob, 49_000_000 * MIR).unwrap();
    setup.chain.pass(6);
    let poll_id = setup.poll(work(&setup.puppet));
    let no = setup.power(&alice, poll_id);
    setup
        .votes_for(&alice, poll_id, VoteOption::No, no)
        .unwrap();

    // A week early, so that all of it has flowed, or in the last block.
    setup.rewards(&owner, 8_500_000 * MIR).unwrap();
    setup.chain.pass(PERIOD - 1);
    setup.rewards(&owner, 8_500_000 * MIR).unwrap();
    let power = setup.power(&bob, poll_id);
    assert_eq!(49_000_000 * MIR, power);
    assert!(setup.staker(&bob).balance.u128() > 51_000_000 * MIR);
    setup.votes(&bob, poll_id, power).unwrap();
    setup.chain.pass(1);
    setup.ends(poll_id).unwrap();

    assert_eq!(PollStatus::Rejected, setup.status(poll_id));
    let base = setup.poll_info(poll_id).total_balance_at_end_poll;
    assert_eq!(Some(Uint128::new(100_000_000 * MIR)), base);
}

/// As much as all others, staked for a block around a reward: it took half of 100,000 MIR.
#[test]
fn a_stake_of_six_seconds_gets_six_seconds_of_a_reward() {
    let mut setup = Setup::new();
    let [owner, alice, attacker] = [&setup.owner, &setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 3_000_000 * MIR).unwrap();
    setup.chain.pass(6);
    let before = setup.mir_of(&attacker);

    setup.stakes(&attacker, 3_000_000 * MIR).unwrap();
    setup.rewards(&owner, 100_000 * MIR).unwrap();
    setup.chain.pass(6);
    setup.withdraws(&attacker, None).unwrap();

    // Half of floor(10^11 x 6 / 604,800) = 992,063.
    assert_eq!(496_031, setup.mir_of(&attacker) - before);
}

/// A text poll and a vote of 10 MIR took half of every reward while it was open.
#[test]
fn a_vote_of_ten_mir_does_not_take_the_voters_half() {
    let mut setup = Setup::new();
    let [owner, alice, attacker] = [&setup.owner, &setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 3_000_000 * MIR).unwrap();
    setup.stakes(&attacker, 10 * MIR).unwrap();
    setup.creates(&attacker, DEPOSIT, Action::Text).unwrap();
    setup.votes(&attacker, 1, 10 * MIR).unwrap();
    setup.rewards(&owner, 100_000 * MIR).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(1).unwrap();
    let before = setup.mir_of(&attacker);

    setup.claims(&attacker, 1).unwrap();

    // floor(5 x 10^10 x 10 / 3,000,010), a sixth of a MIR for a deposit of 1,000.
    assert_eq!(166_666, setup.mir_of(&attacker) - before);
}

/// A first stake of 1,001 gave all but a thousandth of every reward to the dead shares; so would
/// one that leaves again but for a share.
#[test]
fn the_dead_shares_do_not_take_the_rewards_of_an_empty_gov() {
    let mut setup = Setup::new();
    let [owner, alice, attacker] = [&setup.owner, &setup.alice, &setup.bob].map(Clone::clone);
    let least = FIRST_STAKE;
    let amount = Uint128::new(1_001);
    let refusal = setup.stakes(&attacker, 1_001);
    assert_refused(refusal, ContractError::FirstStakeTooSmall { amount, least });
    setup.stakes(&attacker, 1_000_000).unwrap();
    setup.chain.pass(6);
    setup.withdraws(&attacker, 998_999).unwrap();
    assert_eq!((1_001, 1_001), setup.shares_and_stake());

    setup.rewards(&owner, 100_000 * MIR).unwrap();
    setup.chain.pass(10 * SPREAD);
    assert_eq!((1_001, 1_001), setup.shares_and_stake());
    setup.stakes(&alice, 1_000 * MIR).unwrap();
    setup.chain.pass(SPREAD);

    // All but a millionth is hers, 1,001 of 1,000,001,001 shares.
    let balance = setup.staker(&alice).balance.u128();
    let expected = 1_000_000_000 * (101_000 * MIR + 1_001) / 1_000_001_001;
    assert_eq!(expected, balance);
}
