//! How MIR and the polls stand.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::gov;

use crate::engine::world::World;
use crate::error::SimulationError;
use crate::gov::Poll;
use crate::outcome::{MirDay, PollRecord, PollStatus};

/// MIR at the end of today.
pub(super) fn mir_day(world: &World) -> Result<MirDay, SimulationError> {
    let book = &world.book;
    let mirror = book.mirror.token;
    let start = world.supplies.get(&0).copied().unwrap_or_default();
    let community = world.at.community_account;
    let now = world.chain.now();
    let scheduled = book.release.scheduled_for_all(now)?;

    Ok(MirDay {
        supply: book.ledger.supply(mirror),
        scheduled_supply: start.checked_add(scheduled)?,
        staked: book.gov.staked_at(now)?,
        share_price: book.gov.share_price(now)?,
        vote_yield: book.gov.shared.for_each_vote,
        staking_apr: book.staking_apr(now)?,
        open_polls: book.gov.open_polls().len() as u64,
        fees_converted: book.conversion.spent,
        fees_distributed: book.conversion.distributed,
        to_stakers: book.gov.shared.to_stakers,
        to_voters: book.gov.shared.to_voters,
        community: book.ledger.balance(mirror, community),
        granted: book.grants.granted,
        airdrop_claimed: book.airdrops.claimed,
        open_orders: book.orders.iter().count() as u64,
    })
}

/// Every poll there was.
pub(super) fn polls(world: &World) -> Vec<PollRecord> {
    let record = |poll: &Poll| {
        let days = world.book.poll_days.get(&poll.id);
        let (created, ended) = days.copied().unwrap_or((world.date(), None));
        let proposal = world.proposal(poll.id);
        let decided = poll.yes.saturating_add(poll.no);

        PollRecord {
            id: poll.id,
            title: proposal.map_or(String::new(), |proposal| world.title_of(&proposal.purpose)),
            is_planned: proposal.is_some_and(|proposal| proposal.is_planned()),
            created,
            ended,
            status: status(poll.status),
            turnout: poll.base.and_then(|base| part(poll.tally(), base)),
            quorum: world.book.gov.bar(poll.kind).quorum,
            support: part(poll.yes, decided),
            is_forfeited: poll.is_forfeited,
        }
    };

    world.book.gov.polls().map(record).collect()
}

fn part(part: Uint128, whole: Uint128) -> Option<Decimal> {
    Decimal::checked_from_ratio(part, whole).ok()
}

fn status(kept: gov::PollStatus) -> PollStatus {
    match kept {
        gov::PollStatus::InProgress => PollStatus::InProgress,
        gov::PollStatus::Passed => PollStatus::Passed,
        gov::PollStatus::Rejected => PollStatus::Rejected,
        gov::PollStatus::Executed => PollStatus::Executed,
        gov::PollStatus::Failed => PollStatus::Failed,
        gov::PollStatus::Expired => PollStatus::Expired,
    }
}
