//! What the birth of a protocol needs of a chain.

use cosmwasm_std::Coin;
use serde::de::DeserializeOwned;
use serde::Serialize;

/// A contract's code, by the name of its artifact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Artifact {
    AdminManager,
    Airdrop,
    CollateralOracle,
    Collector,
    Community,
    Factory,
    Gov,
    LimitOrder,
    Lock,
    Mint,
    Oracle,
    ShortReward,
    Staking,
    TerraswapFactory,
    TerraswapPair,
    TerraswapRouter,
    TerraswapToken,
}

impl Artifact {
    /// Its file, without the ending.
    pub fn name(self) -> &'static str {
        match self {
            Self::AdminManager => "mirror_admin_manager",
            Self::Airdrop => "mirror_airdrop",
            Self::CollateralOracle => "mirror_collateral_oracle",
            Self::Collector => "mirror_collector",
            Self::Community => "mirror_community",
            Self::Factory => "mirror_factory",
            Self::Gov => "mirror_gov",
            Self::LimitOrder => "mirror_limit_order",
            Self::Lock => "mirror_lock",
            Self::Mint => "mirror_mint",
            Self::Oracle => "mirror_oracle",
            Self::ShortReward => "mirror_short_reward",
            Self::Staking => "mirror_staking",
            Self::TerraswapFactory => "terraswap_factory",
            Self::TerraswapPair => "terraswap_pair",
            Self::TerraswapRouter => "terraswap_router",
            Self::TerraswapToken => "terraswap_token",
        }
    }
}

/// What an accepted message left in the event log: the attributes of every contract it entered,
/// in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Pairs of key and value.
    pub attributes: Vec<(String, String)>,
}

impl Receipt {
    /// The last value told under this key.
    pub fn last(&self, key: &str) -> Option<&str> {
        let told = self.attributes.iter().rev().find(|(name, _)| name == key);
        told.map(|(_, value)| value.as_str())
    }
}

/// A chain and one account on it that signs everything. Each call is a transaction of its own: it
/// is carried out whole or not at all.
pub trait Chain {
    /// Why the chain did not do it.
    type Error;

    /// The account that signs.
    fn sender(&self) -> String;

    /// Store a contract's code; the answer is its number.
    fn store(&mut self, artifact: Artifact) -> Result<u64, Self::Error>;

    /// Make a contract of stored code; the answer is its address. It may be migrated by `admin`.
    fn instantiate(
        &mut self,
        code_id: u64,
        msg: &impl Serialize,
        label: &str,
        admin: Option<&str>,
    ) -> Result<String, Self::Error>;

    /// Send a contract a message, with coins or without.
    fn execute(
        &mut self,
        contract: &str,
        msg: &impl Serialize,
        coins: &[Coin],
    ) -> Result<Receipt, Self::Error>;

    /// Ask a contract.
    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, Self::Error>;

    /// Who may give a contract other code, if anybody may.
    fn admin(&mut self, contract: &str) -> Result<Option<String>, Self::Error>;

    /// Let somebody else give a contract other code.
    fn set_admin(&mut self, contract: &str, admin: &str) -> Result<(), Self::Error>;

    /// The chain's clock, in UNIX seconds.
    fn now(&mut self) -> Result<u64, Self::Error>;

    /// Pay coins to an address.
    fn send(&mut self, recipient: &str, coins: &[Coin]) -> Result<(), Self::Error>;

    /// The sequence can not go on: an answer lacks what it must have.
    fn unexpected(&self, what: String) -> Self::Error;
}
