//! The order of deployment, message by message (factory.md section 11).

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, Uint128};
use mirror_deploy::{deploy, hand_over, Progress, Transaction};
use mirror_testing::{
    standard_profile, usual_listing, Deployer, Moment, TestChain, Watched, World,
};
use serde_json::Value;

/// What was sent, with what each address was made as.
#[derive(Default)]
struct Log {
    labels: BTreeMap<String, String>,
    lines: Vec<String>,
}

impl Log {
    fn label(&self, contract: &str) -> String {
        let label = self.labels.get(contract).map(String::as_str);
        label.unwrap_or("mirror-pair").to_string()
    }

    fn note(&mut self, moment: Moment<'_>) {
        let Moment::Sent(_, transaction, receipt) = moment else {
            return;
        };
        let line = match transaction {
            Transaction::Store { .. } => return,
            Transaction::Instantiate { label, .. } => {
                let address = receipt.contract.clone().unwrap();
                self.labels.insert(address, label.clone());
                format!("+ {label}")
            }
            Transaction::Execute { contract, msg, .. } => {
                let msg: Value = from_json(msg).unwrap();
                let (name, _) = msg.as_object().unwrap().iter().next().unwrap();
                format!("{} {name}", self.label(contract))
            }
            Transaction::SetAdmin { contract, admin } => {
                format!("{} -> {}", self.label(contract), self.label(admin))
            }
            Transaction::Send { recipient, .. } => format!("{} is paid", self.label(recipient)),
        };
        self.lines.push(line);
    }
}

fn watched<'a>(
    inner: Deployer<'a>,
    log: &'a mut Log,
) -> Watched<'a, impl FnMut(&mut TestChain, Moment<'_>) -> anyhow::Result<()> + 'a> {
    Watched {
        inner,
        watch: move |_: &mut TestChain, moment: Moment<'_>| {
            log.note(moment);
            Ok(())
        },
    }
}

#[test]
fn contracts_are_made_before_they_are_named() {
    let mut world = World::new();
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL")];
    let mut log = Log::default();

    let mut chain = watched(world.deployer(), &mut log);
    deploy(&mut chain, &profile, &mut Progress::default()).unwrap();
    drop(chain);

    let expected = [
        // 1
        "+ terraswap-factory",
        "terraswap-factory is paid",
        "terraswap-factory add_native_token_decimals",
        "+ terraswap-router",
        // 2 to 4
        "+ mirror-factory",
        "+ mirror-token",
        "terraswap-factory create_pair",
        // 5
        "+ mirror-admin-manager",
        "+ mirror-gov",
        // 6
        "+ mirror-community",
        "+ mirror-airdrop",
        "+ mirror-uni-airdrop",
        "+ mirror-oracle",
        "+ mirror-collector",
        "+ mirror-short-reward",
        "+ mirror-limit-order",
        // 7 to 9
        "+ mirror-mint",
        "+ mirror-collateral-oracle",
        "+ mirror-lock",
        "+ mirror-staking",
        "mirror-mint update_config",
        // 10 and 11
        "mirror-factory post_initialize",
        "mirror-token transfer",
        "mirror-token transfer",
        "mirror-token transfer",
        // 12 and 13
        "mirror-factory pass_command",
        "mirror-factory pass_command",
        "mirror-factory whitelist",
        "mirror-factory pass_command",
        "mirror-factory start_release",
    ];
    assert_eq!(expected[..], log.lines);
}

#[test]
fn gov_is_given_to_itself_first_and_the_admin_manager_last() {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    world.drops_mir();
    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(mirror_testing::STAKE);
    }
    let deployment = world.deployment.clone();
    let at = deployment.contracts.clone();
    let labels = [
        (&at.factory, "factory"),
        (&at.swap_factory, "swap_factory"),
        (&at.community, "community"),
        (&at.airdrop, "airdrop"),
        (&at.uni_airdrop, "uni_airdrop"),
        (&at.admin_manager, "admin_manager"),
        (&at.gov, "gov"),
        (&at.mint, "mint"),
        (&at.oracle, "oracle"),
        (&at.collateral_oracle, "collateral_oracle"),
        (&at.lock, "lock"),
        (&at.staking, "staking"),
        (&at.collector, "collector"),
        (&at.short_reward, "short_reward"),
        (&at.limit_order, "limit_order"),
        (&at.router, "router"),
    ];
    let labels = labels.map(|(address, label)| (address.clone(), label.to_string()));
    let mut log = Log {
        labels: labels.into(),
        lines: vec![],
    };

    let mut chain = watched(world.deployer(), &mut log);
    hand_over(
        &mut chain,
        &deployment,
        Uint128::zero(),
        &mut Progress::default(),
    )
    .unwrap();
    drop(chain);

    let expected = [
        "gov update_config",
        "factory update_config",
        "swap_factory update_config",
        "community update_config",
        "airdrop update_config",
        "uni_airdrop update_config",
        "gov -> admin_manager",
        "factory -> admin_manager",
        "swap_factory -> admin_manager",
        "community -> admin_manager",
        "airdrop -> admin_manager",
        "uni_airdrop -> admin_manager",
        "mint -> admin_manager",
        "oracle -> admin_manager",
        "collateral_oracle -> admin_manager",
        "lock -> admin_manager",
        "staking -> admin_manager",
        "collector -> admin_manager",
        "short_reward -> admin_manager",
        "limit_order -> admin_manager",
        "router -> admin_manager",
        "admin_manager -> admin_manager",
        "admin_manager update_owner",
    ];
    assert_eq!(expected[..], log.lines);
}
