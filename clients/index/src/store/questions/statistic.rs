//! Sums over the whole protocol, which the writer keeps.

use cosmwasm_std::Uint128;

use crate::store::Store;

use super::amounts::{read, read_known};
use super::QuestionError;

const TOTALS: &str = "SELECT subject, amount FROM totals WHERE name = $1 ORDER BY subject";

const TOTAL: &str = "SELECT amount FROM totals WHERE name = $1 AND subject = $2";

const POOLS: &str = "
    SELECT a.token,
        (SELECT base FROM reserves r WHERE r.token = a.token
            ORDER BY r.time DESC, r.height DESC LIMIT 1) AS base
    FROM assets a";

/// What the positions hold of each collateral.
pub async fn collateral(store: &Store) -> Result<Vec<(String, Uint128)>, QuestionError> {
    let rows: Vec<(String, String)> = on_pool!(store, pool => {
        sqlx::query_as(TOTALS).bind("collateral").fetch_all(pool).await
    })?;
    let amounts = rows.into_iter();
    amounts
        .map(|(subject, amount)| Ok((subject, read("totals.amount", &amount)?)))
        .collect()
}

/// How much of a token there is; `None` if the index has never heard of it.
pub async fn supply(store: &Store, token: &str) -> Result<Option<Uint128>, QuestionError> {
    let found: Option<String> = on_pool!(store, pool => {
        let question = sqlx::query_scalar(TOTAL).bind("supply").bind(token);
        question.fetch_optional(pool).await
    })?;
    read_known("totals.amount", found.as_deref())
}

/// What the pairs hold of the base denom, by asset.
pub async fn pools(store: &Store) -> Result<Vec<(String, Uint128)>, QuestionError> {
    let rows: Vec<(String, Option<String>)> = on_pool!(store, pool => {
        sqlx::query_as(POOLS).fetch_all(pool).await
    })?;
    let mut pools = Vec::new();
    for (token, base) in rows {
        if let Some(base) = read_known("reserves.base", base.as_deref())? {
            pools.push((token, base));
        }
    }
    Ok(pools)
}
