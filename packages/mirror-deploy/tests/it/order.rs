//! The order of deployment, message by message (factory.md section 11).

use std::collections::BTreeMap;

use cosmwasm_std::{Coin, Uint128};
use mirror_deploy::{deploy, hand_over, Artifact, Chain, Receipt};
use mirror_testing::{standard_profile, usual_listing, Deployer, TestChain, World};
use serde::de::DeserializeOwned;
use serde::Serialize;

/// A chain that writes down what is sent.
struct Recorder<'a> {
    inner: Deployer<'a>,
    /// What each address was made as.
    labels: BTreeMap<String, String>,
    log: Vec<String>,
}

impl Recorder<'_> {
    fn label(&self, contract: &str) -> String {
        let label = self.labels.get(contract).map(String::as_str);
        label.unwrap_or("mirror-pair").to_string()
    }
}

/// The name of a message, and of the one that it passes on.
fn name(msg: &impl Serialize) -> String {
    let written = serde_json::to_value(msg).unwrap();
    let (name, _) = written.as_object().unwrap().iter().next().unwrap();
    name.clone()
}

impl Chain for Recorder<'_> {
    type Error = anyhow::Error;

    fn sender(&self) -> String {
        self.inner.sender()
    }

    fn store(&mut self, artifact: Artifact) -> anyhow::Result<u64> {
        self.inner.store(artifact)
    }

    fn instantiate(
        &mut self,
        code_id: u64,
        msg: &impl Serialize,
        label: &str,
        admin: Option<&str>,
    ) -> anyhow::Result<String> {
        let address = self.inner.instantiate(code_id, msg, label, admin)?;
        self.labels.insert(address.clone(), label.to_string());
        self.log.push(format!("+ {label}"));
        Ok(address)
    }

    fn execute(
        &mut self,
        contract: &str,
        msg: &impl Serialize,
        coins: &[Coin],
    ) -> anyhow::Result<Receipt> {
        self.log
            .push(format!("{} {}", self.label(contract), name(msg)));
        self.inner.execute(contract, msg, coins)
    }

    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> anyhow::Result<T> {
        self.inner.query(contract, question)
    }

    fn admin(&mut self, contract: &str) -> anyhow::Result<Option<String>> {
        self.inner.admin(contract)
    }

    fn set_admin(&mut self, contract: &str, admin: &str) -> anyhow::Result<()> {
        let (contract_label, admin_label) = (self.label(contract), self.label(admin));
        self.log.push(format!("{contract_label} -> {admin_label}"));
        self.inner.set_admin(contract, admin)
    }

    fn now(&mut self) -> anyhow::Result<u64> {
        self.inner.now()
    }

    fn send(&mut self, recipient: &str, coins: &[Coin]) -> anyhow::Result<()> {
        self.log.push(format!("{} is paid", self.label(recipient)));
        self.inner.send(recipient, coins)
    }

    fn unexpected(&self, what: String) -> anyhow::Error {
        self.inner.unexpected(what)
    }
}

fn recorder(inner: Deployer<'_>) -> Recorder<'_> {
    Recorder {
        inner,
        labels: BTreeMap::new(),
        log: vec![],
    }
}

#[test]
fn contracts_are_made_before_they_are_named() {
    let mut world = World::new();
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing("mAAPL")];
    let mut chain = recorder(world.deployer());

    deploy(&mut chain, &profile).unwrap();

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
        "mirror-admin-manager update_owner",
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
        // 12
        "mirror-factory pass_command",
        "mirror-factory pass_command",
        "mirror-factory whitelist",
        "mirror-factory pass_command",
    ];
    assert_eq!(expected[..], chain.log);
}

#[test]
fn what_is_handed_over_is_handed_over_once() {
    let mut world = World::bootstrapped(&standard_profile(&TestChain::new()));
    let deployment = world.deployment.clone();
    let at = deployment.contracts.clone();
    let mut chain = recorder(world.deployer());
    chain.labels = [
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
    ]
    .map(|(address, label)| (address.clone(), label.to_string()))
    .into();

    hand_over(&mut chain, &deployment, Uint128::zero()).unwrap();

    let expected = [
        "factory update_config",
        "swap_factory update_config",
        "community update_config",
        "airdrop update_config",
        "uni_airdrop update_config",
        "gov update_config",
        "factory -> admin_manager",
        "swap_factory -> admin_manager",
        "community -> admin_manager",
        "airdrop -> admin_manager",
        "uni_airdrop -> admin_manager",
        "gov -> admin_manager",
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
    ];
    assert_eq!(expected[..], chain.log);
}
