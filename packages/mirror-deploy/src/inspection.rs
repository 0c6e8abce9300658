//! Checks that every contract is as the deployment created it: before it gets a right or MIR, and
//! before it is handed over.

use cosmwasm_std::{from_json, Uint128};
use cw20::{Cw20QueryMsg, MinterResponse, TokenInfoResponse};
use mirror_protocol::gov;
use serde::Deserialize;
use thiserror::Error;

use crate::chain::{Artifact, Chain};
use crate::deployment::{Contracts, Deployment, ListedAsset};

/// The key under which a contract stores its name and version (cw2).
pub(crate) const CONTRACT_INFO: &[u8] = b"contract_info";

/// A property of a contract that differs from what it should be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{contract} at {address} has {what} {found}, not {expected}")]
pub struct Difference {
    /// The contract's name in a deployment.
    pub contract: String,
    /// Its address.
    pub address: String,
    /// The property.
    pub what: &'static str,
    /// Its value on the chain.
    pub found: String,
    /// The value it should have.
    pub expected: String,
}

/// A difference, or a question that the chain did not answer.
pub(crate) enum Fault<E> {
    Chain(E),
    Differs(Difference),
}

impl<E> From<E> for Fault<E> {
    fn from(error: E) -> Self {
        Self::Chain(error)
    }
}

/// Its name in a deployment, its address, its code.
type Row<'a> = (String, &'a str, Artifact);

/// A contract of a deployment.
pub(crate) struct Member<'a> {
    pub(crate) name: String,
    pub(crate) address: &'a str,
    pub(crate) artifact: Artifact,
    /// Who made it; `None` if that was whoever deployed the protocol.
    pub(crate) maker: Option<&'a str>,
}

/// Every contract of a deployment. A pair is made by the pair factory, its LP token by the pair, the
/// token of an mAsset by the factory.
pub(crate) fn members<'a>(deployment: &'a Deployment) -> Vec<Member<'a>> {
    let at = &deployment.contracts;
    let member = |maker, (name, address, artifact): Row<'a>| Member {
        name,
        address,
        artifact,
        maker,
    };
    let [token, pair, lp] = market(deployment);
    let mut all = vec![
        member(None, token),
        member(Some(at.swap_factory.as_str()), pair),
        member(Some(deployment.mirror_pair.as_str()), lp),
    ];
    let by_sender = by_sender(at).into_iter();
    all.extend(by_sender.map(|row| member(None, row)));
    for asset in &deployment.assets {
        let [token, pair, lp] = listed(asset);
        all.extend([
            member(Some(at.factory.as_str()), token),
            member(Some(at.swap_factory.as_str()), pair),
            member(Some(asset.pair.as_str()), lp),
        ]);
    }
    all
}

/// A contract as it should be.
struct Made<'a> {
    name: String,
    address: &'a str,
    artifact: Artifact,
    creator: &'a str,
    admin: Option<&'a str>,
}

/// Check what a birth has created: code, name, creator and admin of every contract, the supply and
/// the minter of MIR, and the minter of its pair's LP token.
pub(crate) fn inspect<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    supply: Uint128,
    minter: Option<MinterResponse>,
) -> Result<(), Fault<C::Error>> {
    let sender = chain.sender();
    for made in made(deployment, &sender) {
        made.inspect(chain, deployment)?;
    }
    let token = Token {
        name: "mirror_token",
        address: &deployment.mirror_token,
    };
    token.inspect_supply(chain, supply)?;
    token.inspect_minter(chain, minter)?;
    let lp = Token {
        name: "mirror_lp",
        address: &deployment.mirror_lp,
    };
    let pair = MinterResponse {
        minter: deployment.mirror_pair.clone(),
        cap: None,
    };
    lp.inspect_minter(chain, Some(pair))
}

/// Check what is about to be handed over: the deployment names published code, every contract runs
/// it, one account has created them all, and gov uses the admin manager and the token of this
/// deployment. The last is needed, as anybody may create a gov of the published code.
pub(crate) fn inspect_bequest<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
) -> Result<(), Fault<C::Error>> {
    let maker = chain.contract(&deployment.contracts.factory)?.creator;
    let mut all = Vec::from(by_sender(&deployment.contracts));
    for (name, address, _) in &all {
        let made_by = chain.contract(address)?.creator;
        same(name, address, "the maker", made_by, maker.clone())?;
    }
    all.extend(market(deployment));
    for asset in &deployment.assets {
        all.extend(listed(asset));
    }
    for row in all {
        is_of_code(chain, deployment, &row)?;
        let (name, address, artifact) = row;
        let stored = chain.checksum(deployment.code_ids.of(artifact))?;
        let published = chain.published_checksum(artifact)?;
        same(&name, address, "the checksum", stored, published)?;
    }
    let gov = &deployment.contracts.gov;
    let config: gov::ConfigResponse = chain.query(gov, &gov::QueryMsg::Config {})?;
    let manager = deployment.contracts.admin_manager.clone();
    let named = config.admin_manager;
    same("gov", gov, "the admin manager", named, manager)?;
    let (named, token) = (config.mirror_token, deployment.mirror_token.clone());
    same("gov", gov, "the token", named, token)
}

/// A token to look at.
pub(crate) struct Token<'a> {
    pub(crate) name: &'static str,
    pub(crate) address: &'a str,
}

impl Token<'_> {
    /// How much of it exists.
    pub(crate) fn inspect_supply<C: Chain>(
        &self,
        chain: &mut C,
        expected: Uint128,
    ) -> Result<(), Fault<C::Error>> {
        let info: TokenInfoResponse = chain.query(self.address, &Cw20QueryMsg::TokenInfo {})?;
        let (name, supply) = (self.name, info.total_supply);
        same(name, self.address, "a supply of", supply, expected)
    }

    /// Its only minter, and the cap.
    fn inspect_minter<C: Chain>(
        &self,
        chain: &mut C,
        expected: Option<MinterResponse>,
    ) -> Result<(), Fault<C::Error>> {
        let minter: Option<MinterResponse> = chain.query(self.address, &Cw20QueryMsg::Minter {})?;
        let told = |minter: Option<MinterResponse>| match minter {
            Some(MinterResponse { minter, cap: None }) => minter,
            Some(MinterResponse {
                minter,
                cap: Some(cap),
            }) => format!("{minter} up to {cap}"),
            None => "nobody".to_string(),
        };
        let (found, expected) = (told(minter), told(expected));
        same(self.name, self.address, "the minter", found, expected)
    }
}

impl Made<'_> {
    fn inspect<C: Chain>(
        &self,
        chain: &mut C,
        deployment: &Deployment,
    ) -> Result<(), Fault<C::Error>> {
        is_of_code(
            chain,
            deployment,
            &(self.name.clone(), self.address, self.artifact),
        )?;
        let info = chain.contract(self.address)?;
        let creator = self.creator.to_string();
        same(&self.name, self.address, "the maker", info.creator, creator)?;
        let held = |admin: Option<String>| admin.unwrap_or_else(|| "nobody".to_string());
        let (found, expected) = (held(info.admin), held(self.admin.map(str::to_string)));
        same(&self.name, self.address, "the admin", found, expected)
    }
}

/// Check that a contract runs the code that the deployment names, and has stored its name.
fn is_of_code<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    (name, address, artifact): &Row<'_>,
) -> Result<(), Fault<C::Error>> {
    let code_id = chain.contract(address)?.code_id;
    let expected = deployment.code_ids.of(*artifact);
    same(name, address, "the code", code_id, expected)?;
    let noted = noted_name(chain, address)?;
    same(name, address, "the name", noted, artifact.contract_name())
}

fn same<T: PartialEq + ToString, E>(
    contract: &str,
    address: &str,
    what: &'static str,
    found: T,
    expected: T,
) -> Result<(), Fault<E>> {
    if found == expected {
        return Ok(());
    }
    Err(Fault::Differs(Difference {
        contract: contract.to_string(),
        address: address.to_string(),
        what,
        found: found.to_string(),
        expected: expected.to_string(),
    }))
}

/// The name that a contract stores when it is created; empty if it stores none.
pub(crate) fn noted_name<C: Chain>(chain: &mut C, contract: &str) -> Result<String, C::Error> {
    #[derive(Deserialize)]
    struct Noted {
        contract: String,
    }
    let noted = chain.stored(contract, CONTRACT_INFO)?;
    let noted: Option<Noted> = noted.and_then(|noted| from_json(noted).ok());
    Ok(noted.map(|noted| noted.contract).unwrap_or_default())
}

fn made<'a>(deployment: &'a Deployment, sender: &'a str) -> Vec<Made<'a>> {
    let at = &deployment.contracts;
    let made_by = |creator, admin, (name, address, artifact): Row<'a>| Made {
        name,
        address,
        artifact,
        creator,
        admin,
    };
    let [token, pair, lp] = market(deployment);
    // Whoever asked for the pair, the pair factory has created it, and the pair its LP token.
    let factory = at.swap_factory.as_str();
    let mut all = vec![
        made_by(sender, None, token),
        made_by(factory, Some(factory), pair),
        made_by(deployment.mirror_pair.as_str(), None, lp),
    ];
    let by_sender = by_sender(at).into_iter();
    all.extend(by_sender.map(|row| made_by(sender, Some(sender), row)));
    all
}

/// MIR, its pair and the LP token of that.
fn market(deployment: &Deployment) -> [Row<'_>; 3] {
    [
        (
            "mirror_token",
            &deployment.mirror_token,
            Artifact::TerraswapToken,
        ),
        (
            "mirror_pair",
            &deployment.mirror_pair,
            Artifact::TerraswapPair,
        ),
        ("mirror_lp", &deployment.mirror_lp, Artifact::TerraswapToken),
    ]
    .map(row)
}

/// The token of an mAsset, its pair and the LP token of that.
fn listed(asset: &ListedAsset) -> [Row<'_>; 3] {
    let named = |part: &str| format!("{} {part}", asset.symbol);
    [
        (named("token"), &asset.token, Artifact::TerraswapToken),
        (named("pair"), &asset.pair, Artifact::TerraswapPair),
        (named("lp_token"), &asset.lp_token, Artifact::TerraswapToken),
    ]
    .map(|(name, address, artifact)| (name, address.as_str(), artifact))
}

fn row<'a>((name, address, artifact): (&str, &'a String, Artifact)) -> Row<'a> {
    (name.to_string(), address, artifact)
}

/// The contracts that the sender has created and may migrate.
fn by_sender(at: &Contracts) -> [Row<'_>; 16] {
    [
        ("swap_factory", &at.swap_factory, Artifact::TerraswapFactory),
        ("router", &at.router, Artifact::TerraswapRouter),
        ("factory", &at.factory, Artifact::Factory),
        ("admin_manager", &at.admin_manager, Artifact::AdminManager),
        ("gov", &at.gov, Artifact::Gov),
        ("community", &at.community, Artifact::Community),
        ("airdrop", &at.airdrop, Artifact::Airdrop),
        ("uni_airdrop", &at.uni_airdrop, Artifact::Airdrop),
        ("oracle", &at.oracle, Artifact::Oracle),
        ("collector", &at.collector, Artifact::Collector),
        ("short_reward", &at.short_reward, Artifact::ShortReward),
        ("limit_order", &at.limit_order, Artifact::LimitOrder),
        ("mint", &at.mint, Artifact::Mint),
        (
            "collateral_oracle",
            &at.collateral_oracle,
            Artifact::CollateralOracle,
        ),
        ("lock", &at.lock, Artifact::Lock),
        ("staking", &at.staking, Artifact::Staking),
    ]
    .map(row)
}
