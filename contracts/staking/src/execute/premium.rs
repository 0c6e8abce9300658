//! Measure premiums, and set the weight of short stakes by them.

use cosmwasm_std::{ensure, Decimal, DepsMut, Response};

use crate::error::ContractError;
use crate::execute::check_list;
use crate::market::{self, Reading};
use crate::pool::Premium;
use crate::state::{self, CONFIG, MIRROR_TOKEN, PREMIUMS};

/// Adjust the assets that are due and have a fresh price or none at all; one at least.
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
        let asset = state::key(deps.api, &asset_token)?;
        let liquidity = state::liquidity(deps.storage, &asset, &asset_token)?;
        let former = state::premium(deps.storage, &asset)?;
        if !former.is_due(now, config.premium_min_update_interval) {
            continue;
        }

        let reading = if asset_token == mirror_token.as_str() {
            // Nobody can be short of MIR.
            Reading::NoPrice
        } else {
            market::read(deps.as_ref(), &config, now, &asset_token)?
        };
        let (rate, short_weight) = match reading {
            Reading::Stale => continue,
            Reading::NoPrice => (Decimal::zero(), Decimal::zero()),
            Reading::Premium(rate) => {
                let weight = market::short_weight(deps.as_ref(), &config, rate)?;
                (rate, weight)
            }
        };
        let premium = Premium {
            rate,
            short_weight,
            updated_time: now,
            weighed: former.weighed(liquidity.released, now)?,
        };

        PREMIUMS.save(deps.storage, &asset, &premium);
        nothing_adjusted = false;
    }
    ensure!(!nothing_adjusted, ContractError::NothingToAdjust {});

    Ok(Response::new().add_attribute("action", "premium_adjustment"))
}
