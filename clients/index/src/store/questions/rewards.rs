//! What gov was paid for its stakers, day by day.

use cosmwasm_std::Uint128;
use mirror_math::apr::{AVERAGED_DAYS, DAY_SECONDS};

use crate::store::Store;

use super::amounts::read;
use super::QuestionError;

const REWARDS: &str = "
    SELECT start, amount FROM hours
    WHERE name = 'gov_rewards' AND subject = '' AND start >= $1 AND start < $2 ORDER BY start";

/// The rewards of gov before `now`, as (day, micro-MIR), of as many days as the APR averages over; a day
/// may be there several times, or not at all.
pub async fn of_gov(store: &Store, now: u64) -> Result<Vec<(u64, Uint128)>, QuestionError> {
    let today = now / DAY_SECONDS;
    let first = today.saturating_sub(AVERAGED_DAYS);
    let rows: Vec<(i64, String)> = on_pool!(store, pool => {
        let question = sqlx::query_as(REWARDS).bind(second(first)).bind(second(today));
        question.fetch_all(pool).await
    })?;
    let mut rewards = Vec::new();
    for (start, amount) in rows {
        let day = start.unsigned_abs() / DAY_SECONDS;
        rewards.push((day, read("hours.amount", &amount)?));
    }
    Ok(rewards)
}

fn second(day: u64) -> i64 {
    i64::try_from(day.saturating_mul(DAY_SECONDS)).unwrap_or(i64::MAX)
}
