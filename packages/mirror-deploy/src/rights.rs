//! Who owns each contract and who may migrate it: on the chain, and as it should be in the end.

use cosmwasm_std::Empty;
use cw20::MinterResponse;
use serde::{Deserialize, Serialize};

use crate::chain::Chain;
use crate::deployment::Deployment;

/// The rights over one contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// The contract's name in a deployment.
    pub contract: String,
    /// Its address.
    pub address: String,
    /// Who may change it: its owner, or whoever mints a token.
    pub owner: Option<String>,
    /// Who may migrate it.
    pub admin: Option<String>,
}

/// The contract that is handed over last.
pub(crate) const ADMIN_MANAGER: &str = "admin_manager";

/// How a contract tells who its owner is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// In its configuration.
    Owned,
    /// It is a token and has a minter.
    Token,
    /// It has none.
    Free,
}

/// The rights over every contract of a deployment.
pub fn rights<C: Chain>(chain: &mut C, deployment: &Deployment) -> Result<Vec<Rights>, C::Error> {
    rights_where(chain, deployment, |_| true)
}

/// The same, but only those contracts are asked for their owner that this is true of.
pub(crate) fn rights_where<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    is_asked: impl Fn(&Rights) -> bool,
) -> Result<Vec<Rights>, C::Error> {
    let mut told = Vec::new();
    for (kind, rightful) in rightful(deployment) {
        let owner = match kind {
            _ if !is_asked(&rightful) => None,
            Kind::Owned => Some(owner(chain, &rightful.address)?),
            Kind::Token => minter(chain, &rightful.address)?,
            Kind::Free => None,
        };
        let admin = chain.contract(&rightful.address)?.admin;
        told.push(Rights {
            owner,
            admin,
            ..rightful
        });
    }
    Ok(told)
}

/// The rights as they should be once nothing belongs to the deployer, in the order in which they
/// are given away.
pub(crate) fn rightful(deployment: &Deployment) -> Vec<(Kind, Rights)> {
    let at = &deployment.contracts;
    let under = |owner: &str, contracts: &[(&str, &String)]| {
        let rights = contracts.iter().map(|(name, address)| Rights {
            contract: (*name).to_string(),
            address: (*address).clone(),
            owner: Some(owner.to_string()),
            admin: Some(at.admin_manager.clone()),
        });
        rights
            .map(|rights| (Kind::Owned, rights))
            .collect::<Vec<_>>()
    };
    // Gov first: polls with an action that were created up to then can never be executed.
    let mut all = under(
        &at.gov,
        &[
            ("gov", &at.gov),
            ("factory", &at.factory),
            ("swap_factory", &at.swap_factory),
            ("community", &at.community),
            ("airdrop", &at.airdrop),
            ("uni_airdrop", &at.uni_airdrop),
        ],
    );
    all.extend(under(
        &at.factory,
        &[
            ("mint", &at.mint),
            ("oracle", &at.oracle),
            ("collateral_oracle", &at.collateral_oracle),
            ("lock", &at.lock),
            ("staking", &at.staking),
            ("collector", &at.collector),
        ],
    ));
    for (name, address) in [
        ("short_reward", &at.short_reward),
        ("limit_order", &at.limit_order),
        ("router", &at.router),
    ] {
        all.push(free(name, address, &at.admin_manager));
    }
    all.extend(tokens_and_pairs(deployment));
    // Last, as whoever owns it may lend the right to migrate any contract.
    all.extend(under(&at.gov, &[(ADMIN_MANAGER, &at.admin_manager)]));
    all
}

/// Nobody may migrate a token, so the cap of MIR is fixed, too. Pairs belong to the pair factory.
fn tokens_and_pairs(deployment: &Deployment) -> Vec<(Kind, Rights)> {
    let at = &deployment.contracts;
    let mut all = vec![
        token("mirror_token", &deployment.mirror_token, &at.factory),
        free("mirror_pair", &deployment.mirror_pair, &at.swap_factory),
        token("mirror_lp", &deployment.mirror_lp, &deployment.mirror_pair),
    ];
    for asset in &deployment.assets {
        let named = |part: &str| format!("{} {part}", asset.symbol);
        all.extend([
            token(&named("token"), &asset.token, &at.mint),
            free(&named("pair"), &asset.pair, &at.swap_factory),
            token(&named("lp_token"), &asset.lp_token, &asset.pair),
        ]);
    }
    all
}

fn free(name: &str, address: &str, admin: &str) -> (Kind, Rights) {
    let rights = Rights {
        contract: name.to_string(),
        address: address.to_string(),
        owner: None,
        admin: Some(admin.to_string()),
    };
    (Kind::Free, rights)
}

fn token(name: &str, address: &str, minter: &str) -> (Kind, Rights) {
    let rights = Rights {
        contract: name.to_string(),
        address: address.to_string(),
        owner: Some(minter.to_string()),
        admin: None,
    };
    (Kind::Token, rights)
}

fn owner<C: Chain>(chain: &mut C, contract: &str) -> Result<String, C::Error> {
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Ask {
        Config(Empty),
    }
    #[derive(Deserialize)]
    struct Config {
        owner: String,
    }
    let config: Config = chain.query(contract, &Ask::Config(Empty {}))?;
    Ok(config.owner)
}

fn minter<C: Chain>(chain: &mut C, token: &str) -> Result<Option<String>, C::Error> {
    let question = cw20::Cw20QueryMsg::Minter {};
    let answer: Option<MinterResponse> = chain.query(token, &question)?;
    Ok(answer.map(|answer| answer.minter))
}
