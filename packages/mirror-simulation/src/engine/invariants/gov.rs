//! Stake, polls and what voters earn (I-15 to I-18; the book has found I-19 already).

use cosmwasm_std::Uint128;
use mirror_math::apr::DAY_SECONDS;
use mirror_protocol::gov::{
    PollResponse, PollStatus, PollsResponse, QueryMsg, RewardHistoryResponse, StakerResponse,
    StateResponse, VotingPowerResponse,
};

use super::findings::Findings;
use super::view::View;
use crate::accounts::Account;
use crate::engine::book::Book;
use crate::error::SimulationError;
use crate::gov::Poll;

/// Entries on a page, the most that gov gives.
const PAGE: u32 = 30;

pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    state(view, findings)?;
    shares(view, findings)?;
    rewards(view, findings)?;
    powers(view, findings, view.number)?;

    touched(view, findings)
}

/// I-16: a share never becomes worth less.
pub(super) fn price(
    book: &mut Book,
    now: u64,
    findings: &mut Findings,
) -> Result<(), SimulationError> {
    let holds = book.gov.price_holds(now)?;
    findings.expect("I-16", holds, || {
        "a share is worth less than before".to_string()
    });

    Ok(())
}

/// I-15: gov holds what it owes, and its sums are those of the book.
fn state(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let told: StateResponse = view.query(&view.at.gov, &QueryMsg::State {})?;
    let kept = &view.book.gov;
    let now = view.now;
    let told_sums = [
        told.total_staked,
        told.total_share,
        told.total_deposit,
        told.pending_voting_rewards,
    ];
    let kept_sums = [
        kept.staked_at(now)?,
        kept.total_share,
        kept.total_deposit,
        kept.pending,
    ];
    findings.compare("I-15", || "sums of gov".to_string(), told_sums, kept_sums);
    let flowing = told.rewards_left.zip(told.rewards_end);
    let due = kept.flowing_at(now)?;
    findings.compare("I-15", || "rewards on their way".to_string(), flowing, due);
    let latest = kept.latest_poll().unwrap_or_default();
    findings.compare(
        "I-18",
        || "number of polls".to_string(),
        told.poll_count,
        latest,
    );
    let mirror = &view.book.mirror.token_address;
    let balance = view.tokens_of(mirror, &view.at.gov)?;
    findings.compare("I-15", || "MIR of gov".to_string(), balance, kept.owned()?);

    Ok(())
}

/// I-16: shares add up, and together they are worth no more than the stake.
fn shares(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let (gov, now) = (&view.book.gov, view.now);
    let mut sum = gov.dead_shares();
    let mut worth = Uint128::zero();
    for (_, share) in gov.shares() {
        sum = sum.checked_add(share)?;
        worth = worth.checked_add(gov.worth(share, now)?)?;
    }
    findings.compare("I-16", || "all shares".to_string(), gov.total_share, sum);
    let staked = gov.staked_at(now)?;
    findings.expect("I-16", worth <= staked, || {
        format!("shares are worth {worth} of {staked}")
    });

    Ok(())
}

/// I-17: deposits are those of open polls, rewards are owed by polls.
fn rewards(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let gov = &view.book.gov;
    let mut deposits = Uint128::zero();
    for poll in gov
        .polls()
        .filter(|poll| poll.status == PollStatus::InProgress)
    {
        deposits = deposits.checked_add(poll.deposit)?;
    }
    findings.compare(
        "I-17",
        || "deposits".to_string(),
        gov.total_deposit,
        deposits,
    );
    let owed = gov.owed_to_voters()?;
    findings.compare(
        "I-17",
        || "rewards of voters".to_string(),
        gov.pending,
        owed,
    );

    Ok(())
}

/// I-18: what somebody may vote with in an open poll is what it was worth at its creation, whatever
/// rewards have come since: of one staker, another one every day.
fn powers(view: &View, findings: &mut Findings, day: usize) -> Result<(), SimulationError> {
    let gov = &view.book.gov;
    let stakers: Vec<Account> = gov.shares().map(|(staker, _)| staker).collect();
    let Some(staker) = stakers.get(day % stakers.len().max(1)).copied() else {
        return Ok(());
    };
    for poll_id in gov.open_polls() {
        let address = view.book.accounts.address(staker).to_string();
        let question = QueryMsg::VotingPower {
            poll_id,
            address: address.clone(),
        };
        let told: VotingPowerResponse = view.query(&view.at.gov, &question)?;
        let kept = gov.power(poll_id, staker)?;
        let what = || format!("power of {address} in poll {poll_id}");
        findings.compare("I-18", what, told.power, kept);
    }

    Ok(())
}

/// I-18: polls that changed are as their votes and messages made them.
fn touched(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    for kept in view.book.gov.touched_polls() {
        let question = QueryMsg::Poll { poll_id: kept.id };
        let told: PollResponse = view.query(&view.at.gov, &question)?;
        compare_poll(findings, &told, kept)?;
        let bar = view.book.gov.bar(kept.kind);
        findings.compare(
            "I-18",
            || format!("quorum and threshold of poll {}", kept.id),
            (told.quorum, told.threshold),
            (bar.quorum, bar.threshold),
        );
        let mut votes = Uint128::zero();
        for vote in kept.votes() {
            votes = votes.checked_add(vote)?;
        }
        let what = || format!("votes in poll {}", kept.id);
        findings.compare("I-18", what, kept.tally(), votes);
    }

    Ok(())
}

fn compare_poll(
    findings: &mut Findings,
    told: &PollResponse,
    kept: &Poll,
) -> Result<(), SimulationError> {
    let what = |part: &str| format!("{part} of poll {}", kept.id);
    findings.compare("I-18", || what("status"), told.status, kept.status);
    let told_votes = [told.yes_votes, told.no_votes, told.abstain_votes];
    let kept_votes = [kept.yes, kept.no, kept.abstain];
    findings.compare("I-18", || what("votes"), told_votes, kept_votes);
    let told_stake = (told.staked_amount, told.total_balance_at_end_poll);
    let kept_stake = (kept.staked_amount()?, kept.base);
    findings.compare("I-18", || what("stake"), told_stake, kept_stake);
    if kept.base.is_some() {
        findings.compare("I-17", || what("reward"), told.voters_reward, kept.reward);
    }

    Ok(())
}

/// I-17: what was shared out day by day, which the APR of staking is computed from.
fn history(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let question = QueryMsg::RewardHistory { limit: None };
    let told: RewardHistoryResponse = view.query(&view.at.gov, &question)?;
    let told: Vec<_> = told.days.iter().map(|one| (one.day, one.amount)).collect();

    // Gov tells 15 of the last 32 days.
    let today = view.now / DAY_SECONDS;
    let is_recent = |day: u64| today.saturating_sub(day) < 32;
    let kept = view.book.gov.shared.by_day.iter().rev().copied();
    let kept: Vec<_> = kept.filter(|one| is_recent(one.0)).take(15).collect();
    findings.compare("I-17", || "reward history".to_string(), told, kept);

    Ok(())
}

/// Every staker and every poll, one by one, and the rewards of the last days.
pub(super) fn sweep(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    history(view, findings)?;
    for (staker, share) in view.book.gov.shares() {
        let address = view.book.accounts.address(staker).to_string();
        let question = QueryMsg::Staker {
            address: address.clone(),
        };
        let told: StakerResponse = view.query(&view.at.gov, &question)?;
        let told = (told.share, told.balance);
        let kept = (share, view.book.gov.worth(share, view.now)?);
        findings.compare("I-16", || format!("stake of {address}"), told, kept);
    }

    for filter in [
        PollStatus::InProgress,
        PollStatus::Passed,
        PollStatus::Rejected,
        PollStatus::Executed,
        PollStatus::Expired,
        PollStatus::Failed,
    ] {
        let told = listed(view, filter)?;
        let polls = view.book.gov.polls();
        let of_status = polls.filter(|poll| poll.status == filter);
        let kept: Vec<u64> = of_status.map(|poll| poll.id).collect();
        findings.compare("I-18", || format!("polls {filter}"), told, kept);
    }

    Ok(())
}

/// The numbers of all polls of a status, rising.
fn listed(view: &View, filter: PollStatus) -> Result<Vec<u64>, SimulationError> {
    let mut numbers: Vec<u64> = Vec::new();
    loop {
        let question = QueryMsg::Polls {
            filter: Some(filter),
            start_after: numbers.last().copied(),
            limit: Some(PAGE),
            order_by: Some(mirror_protocol::paging::OrderBy::Asc),
        };
        let page: PollsResponse = view.query(&view.at.gov, &question)?;
        if page.polls.is_empty() {
            return Ok(numbers);
        }
        numbers.extend(page.polls.iter().map(|poll| poll.id));
    }
}
