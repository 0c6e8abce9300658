//! Who owns each contract and may give it other code: since the hand-over nobody but contracts, unless
//! a poll has lent it (I-40).

use mirror_deploy::{rights, ListedAsset, Rights};
use mirror_testing::Deployer;

use super::findings::Findings;
use crate::engine::world::World;
use crate::error::SimulationError;

pub(super) fn check(world: &mut World, findings: &mut Findings) -> Result<(), SimulationError> {
    let mut deployment = world.deployment.clone();
    let listed = world.book.assets.iter().zip(&world.records);
    deployment.assets = listed
        .map(|(asset, record)| ListedAsset {
            symbol: record.label.clone(),
            token: asset.token_address.to_string(),
            pair: asset.pair_address.to_string(),
            lp_token: asset.lp_address.to_string(),
        })
        .collect();
    let mut reader = Deployer {
        chain: &mut world.chain.inner,
        sender: world.people.keeper.address.clone(),
    };
    let told = rights(&mut reader, &deployment).map_err(|error| SimulationError::Query {
        reason: format!("{error:#}"),
    })?;

    for right in told {
        let (owner, admin) = rightful(world, &right);
        let what = || format!("owner and admin of {}", right.contract);
        let told = (right.owner.as_deref(), right.admin.as_deref());
        findings.compare("I-40", what, told, (owner, admin));
    }

    Ok(())
}

/// The owner of a contract, who mints where it is a token, and who may give it other code
/// (factory.md section 11).
fn rightful<'a>(world: &'a World, right: &Rights) -> (Option<&'a str>, Option<&'a str>) {
    let at = &world.deployment.contracts;
    let manager = Some(at.admin_manager.as_str());
    let of_gov = (Some(at.gov.as_str()), manager);

    match right.contract.as_str() {
        "airdrop" if world.airdrop.is_lent => {
            (Some(world.people.operator.address.as_str()), manager)
        }
        "gov" | "factory" | "swap_factory" | "community" | "airdrop" | "uni_airdrop"
        | "admin_manager" => of_gov,
        "mint" | "oracle" | "collateral_oracle" | "lock" | "staking" | "collector" => {
            (Some(at.factory.as_str()), manager)
        }
        "short_reward" | "limit_order" | "router" => (None, manager),
        "mirror_token" => (Some(at.factory.as_str()), None),
        "mirror_lp" => (Some(world.deployment.mirror_pair.as_str()), None),
        name if name.ends_with("pair") => (None, Some(at.swap_factory.as_str())),
        name if name.ends_with(" lp_token") => {
            let mut assets = world.book.assets.iter();
            let asset = assets.find(|asset| asset.lp_address.as_str() == right.address);
            (asset.map(|asset| asset.pair_address.as_str()), None)
        }
        _ => (Some(at.mint.as_str()), None),
    }
}
