//! Whether everything is what it was made to be, before it is given a right or MIR.

use cosmwasm_std::{from_json, Uint128};
use cw20::{Cw20QueryMsg, MinterResponse, TokenInfoResponse};
use serde::{Deserialize, Serialize};

use crate::birth::mirror;
use crate::birth::BirthError;
use crate::chain::{Artifact, Chain};
use crate::deployment::{Contracts, Deployment};
use crate::journal::{Journal, Steps};
use crate::profile::Profile;

/// Where a contract notes its name and version (cw2).
const CONTRACT_INFO: &[u8] = b"contract_info";

/// Its name in a deployment, its address, its code.
type Row<'a> = (&'static str, &'a str, Artifact);

/// A contract as it should be.
struct Made<'a> {
    name: &'static str,
    address: &'a str,
    artifact: Artifact,
    code_id: u64,
    creator: &'a str,
    admin: Option<&'a str>,
}

/// Compare code, name, maker and admin of every contract, the supply and the minter of MIR, and who
/// mints the shares of its market. Code numbers were compared with the published checksums.
pub(super) fn inspect<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    profile: &Profile,
    deployment: &Deployment,
) -> Result<(), BirthError<C::Error>> {
    let sender = steps.chain.sender();
    for made in made(deployment, &sender) {
        made.inspect(steps.chain)?;
    }
    let token = Token {
        name: "mirror_token",
        address: &deployment.mirror_token,
    };
    token.inspect_supply(steps.chain, mirror::genesis(steps.chain, profile)?)?;
    let minter = mirror::minter(profile, &deployment.contracts.factory);
    token.inspect_minter(steps.chain, minter)?;
    let lp = Token {
        name: "mirror_lp",
        address: &deployment.mirror_lp,
    };
    let pair = MinterResponse {
        minter: deployment.mirror_pair.clone(),
        cap: None,
    };
    lp.inspect_minter(steps.chain, Some(pair))
}

/// A token to look at.
pub(super) struct Token<'a> {
    pub(super) name: &'static str,
    pub(super) address: &'a str,
}

impl Token<'_> {
    /// So much of it exists.
    pub(super) fn inspect_supply<C: Chain>(
        &self,
        chain: &mut C,
        expected: Uint128,
    ) -> Result<(), BirthError<C::Error>> {
        let info: TokenInfoResponse = chain.query(self.address, &Cw20QueryMsg::TokenInfo {})?;
        self.same("a supply of", info.total_supply, expected)
    }

    /// Nobody else mints it, and not more.
    fn inspect_minter<C: Chain>(
        &self,
        chain: &mut C,
        expected: Option<MinterResponse>,
    ) -> Result<(), BirthError<C::Error>> {
        let minter: Option<MinterResponse> = chain.query(self.address, &Cw20QueryMsg::Minter {})?;
        let told = |minter: Option<MinterResponse>| match minter {
            Some(MinterResponse { minter, cap: None }) => minter,
            Some(MinterResponse {
                minter,
                cap: Some(cap),
            }) => format!("{minter} up to {cap}"),
            None => "nobody".to_string(),
        };
        self.same("the minter", told(minter), told(expected))
    }

    fn same<T: PartialEq + ToString, E>(
        &self,
        what: &'static str,
        found: T,
        expected: T,
    ) -> Result<(), BirthError<E>> {
        same(self.name, self.address, what, found, expected)
    }
}

impl Made<'_> {
    fn inspect<C: Chain>(&self, chain: &mut C) -> Result<(), BirthError<C::Error>> {
        let info = chain.contract(self.address)?;
        self.same("the code", info.code_id, self.code_id)?;
        self.same("the maker", info.creator, self.creator.to_string())?;
        let held = |admin: Option<String>| admin.unwrap_or_else(|| "nobody".to_string());
        let admin = self.admin.map(str::to_string);
        self.same("the admin", held(info.admin), held(admin))?;
        let name = noted_name(chain, self.address)?;
        self.same("the name", name, self.artifact.contract_name())
    }

    fn same<T: PartialEq + ToString, E>(
        &self,
        what: &'static str,
        found: T,
        expected: T,
    ) -> Result<(), BirthError<E>> {
        same(self.name, self.address, what, found, expected)
    }
}

fn same<T: PartialEq + ToString, E>(
    contract: &'static str,
    address: &str,
    what: &'static str,
    found: T,
    expected: T,
) -> Result<(), BirthError<E>> {
    if found == expected {
        return Ok(());
    }
    Err(BirthError::Unlike {
        contract,
        address: address.to_string(),
        what,
        found: found.to_string(),
        expected: expected.to_string(),
    })
}

/// The name that a contract's code notes at instantiation; empty if it notes none.
fn noted_name<C: Chain>(chain: &mut C, contract: &str) -> Result<String, C::Error> {
    #[derive(Serialize, Deserialize)]
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
        code_id: deployment.code_ids.of(artifact),
        creator,
        admin,
    };
    let token = |name, address| (name, address, Artifact::TerraswapToken);
    let pair = deployment.mirror_pair.as_str();
    // Whoever asked for the pair: the pair factory has made it, and it its shares.
    let of_market = ("mirror_pair", pair, Artifact::TerraswapPair);
    let factory = Some(at.swap_factory.as_str());
    let mut all = vec![
        made_by(
            sender,
            None,
            token("mirror_token", deployment.mirror_token.as_str()),
        ),
        made_by(&at.swap_factory, factory, of_market),
        made_by(
            pair,
            None,
            token("mirror_lp", deployment.mirror_lp.as_str()),
        ),
    ];
    let by_sender = by_sender(at).into_iter();
    all.extend(by_sender.map(|row| made_by(sender, Some(sender), row)));
    all
}

/// What the sender has made and may give other code.
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
}
