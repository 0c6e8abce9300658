//! The parameters that were asked for.

use cosmwasm_std::{Decimal, Uint128};
use mirror_chain::Config;
use mirror_deploy::{Listing, Payment, Profile, Recipient};
use mirror_protocol::factory::Params;

use super::error::DeployError;
use super::people::People;

/// A stand-in until profiles are files.
pub(super) fn load(
    named: Option<&str>,
    config: &Config,
    people: &People,
) -> Result<Profile, DeployError> {
    let _ = named;
    if !config.local {
        return Err(DeployError::NoProfile);
    }
    let at = |name: &str| people.address(name);
    let mut profile = Profile::standard(&config.base_denom, &at("feeder")?);
    profile.oracle_max_deviation = None;
    profile.oracle_confirm_seconds = 60;
    profile.collateral_delay_seconds = 0;
    profile.minimum_reserve = Uint128::new(1_000_000);
    if let Some(payment) = profile.release.genesis.first_mut() {
        payment.amount = Uint128::new(20_000_000_000_000);
    }
    for (name, amount) in [
        ("deployer", 4_600_000_000_000u128),
        ("alice", 4_000_000_000_000),
        ("bob", 4_000_000_000_000),
        ("carol", 4_000_000_000_000),
    ] {
        profile.release.genesis.push(Payment {
            recipient: Recipient::Account(at(name)?),
            amount: amount.into(),
        });
    }
    profile.assets = ["mAAPL", "mGOOGL", "mTSLA"]
        .map(|symbol| Listing {
            name: symbol.to_string(),
            symbol: symbol.to_string(),
            feeder: None,
            params: Params {
                auction_discount: Decimal::percent(20),
                min_collateral_ratio: Decimal::percent(150),
                weight: Some(100),
                mint_period: None,
                min_collateral_ratio_after_ipo: None,
                pre_ipo_price: None,
                ipo_trigger_addr: None,
            },
        })
        .into();
    Ok(profile)
}
