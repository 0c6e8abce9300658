use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::gov::{
    ConfigResponse, ConfigUpdate, Cw20HookMsg, ExecuteMsg, InstantiateMsg, PollAdminAction,
    PollConfig, PollDepositResponse, PollExecuteMsg, PollKind, PollResponse, PollStatus,
    PollsResponse, QueryMsg, RewardDay, RewardHistoryResponse, SharesResponse, SharesResponseItem,
    StakerResponse, StateResponse, VoteOption, VoterInfo, VotersResponse, VotersResponseItem,
    VotingPowerResponse,
};
use mirror_protocol::paging::OrderBy;

use crate::golden::{also_read_so, decimal, record, refused, variant, written_so};

const AMOUNT: Uint128 = Uint128::new(5);
const RULES: &str = concat!(
    r#"{"proposal_deposit":"1000000000","voting_period":604800,"#,
    r#""quorum":"0.18","threshold":"0.5"}"#
);

fn rules() -> PollConfig {
    PollConfig {
        proposal_deposit: Uint128::new(1_000_000_000),
        voting_period: 604_800,
        quorum: decimal("0.18"),
        threshold: decimal("0.5"),
    }
}

fn update() -> ConfigUpdate {
    ConfigUpdate {
        owner: Some("gov".into()),
        effective_delay: Some(86_400),
        default_poll_config: Some(rules()),
        migration_poll_config: Some(rules()),
        auth_admin_poll_config: Some(rules()),
        execute_poll_config: Some(rules()),
        voter_weight: Some(decimal("0.5")),
        snapshot_period: Some(86_400),
        admin_manager: Some("admin_manager".into()),
        poll_gas_limit: Some(8_000_000),
        expiration_period: Some(604_800),
        veto_threshold: Some(decimal("0.667")),
        minimum_quorum_base: Some(Uint128::new(5)),
        minimum_stake: Some(Uint128::new(6)),
    }
}

/// The fields that instantiate, `update_config` and the configuration have in common.
fn shared() -> String {
    format!(
        concat!(
            r#""effective_delay":86400,"default_poll_config":{rules},"#,
            r#""migration_poll_config":{rules},"auth_admin_poll_config":{rules},"#,
            r#""execute_poll_config":{rules},"#,
            r#""voter_weight":"0.5","snapshot_period":86400,"admin_manager":"admin_manager","#,
            r#""poll_gas_limit":8000000,"expiration_period":604800,"veto_threshold":"0.667","#,
            r#""minimum_quorum_base":"5","minimum_stake":"6""#
        ),
        rules = RULES
    )
}

#[test]
fn the_json_of_instantiate_is_fixed() {
    record(&rules(), RULES, &[]);
    record(
        &InstantiateMsg {
            mirror_token: "mir".into(),
            effective_delay: 86_400,
            default_poll_config: rules(),
            migration_poll_config: rules(),
            auth_admin_poll_config: rules(),
            execute_poll_config: Some(rules()),
            voter_weight: decimal("0.5"),
            snapshot_period: 86_400,
            admin_manager: "admin_manager".into(),
            poll_gas_limit: 8_000_000,
            expiration_period: Some(604_800),
            veto_threshold: Some(decimal("0.667")),
            minimum_quorum_base: Some(Uint128::new(5)),
            minimum_stake: Some(Uint128::new(6)),
            min_period: Some(86_400),
        },
        &format!(
            r#"{{"mirror_token":"mir",{},"min_period":86400}}"#,
            shared()
        ),
        &[
            "execute_poll_config",
            "expiration_period",
            "veto_threshold",
            "minimum_quorum_base",
            "minimum_stake",
            "min_period",
        ],
    );
}

#[test]
fn the_former_flat_form_of_instantiate_is_refused() {
    refused::<InstantiateMsg>(
        r#"{"mirror_token":"mir","quorum":"0.1","threshold":"0.5","voting_period":604800,
            "effective_delay":86400,"proposal_deposit":"1","voter_weight":"0.5",
            "snapshot_period":86400}"#,
    );
    also_read_so(
        &ExecuteMsg::UpdateConfig(Box::default()),
        r#"{"update_config":{"quorum":"0.1"}}"#,
    );
}

#[test]
fn the_json_of_update_config_is_fixed() {
    let text = format!(r#"{{"update_config":{{"owner":"gov",{}}}}}"#, shared());
    let optional = [
        "owner",
        "effective_delay",
        "default_poll_config",
        "migration_poll_config",
        "auth_admin_poll_config",
        "execute_poll_config",
        "voter_weight",
        "snapshot_period",
        "admin_manager",
        "poll_gas_limit",
        "expiration_period",
        "veto_threshold",
        "minimum_quorum_base",
        "minimum_stake",
    ];

    variant(
        &ExecuteMsg::UpdateConfig(Box::new(update())),
        &text,
        &optional,
    );
    variant(
        &PollAdminAction::UpdateConfig(Box::new(update())),
        &text,
        &optional,
    );
}

#[test]
fn the_json_of_cast_vote_is_fixed() {
    variant(
        &ExecuteMsg::CastVote {
            poll_id: 1,
            vote: VoteOption::Yes,
            amount: AMOUNT,
        },
        r#"{"cast_vote":{"poll_id":1,"vote":"yes","amount":"5"}}"#,
        &[],
    );
    for (vote, name) in [
        (VoteOption::Yes, "yes"),
        (VoteOption::No, "no"),
        (VoteOption::Abstain, "abstain"),
    ] {
        written_so(&vote, &format!(r#""{name}""#));
        assert_eq!(name, vote.to_string());
    }
    refused::<VoteOption>(r#""maybe""#);
}

#[test]
fn the_json_of_withdrawals_is_fixed() {
    variant(
        &ExecuteMsg::WithdrawVotingTokens {
            amount: Some(AMOUNT),
        },
        r#"{"withdraw_voting_tokens":{"amount":"5"}}"#,
        &["amount"],
    );
    variant(
        &ExecuteMsg::WithdrawVotingRewards { poll_id: Some(1) },
        r#"{"withdraw_voting_rewards":{"poll_id":1}}"#,
        &["poll_id"],
    );
    variant(
        &ExecuteMsg::StakeVotingRewards { poll_id: Some(1) },
        r#"{"stake_voting_rewards":{"poll_id":1}}"#,
        &["poll_id"],
    );
}

#[test]
fn the_json_of_messages_about_a_poll_is_fixed() {
    for (message, name) in [
        (ExecuteMsg::EndPoll { poll_id: 1 }, "end_poll"),
        (ExecuteMsg::ExecutePoll { poll_id: 1 }, "execute_poll"),
        (ExecuteMsg::SnapshotPoll { poll_id: 1 }, "snapshot_poll"),
        (ExecuteMsg::ExpirePoll { poll_id: 1 }, "expire_poll"),
    ] {
        variant(&message, &format!(r#"{{"{name}":{{"poll_id":1}}}}"#), &[]);
    }
}

#[test]
fn the_json_of_the_hooks_is_fixed() {
    variant(
        &ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: "holder".into(),
            amount: AMOUNT,
            msg: Binary::from(b"{}"),
        }),
        r#"{"receive":{"sender":"holder","amount":"5","msg":"e30="}}"#,
        &[],
    );
    written_so(
        &Cw20HookMsg::StakeVotingTokens {},
        r#"{"stake_voting_tokens":{}}"#,
    );
    written_so(&Cw20HookMsg::DepositReward {}, r#"{"deposit_reward":{}}"#);
    variant(
        &Cw20HookMsg::CreatePoll {
            title: "title".into(),
            description: "description".into(),
            link: Some("https://a.link".into()),
            execute_msg: Some(PollExecuteMsg {
                contract: "factory".into(),
                msg: Binary::from(b"{}"),
            }),
            admin_action: Some(PollAdminAction::UpdateOwner {
                owner: "owner".into(),
            }),
        },
        r#"{"create_poll":{
            "title":"title",
            "description":"description",
            "link":"https://a.link",
            "execute_msg":{"contract":"factory","msg":"e30="},
            "admin_action":{"update_owner":{"owner":"owner"}}
        }}"#,
        &["link", "execute_msg", "admin_action"],
    );
}

#[test]
fn the_json_of_admin_actions_is_fixed() {
    variant(
        &PollAdminAction::ExecuteMigrations {
            migrations: vec![("mint".into(), 9, Binary::from(b"{}"))],
        },
        r#"{"execute_migrations":{"migrations":[["mint",9,"e30="]]}}"#,
        &[],
    );
    variant(
        &PollAdminAction::AuthorizeClaim {
            authorized_addr: "claimant".into(),
        },
        r#"{"authorize_claim":{"authorized_addr":"claimant"}}"#,
        &[],
    );
    let msgs = || {
        vec![PollExecuteMsg {
            contract: "factory".into(),
            msg: Binary::from(b"{}"),
        }]
    };
    variant(
        &PollAdminAction::Execute { msgs: msgs() },
        r#"{"execute":{"msgs":[{"contract":"factory","msg":"e30="}]}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::ExecuteMessages { msgs: msgs() },
        r#"{"execute_messages":{"msgs":[{"contract":"factory","msg":"e30="}]}}"#,
        &[],
    );
}

#[test]
fn the_json_of_the_kinds_is_fixed() {
    for (kind, name) in [
        (PollKind::Default, "default"),
        (PollKind::Migration, "migration"),
        (PollKind::AuthAdmin, "auth_admin"),
        (PollKind::Execute, "execute"),
        (PollKind::ExecuteCode, "execute_code"),
    ] {
        written_so(&kind, &format!(r#""{name}""#));
    }
}

#[test]
fn the_json_of_queries_for_one_entry_is_fixed() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    written_so(&QueryMsg::State {}, r#"{"state":{}}"#);
    let address = || "holder".to_string();
    variant(
        &QueryMsg::Staker { address: address() },
        r#"{"staker":{"address":"holder"}}"#,
        &[],
    );
    variant(
        &QueryMsg::Poll { poll_id: 1 },
        r#"{"poll":{"poll_id":1}}"#,
        &[],
    );
    variant(
        &QueryMsg::PollDeposit {
            kind: PollKind::ExecuteCode,
        },
        r#"{"poll_deposit":{"kind":"execute_code"}}"#,
        &[],
    );
    variant(
        &QueryMsg::Voter {
            poll_id: 1,
            address: address(),
        },
        r#"{"voter":{"poll_id":1,"address":"holder"}}"#,
        &[],
    );
    variant(
        &QueryMsg::VotingPower {
            poll_id: 1,
            address: address(),
        },
        r#"{"voting_power":{"poll_id":1,"address":"holder"}}"#,
        &[],
    );
}

#[test]
fn the_json_of_queries_for_lists_is_fixed() {
    variant(
        &QueryMsg::Polls {
            filter: Some(PollStatus::InProgress),
            start_after: Some(1),
            limit: Some(30),
            order_by: Some(OrderBy::Asc),
        },
        r#"{"polls":{"filter":"in_progress","start_after":1,"limit":30,"order_by":"asc"}}"#,
        &["filter", "start_after", "limit", "order_by"],
    );
    variant(
        &QueryMsg::Voters {
            poll_id: 1,
            start_after: Some("holder".into()),
            limit: Some(30),
            order_by: Some(OrderBy::Desc),
        },
        r#"{"voters":{"poll_id":1,"start_after":"holder","limit":30,"order_by":"desc"}}"#,
        &["start_after", "limit", "order_by"],
    );
    variant(
        &QueryMsg::Shares {
            start_after: Some("holder".into()),
            limit: Some(30),
            order_by: Some(OrderBy::Desc),
        },
        r#"{"shares":{"start_after":"holder","limit":30,"order_by":"desc"}}"#,
        &["start_after", "limit", "order_by"],
    );
    variant(
        &QueryMsg::RewardHistory { limit: Some(31) },
        r#"{"reward_history":{"limit":31}}"#,
        &["limit"],
    );
}

#[test]
fn the_json_of_the_statuses_is_fixed() {
    for (status, name) in [
        (PollStatus::InProgress, "in_progress"),
        (PollStatus::Passed, "passed"),
        (PollStatus::Rejected, "rejected"),
        (PollStatus::Executed, "executed"),
        (PollStatus::Expired, "expired"),
        (PollStatus::Failed, "failed"),
    ] {
        written_so(&status, &format!(r#""{name}""#));
        assert_eq!(name, status.to_string());
    }
}

#[test]
fn the_json_of_answers_about_gov_is_fixed() {
    record(
        &ConfigResponse {
            owner: "gov".into(),
            mirror_token: "mir".into(),
            effective_delay: 86_400,
            default_poll_config: rules(),
            migration_poll_config: rules(),
            auth_admin_poll_config: rules(),
            execute_poll_config: Some(rules()),
            voter_weight: decimal("0.5"),
            snapshot_period: 86_400,
            admin_manager: "admin_manager".into(),
            poll_gas_limit: 8_000_000,
            expiration_period: 604_800,
            veto_threshold: Some(decimal("0.667")),
            minimum_quorum_base: Some(Uint128::new(5)),
            minimum_stake: Some(Uint128::new(6)),
            min_period: Some(86_400),
            self_governed_from: Some(7),
            quorum: decimal("0.18"),
            threshold: decimal("0.5"),
            voting_period: 604_800,
            proposal_deposit: Uint128::new(1_000_000_000),
        },
        &format!(
            concat!(
                r#"{{"owner":"gov","mirror_token":"mir",{},"min_period":86400,"#,
                r#""self_governed_from":7,"quorum":"0.18","threshold":"0.5","#,
                r#""voting_period":604800,"proposal_deposit":"1000000000"}}"#
            ),
            shared()
        ),
        &[
            "execute_poll_config",
            "veto_threshold",
            "minimum_quorum_base",
            "minimum_stake",
            "min_period",
            "self_governed_from",
        ],
    );
    record(
        &PollDepositResponse {
            deposit: Uint128::new(5),
        },
        r#"{"deposit":"5"}"#,
        &[],
    );
    record(
        &StateResponse {
            poll_count: 1,
            total_share: Uint128::new(2),
            total_deposit: Uint128::new(3),
            pending_voting_rewards: Uint128::new(4),
            total_staked: AMOUNT,
            rewards_left: Some(Uint128::new(6)),
            rewards_end: Some(7),
            staked_since: Some(8),
        },
        r#"{
            "poll_count":1,"total_share":"2","total_deposit":"3","pending_voting_rewards":"4",
            "total_staked":"5","rewards_left":"6","rewards_end":7,"staked_since":8
        }"#,
        &["rewards_left", "rewards_end", "staked_since"],
    );
}

#[test]
fn the_json_of_answers_about_a_poll_is_fixed() {
    let poll = PollResponse {
        id: 1,
        creator: "holder".into(),
        status: PollStatus::Passed,
        end_time: 604_800,
        title: "title".into(),
        description: "description".into(),
        link: Some("https://a.link".into()),
        deposit_amount: AMOUNT,
        execute_data: Some(PollExecuteMsg {
            contract: "factory".into(),
            msg: Binary::from(b"{}"),
        }),
        yes_votes: Uint128::new(6),
        no_votes: Uint128::new(7),
        abstain_votes: Uint128::new(8),
        total_balance_at_end_poll: Some(Uint128::new(9)),
        voters_reward: Uint128::new(10),
        staked_amount: Some(Uint128::new(11)),
        admin_action: Some(PollAdminAction::UpdateOwner {
            owner: "owner".into(),
        }),
        start_time: 0,
        effective_time: 691_200,
        expiration_time: 1_296_000,
        quorum: decimal("0.18"),
        threshold: decimal("0.5"),
    };
    let text = concat!(
        r#"{"id":1,"creator":"holder","status":"passed","end_time":604800,"title":"title","#,
        r#""description":"description","link":"https://a.link","deposit_amount":"5","#,
        r#""execute_data":{"contract":"factory","msg":"e30="},"yes_votes":"6","#,
        r#""no_votes":"7","abstain_votes":"8","total_balance_at_end_poll":"9","#,
        r#""voters_reward":"10","staked_amount":"11","#,
        r#""admin_action":{"update_owner":{"owner":"owner"}},"start_time":0,"#,
        r#""effective_time":691200,"expiration_time":1296000,"quorum":"0.18","#,
        r#""threshold":"0.5"}"#
    );

    record(
        &poll,
        text,
        &[
            "link",
            "execute_data",
            "total_balance_at_end_poll",
            "staked_amount",
            "admin_action",
        ],
    );
    record(
        &PollsResponse { polls: vec![poll] },
        &format!(r#"{{"polls":[{text}]}}"#),
        &[],
    );
}

#[test]
fn the_json_of_answers_about_stakers_is_fixed() {
    record(
        &StakerResponse {
            balance: AMOUNT,
            share: Uint128::new(4),
            locked_balance: vec![(
                2,
                VoterInfo {
                    vote: VoteOption::No,
                    balance: Uint128::new(3),
                },
            )],
            withdrawable_polls: vec![(1, Uint128::new(7))],
            pending_voting_rewards: Uint128::new(7),
        },
        r#"{
            "balance":"5","share":"4","locked_balance":[[2,{"vote":"no","balance":"3"}]],
            "withdrawable_polls":[[1,"7"]],"pending_voting_rewards":"7"
        }"#,
        &[],
    );
    record(
        &SharesResponse {
            stakers: vec![SharesResponseItem {
                staker: "holder".into(),
                share: AMOUNT,
            }],
        },
        r#"{"stakers":[{"staker":"holder","share":"5"}]}"#,
        &[],
    );
    record(
        &VotingPowerResponse { power: AMOUNT },
        r#"{"power":"5"}"#,
        &[],
    );
}

#[test]
fn the_json_of_answers_about_votes_and_rewards_is_fixed() {
    let vote = VotersResponseItem {
        voter: "holder".into(),
        vote: VoteOption::Abstain,
        balance: AMOUNT,
    };
    let text = r#"{"voter":"holder","vote":"abstain","balance":"5"}"#;
    record(&vote, text, &[]);
    record(
        &VotersResponse { voters: vec![vote] },
        &format!(r#"{{"voters":[{text}]}}"#),
        &[],
    );
    record(
        &RewardHistoryResponse {
            days: vec![RewardDay {
                day: 19_675,
                amount: AMOUNT,
                total_staked: Uint128::new(100),
            }],
        },
        r#"{"days":[{"day":19675,"amount":"5","total_staked":"100"}]}"#,
        &[],
    );
}
