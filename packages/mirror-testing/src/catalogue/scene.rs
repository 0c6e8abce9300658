//! The accounts, contracts and assets that the samples name.

use mirror_deploy::Deployment;

/// A kind of contract: one code, of which there may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The prices of assets.
    Oracle,
    /// The prices of collateral.
    CollateralOracle,
    /// Positions.
    Mint,
    /// What holds the proceeds of short sales for a time.
    Lock,
    /// The curve of the reward for short positions.
    ShortReward,
    /// Stakes of LP tokens and of short positions.
    Staking,
    /// What lists assets and releases MIR.
    Factory,
    /// Polls and stakes of MIR.
    Gov,
    /// What turns fees into MIR for voters.
    Collector,
    /// The community pool.
    Community,
    /// The holder of the right to migrate every contract.
    AdminManager,
    /// An airdrop of MIR.
    Airdrop,
    /// Orders at a fixed price.
    LimitOrder,
    /// A pool of two assets.
    Pair,
    /// What creates pairs.
    SwapFactory,
    /// Swaps over several pairs.
    Router,
    /// A cw20 token.
    Token,
}

/// The contracts that exist, and the addresses and numbers that samples name. Where something does
/// not exist yet, the sender's address takes its place, so that every sample can be read.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The account that sends, is paid, and is named as owner, feeder or minter.
    pub somebody: String,
    /// The base denom.
    pub base: String,
    /// Another coin.
    pub coin: String,
    /// The MIR token.
    pub mir: String,
    /// An mAsset.
    pub asset: String,
    /// Its pair.
    pub pair: String,
    /// The LP token of that.
    pub lp: String,
    /// The number of a position; 1 unless set.
    pub position: u64,
    /// The number of an order; 1 unless set.
    pub order: u64,
    /// The number of a poll; 1 unless set.
    pub poll: u64,
    pub(super) contracts: Vec<(Role, String)>,
    pub(super) markets: Vec<Market>,
}

/// A token, its pair against the base coin, and the LP token of that.
#[derive(Debug, Clone)]
pub(super) struct Market {
    asset: String,
    pub(super) pair: String,
    lp: String,
}

impl Role {
    /// Every kind of contract.
    pub const ALL: [Self; 17] = [
        Self::Oracle,
        Self::CollateralOracle,
        Self::Mint,
        Self::Lock,
        Self::ShortReward,
        Self::Staking,
        Self::Factory,
        Self::Gov,
        Self::Collector,
        Self::Community,
        Self::AdminManager,
        Self::Airdrop,
        Self::LimitOrder,
        Self::Pair,
        Self::SwapFactory,
        Self::Router,
        Self::Token,
    ];

    /// The contract's name, as its schema and its code have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Oracle => "mirror-oracle",
            Self::CollateralOracle => "mirror-collateral-oracle",
            Self::Mint => "mirror-mint",
            Self::Lock => "mirror-lock",
            Self::ShortReward => "mirror-short-reward",
            Self::Staking => "mirror-staking",
            Self::Factory => "mirror-factory",
            Self::Gov => "mirror-gov",
            Self::Collector => "mirror-collector",
            Self::Community => "mirror-community",
            Self::AdminManager => "mirror-admin-manager",
            Self::Airdrop => "mirror-airdrop",
            Self::LimitOrder => "mirror-limit-order",
            Self::Pair => "terraswap-pair",
            Self::SwapFactory => "terraswap-factory",
            Self::Router => "terraswap-router",
            Self::Token => "terraswap-token",
        }
    }
}

impl Scene {
    /// Before anything exists.
    pub fn of(somebody: &str, base: &str) -> Self {
        let somebody = somebody.to_string();
        Self {
            base: base.to_string(),
            coin: "uluna".to_string(),
            mir: somebody.clone(),
            asset: somebody.clone(),
            pair: somebody.clone(),
            lp: somebody.clone(),
            somebody,
            position: 1,
            order: 1,
            poll: 1,
            contracts: vec![],
            markets: vec![],
        }
    }

    /// A whole protocol. Its mAsset is the first one listed, or MIR where none is.
    pub fn of_all(somebody: &str, deployment: &Deployment) -> Self {
        let at = &deployment.contracts;
        let contracts = [
            (Role::Oracle, &at.oracle),
            (Role::CollateralOracle, &at.collateral_oracle),
            (Role::Mint, &at.mint),
            (Role::Lock, &at.lock),
            (Role::ShortReward, &at.short_reward),
            (Role::Staking, &at.staking),
            (Role::Factory, &at.factory),
            (Role::Gov, &at.gov),
            (Role::Collector, &at.collector),
            (Role::Community, &at.community),
            (Role::AdminManager, &at.admin_manager),
            (Role::Airdrop, &at.airdrop),
            (Role::Airdrop, &at.uni_airdrop),
            (Role::LimitOrder, &at.limit_order),
            (Role::SwapFactory, &at.swap_factory),
            (Role::Router, &at.router),
        ];
        let mut scene = Self::of(somebody, &deployment.base_denom).with_mir(
            &deployment.mirror_token,
            &deployment.mirror_pair,
            &deployment.mirror_lp,
        );
        for (role, address) in contracts {
            scene = scene.with(role, address);
        }
        match deployment.assets.first() {
            Some(asset) => scene.with_asset(&asset.token, &asset.pair, &asset.lp_token),
            None => scene,
        }
    }

    /// One more contract exists.
    pub fn with(mut self, role: Role, address: &str) -> Self {
        self.contracts.push((role, address.to_string()));
        self
    }

    /// MIR exists, and its market.
    pub fn with_mir(mut self, token: &str, pair: &str, lp: &str) -> Self {
        self.mir = token.to_string();
        self.with_asset(token, pair, lp)
    }

    /// An mAsset exists, and its market. The samples speak of the last one.
    pub fn with_asset(mut self, token: &str, pair: &str, lp: &str) -> Self {
        let market = Market {
            asset: token.to_string(),
            pair: pair.to_string(),
            lp: lp.to_string(),
        };
        self = self.speaking_of(&market);
        self.markets.push(market);
        self.with(Role::Token, token)
            .with(Role::Pair, pair)
            .with(Role::Token, lp)
    }

    /// The samples name this market from now on.
    pub(super) fn speaking_of(mut self, market: &Market) -> Self {
        self.asset.clone_from(&market.asset);
        self.pair.clone_from(&market.pair);
        self.lp.clone_from(&market.lp);
        self
    }

    /// The first contract of a role, or the sender's address if there is none.
    pub fn at(&self, role: Role) -> &str {
        let mut contracts = self.contracts.iter();
        let found = contracts.find(|(known, _)| *known == role);
        found.map_or(&self.somebody, |(_, address)| address)
    }
}
