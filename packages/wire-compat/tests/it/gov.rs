use cosmwasm_std::{Binary, Uint128};
use mirror_protocol::gov as ours;
use published_mirror::common::OrderBy;
use published_mirror::gov as theirs;
use serde_json::json;

use crate::wire::{
    decimal, made, ours_reads, ours_reads_all, ours_refuses, received, theirs_reads,
};

// `PollCountResponse` answers no published query, so ours has none.

#[test]
fn the_published_set_up_is_refused() {
    // gov.md section 3: the wire is the one with rules for each kind of poll.
    ours_refuses::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        mirror_token: "mir".into(),
        quorum: made("0.1"),
        threshold: made("0.5"),
        voting_period: 604_800,
        effective_delay: 86_400,
        proposal_deposit: made("5"),
        voter_weight: made("0.5"),
        snapshot_period: 86_400,
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn of_the_published_update_what_both_have_is_read() {
    // gov.md section 3: quorum, threshold, voting_period and proposal_deposit are unknown here.
    let update = theirs::ExecuteMsg::UpdateConfig {
        owner: Some("owner".into()),
        quorum: Some(made("0.1")),
        threshold: Some(made("0.5")),
        voting_period: Some(604_800),
        effective_delay: Some(86_400),
        proposal_deposit: Some(made("5")),
        voter_weight: Some(made("0.5")),
        snapshot_period: Some(86_400),
    };

    assert_eq!(
        ours::ExecuteMsg::UpdateConfig(Box::new(ours::ConfigUpdate {
            owner: Some("owner".into()),
            effective_delay: Some(86_400),
            voter_weight: Some(decimal("0.5")),
            snapshot_period: Some(86_400),
            ..ours::ConfigUpdate::default()
        })),
        made(json!(update))
    );
}

#[test]
fn messages_of_stakers() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::Receive(made(received())),
        theirs::ExecuteMsg::CastVote {
            poll_id: 1,
            vote: theirs::VoteOption::Yes,
            amount: made("5"),
        },
        theirs::ExecuteMsg::CastVote {
            poll_id: 1,
            vote: theirs::VoteOption::No,
            amount: made("5"),
        },
        theirs::ExecuteMsg::CastVote {
            poll_id: 1,
            vote: theirs::VoteOption::Abstain,
            amount: made("5"),
        },
        theirs::ExecuteMsg::WithdrawVotingTokens {
            amount: Some(made("5")),
        },
        theirs::ExecuteMsg::WithdrawVotingRewards { poll_id: Some(1) },
        theirs::ExecuteMsg::StakeVotingRewards { poll_id: None },
    ]);
}

#[test]
fn messages_about_polls_and_hooks() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::EndPoll { poll_id: 1 },
        theirs::ExecuteMsg::ExecutePoll { poll_id: 1 },
        theirs::ExecuteMsg::SnapshotPoll { poll_id: 1 },
    ]);
    ours_reads_all::<ours::Cw20HookMsg>(&[
        theirs::Cw20HookMsg::StakeVotingTokens {},
        theirs::Cw20HookMsg::CreatePoll {
            title: "title".into(),
            description: "description".into(),
            link: Some("https://a.link".into()),
            execute_msg: Some(theirs::PollExecuteMsg {
                contract: "factory".into(),
                msg: made("e30="),
            }),
        },
        theirs::Cw20HookMsg::DepositReward {},
    ]);
}

#[test]
fn queries() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::State {},
        theirs::QueryMsg::Staker {
            address: "holder".into(),
        },
        theirs::QueryMsg::Poll { poll_id: 1 },
        theirs::QueryMsg::Polls {
            filter: Some(theirs::PollStatus::InProgress),
            start_after: Some(1),
            limit: Some(30),
            order_by: Some(OrderBy::Asc),
        },
        theirs::QueryMsg::Voter {
            poll_id: 1,
            address: "holder".into(),
        },
        theirs::QueryMsg::Voters {
            poll_id: 1,
            start_after: Some("holder".into()),
            limit: Some(30),
            order_by: Some(OrderBy::Desc),
        },
        theirs::QueryMsg::Shares {
            start_after: Some("holder".into()),
            limit: Some(30),
            order_by: None,
        },
    ]);
}

#[test]
fn every_status() {
    let pairs = [
        (ours::PollStatus::InProgress, theirs::PollStatus::InProgress),
        (ours::PollStatus::Passed, theirs::PollStatus::Passed),
        (ours::PollStatus::Rejected, theirs::PollStatus::Rejected),
        (ours::PollStatus::Executed, theirs::PollStatus::Executed),
        (ours::PollStatus::Expired, theirs::PollStatus::Expired),
        (ours::PollStatus::Failed, theirs::PollStatus::Failed),
    ];

    for (our, their) in pairs {
        assert_eq!(our, ours_reads(&their));
        theirs_reads::<theirs::PollStatus>(&our);
    }
}

#[test]
fn answers_about_gov() {
    let rules = ours::PollConfig {
        proposal_deposit: Uint128::new(5),
        voting_period: 604_800,
        quorum: decimal("0.1"),
        threshold: decimal("0.5"),
    };
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "gov".into(),
        mirror_token: "mir".into(),
        effective_delay: 86_400,
        default_poll_config: rules.clone(),
        migration_poll_config: rules.clone(),
        auth_admin_poll_config: rules.clone(),
        execute_poll_config: Some(rules),
        voter_weight: decimal("0.5"),
        snapshot_period: 86_400,
        admin_manager: "admin_manager".into(),
        poll_gas_limit: 8_000_000,
        expiration_period: 604_800,
        veto_threshold: None,
        minimum_quorum_base: Some(Uint128::new(6)),
        minimum_stake: Some(Uint128::new(7)),
        min_period: Some(8),
        self_governed_from: Some(9),
        quorum: decimal("0.1"),
        threshold: decimal("0.5"),
        voting_period: 604_800,
        proposal_deposit: Uint128::new(5),
    });
    theirs_reads::<theirs::StateResponse>(&ours::StateResponse {
        poll_count: 1,
        total_share: Uint128::new(2),
        total_deposit: Uint128::new(3),
        pending_voting_rewards: Uint128::new(4),
        total_staked: Uint128::new(5),
        rewards_left: Some(Uint128::new(6)),
        rewards_end: Some(7),
        staked_since: Some(8),
    });
}

#[test]
fn answers_about_polls() {
    let poll = ours::PollResponse {
        id: 1,
        creator: "holder".into(),
        status: ours::PollStatus::Executed,
        end_time: 604_800,
        title: "title".into(),
        description: "description".into(),
        link: Some("https://a.link".into()),
        deposit_amount: Uint128::new(5),
        execute_data: Some(ours::PollExecuteMsg {
            contract: "factory".into(),
            msg: Binary::from(b"{}"),
        }),
        yes_votes: Uint128::new(6),
        no_votes: Uint128::new(7),
        abstain_votes: Uint128::new(8),
        total_balance_at_end_poll: Some(Uint128::new(9)),
        voters_reward: Uint128::new(10),
        staked_amount: Some(Uint128::new(11)),
        admin_action: None,
        start_time: 0,
        effective_time: 691_200,
        expiration_time: 1_296_000,
        quorum: decimal("0.18"),
        threshold: decimal("0.5"),
    };

    theirs_reads::<theirs::PollResponse>(&poll);
    theirs_reads::<theirs::PollsResponse>(&ours::PollsResponse { polls: vec![poll] });
}

#[test]
fn answers_about_stakers_and_votes() {
    theirs_reads::<theirs::StakerResponse>(&ours::StakerResponse {
        balance: Uint128::new(5),
        share: Uint128::new(4),
        locked_balance: vec![(
            2,
            ours::VoterInfo {
                vote: ours::VoteOption::No,
                balance: Uint128::new(3),
            },
        )],
        withdrawable_polls: vec![(1, Uint128::new(7))],
        pending_voting_rewards: Uint128::new(7),
    });
    theirs_reads::<theirs::SharesResponse>(&ours::SharesResponse {
        stakers: vec![ours::SharesResponseItem {
            staker: "holder".into(),
            share: Uint128::new(5),
        }],
    });
    let vote = ours::VotersResponseItem {
        voter: "holder".into(),
        vote: ours::VoteOption::Abstain,
        balance: Uint128::new(5),
    };
    theirs_reads::<theirs::VotersResponseItem>(&vote);
    theirs_reads::<theirs::VotersResponse>(&ours::VotersResponse { voters: vec![vote] });
}
