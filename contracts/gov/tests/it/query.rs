//! The queries and their pages.

use cosmwasm_std::Uint128;
use mirror_gov::ContractError;
use mirror_protocol::gov::{
    PollStatus, PollsResponse, QueryMsg, SharesResponse, StakerResponse, StateResponse, VoteOption,
    VoterInfo, VotersResponse,
};
use mirror_protocol::paging::OrderBy;

use crate::setup::{work, Action, Setup, DELAY, DEPOSIT, PERIOD};

const ASC: Option<OrderBy> = Some(OrderBy::Asc);
const DESC: Option<OrderBy> = Some(OrderBy::Desc);

fn polls(
    setup: &Setup,
    filter: Option<PollStatus>,
    start_after: Option<u64>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Vec<u64> {
    let page: PollsResponse = setup.ask(&QueryMsg::Polls {
        filter,
        start_after,
        limit,
        order_by,
    });
    page.polls.into_iter().map(|poll| poll.id).collect()
}

/// 45 stakers, each of whom has voted in poll 1.
fn crowd() -> Setup {
    let mut setup = Setup::staked();
    for number in 0..45u128 {
        let staker = setup.chain.account(&format!("staker {number}"));
        let (owner, mir) = (&setup.owner, &setup.mir);
        setup.chain.give(owner, mir, 1_000, &staker);
        setup.stakes(&staker, 100 + number).unwrap();
    }
    let poll_id = setup.poll(Action::Text);
    for number in 0..45 {
        let staker = setup.chain.account(&format!("staker {number}"));
        setup.votes(&staker, poll_id, 1 + number).unwrap();
    }
    setup
}

fn shares(
    setup: &Setup,
    start_after: Option<String>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Vec<(String, u128)> {
    let page: SharesResponse = setup.ask(&QueryMsg::Shares {
        start_after,
        limit,
        order_by,
    });
    let stakers = page.stakers.into_iter();
    stakers
        .map(|item| (item.staker, item.share.u128()))
        .collect()
}

fn voters(
    setup: &Setup,
    start_after: Option<String>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Vec<(String, u128)> {
    let page: VotersResponse = setup.ask(&QueryMsg::Voters {
        poll_id: 1,
        start_after,
        limit,
        order_by,
    });
    let voters = page.voters.into_iter();
    voters
        .map(|item| (item.voter, item.balance.u128()))
        .collect()
}

/// All entries, page by page.
fn walk<T: Clone>(page: impl Fn(Option<T>) -> Vec<T>) -> Vec<T> {
    let mut all: Vec<T> = vec![];
    loop {
        let next = page(all.last().cloned());
        if next.is_empty() {
            return all;
        }
        all.extend(next);
    }
}

/// T-12: unbounded work.
#[test]
fn pages_of_polls_have_each_poll_once_both_ways() {
    let mut setup = Setup::staked();
    for _ in 0..45 {
        setup.poll(Action::Text);
    }
    let up: Vec<u64> = (1..=45).collect();
    let down: Vec<u64> = (1..=45).rev().collect();

    for filter in [None, Some(PollStatus::InProgress)] {
        let page = |limit, order| move |after| (filter, after, limit, order);
        for limit in [None, Some(1), Some(30)] {
            let ask = |(filter, after, limit, order)| polls(&setup, filter, after, limit, order);
            assert_eq!(up, walk(|after| ask(page(limit, ASC)(after))));
            assert_eq!(down, walk(|after| ask(page(limit, DESC)(after))));
        }
        assert_eq!(down[..10], polls(&setup, filter, None, None, None));
        assert_eq!(down[..30], polls(&setup, filter, None, Some(31), None));
        let all = Some(u32::MAX);
        assert_eq!(down[..30], polls(&setup, filter, Some(99), all, None));
        assert!(polls(&setup, filter, None, Some(0), None).is_empty());
        assert!(polls(&setup, filter, Some(45), None, ASC).is_empty());
        assert!(polls(&setup, filter, Some(u64::MAX), None, ASC).is_empty());
        assert!(polls(&setup, filter, Some(0), None, DESC).is_empty());
        assert!(polls(&setup, filter, Some(1), None, DESC).is_empty());
    }
}

#[test]
fn polls_are_found_by_their_status() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    for _ in 1..=5 {
        setup.poll(work(&setup.puppet));
    }
    for poll_id in [1, 2, 3] {
        setup.votes(&alice, poll_id, 99_999_000).unwrap();
    }
    setup.chain.pass(PERIOD);
    for poll_id in [1, 2, 3, 4] {
        setup.ends(poll_id).unwrap();
    }
    let found = |setup: &Setup, status| polls(setup, Some(status), None, None, ASC);
    assert_eq!(vec![1, 2, 3], found(&setup, PollStatus::Passed));
    assert_eq!(vec![4], found(&setup, PollStatus::Rejected));
    assert_eq!(vec![5], found(&setup, PollStatus::InProgress));

    setup.chain.pass(DELAY);
    setup.executes(1).unwrap();
    setup
        .tells_puppet(&crate::puppet::PuppetMsg::Break { broken: true })
        .unwrap();
    setup.executes(2).unwrap();
    setup.chain.pass(PERIOD + 1);
    setup.expires(3).unwrap();

    assert_eq!(vec![1], found(&setup, PollStatus::Executed));
    assert_eq!(vec![2], found(&setup, PollStatus::Failed));
    assert_eq!(vec![3], found(&setup, PollStatus::Expired));
    assert!(found(&setup, PollStatus::Passed).is_empty());
    assert_eq!(vec![1, 2, 3, 4, 5], polls(&setup, None, None, None, ASC));
}

#[test]
fn pages_of_ended_polls_go_both_ways() {
    let mut setup = Setup::staked();
    for _ in 1..=12 {
        setup.poll(Action::Text);
    }
    setup.chain.pass(PERIOD);
    for poll_id in 1..=12 {
        setup.ends(poll_id).unwrap();
    }
    let page = |after, limit, order| polls(&setup, Some(PollStatus::Rejected), after, limit, order);

    assert_eq!(
        (1..=12).collect::<Vec<_>>(),
        walk(|after| page(after, None, ASC))
    );
    assert_eq!(vec![4, 5], page(Some(3), Some(2), ASC));
    assert_eq!(vec![2, 1], page(Some(3), None, None));
}

/// T-12: unbounded work.
#[test]
fn pages_of_accounts_have_each_once_both_ways() {
    let setup = crowd();
    type Page<'a> = &'a dyn Fn(Option<String>, Option<u32>, Option<OrderBy>) -> Vec<(String, u128)>;
    let shares_page = |after, limit, order| shares(&setup, after, limit, order);
    let voters_page = |after, limit, order| voters(&setup, after, limit, order);
    let pages: [(Page<'_>, usize); 2] = [(&shares_page, 46), (&voters_page, 45)];

    for (page, count) in pages {
        let all_ways = |order| {
            walk(|last: Option<(String, u128)>| page(last.map(|(who, _)| who), Some(7), order))
        };
        let up = all_ways(ASC);
        let mut down = all_ways(DESC);
        down.reverse();
        assert_eq!(up, down);
        assert_eq!(count, up.len());
        let mut names: Vec<_> = up.iter().map(|(who, _)| who).collect();
        names.sort();
        names.dedup();
        assert_eq!(count, names.len());
        for (limit, entries) in [
            (None, 10),
            (Some(0), 0),
            (Some(31), 30),
            (Some(u32::MAX), 30),
        ] {
            assert_eq!(entries, page(None, limit, ASC).len());
        }
        assert_eq!(page(None, Some(1), None), page(None, Some(1), DESC));
    }
    let total: u128 =
        walk(|last: Option<(String, u128)>| shares(&setup, last.map(|(who, _)| who), None, ASC))
            .iter()
            .map(|(_, share)| share)
            .sum();
    assert_eq!(setup.state().total_share.u128(), total + 1_000);
}

#[test]
fn a_page_may_start_after_an_account_that_has_nothing() {
    let setup = crowd();
    let nobody = setup.chain.account("nobody").to_string();

    let up = shares(&setup, Some(nobody.clone()), Some(30), ASC);
    let down = shares(&setup, Some(nobody), Some(30), DESC);

    assert_eq!(46, up.len() + down.len());
}

#[test]
fn an_account_without_stake_has_zeros() {
    let setup = Setup::staked();

    let expected = StakerResponse {
        balance: Uint128::zero(),
        share: Uint128::zero(),
        locked_balance: vec![],
        withdrawable_polls: vec![],
        pending_voting_rewards: Uint128::zero(),
    };

    assert_eq!(expected, setup.staker(&setup.bob));
    // The answer is the same before anybody has staked.
    assert_eq!(expected, Setup::new().staker(&setup.bob));
}

#[test]
fn a_staker_sees_votes_that_lock_and_rewards_that_wait() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    for _ in 1..=3 {
        setup.poll(Action::Text);
    }
    // The votes are not in the order of the polls.
    for poll_id in [3, 1, 2] {
        setup
            .votes_for(
                &alice,
                poll_id,
                VoteOption::No,
                20_000_000 + u128::from(poll_id),
            )
            .unwrap();
    }
    setup.rewards(600).unwrap();
    setup.chain.pass(PERIOD);
    setup.ends(3).unwrap();
    // This message cleans the vote in poll 3. Poll 1 ends later.
    setup.withdraws(&alice, 1).unwrap();
    setup.ends(1).unwrap();

    let staker = setup.staker(&alice);

    let vote = VoteOption::No;
    let balance = Uint128::new(20_000_002);
    assert_eq!(
        vec![(2, VoterInfo { vote, balance })],
        staker.locked_balance
    );
    // Half of the reward is shared by three polls.
    let rewards = vec![(1, Uint128::new(100)), (3, Uint128::new(100))];
    assert_eq!(rewards, staker.withdrawable_polls);
    let sum: Uint128 = rewards.iter().map(|(_, reward)| *reward).sum();
    assert_eq!(sum, staker.pending_voting_rewards);
}

#[test]
fn the_state_is_told() {
    let mut setup = Setup::example_1();
    setup.poll(Action::Text);
    setup.rewards(100).unwrap();

    let expected = StateResponse {
        poll_count: 1,
        total_share: 120_000_000u128.into(),
        total_deposit: DEPOSIT.into(),
        pending_voting_rewards: 50u128.into(),
        total_staked: 180_000_000u128.into(),
        rewards_left: Some(50u128.into()),
        rewards_end: Some(setup.chain.now() + PERIOD),
        staked_since: None,
    };

    assert_eq!(expected, setup.state());
}

#[test]
fn what_is_not_there_has_no_answer() {
    let mut setup = Setup::staked();
    let alice = setup.alice.to_string();
    let poll_id = setup.poll(Action::Text);
    let address = || alice.clone();
    let no_vote = |poll_id| ContractError::VoteNotFound { poll_id };
    let no_poll = |poll_id| ContractError::PollNotFound { poll_id };

    for (question, refusal) in [
        (
            QueryMsg::Voter {
                poll_id,
                address: address(),
            },
            no_vote(poll_id),
        ),
        (
            QueryMsg::Voter {
                poll_id: 2,
                address: address(),
            },
            no_vote(2),
        ),
        (QueryMsg::Poll { poll_id: 0 }, no_poll(0)),
        (QueryMsg::Poll { poll_id: 2 }, no_poll(2)),
        (
            QueryMsg::VotingPower {
                poll_id: 2,
                address: address(),
            },
            no_poll(2),
        ),
        (
            QueryMsg::Voters {
                poll_id: u64::MAX,
                start_after: None,
                limit: None,
                order_by: None,
            },
            no_poll(u64::MAX),
        ),
    ] {
        let error = setup.chain.query_error(&setup.gov, &question);
        assert!(error.contains(&refusal.to_string()), "{error}");
    }
}

/// T-02: bad or odd-case address.
#[test]
fn questions_name_addresses() {
    let mut setup = Setup::staked();
    let poll_id = setup.poll(Action::Text);
    let address = setup.alice.as_str().to_uppercase();
    let start_after = Some(address.clone());
    let (limit, order_by) = (None, None);

    for question in [
        QueryMsg::Staker {
            address: address.clone(),
        },
        QueryMsg::Voter {
            poll_id,
            address: address.clone(),
        },
        QueryMsg::VotingPower { poll_id, address },
        QueryMsg::Voters {
            poll_id,
            start_after: start_after.clone(),
            limit,
            order_by,
        },
        QueryMsg::Shares {
            start_after,
            limit,
            order_by,
        },
    ] {
        setup.chain.query_error(&setup.gov, &question);
    }
}

#[test]
fn nobody_has_power_in_a_poll_that_ended() {
    let mut setup = Setup::staked();
    let alice = setup.alice.clone();
    let poll_id = setup.poll(Action::Text);
    assert_eq!(99_999_000, setup.power(&alice, poll_id));

    setup.passes(poll_id);

    assert_eq!(0, setup.power(&alice, poll_id));
}
