//! `/cdps`: open positions with their ratios at the prices of now, the least covered first.

use axum::extract::State;
use axum::Json;
use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::store::questions::assets::prices;
use crate::store::questions::positions::{below, Owed, Prices, Spot};

use super::app::App;
use super::asked::Asked;
use super::at::At;
use super::page;
use super::problem::Problem;

/// Which positions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// Only those that owe this asset.
    token: Option<String>,
    /// Only those of at most this ratio, such as `1.5`. Positions whose prices are not known are then left
    /// out.
    max_ratio: Option<String>,
    /// `next` of the page before. Prices may change between two pages: what is behind the place that the
    /// last position has by then comes next.
    offset: Option<String>,
    /// Entries on the page: 30 unless told, 100 at most.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A page of open positions with debt.
#[derive(Serialize, ToSchema)]
pub(super) struct Cdps {
    #[serde(flatten)]
    at: At,
    /// The positions, the lowest ratio first; those whose ratio is not known come last.
    positions: Vec<Cdp>,
    /// The `offset` of the next page; null on the last one.
    next: Option<String>,
}

/// An open position.
#[derive(Serialize, ToSchema)]
struct Cdp {
    /// Its number.
    idx: i64,
    /// Whose it is.
    owner: String,
    /// The asset that is owed.
    token: String,
    /// How much of it.
    debt: String,
    /// What backs it: a denom or a token's address.
    collateral: String,
    /// How much of it.
    collateral_amount: String,
    /// Whether the asset was sold at once.
    is_short: bool,
    /// The collateral's value over that of the debt, down at the 18th digit, at the oracle's last prices
    /// of whatever age; null where a price is not known to the index.
    ratio: Option<String>,
}

/// Open positions with debt, the least covered first.
#[utoipa::path(
    get,
    path = "/cdps",
    params(Question),
    responses(
        (status = 200, body = Cdps),
        (status = "4XX", body = Problem),
        (status = "5XX", body = Problem),
    )
)]
pub(super) async fn cdps(
    State(app): State<App>,
    Asked(question): Asked<Question>,
) -> Result<Json<Cdps>, Problem> {
    let limit = page::limit(question.limit, page::DEFAULT, page::MOST)?;
    let spot: Option<Spot> = page::offset(question.offset.as_deref())?;
    let most = question.max_ratio.as_deref().map(ratio).transpose()?;

    let at = At::last(&app.store).await?;
    let prices = Prices {
        base_denom: app.site.base_denom.clone(),
        assets: prices(&app.store).await?.into_iter().collect(),
    };
    let token = question.token.as_deref();
    let more = usize::try_from(limit).unwrap_or(0) + 1;
    let mut found = below(&app.store, (token, most), spot.as_ref(), &prices, more).await?;
    let next = page::cut(&mut found, limit, |owed| owed.spot.to_string());
    let positions = found.into_iter().map(Cdp::from).collect();
    Ok(Json(Cdps {
        at,
        positions,
        next,
    }))
}

fn ratio(text: &str) -> Result<Decimal, Problem> {
    text.parse().map_err(|_| {
        Problem::parameter(
            "max_ratio is a number of at most 18 digits after the point, such as 1.5",
        )
    })
}

impl From<Owed> for Cdp {
    fn from(owed: Owed) -> Self {
        Self {
            idx: owed.idx,
            owner: owed.owner,
            token: owed.token,
            debt: owed.debt,
            collateral: owed.collateral,
            collateral_amount: owed.amount,
            is_short: owed.is_short,
            ratio: owed.ratio.map(|ratio| ratio.to_string()),
        }
    }
}
