//! Measure premiums, and set the weight of short stakes by them.

use cosmwasm_std::{ensure, Decimal, Deps, DepsMut, Response};
use mirror_bytes::canonical;

use crate::error::ContractError;
use crate::execute::check_list;
use crate::market::{self, Market, Reading};
use crate::pool::Premium;
use crate::state::{self, Config, CONFIG, MIRROR_TOKEN, PREMIUMS};

/// How long a pool has to be deep before its price counts, in seconds: a day, in which anybody may trade
/// against borrowed liquidity, and anybody may look whether it is still there.
pub const SETTLED_SECONDS: u64 = 86_400;

/// Adjust the assets that are due and have a fresh price or none at all, and note which pools are deep
/// enough for their price to count. At least one of them has to change.
pub fn adjust_premium(
    deps: DepsMut,
    now: u64,
    asset_tokens: Vec<String>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let mirror_token = MIRROR_TOKEN.load(deps.storage)?;

    ensure!(!asset_tokens.is_empty(), ContractError::NoAssets {});
    check_list(asset_tokens.iter())?;

    let mut nothing_adjusted = true;
    for asset_token in asset_tokens {
        let asset = canonical(deps.api, &asset_token)?;
        let liquidity = state::liquidity(deps.storage, &asset, &asset_token)?;
        let former = state::premium(deps.storage, &asset)?;
        let is_mirror = asset_token == mirror_token.as_str();
        let look = Look::at(
            deps.as_ref(),
            &config,
            now,
            &asset_token,
            &former,
            is_mirror,
        )?;
        let measured = match look.measures(deps.as_ref(), &config, now)? {
            Some((rate, short_weight)) => Premium {
                rate,
                short_weight,
                updated_time: now,
                weighed: former.weighed(liquidity.released, now)?,
                deep_since: look.deep_since,
            },
            None => Premium {
                deep_since: look.deep_since,
                ..former.clone()
            },
        };
        if measured != former {
            PREMIUMS.save(deps.storage, &asset, &measured);
            nothing_adjusted = false;
        }
    }
    ensure!(!nothing_adjusted, ContractError::NothingToAdjust {});

    Ok(Response::new().add_attribute("action", "premium_adjustment"))
}

/// What is known about an asset's market before the price of the pair is asked.
struct Look {
    market: Option<Market>,
    /// The oracle's price and its time.
    fed: Option<(Decimal, u64)>,
    /// Since when every look found the least reserve; `None` also where none is configured.
    deep_since: Option<u64>,
    /// Whether the price of the pair counts.
    counts: bool,
    /// Whether the premium may be measured: the interval has passed, or a price that counted before does
    /// not count any more.
    is_due: bool,
}

impl Look {
    fn at(
        deps: Deps,
        config: &Config,
        now: u64,
        asset_token: &str,
        former: &Premium,
        is_mirror: bool,
    ) -> Result<Self, ContractError> {
        let is_due = former.is_due(now, config.premium_min_update_interval);
        // Nobody can be short of MIR.
        if is_mirror || (!is_due && config.minimum_reserve.is_zero()) {
            return Ok(Self {
                market: None,
                fed: None,
                deep_since: None,
                counts: false,
                is_due,
            });
        }

        let market = market::of(deps, config, asset_token);
        let fed = market::fed(deps, config, now, asset_token);
        if config.minimum_reserve.is_zero() {
            return Ok(Self {
                market,
                fed,
                deep_since: None,
                counts: true,
                is_due,
            });
        }
        let is_deep = match (&market, fed) {
            (Some(market), Some((price, _))) => market.is_deep(deps, config, price),
            _ => false,
        };
        // One look that finds too little begins the time anew.
        let deep_since = is_deep.then(|| former.deep_since.unwrap_or(now));
        let counts = deep_since.is_some_and(|since| now >= since.saturating_add(SETTLED_SECONDS));
        Ok(Self {
            market,
            fed,
            deep_since,
            counts,
            is_due: is_due || (!is_deep && !former.short_weight.is_zero()),
        })
    }

    /// The new premium and weight, or nothing if the asset keeps what it has.
    fn measures(
        &self,
        deps: Deps,
        config: &Config,
        now: u64,
    ) -> Result<Option<(Decimal, Decimal)>, ContractError> {
        if !self.is_due {
            return Ok(None);
        }
        let market = self.market.as_ref().filter(|_| self.counts);
        let reading = match market.zip(self.fed) {
            Some((market, fed)) => market::read(deps, config, now, market, fed)?,
            None => Reading::NoPrice,
        };
        Ok(match reading {
            Reading::Stale => None,
            Reading::NoPrice => Some((Decimal::zero(), Decimal::zero())),
            Reading::Premium(rate) => Some((rate, market::short_weight(deps, config, rate)?)),
        })
    }
}
