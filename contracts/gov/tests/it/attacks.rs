//! Attacks on the original that happened or were possible (gov.md section 8). Attacks on one
//! message only are in the file of that message.

use cosmwasm_std::{Addr, CosmosMsg, Uint128};
use cw_multi_test::AppResponse;
use mirror_gov::pool::{FIRST_STAKE, SPREAD};
use mirror_gov::ContractError;
use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg, PollStatus, VoteOption};
use mirror_testing::{assert_refused, Call};

use crate::setup::{cast, migration, proposal, work, Action, Setup, DELAY, DEPOSIT, PERIOD};

const MIR: u128 = 1_000_000;

/// Send several messages of one account in one transaction. One refusal undoes all of them.
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
    Call::new(&setup.gov, msg).unwrap().into()
}

fn hand(setup: &Setup, amount: u128, hook: &Cw20HookMsg) -> CosmosMsg {
    let call = Call::handing(&setup.mir, amount.into(), &setup.gov, hook);
    call.unwrap().into()
}

/// T-60: borrowed votes: stake, create, vote, end, execute, unstake in one tx.
/// In the original borrowed stake of 99 % could do all of this in one transaction: stake, create a
/// migration, vote, end it, execute it and withdraw.
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

    // Staking, creating the poll and voting are possible. But the poll cannot end yet.
    let messages = whole_attack(&setup);
    let refusal = in_one_transaction(&mut setup, &attacker, messages);
    assert_refused(refusal, ContractError::VotingPeriodNotOver { from });
    assert_eq!(0, setup.state().poll_count);

    // The stake cannot be withdrawn in this block, with a vote or without.
    let mut messages = whole_attack(&setup);
    messages.drain(1..5);
    let refusal = in_one_transaction(&mut setup, &attacker, messages);
    assert_refused(refusal, ContractError::StakedInThisBlock {});

    // In later blocks the stake is locked until the poll has ended, at least a day later.
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

/// T-60: borrowed votes: stake, create, vote, end, execute, unstake in one tx.
/// gov.md section 9, example 9.
/// 30,000,000 MIR are staked, and the attacker borrows 20,000,000 to vote in an existing poll.
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

    // With stake from before the creation he could decide the poll, but has to hold it in public.
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

/// T-60: borrowed votes: stake, create, vote, end, execute, unstake in one tx.
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

/// In the original somebody could stake borrowed MIR before `snapshot_poll`, or before a late
/// `end_poll`. That made the quorum unreachable, and the deposit was lost.
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

/// Borrowed MIR is staked before a reward, or before the creation of a poll, and withdrawn after
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

/// T-10: amount taken from balance difference.
/// The original read its own balance from the token's store, and took a failed reading for zero.
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

/// T-61: spam polls.
/// At Christmas 2021 many polls were created to hide two that would empty the community pool. Here
/// each of them needs a deposit, which goes to the stakers if nobody votes.
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
    // The rewards of polls without voters go to the stakers as well.
    assert_eq!(12 * DEPOSIT, setup.on_its_way());
    setup.chain.pass(SPREAD);
    assert_eq!(
        (100_000_000, 100_000_000 + 12 * DEPOSIT),
        setup.shares_and_stake()
    );
}

/// I-29: staking and withdrawing at the same price never gains anything.
#[test]
fn a_round_trip_gains_nothing() {
    for amount in [1, 2, 3, 7, 1_000_001, 29_999_999] {
        let mut setup = Setup::example_1();
        let carol = setup.carol.clone();
        setup.rewards(31).unwrap();
        let before = setup.mir_of(&carol);

        if setup.stakes(&carol, amount).is_err() {
            continue;
        }
        setup.chain.pass(6);
        // A stake that is worth zero cannot be withdrawn.
        let _ = setup.withdraws(&carol, None);

        assert!(setup.mir_of(&carol) <= before, "{amount}");
    }
}

/// Somebody who votes alone in his own poll gets the part of its reward that his stake is of all
/// stake, and the stakers get his deposit.
#[test]
fn voting_alone_in_own_polls_costs_the_deposits() {
    let mut setup = Setup::staked();
    let attacker = setup.bob.clone();
    setup.stakes(&attacker, 1_000).unwrap();
    let before = setup.mir_of(&attacker);
    setup.creates(&attacker, DEPOSIT, Action::Text).unwrap();
    setup.votes(&attacker, 1, 1_000).unwrap();
    setup.rewards(1_000_000).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(1).unwrap();

    setup.claims(&attacker, 1).unwrap();

    // floor(500,000 x 1,000 / 100,001,000).
    assert_eq!(DEPOSIT - 4, before - setup.mir_of(&attacker));
}

/// 51 million MIR have voted No, 49 million have not voted, and a reward of 8.5 million arrives in
/// the last block. At the present share price the 49 million would vote with 51.08 million.
#[test]
fn rewards_in_the_last_block_turn_no_poll() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 51_000_000 * MIR).unwrap();
    setup.stakes(&bob, 49_000_000 * MIR).unwrap();
    setup.chain.pass(6);
    let poll_id = setup.poll(work(&setup.puppet));
    let no = setup.power(&alice, poll_id);
    setup
        .votes_for(&alice, poll_id, VoteOption::No, no)
        .unwrap();

    // The reward arrives a week early, so that all of it has flowed, or in the last block.
    setup.rewards(8_500_000 * MIR).unwrap();
    setup.chain.pass(PERIOD - 1);
    setup.rewards(8_500_000 * MIR).unwrap();
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

/// The attacker stakes as much as all others together, for one block around a reward. In an earlier
/// version that took half of 100,000 MIR.
#[test]
fn a_stake_of_six_seconds_gets_six_seconds_of_a_reward() {
    let mut setup = Setup::new();
    let [alice, attacker] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 3_000_000 * MIR).unwrap();
    setup.chain.pass(6);
    let before = setup.mir_of(&attacker);

    setup.stakes(&attacker, 3_000_000 * MIR).unwrap();
    setup.rewards(100_000 * MIR).unwrap();
    setup.chain.pass(6);
    setup.withdraws(&attacker, None).unwrap();

    // Half of floor(10^11 x 6 / 604,800) = 992,063.
    assert_eq!(496_031, setup.mir_of(&attacker) - before);
}

/// In an earlier version the only voter of a text poll, with 10 MIR, took half of every reward that
/// arrived while the poll was in progress.
#[test]
fn a_vote_of_ten_mir_does_not_take_the_voters_half() {
    let mut setup = Setup::new();
    let [alice, attacker] = [&setup.alice, &setup.bob].map(Clone::clone);
    setup.stakes(&alice, 3_000_000 * MIR).unwrap();
    setup.stakes(&attacker, 10 * MIR).unwrap();
    setup.creates(&attacker, DEPOSIT, Action::Text).unwrap();
    setup.votes(&attacker, 1, 10 * MIR).unwrap();
    setup.rewards(100_000 * MIR).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(1).unwrap();
    let before = setup.mir_of(&attacker);

    setup.claims(&attacker, 1).unwrap();

    // floor(5 x 10^10 x 10 / 3,000,010), a sixth of a MIR for a deposit of 1,000.
    assert_eq!(166_666, setup.mir_of(&attacker) - before);
}

/// In an earlier version a first stake of 1,001 gave the dead shares all but a thousandth of every
/// reward. So would a larger stake of which all but one share is withdrawn.
#[test]
fn the_dead_shares_do_not_take_the_rewards_of_an_empty_gov() {
    let mut setup = Setup::new();
    let [alice, attacker] = [&setup.alice, &setup.bob].map(Clone::clone);
    let least = FIRST_STAKE;
    let amount = Uint128::new(1_001);
    let refusal = setup.stakes(&attacker, 1_001);
    assert_refused(refusal, ContractError::FirstStakeTooSmall { amount, least });
    setup.stakes(&attacker, 1_000_000).unwrap();
    setup.chain.pass(6);
    setup.withdraws(&attacker, 998_999).unwrap();
    assert_eq!((1_001, 1_001), setup.shares_and_stake());

    setup.rewards(100_000 * MIR).unwrap();
    setup.chain.pass(10 * SPREAD);
    assert_eq!((1_001, 1_001), setup.shares_and_stake());
    setup.stakes(&alice, 1_000 * MIR).unwrap();
    setup.chain.pass(SPREAD);

    // All but a millionth belongs to her: the other shares are 1,001 of 1,000,001,001.
    let balance = setup.staker(&alice).balance.u128();
    let expected = 1_000_000_000 * (101_000 * MIR + 1_001) / 1_000_001_001;
    assert_eq!(expected, balance);
}
