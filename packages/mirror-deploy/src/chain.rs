//! What a deployment needs of a chain.

use cosmwasm_std::{Binary, Coin};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A contract's code, named as its artifact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Artifact {
    /// The holder of the right to migrate every contract.
    AdminManager,
    /// An airdrop of MIR.
    Airdrop,
    /// The prices of collateral.
    CollateralOracle,
    /// What turns fees into MIR for voters.
    Collector,
    /// The community pool.
    Community,
    /// What lists assets and releases MIR.
    Factory,
    /// Polls and stakes of MIR.
    Gov,
    /// Orders at a fixed price.
    LimitOrder,
    /// What holds the proceeds of short sales for a time.
    Lock,
    /// Positions.
    Mint,
    /// The prices of assets.
    Oracle,
    /// The curve of the reward for short positions.
    ShortReward,
    /// Stakes of LP tokens and of short positions.
    Staking,
    /// What creates pairs.
    TerraswapFactory,
    /// A pool of two assets.
    TerraswapPair,
    /// Swaps over several pairs.
    TerraswapRouter,
    /// A cw20 token.
    TerraswapToken,
}

impl Artifact {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 17] = [
        Self::AdminManager,
        Self::Airdrop,
        Self::CollateralOracle,
        Self::Collector,
        Self::Community,
        Self::Factory,
        Self::Gov,
        Self::LimitOrder,
        Self::Lock,
        Self::Mint,
        Self::Oracle,
        Self::ShortReward,
        Self::Staking,
        Self::TerraswapFactory,
        Self::TerraswapPair,
        Self::TerraswapRouter,
        Self::TerraswapToken,
    ];

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

    /// The name that its contracts note for themselves (cw2): that of their crate.
    pub fn contract_name(self) -> String {
        self.name().replace('_', "-")
    }
}

/// Something to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transaction {
    /// Store a contract's code.
    Store {
        /// The contract's artifact.
        artifact: Artifact,
    },
    /// Make a contract of stored code.
    Instantiate {
        /// The code's number.
        code_id: u64,
        /// The message that sets it up.
        msg: Binary,
        /// The label that explorers show.
        label: String,
        /// Who may migrate it, if anybody may.
        admin: Option<String>,
    },
    /// Send a contract a message, with coins or without.
    Execute {
        /// The contract's address.
        contract: String,
        /// The message.
        msg: Binary,
        /// The coins sent with it.
        coins: Vec<Coin>,
    },
    /// Give the right to migrate a contract to somebody else.
    SetAdmin {
        /// The contract.
        contract: String,
        /// Who has the right from now on.
        admin: String,
    },
    /// Pay coins to an address.
    Send {
        /// The address that is paid.
        recipient: String,
        /// The coins.
        coins: Vec<Coin>,
    },
}

/// What an accepted transaction answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The number of the code that was stored.
    pub code_id: Option<u64>,
    /// The address of the contract that was made.
    pub contract: Option<String>,
    /// The attributes in its event log, of every contract it entered, in order, as pairs of key and
    /// value.
    pub attributes: Vec<(String, String)>,
}

impl Receipt {
    /// The last value of this key in the event log.
    pub fn last(&self, key: &str) -> Option<&str> {
        let told = self.attributes.iter().rev().find(|(name, _)| name == key);
        told.map(|(_, value)| value.as_str())
    }
}

/// What became of a signed transaction.
#[derive(Debug)]
pub enum Settled<E> {
    /// It was carried out, once.
    Done(Receipt),
    /// It was not and never will be: refused, too old, or another one took its place in the
    /// account's sequence.
    Void(E),
}

/// What the chain knows of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractInfo {
    /// The number of its code.
    pub code_id: u64,
    /// Who created it.
    pub creator: String,
    /// Who may migrate it, if anybody may.
    pub admin: Option<String>,
}

/// A chain and one account on it that signs everything. Each transaction is carried out whole or
/// not at all.
///
/// Sending has two halves, so that nothing is ever sent twice: what [`Chain::sign`] answers is
/// written down before [`Chain::settle`] sends it. After an interruption the same signed
/// transaction is settled again. A chain carries it out once at most, since it has its place in the
/// account's sequence; so whoever implements this asks for its hash first, sends the same bytes if
/// it is not there and still can be, and only calls it void where it can not be any more.
pub trait Chain {
    /// Why a transaction or a question failed.
    type Error;

    /// A signed transaction: on a real chain its bytes, hash, sequence and last height.
    type Signed: Clone + Serialize + DeserializeOwned;

    /// The account that signs.
    fn sender(&self) -> String;

    /// Sign, and send nothing yet. `step` says what it is for; where transactions carry a memo it
    /// belongs there.
    fn sign(&mut self, step: &str, transaction: &Transaction) -> Result<Self::Signed, Self::Error>;

    /// What became of a signed transaction, which is sent if it has not been. An error says that
    /// nobody knows yet: ask again.
    fn settle(&mut self, signed: &Self::Signed) -> Result<Settled<Self::Error>, Self::Error>;

    /// Ask a contract.
    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, Self::Error>;

    /// What a contract has stored under a key.
    fn stored(&mut self, contract: &str, key: &[u8]) -> Result<Option<Binary>, Self::Error>;

    /// A contract's code, who created it, and who may migrate it.
    fn contract(&mut self, contract: &str) -> Result<ContractInfo, Self::Error>;

    /// The checksum of stored code, in lower-case hexadecimal digits.
    fn checksum(&mut self, code_id: u64) -> Result<String, Self::Error>;

    /// The checksum that an artifact is published with, written in the same way. It comes from the
    /// list of the release, not from the file that is about to be stored.
    fn published_checksum(&self, artifact: Artifact) -> Result<String, Self::Error>;

    /// The number of code on the chain that is this published artifact, by its checksum, and that
    /// the account may make contracts of; `None` if there is none, or if it can not be looked for.
    fn published_code(&mut self, artifact: Artifact) -> Result<Option<u64>, Self::Error>;

    /// The chain's clock, in UNIX seconds.
    fn now(&mut self) -> Result<u64, Self::Error>;

    /// The error for an answer that lacks what it must have.
    fn unexpected(&self, what: String) -> Self::Error;

    /// Sign, send and wait for the answer. For transactions that may be sent twice, since the answer
    /// can get lost.
    fn send(&mut self, step: &str, transaction: &Transaction) -> Result<Receipt, Self::Error> {
        let signed = self.sign(step, transaction)?;
        match self.settle(&signed)? {
            Settled::Done(receipt) => Ok(receipt),
            Settled::Void(reason) => Err(reason),
        }
    }
}
