use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::{Binary, Decimal};
use mirror_math::rewards::Flow;
use mirror_protocol::gov::{PollAdminAction, PollConfig, PollStatus, VoteOption};

use super::*;
use crate::action::{Action, AdminAction, Call};
use crate::ballot::End;
use crate::content::Texts;
use crate::kind::Kind;
use crate::marks::Marks;
use crate::open_polls::OpenPolls;
use crate::poll::Rules;
use crate::share_price::Price;
use crate::takeover::EnoughStaked;
use crate::votes::{LiveVote, LiveVotes};

/// An address of four equal bytes.
fn account(byte: u8) -> CanonicalAddr {
    vec![byte; 4].into()
}

fn amount(amount: u128) -> Uint128 {
    amount.into()
}

fn price() -> Price {
    Price {
        total_share: amount(1_003),
        total_staked: amount(1_004),
    }
}

fn poll_config(deposit: u128, voting_period: u64, quorum: u64, threshold: u64) -> PollConfig {
    PollConfig {
        proposal_deposit: amount(deposit),
        voting_period,
        quorum: Decimal::percent(quorum),
        threshold: Decimal::percent(threshold),
    }
}

fn config() -> Config {
    Config {
        owner: account(0xa1),
        effective_delay: 301,
        default_poll_config: poll_config(1_000, 302, 18, 50),
        migration_poll_config: poll_config(2_000, 303, 40, 60),
        auth_admin_poll_config: poll_config(3_000, 304, 41, 61),
        execute_poll_config: poll_config(4_000, 305, 25, 62),
        voter_weight: Decimal::percent(51),
        snapshot_period: 306,
        admin_manager: account(0xa2),
        poll_gas_limit: 8_000_000,
        expiration_period: 307,
        veto_threshold: Some(Decimal::percent(66)),
        minimum_quorum_base: amount(5_000),
        minimum_stake: amount(6_000),
        min_period: 308,
        self_governed_from: Some(309),
    }
}

fn pool() -> Pool {
    let mut open = OpenPolls::default();
    open.open(3, Kind::Default);
    open.open(5, Kind::Execute);
    Pool {
        total_share: amount(1_001),
        total_staked: amount(1_002),
        total_deposit: amount(1_003),
        pending_voting_rewards: amount(1_004),
        reward_index: amount(1_005),
        poll_count: 6,
        open,
        flow: Flow {
            left: amount(1_008),
            seconds: 1_009,
        },
        updated: 1_010,
        minimum_stake: amount(7_000),
        enough_staked: EnoughStaked::Since(1_006),
    }
}

fn pool_without_flow() -> Pool {
    Pool {
        flow: Flow::default(),
        enough_staked: EnoughStaked::Over,
        ..pool()
    }
}

fn staker() -> Staker {
    let mut marks = Marks::default();
    marks.before_growth(amount(1_004), 3, Some(3));
    let mut votes = LiveVotes::default();
    votes.add(LiveVote {
        poll_id: 5,
        amount: amount(1_006),
        locked: amount(1_007),
    });
    Staker {
        share: amount(1_001),
        last_stake_height: 1_002,
        marks,
        votes,
    }
}

fn terms() -> Poll {
    Poll {
        kind: Kind::Execute,
        creator: account(0xa1),
        deposit: amount(1_001),
        start_time: 1_002,
        start: price(),
        reward_index: amount(1_005),
        rules: Rules {
            voting_period: 301,
            snapshot_period: 302,
            effective_delay: 303,
            expiration_period: 304,
            quorum: Decimal::percent(18),
            threshold: Decimal::percent(50),
            veto_threshold: Some(Decimal::percent(66)),
            minimum_quorum_base: amount(1_006),
        },
    }
}

fn content_of(link: Option<&str>, action: Action) -> Content {
    let texts = Texts {
        title: "Title".to_string(),
        description: "Text".to_string(),
        link: link.map(str::to_string),
    };
    Content { texts, action }
}

fn call(contract: u8, msg: &str) -> Call {
    Call {
        contract: account(contract),
        msg: Binary::from(msg.as_bytes()),
    }
}

fn admin_action() -> Action {
    let owner = "new".to_string();
    Action::Admin(AdminAction::new(PollAdminAction::UpdateOwner { owner }).unwrap())
}

fn in_progress() -> Ballot {
    Ballot {
        status: PollStatus::InProgress,
        end_time: 1_001,
        snapshot_period: 302,
        start: price(),
        yes: amount(1_005),
        no: amount(1_006),
        abstain: amount(1_007),
        noted_share: None,
        end: None,
    }
}

fn passed() -> Ballot {
    Ballot {
        status: PollStatus::Passed,
        noted_share: Some(amount(1_008)),
        end: Some(End {
            height: 1_009,
            base: amount(1_010),
            voters_reward: amount(1_011),
        }),
        ..in_progress()
    }
}

fn votes() -> [(CanonicalAddr, Vote); 3] {
    [
        (0xa1, VoteOption::Yes, 1_001),
        (0xa2, VoteOption::No, 1_002),
        (0xa3, VoteOption::Abstain, 1_003),
    ]
    .map(|(voter, option, of)| {
        let amount = amount(of);
        (account(voter), Vote { option, amount })
    })
}

fn day() -> DayEntry {
    DayEntry {
        day: 20_000,
        amount: amount(1_001),
        total_staked: amount(1_002),
    }
}

/// T-14: storage traps. See docs/upgrades.md.
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    let key = keys::poll;
    let calls = || vec![call(0xb1, "{}"), call(0xb2, "[]")];
    let pot = Pot {
        rewards_left: amount(1_001),
        votes_left: amount(1_002),
    };
    mirror_bytes::golden!(include_str!("../../records.txt"), |storage| {
        MIRROR_TOKEN => MIRROR_TOKEN.save(storage, &account(0xc1));
        CONFIG => CONFIG.save(storage, &config());
        POOL => POOL.save(storage, &pool());
        POOL => POOL.save(storage, &pool_without_flow());
        STAKERS => STAKERS.save(storage, &account(0xa1), &staker());
        POLLS => POLLS.save(storage, &key(300), &terms());
        CONTENTS => CONTENTS.save(storage, &key(1), &content_of(None, Action::Nothing));
        CONTENTS => CONTENTS.save(
            storage,
            &key(2),
            &content_of(Some("https://a.b"), Action::Call(call(0xb1, r#"{"a":{}}"#))),
        );
        CONTENTS => CONTENTS.save(storage, &key(3), &content_of(None, Action::Execute(calls())));
        CONTENTS => CONTENTS.save(storage, &key(4), &content_of(None, admin_action()));
        BALLOTS => BALLOTS.insert(storage, &key(5), &in_progress());
        BALLOTS => BALLOTS.replace(storage, &key(300), &in_progress(), &passed());
        VOTES => votes().map(|(account, vote)| {
            VOTES.save(storage, &keys::voter(300, &account), &vote);
        });
        POTS => POTS.save(storage, &key(300), &pot);
        UNCLAIMED => UNCLAIMED.save(storage, &keys::reward(&account(0xa1), 300), &amount(1_001));
        DAYS => DAYS.save(storage, &day().key(), &day());
    });
}

#[test]
fn rewards_of_a_day_add_up_and_are_overwritten_after_32_days() {
    let mut storage = MockStorage::new();
    let mut note = |day: u64, amount: u128, staked: u128| {
        note_reward(&mut storage, day * 86_400, amount.into(), staked.into()).unwrap();
    };

    note(100, 1, 10);
    note(100, 2, 20);
    note(101, 4, 30);
    note(132, 8, 40);

    let entries: Vec<_> = DAYS
        .range(&storage, &[], None, Order::Ascending)
        .map(|entry| entry.unwrap().1)
        .map(|entry| (entry.day, entry.amount.u128(), entry.total_staked.u128()))
        .collect();
    assert_eq!(vec![(132, 8, 40), (101, 4, 30)], entries);
}
