//! The contracts' code, as an embedded chain stores it.

use cosmwasm_std::{Binary, Checksum, Deps, DepsMut, Empty, Env, MessageInfo, Reply, Response};
use cw_multi_test::{Contract, ContractWrapper};
use mirror_deploy::Artifact;

/// Code ready to be stored.
pub type Code = Box<dyn Contract<Empty>>;

/// The checksum that an artifact would be published with. There is no wasm here, so it is that of
/// the artifact's name.
pub fn checksum(artifact: Artifact) -> Checksum {
    Checksum::generate(artifact.name().as_bytes())
}

/// The code behind an artifact, with its checksum.
pub fn published(artifact: Artifact) -> Code {
    posing_as(artifact, of(artifact))
}

/// Any code with the checksum of an artifact, as if it were that.
pub fn posing_as(artifact: Artifact, code: Code) -> Code {
    let checksum = checksum(artifact);
    Box::new(Stamped { code, checksum })
}

/// Code with a checksum that the chain tells.
struct Stamped {
    code: Code,
    checksum: Checksum,
}

impl Contract<Empty> for Stamped {
    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> anyhow::Result<Response> {
        self.code.execute(deps, env, info, msg)
    }

    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> anyhow::Result<Response> {
        self.code.instantiate(deps, env, info, msg)
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> anyhow::Result<Binary> {
        self.code.query(deps, env, msg)
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> anyhow::Result<Response> {
        self.code.sudo(deps, env, msg)
    }

    fn reply(&self, deps: DepsMut, env: Env, msg: Reply) -> anyhow::Result<Response> {
        self.code.reply(deps, env, msg)
    }

    fn migrate(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> anyhow::Result<Response> {
        self.code.migrate(deps, env, msg)
    }

    fn checksum(&self) -> Option<Checksum> {
        Some(self.checksum)
    }
}

macro_rules! code {
    ($contract:ident) => {{
        use $contract::contract::{execute, instantiate, migrate, query};
        ContractWrapper::new(execute, instantiate, query).with_migrate(migrate)
    }};
}

/// The code behind an artifact.
pub fn of(artifact: Artifact) -> Code {
    match artifact {
        Artifact::AdminManager => admin_manager(),
        Artifact::Airdrop => airdrop(),
        Artifact::CollateralOracle => collateral_oracle(),
        Artifact::Collector => collector(),
        Artifact::Community => community(),
        Artifact::Factory => factory(),
        Artifact::Gov => gov(),
        Artifact::LimitOrder => limit_order(),
        Artifact::Lock => lock(),
        Artifact::Mint => mint(),
        Artifact::Oracle => oracle(),
        Artifact::ShortReward => short_reward(),
        Artifact::Staking => staking(),
        Artifact::TerraswapFactory => terraswap_factory(),
        Artifact::TerraswapPair => terraswap_pair(),
        Artifact::TerraswapRouter => terraswap_router(),
        Artifact::TerraswapToken => terraswap_token(),
    }
}

pub fn admin_manager() -> Code {
    Box::new(code!(mirror_admin_manager))
}

pub fn airdrop() -> Code {
    Box::new(code!(mirror_airdrop))
}

pub fn collateral_oracle() -> Code {
    Box::new(code!(mirror_collateral_oracle))
}

pub fn collector() -> Code {
    Box::new(code!(mirror_collector))
}

pub fn community() -> Code {
    Box::new(code!(mirror_community))
}

pub fn factory() -> Code {
    Box::new(code!(mirror_factory).with_reply(mirror_factory::contract::reply))
}

pub fn gov() -> Code {
    Box::new(code!(mirror_gov).with_reply(mirror_gov::contract::reply))
}

pub fn limit_order() -> Code {
    Box::new(code!(mirror_limit_order))
}

pub fn lock() -> Code {
    Box::new(code!(mirror_lock))
}

pub fn mint() -> Code {
    Box::new(code!(mirror_mint))
}

pub fn oracle() -> Code {
    Box::new(code!(mirror_oracle))
}

pub fn short_reward() -> Code {
    Box::new(code!(mirror_short_reward))
}

pub fn staking() -> Code {
    Box::new(code!(mirror_staking))
}

pub fn terraswap_factory() -> Code {
    Box::new(code!(terraswap_factory).with_reply(terraswap_factory::contract::reply))
}

pub fn terraswap_pair() -> Code {
    Box::new(code!(terraswap_pair).with_reply(terraswap_pair::contract::reply))
}

pub fn terraswap_router() -> Code {
    Box::new(code!(terraswap_router))
}

pub fn terraswap_token() -> Code {
    Box::new(code!(terraswap_token))
}
