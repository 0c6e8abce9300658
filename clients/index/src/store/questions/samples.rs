//! Some of what the tables say, of one block, to be compared with what the chain says.

use crate::store::Store;

use super::cursor::{place, Place};
use super::position::{position, Position};
use super::QuestionError;

/// How often a question is repeated because a block was written meanwhile.
const ATTEMPTS: u32 = 10;

/// Which rows to take next: the ones behind these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// The token whose supply was compared last.
    pub token: String,
    /// The stake that was compared last: token, account, kind.
    pub stake: (String, String, String),
    /// A number of any size that chooses a position.
    pub position: u64,
}

/// Some rows, all as they were after the same block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples {
    /// The block.
    pub place: Place,
    /// A token, LP tokens among them, and its supply in micro units.
    pub supply: Option<(String, String)>,
    /// A position, open or closed.
    pub position: Option<Position>,
    /// A stake.
    pub stake: Option<Stake>,
}

/// What an account has staked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Stake {
    /// The pool's asset.
    pub token: String,
    /// The staker.
    pub account: String,
    /// Whether LP tokens (`long`) or a short position (`short`).
    pub kind: String,
    /// How much.
    pub amount: String,
}

const NEXT_SUPPLY: &str = "
    SELECT subject, amount FROM totals WHERE name = 'supply' AND subject > $1 ORDER BY subject LIMIT 1";

const POSITIONS: &str = "SELECT max(idx) FROM positions";

const NEXT_POSITION: &str = "SELECT idx FROM positions WHERE idx >= $1 ORDER BY idx LIMIT 1";

const NEXT_STAKE: &str = "
    SELECT token, account, kind, amount FROM stakes
    WHERE (token, account, kind) > ($1, $2, $3) ORDER BY token, account, kind LIMIT 1";

/// The next rows to compare, all of one block; `None` if blocks are written faster than this can be read.
pub async fn samples(store: &Store, turn: &Turn) -> Result<Option<Samples>, QuestionError> {
    for _ in 0..ATTEMPTS {
        let before = place(store).await?;
        let samples = Samples {
            place: before,
            supply: next_supply(store, &turn.token).await?,
            position: any_position(store, turn.position).await?,
            stake: next_stake(store, &turn.stake).await?,
        };
        if place(store).await? == before {
            return Ok(Some(samples));
        }
    }
    Ok(None)
}

async fn next_supply(
    store: &Store,
    token: &str,
) -> Result<Option<(String, String)>, QuestionError> {
    for behind in [token, ""] {
        let found: Option<(String, String)> = on_pool!(store, pool => {
            sqlx::query_as(NEXT_SUPPLY).bind(behind).fetch_optional(pool).await
        })?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

async fn any_position(store: &Store, number: u64) -> Result<Option<Position>, QuestionError> {
    let (last,): (Option<i64>,) = on_pool!(store, pool => {
        sqlx::query_as(POSITIONS).fetch_one(pool).await
    })?;
    let Some(last) = last.filter(|last| *last > 0) else {
        return Ok(None);
    };
    let chosen = number % last.unsigned_abs();
    let chosen = i64::try_from(chosen).unwrap_or(0) + 1;
    let found: Option<i64> = on_pool!(store, pool => {
        sqlx::query_scalar(NEXT_POSITION).bind(chosen).fetch_optional(pool).await
    })?;
    match found {
        Some(idx) => position(store, idx).await,
        None => Ok(None),
    }
}

async fn next_stake(
    store: &Store,
    (token, account, kind): &(String, String, String),
) -> Result<Option<Stake>, QuestionError> {
    for (token, account, kind) in [
        (token.as_str(), account.as_str(), kind.as_str()),
        ("", "", ""),
    ] {
        let found: Option<Stake> = on_pool!(store, pool => {
            let question = sqlx::query_as(NEXT_STAKE).bind(token).bind(account).bind(kind);
            question.fetch_optional(pool).await
        })?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
