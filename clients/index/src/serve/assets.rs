//! `/assets`: every asset with its prices, its market and the last day.

use axum::extract::State;
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::store::questions::assets::{after, Asset, Pool};

use super::app::App;
use super::asked::Asked;
use super::at::At;
use super::page;
use super::problem::Problem;

/// How long a price may be used, in seconds (docs/spec/mint.md section 3).
const PRICE_LIFE_SECONDS: i64 = 60;

/// Which page of the assets.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// `next` of the page before.
    offset: Option<String>,
    /// Entries on the page: 100 unless told, 100 at most.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A page of the assets.
#[derive(Serialize, ToSchema)]
pub(super) struct Assets {
    #[serde(flatten)]
    at: At,
    /// The assets, in the order of their tokens.
    assets: Vec<AssetNow>,
    /// The `offset` of the next page; null on the last one.
    next: Option<String>,
}

/// An asset, or MIR.
#[derive(Serialize, ToSchema)]
pub(super) struct AssetNow {
    /// The token's address.
    token: String,
    /// What it is.
    kind: AssetKind,
    /// The token's symbol.
    symbol: String,
    /// The token's name.
    name: String,
    /// Its pair against the base denom; null while it has none.
    pair: Option<String>,
    /// The pair's LP token.
    lp_token: Option<String>,
    /// What can be done with it, as far as events tell: the stages of mint's `asset_status` but for a
    /// halt, which only the chain knows. Null for MIR, which can not be minted by users.
    status: Option<AssetStatus>,
    /// What the pool asks for a unit, in base units; null without a pool.
    price: Option<String>,
    /// The same 24 hours ago.
    price_24h_ago: Option<String>,
    /// The oracle's last confirmed price; null before the first.
    oracle_price: Option<String>,
    /// When it was fed, in UNIX seconds.
    oracle_price_time: Option<i64>,
    /// The oracle's price 24 hours ago, to the minute.
    oracle_price_24h_ago: Option<String>,
    /// The price at which it is or is announced to be delisted.
    end_price: Option<String>,
    /// What was traded in the last 24 hours, to the minute, in base units.
    volume_24h: String,
    /// The value of both sides of the pool, in base units; null without a pool.
    liquidity: Option<String>,
}

/// What an asset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AssetKind {
    /// The protocol's own token.
    Mir,
    /// A listed asset.
    Masset,
}

/// What can be done with an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AssetStatus {
    /// Its price is fixed for ever.
    Delisted,
    /// Its delisting is announced.
    Delisting,
    /// It is before its IPO.
    PreIpo,
    /// Its last price is older than a price may be.
    Closed,
    /// Its price is fresh.
    Open,
}

/// Every asset with its prices now and a day ago, its liquidity and what was traded.
#[utoipa::path(
    get,
    path = "/assets",
    params(Question),
    responses(
        (status = 200, body = Assets),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn assets(
    State(app): State<App>,
    Asked(question): Asked<Question>,
) -> Result<Json<Assets>, Problem> {
    let limit = page::limit(question.limit, page::MOST, page::MOST)?;

    let at = At::last(&app.store).await?;
    let offset = question.offset.as_deref();
    let mut found = after(&app.store, offset, i64::from(limit) + 1, at.time).await?;
    let next = page::cut(&mut found, limit, |asset| asset.token.clone());

    let assets = found.into_iter().map(|asset| AssetNow::new(asset, at.time));
    Ok(Json(Assets {
        at,
        assets: assets.collect::<Result<_, _>>()?,
        next,
    }))
}

impl AssetNow {
    fn new(asset: Asset, now: i64) -> Result<Self, Problem> {
        let liquidity = asset.liquidity()?;
        let price = |pool: Option<Pool>| pool.and_then(|pool| pool.price());
        Ok(Self {
            kind: if asset.is_mir {
                AssetKind::Mir
            } else {
                AssetKind::Masset
            },
            status: AssetStatus::of(&asset, now),
            price: price(asset.pool).map(|price| price.to_string()),
            price_24h_ago: price(asset.pool_before).map(|price| price.to_string()),
            oracle_price: asset.oracle_price.map(|price| price.to_string()),
            oracle_price_time: asset.oracle_price_time,
            oracle_price_24h_ago: asset.oracle_price_before.map(|price| price.to_string()),
            end_price: asset.end_price.map(|price| price.to_string()),
            volume_24h: asset.volume.to_string(),
            liquidity: liquidity.map(|value| value.to_string()),
            token: asset.token,
            symbol: asset.symbol,
            name: asset.name,
            pair: asset.pair,
            lp_token: asset.lp_token,
        })
    }
}

impl AssetStatus {
    fn of(asset: &Asset, now: i64) -> Option<Self> {
        if asset.is_mir {
            return None;
        }
        let is_fresh = |time: i64| now.saturating_sub(time) <= PRICE_LIFE_SECONDS;
        Some(match asset.stage.as_str() {
            "delisted" => Self::Delisted,
            "delisting" => Self::Delisting,
            "pre_ipo" => Self::PreIpo,
            _ if asset.oracle_price_time.is_some_and(is_fresh) => Self::Open,
            _ => Self::Closed,
        })
    }
}
