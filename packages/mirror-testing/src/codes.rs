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

/// The checksum of a later release of an artifact.
pub fn released_checksum(artifact: Artifact, release: u32) -> Checksum {
    match release {
        0 => checksum(artifact),
        release => Checksum::generate(format!("{} {release}", artifact.name()).as_bytes()),
    }
}

/// A later release of an artifact: the same code with another checksum.
pub fn released(artifact: Artifact, release: u32) -> Code {
    let checksum = released_checksum(artifact, release);
    Box::new(Stamped {
        code: of(artifact),
        checksum,
    })
}

/// The code behind an artifact, with its checksum.
pub fn published(artifact: Artifact) -> Code {
    posing_as(artifact, of(artifact))
}

/// Any code with the checksum of an artifact, as if it were that.
pub fn posing_as(artifact: Artifact, code: Code) -> Code {
    stamped(code, checksum(artifact))
}

/// Any code with any checksum.
pub fn stamped(code: Code, checksum: Checksum) -> Code {
    Box::new(Stamped { code, checksum })
}

/// Code with a checksum that a chain can be asked for.
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

/// For each artifact a function that gives its code, and one that finds the function.
macro_rules! codes {
    ($($artifact:ident: $name:ident of $contract:ident $(with $reply:ident)?;)*) => {
        /// The code behind an artifact.
        pub fn of(artifact: Artifact) -> Code {
            match artifact {
                $(Artifact::$artifact => $name(),)*
            }
        }

        $(
            #[doc = concat!("The code of the crate `", stringify!($contract), "`.")]
            pub fn $name() -> Code {
                use $contract::contract::{execute, instantiate, migrate, query $(, $reply)?};
                let code = ContractWrapper::new(execute, instantiate, query).with_migrate(migrate);
                Box::new(code$(.with_reply($reply))?)
            }
        )*
    };
}

codes! {
    AdminManager: admin_manager of mirror_admin_manager;
    Airdrop: airdrop of mirror_airdrop;
    CollateralOracle: collateral_oracle of mirror_collateral_oracle;
    Collector: collector of mirror_collector;
    Community: community of mirror_community;
    Factory: factory of mirror_factory with reply;
    Gov: gov of mirror_gov with reply;
    LimitOrder: limit_order of mirror_limit_order;
    Lock: lock of mirror_lock;
    Mint: mint of mirror_mint;
    Oracle: oracle of mirror_oracle;
    ShortReward: short_reward of mirror_short_reward;
    Staking: staking of mirror_staking;
    TerraswapFactory: terraswap_factory of terraswap_factory with reply;
    TerraswapPair: terraswap_pair of terraswap_pair with reply;
    TerraswapRouter: terraswap_router of terraswap_router;
    TerraswapToken: terraswap_token of terraswap_token;
}
