//! Assets with their prices and pools, now and a day ago.

use cosmwasm_std::{Decimal, Uint128};

use crate::store::Store;

use super::amounts::{add, read, read_known, too_large};
use super::QuestionError;

const DAY: i64 = 86_400;

/// The shortest candles.
const MINUTE: i64 = 60;

/// An asset, or MIR, with what is known of its prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The token's address.
    pub token: String,
    /// Whether it is MIR.
    pub is_mir: bool,
    /// The token's symbol.
    pub symbol: String,
    /// The token's name.
    pub name: String,
    /// Its pair against the base denom.
    pub pair: Option<String>,
    /// The pair's LP token.
    pub lp_token: Option<String>,
    /// The stage of its life: listed, pre_ipo, delisting or delisted.
    pub stage: String,
    /// The price at which it is or will be delisted.
    pub end_price: Option<Decimal>,
    /// The oracle's last confirmed price, in base units.
    pub oracle_price: Option<Decimal>,
    /// When that was fed, in UNIX seconds.
    pub oracle_price_time: Option<i64>,
    /// The oracle's price a day before, to the minute.
    pub oracle_price_before: Option<Decimal>,
    /// What the pair holds.
    pub pool: Option<Pool>,
    /// What the pair held a day before.
    pub pool_before: Option<Pool>,
    /// What was traded in the last day, in base units, to the minute.
    pub volume: Uint128,
}

/// What a pair holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Of the base denom.
    pub base: Uint128,
    /// Of the asset.
    pub asset: Uint128,
}

#[derive(sqlx::FromRow)]
struct Row {
    token: String,
    kind: String,
    symbol: String,
    name: String,
    pair: Option<String>,
    lp_token: Option<String>,
    status: String,
    end_price: Option<String>,
    price: Option<String>,
    price_time: Option<i64>,
    oracle_before: Option<String>,
    base: Option<String>,
    asset: Option<String>,
    base_before: Option<String>,
    asset_before: Option<String>,
    traded: Option<String>,
    traded_before: Option<String>,
}

// Each price and pool is the newest row of an index, which is one look-up for each asset of the page.
const AFTER: &str = "
    SELECT a.token, a.kind, a.symbol, a.name, a.pair, a.lp_token, a.status, a.end_price, a.price,
        a.price_time,
        (SELECT close FROM candles c WHERE c.source = 'oracle' AND c.token = a.token AND c.step = $3
            AND c.start <= $4 ORDER BY c.start DESC LIMIT 1) AS oracle_before,
        (SELECT base FROM reserves r WHERE r.token = a.token
            ORDER BY r.time DESC, r.height DESC LIMIT 1) AS base,
        (SELECT asset FROM reserves r WHERE r.token = a.token
            ORDER BY r.time DESC, r.height DESC LIMIT 1) AS asset,
        (SELECT base FROM reserves r WHERE r.token = a.token AND r.time <= $5
            ORDER BY r.time DESC, r.height DESC LIMIT 1) AS base_before,
        (SELECT asset FROM reserves r WHERE r.token = a.token AND r.time <= $5
            ORDER BY r.time DESC, r.height DESC LIMIT 1) AS asset_before,
        (SELECT amount FROM totals t WHERE t.name = 'volume' AND t.subject = a.token) AS traded,
        (SELECT total FROM candles c WHERE c.source = 'pair' AND c.token = a.token AND c.step = $3
            AND c.start <= $4 ORDER BY c.start DESC LIMIT 1) AS traded_before
    FROM assets a WHERE a.token > $1 ORDER BY a.token LIMIT $2";

const IS_KNOWN: &str = "SELECT 1 FROM assets WHERE token = $1";

const POOL: &str = "
    SELECT base, asset FROM reserves WHERE token = $1 ORDER BY time DESC, height DESC LIMIT 1";

const PRICES: &str = "SELECT token, status, price, end_price FROM assets";

impl Pool {
    /// Base units for a unit of the asset, down at the 18th digit; `None` for an empty pool.
    pub fn price(&self) -> Option<Decimal> {
        // It can not overflow for real pools; a price that does is as unknown as that of an empty one.
        mirror_math::ratio::fraction_floor(self.base, self.asset).ok()
    }
}

/// A page of the assets, in the order of their tokens, as they are at the time `now`.
pub async fn after(
    store: &Store,
    token: Option<&str>,
    limit: i64,
    now: i64,
) -> Result<Vec<Asset>, QuestionError> {
    let before = now.saturating_sub(DAY);
    let rows: Vec<Row> = on_pool!(store, pool => {
        let question = sqlx::query_as(AFTER).bind(token.unwrap_or("")).bind(limit);
        // A candle counts once it is over.
        let question = question.bind(MINUTE).bind(before.saturating_sub(MINUTE)).bind(before);
        question.fetch_all(pool).await
    })?;
    rows.into_iter().map(Asset::from_row).collect()
}

/// Whether there is such an asset.
pub async fn is_known(store: &Store, token: &str) -> Result<bool, QuestionError> {
    let found: Option<(i32,)> = on_pool!(store, pool => {
        sqlx::query_as(IS_KNOWN).bind(token).fetch_optional(pool).await
    })?;
    Ok(found.is_some())
}

/// What the pair of an asset holds; `None` before there is one.
pub async fn pool_of(store: &Store, token: &str) -> Result<Option<Pool>, QuestionError> {
    let found: Option<(String, String)> = on_pool!(store, pool => {
        sqlx::query_as(POOL).bind(token).fetch_optional(pool).await
    })?;
    let (base, asset) = found.unzip();
    pool(base, asset)
}

/// What each asset is worth as debt or collateral, by token: the end price of a delisted one, else the
/// oracle's last. Assets without a price are left out.
pub async fn prices(store: &Store) -> Result<Vec<(String, Decimal)>, QuestionError> {
    type Price = (String, String, Option<String>, Option<String>);
    let rows: Vec<Price> = on_pool!(store, pool => {
        sqlx::query_as(PRICES).fetch_all(pool).await
    })?;
    let mut prices = Vec::new();
    for (token, status, price, end_price) in rows {
        let last = if status == "delisted" {
            end_price
        } else {
            price
        };
        if let Some(price) = read_known("assets.price", last.as_deref())? {
            prices.push((token, price));
        }
    }
    Ok(prices)
}

impl Asset {
    fn from_row(row: Row) -> Result<Self, QuestionError> {
        Ok(Self {
            is_mir: row.kind == "mir",
            token: row.token,
            symbol: row.symbol,
            name: row.name,
            pair: row.pair,
            lp_token: row.lp_token,
            stage: row.status,
            end_price: read_known("assets.end_price", row.end_price.as_deref())?,
            oracle_price: read_known("assets.price", row.price.as_deref())?,
            oracle_price_time: row.price_time,
            oracle_price_before: read_known("candles.close", row.oracle_before.as_deref())?,
            pool: pool(row.base, row.asset)?,
            pool_before: pool(row.base_before, row.asset_before)?,
            volume: since(row.traded, row.traded_before)?,
        })
    }

    /// The value of both sides of the pool, in base units; `None` without a pool.
    pub fn liquidity(&self) -> Result<Option<Uint128>, QuestionError> {
        // At the pool's own price both sides are worth the same.
        let both = self.pool.map(|pool| add("liquidity", pool.base, pool.base));
        both.transpose()
    }
}

fn pool(base: Option<String>, asset: Option<String>) -> Result<Option<Pool>, QuestionError> {
    let (Some(base), Some(asset)) = (base, asset) else {
        return Ok(None);
    };
    Ok(Some(Pool {
        base: read("reserves.base", &base)?,
        asset: read("reserves.asset", &asset)?,
    }))
}

/// What was added to a sum that only grows.
fn since(now: Option<String>, before: Option<String>) -> Result<Uint128, QuestionError> {
    let now: Uint128 = read_known("totals.amount", now.as_deref())?.unwrap_or_default();
    let before = read_known("candles.total", before.as_deref())?.unwrap_or_default();
    now.checked_sub(before)
        .map_err(|error| too_large("volume", error))
}
