//! Step 12: collateral, feeders, the mAssets of the start.

use crate::birth::BirthError;
use crate::chain::Chain;
use crate::deployment::Deployment;
use crate::journal::Journal;
use crate::listing;
use crate::profile::Profile;
use crate::steps::Steps;

/// What is listed at the start may be collateral at once, since the delay is set last.
pub(super) fn list<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    profile: &Profile,
    deployment: &mut Deployment,
) -> Result<(), BirthError<C::Error>> {
    let name_mint = listing::name_mint(steps.chain, deployment)?;
    steps.take("tell the collector of mint", name_mint)?;
    let token = &deployment.mirror_token;
    let feed = listing::register_feeder(steps.chain, deployment, token, &profile.feeder)?;
    steps.take("name the feeder of MIR", feed)?;

    for (number, collateral) in (1..).zip(&profile.collaterals) {
        if let Some(feeder) = &collateral.feeder {
            let asset = collateral.asset.id();
            let feed = listing::register_feeder(steps.chain, deployment, asset, feeder)?;
            steps.take(&format!("name the feeder of collateral {number}"), feed)?;
        }
        let accept = listing::accept_collateral(steps.chain, deployment, collateral)?;
        steps.take(&format!("accept collateral {number}"), accept)?;
    }
    for (number, asset) in (1..).zip(&profile.assets) {
        let whitelist = listing::whitelist(steps.chain, deployment, &profile.feeder, asset)?;
        let receipt = steps.take(&format!("list mAsset {number}"), whitelist)?;
        let listed = listing::listed(steps.chain, asset, &receipt)?;
        deployment.assets.push(listed);
    }

    let seconds = profile.collateral_delay_seconds;
    if let Some(delay) = listing::collateral_delay(steps.chain, deployment, seconds)? {
        steps.take("delay later collateral", delay)?;
    }
    Ok(())
}
