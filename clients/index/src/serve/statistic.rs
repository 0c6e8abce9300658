//! `/statistic`: what the protocol holds, and the last day.

use axum::extract::State;
use axum::Json;
use cosmwasm_std::{Decimal, Uint128};
use mirror_math::ratio::value_floor;
use serde::Serialize;
use utoipa::ToSchema;

use crate::store::questions::assets::{pool_of, prices};
use crate::store::questions::hours::{first_hour, since, Sum};
use crate::store::questions::positions::Prices;
use crate::store::questions::statistic::{collateral, pools, supply};

use super::app::App;
use super::at::At;
use super::problem::{Code, Problem};

/// What the protocol holds, and the last day.
#[derive(Serialize, ToSchema)]
pub(super) struct Statistic {
    #[serde(flatten)]
    at: At,
    /// What the protocol holds, in base units.
    tvl: Tvl,
    /// From when on the three below count, in UNIX seconds: the first full hour of the last 24.
    since: i64,
    /// What was traded on all pairs, in base units.
    volume_24h: String,
    /// What traders paid to the pairs, in base units.
    fee_volume_24h: String,
    /// Transactions that touched the protocol.
    transactions_24h: String,
    /// MIR, in micro-MIR.
    mir: Mir,
}

/// What the protocol holds, in base units.
#[derive(Serialize, ToSchema)]
struct Tvl {
    /// The sum of the three below, without what is null.
    total: String,
    /// Both sides of all pairs.
    liquidity: String,
    /// What backs positions, at the oracle's last prices. Collateral whose price is not known to the index
    /// is not in it, but in `unpriced`.
    collateral: String,
    /// MIR that is staked in gov, at its pair's price; null where one of the two is not known.
    staked_mir: Option<String>,
    /// Collateral whose price is not known to the index, in its own micro units.
    unpriced: Vec<Unpriced>,
}

/// Collateral without a price.
#[derive(Serialize, ToSchema)]
struct Unpriced {
    /// A denom or a token's address.
    collateral: String,
    /// How much there is.
    amount: String,
}

/// MIR, in micro-MIR.
#[derive(Serialize, ToSchema)]
struct Mir {
    /// How much there is; null while the index has not heard of any.
    supply: Option<String>,
    /// What gov counts as staked; null while the index has not heard from gov.
    staked: Option<String>,
    /// What its pair asks for a unit, in base units; null without a pool.
    price: Option<String>,
}

/// What the protocol holds, and what happened in the last day.
#[utoipa::path(
    get,
    path = "/statistic",
    responses(
        (status = 200, body = Statistic),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn statistic(State(app): State<App>) -> Result<Json<Statistic>, Problem> {
    let store = &app.store;
    let at = At::last(store).await?;
    let hour = first_hour(at.time);
    let staked = app.watched.last().and_then(|heard| heard.staked);
    let pool = pool_of(store, &app.site.mirror_token).await?;
    let price = pool.and_then(|pool| pool.price());
    let sum = |sum| since(store, sum, hour);
    Ok(Json(Statistic {
        at,
        since: hour,
        tvl: Tvl::read(&app, staked, price).await?,
        volume_24h: sum(Sum::Volume).await?.to_string(),
        fee_volume_24h: sum(Sum::Commission).await?.to_string(),
        transactions_24h: sum(Sum::Transactions).await?.to_string(),
        mir: Mir {
            supply: supply(store, &app.site.mirror_token).await?.map(text),
            staked: staked.map(text),
            price: price.map(|price| price.to_string()),
        },
    }))
}

impl Tvl {
    async fn read(
        app: &App,
        staked: Option<Uint128>,
        mir_price: Option<Decimal>,
    ) -> Result<Self, Problem> {
        let mut liquidity = Uint128::zero();
        for (_, base) in pools(&app.store).await? {
            // At a pool's own price both sides are worth the same.
            liquidity = added(added(liquidity, base)?, base)?;
        }

        let prices = Prices {
            base_denom: app.site.base_denom.clone(),
            assets: prices(&app.store).await?.into_iter().collect(),
        };
        let mut backing = Uint128::zero();
        let mut unpriced = Vec::new();
        for (collateral, amount) in collateral(&app.store).await? {
            match prices.of(&collateral) {
                Some(price) => backing = added(backing, worth(amount, price)?)?,
                None if amount.is_zero() => {}
                None => unpriced.push(Unpriced {
                    collateral,
                    amount: amount.to_string(),
                }),
            }
        }

        let staked = match (staked, mir_price) {
            (Some(staked), Some(price)) => Some(worth(staked, price)?),
            _ => None,
        };
        let total = added(added(liquidity, backing)?, staked.unwrap_or_default())?;
        Ok(Self {
            total: total.to_string(),
            liquidity: liquidity.to_string(),
            collateral: backing.to_string(),
            staked_mir: staked.map(text),
            unpriced,
        })
    }
}

fn text(amount: Uint128) -> String {
    amount.to_string()
}

fn added(a: Uint128, b: Uint128) -> Result<Uint128, Problem> {
    a.checked_add(b).map_err(|error| too_large(&error))
}

fn worth(amount: Uint128, price: Decimal) -> Result<Uint128, Problem> {
    value_floor(amount, price).map_err(|error| too_large(&error))
}

fn too_large(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "a sum of the statistic does not fit");
    Problem::new(
        Code::Unavailable,
        "the sums can not be computed; see the log",
    )
}
