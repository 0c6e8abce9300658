//! Rewards that are on their way.

use cosmwasm_std::Uint128;
use mirror_math::schedule::released;
use mirror_protocol::factory::{ConfigResponse, DistributionInfoResponse};
use serde::Serialize;

use super::seen::Seen;
use super::told::Told;

/// MIR and fees that wait for somebody to send them on, or flow. Amounts are micro units.
#[derive(Clone, Debug, Serialize)]
pub struct Rewards {
    /// MIR that the factory's `distribute` would release, at least: what the schedules gave since
    /// `last_distributed`. What was due at a change of weights comes on top, and no query tells it.
    pub due: Told<Uint128>,
    /// When it was last called or a weight changed, in UNIX seconds.
    pub last_distributed: Told<u64>,
    /// Fees in the collector, by symbol.
    pub fees: Vec<(String, Told<Uint128>)>,
    /// MIR in staking that has not flowed out, by pool: to long and to short stakers.
    pub flowing: Vec<(String, Told<(Uint128, Uint128)>)>,
    /// MIR in gov that flows to its stakers.
    pub to_stakers: Told<Uint128>,
    /// MIR in gov for those who voted.
    pub to_voters: Told<Uint128>,
}

impl Rewards {
    /// Of a deployment.
    pub fn of(seen: &Seen) -> Self {
        let base = seen.base.clone();
        let mut fees = vec![(base, seen.money.base_fees.clone())];
        let tokens = seen.assets.iter();
        fees.extend(tokens.map(|asset| (asset.symbol.clone(), asset.fees.clone())));
        let flowing = seen.assets.iter().map(|asset| {
            let pending = |pool: &mirror_protocol::staking::PoolInfoResponse| {
                (pool.pending_reward, pool.short_pending_reward)
            };
            (asset.symbol.clone(), asset.staked.map(pending))
        });
        Self {
            due: seen
                .lists
                .factory
                .and_then(|config| due(config, seen.lists.distribution.get()?, seen.time)),
            last_distributed: seen.lists.distribution.map(|info| info.last_distributed),
            fees,
            flowing: flowing.collect(),
            // Gov leaves it out where there is none.
            to_stakers: seen
                .lists
                .gov
                .map(|state| state.rewards_left.unwrap_or_default()),
            to_voters: seen.lists.gov.map(|state| state.pending_voting_rewards),
        }
    }
}

/// What the schedules have released since the last time, and so the least that is due: parts of a micro unit that
/// wait are not seen, and neither is what was due at a change of weights and not sent yet.
fn due(
    config: &ConfigResponse,
    info: &DistributionInfoResponse,
    now: u64,
) -> Result<Uint128, String> {
    if config.genesis_time == 0 {
        return Err("the release is held".to_string());
    }
    let since = |time: u64| time.saturating_sub(config.genesis_time);
    let own = config.mirror_distribution_schedule.iter();
    let fixed = config.fixed_distributions.iter().flatten();
    let schedules = std::iter::once(&config.distribution_schedule)
        .chain(own)
        .chain(fixed.map(|fixed| &fixed.schedule));
    let mut sum = Uint128::zero();
    for schedule in schedules {
        let told = |error: mirror_math::MathError| error.to_string();
        let until = released(schedule, since(now)).map_err(told)?;
        let before = released(schedule, since(info.last_distributed)).map_err(told)?;
        sum = sum.saturating_add(until.saturating_sub(before));
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1,000 micro-MIR a second from 100 seconds after genesis on, for 1,000 seconds.
    #[test]
    fn what_is_due_is_what_the_schedules_have_released_since() {
        let config = |genesis_time| ConfigResponse {
            owner: String::new(),
            mirror_token: String::new(),
            mint_contract: String::new(),
            staking_contract: String::new(),
            commission_collector: String::new(),
            oracle_contract: String::new(),
            terraswap_factory: String::new(),
            token_code_id: 0,
            base_denom: String::new(),
            genesis_time,
            distribution_schedule: vec![(100, 1_100, Uint128::new(1_000_000))],
            mirror_distribution_schedule: None,
            fixed_distributions: None,
        };
        let info = DistributionInfoResponse {
            weights: vec![],
            last_distributed: 5_200,
        };

        assert_eq!(due(&config(5_000), &info, 5_260), Ok(Uint128::new(60_000)));
        assert_eq!(due(&config(5_000), &info, 5_200), Ok(Uint128::zero()));
        assert!(due(&config(0), &info, 5_260).is_err());
    }
}
