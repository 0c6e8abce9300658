//! A factory with a market, MIR and staking only, before `post_initialize`.

use cosmwasm_std::{coin, Addr, Uint128};
use cw20::{Cw20Coin, MinterResponse};
use cw_multi_test::AppResponse;
use mirror_protocol::factory::{ExecuteMsg, FixedDistribution, InstantiateMsg, Schedule};
use mirror_protocol::staking;
use mirror_testing::{codes, Market};
use terraswap::asset::AssetInfo;
use terraswap::token::{self, Token};

/// The supply of MIR at genesis (mir-token.md section 3).
pub(crate) const GENESIS_SUPPLY: u128 = 54_900_000_000_000;

pub(crate) struct Bare {
    pub(crate) market: Market,
    pub(crate) factory: Addr,
    pub(crate) staking: Addr,
    pub(crate) mirror_token: Addr,
    pub(crate) deployer: Addr,
}

impl Bare {
    /// The minter of MIR is the factory, or nobody.
    pub(crate) fn new(msg: &InstantiateMsg, is_minter: bool) -> Self {
        Self::with_supply(msg, is_minter, GENESIS_SUPPLY)
    }

    /// The same, with this supply of MIR, which the deployer has.
    pub(crate) fn with_supply(msg: &InstantiateMsg, is_minter: bool, supply: u128) -> Self {
        let mut market = Market::new();
        let deployer = market.account("deployer");
        market.chain.fund(&deployer, &[coin(1_000, "uusd")]);
        let factory = market.chain.create(codes::factory(), &deployer, msg);
        let minter = is_minter.then(|| MinterResponse {
            minter: factory.to_string(),
            cap: Some(Uint128::new(370_575_000_000_000)),
        });
        let mirror_token = token(&mut market, &deployer, supply, minter);
        let someone = market.account("someone").to_string();
        let staking = staking::InstantiateMsg {
            owner: factory.to_string(),
            mirror_token: mirror_token.to_string(),
            mint_contract: someone.clone(),
            oracle_contract: someone.clone(),
            terraswap_factory: market.factory.to_string(),
            base_denom: "uusd".to_string(),
            premium_min_update_interval: 3_600,
            short_reward_contract: someone,
            minimum_reserve: None,
        };
        let staking = market.chain.create(codes::staking(), &deployer, &staking);
        Self {
            market,
            factory,
            staking,
            mirror_token,
            deployer,
        }
    }

    /// The same, with the pair of MIR, and after `post_initialize`.
    pub(crate) fn ready(msg: &InstantiateMsg, is_minter: bool) -> Self {
        let mut bare = Self::new(msg, is_minter);
        bare.make_pair();
        let set_up = bare.post_initialize(None);
        bare.sends(&set_up).expect("the factory is set up");
        bare
    }

    pub(crate) fn make_pair(&mut self) {
        let mirror = AssetInfo::token(&self.mirror_token);
        self.market.new_pair([&AssetInfo::native("uusd"), &mirror]);
    }

    /// The deployer, who is the owner too, sends this message.
    pub(crate) fn sends(&mut self, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        let (deployer, factory) = (self.deployer.clone(), self.factory.clone());
        self.market.chain.execute(&deployer, &factory, msg, &[])
    }

    pub(crate) fn post_initialize(&self, fixed: Option<Vec<FixedDistribution>>) -> ExecuteMsg {
        let someone = self.market.account("someone").to_string();
        ExecuteMsg::PostInitialize {
            owner: self.deployer.to_string(),
            terraswap_factory: self.market.factory.to_string(),
            mirror_token: self.mirror_token.to_string(),
            staking_contract: self.staking.to_string(),
            oracle_contract: someone.clone(),
            mint_contract: someone.clone(),
            commission_collector: someone,
            fixed_distributions: fixed,
        }
    }

    /// The deployer sends the factory MIR.
    pub(crate) fn pays_in(&mut self, amount: u128) {
        let token = Token(self.mirror_token.clone());
        let payment = token.transfer(&self.factory, Uint128::new(amount)).unwrap();
        let deployer = self.deployer.clone();
        self.market.send(&deployer, payment).expect("MIR arrives");
    }

    /// An account's balance of MIR.
    pub(crate) fn mir(&self, account: &Addr) -> u128 {
        let mirror = AssetInfo::token(&self.mirror_token);
        self.market.balance(account, &mirror)
    }
}

/// One track for all pools.
pub(crate) fn one_track(schedule: &[(u64, u64, u128)]) -> InstantiateMsg {
    InstantiateMsg {
        token_code_id: 1,
        base_denom: "uusd".to_string(),
        distribution_schedule: track(schedule),
        mirror_distribution_schedule: None,
        fixed_distributions: None,
        holds_release: None,
    }
}

/// The same, with the release held.
pub(crate) fn held(schedule: &[(u64, u64, u128)]) -> InstantiateMsg {
    InstantiateMsg {
        holds_release: Some(true),
        ..one_track(schedule)
    }
}

pub(crate) fn track(schedule: &[(u64, u64, u128)]) -> Schedule {
    let entry = |&(start, end, amount)| (start, end, Uint128::new(amount));
    schedule.iter().map(entry).collect()
}

pub(crate) fn fixed(recipient: &Addr, schedule: &[(u64, u64, u128)]) -> FixedDistribution {
    FixedDistribution {
        recipient: recipient.to_string(),
        schedule: track(schedule),
    }
}

/// A MIR token, with its whole supply at the deployer.
fn token(market: &mut Market, deployer: &Addr, supply: u128, mint: Option<MinterResponse>) -> Addr {
    let msg = token::InstantiateMsg {
        name: "Mirror".to_string(),
        symbol: "MIR".to_string(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: deployer.to_string(),
            amount: Uint128::new(supply),
        }],
        mint,
        marketing: None,
    };
    let code = codes::terraswap_token();
    market.chain.create(code, deployer, &msg)
}
