//! Staking on a chain of its own: with MIR, one pool and two stakers who hold its LP tokens.

use cosmwasm_std::{coin, from_json, to_json_binary, Addr, Decimal, Order, Uint128};
use cw20::Cw20ExecuteMsg;
use cw_multi_test::AppResponse;
use mirror_protocol::short_reward;
use mirror_protocol::staking::{
    Cw20HookMsg, ExecuteMsg, InstantiateMsg, PoolInfoResponse, QueryMsg, RewardInfoResponse,
    RewardInfoResponseItem,
};
use mirror_staking::pool::Premium;
use mirror_staking::state::{LIQUIDITY, LIQUIDITY_STAKES, POOLS, PREMIUMS, SHORT, SHORT_STAKES};
use mirror_testing::{codes, TestChain};

pub(crate) use mirror_testing::{decimal, pairs};

/// How long a deposit takes to flow out.
pub(crate) const DAY: u64 = 86_400;

/// How much every holder of a token has at first.
pub(crate) const RICH: u128 = 1 << 110;

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) staking: Addr,
    pub(crate) mir: Addr,
    /// The asset of the one pool, and its LP token.
    pub(crate) asset: Addr,
    pub(crate) lp: Addr,
    pub(crate) owner: Addr,
    pub(crate) mint: Addr,
    pub(crate) alice: Addr,
    pub(crate) bob: Addr,
}

impl Setup {
    /// One pool, and no oracle or market that answers.
    pub(crate) fn new() -> Self {
        let mut chain = TestChain::new();
        let nobody = chain.account("nobody");
        let curve = short_reward::InstantiateMsg::default();
        let curve = chain.create(codes::short_reward(), &nobody, &curve);
        let (oracle, factory) = (nobody.clone(), nobody);
        let mut setup = Self::with_peers(chain, &oracle, &factory, &curve);
        setup.asset = setup.chain.account("asset");
        setup.lp = setup.token("liquidity");
        setup.register(&setup.asset.clone(), &setup.lp.clone());
        setup
    }

    /// Without a pool.
    pub(crate) fn with_peers(
        mut chain: TestChain,
        oracle: &Addr,
        factory: &Addr,
        curve: &Addr,
    ) -> Self {
        let [owner, mint, alice, bob] =
            ["owner", "mint", "alice", "bob"].map(|name| chain.account(name));
        for account in [&owner, &mint, &alice, &bob] {
            chain.fund(account, &[coin(RICH, "uusd")]);
        }
        let mir = chain.new_token("MIR", &[&owner, &alice, &bob], RICH);
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            mirror_token: mir.to_string(),
            mint_contract: mint.to_string(),
            oracle_contract: oracle.to_string(),
            terraswap_factory: factory.to_string(),
            base_denom: "uusd".to_string(),
            premium_min_update_interval: 3_600,
            short_reward_contract: curve.to_string(),
            minimum_reserve: None,
        };
        let staking = chain.create(codes::staking(), &owner, &msg);
        let (asset, lp) = (mir.clone(), mir.clone());
        Self {
            chain,
            staking,
            mir,
            asset,
            lp,
            owner,
            mint,
            alice,
            bob,
        }
    }

    /// The pool gets this short weight, as if a premium had been measured.
    pub(crate) fn with_weight(mut self, weight: &str) -> Self {
        let premium = Premium {
            rate: Decimal::zero(),
            short_weight: decimal(weight),
            updated_time: 0,
            weighed: Uint128::zero(),
            deep_since: None,
        };
        let key = mirror_bytes::canonical(self.chain.app.api(), self.asset.as_str()).unwrap();
        let mut storage = self.chain.app.contract_storage_mut(&self.staking);
        PREMIUMS.save(storage.as_mut(), &key, &premium);
        drop(storage);
        self
    }

    /// A token of which the owner, Alice and Bob have plenty.
    pub(crate) fn token(&mut self, symbol: &str) -> Addr {
        let holders = [&self.owner, &self.alice, &self.bob];
        self.chain.new_token(symbol, &holders, RICH)
    }

    pub(crate) fn send(&mut self, sender: &Addr, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        let outcome = self.chain.execute(sender, &self.staking, msg, &[]);
        self.audit();
        outcome
    }

    /// Send tokens to staking, with a hook message.
    pub(crate) fn send_token(
        &mut self,
        token: &Addr,
        sender: &Addr,
        amount: u128,
        hook: &Cw20HookMsg,
    ) -> anyhow::Result<AppResponse> {
        let outcome = self.chain.pay(sender, token, amount, &self.staking, hook);
        self.audit();
        outcome
    }

    pub(crate) fn register(&mut self, asset: &Addr, lp: &Addr) {
        let msg = ExecuteMsg::RegisterAsset {
            asset_token: asset.to_string(),
            staking_token: lp.to_string(),
        };
        self.send(&self.owner.clone(), &msg).unwrap();
    }

    pub(crate) fn bonds(&mut self, staker: &Addr, amount: u128) -> anyhow::Result<AppResponse> {
        let hook = bond(&self.asset);
        self.send_token(&self.lp.clone(), staker, amount, &hook)
    }

    pub(crate) fn unbonds(&mut self, staker: &Addr, amount: u128) -> anyhow::Result<AppResponse> {
        let msg = unbond(&self.asset, amount);
        self.send(staker, &msg)
    }

    pub(crate) fn withdraws(&mut self, staker: &Addr) -> anyhow::Result<AppResponse> {
        self.send(staker, &ExecuteMsg::Withdraw { asset_token: None })
    }

    /// Deposit MIR for the pool.
    pub(crate) fn deposits(&mut self, amount: u128) -> anyhow::Result<AppResponse> {
        self.rewards(amount, &[(self.asset.clone(), amount)])
    }

    /// Deposit MIR for the pool, and let the day pass in which it flows out.
    pub(crate) fn pays(&mut self, amount: u128) {
        self.deposits(amount).unwrap();
        self.chain.pass(DAY);
    }

    pub(crate) fn rewards(
        &mut self,
        sent: u128,
        rewards: &[(Addr, u128)],
    ) -> anyhow::Result<AppResponse> {
        let (mir, owner) = (self.mir.clone(), self.owner.clone());
        self.send_token(&mir, &owner, sent, &deposit(rewards))
    }

    pub(crate) fn shorts(&mut self, staker: &Addr, amount: u128) -> anyhow::Result<AppResponse> {
        let msg = increase(&self.asset, staker, amount);
        self.send(&self.mint.clone(), &msg)
    }

    pub(crate) fn covers(&mut self, staker: &Addr, amount: u128) -> anyhow::Result<AppResponse> {
        let msg = decrease(&self.asset, staker, amount);
        self.send(&self.mint.clone(), &msg)
    }

    pub(crate) fn pool(&self) -> PoolInfoResponse {
        let asset_token = self.asset.to_string();
        let question = QueryMsg::PoolInfo { asset_token };
        self.chain.query(&self.staking, &question)
    }

    /// Index and what has not flowed out yet: of LP, then of short stakes.
    pub(crate) fn indexes(&self) -> [(Decimal, u128); 2] {
        let pool = self.pool();
        [
            (pool.reward_index, pool.pending_reward.u128()),
            (pool.short_reward_index, pool.short_pending_reward.u128()),
        ]
    }

    /// When the last of it will have flowed out: of LP, then of short stakes.
    pub(crate) fn ends(&self) -> [Option<u64>; 2] {
        let pool = self.pool();
        [pool.reward_end, pool.short_reward_end]
    }

    pub(crate) fn infos(&self, staker: &Addr) -> Vec<RewardInfoResponseItem> {
        let question = QueryMsg::RewardInfo {
            staker_addr: staker.to_string(),
            asset_token: None,
        };
        let answer: RewardInfoResponse = self.chain.query(&self.staking, &question);
        answer.reward_infos
    }

    /// Bond and pending reward of the only stake of an account.
    pub(crate) fn stake(&self, staker: &Addr) -> (u128, u128) {
        let infos = self.infos(staker);
        assert_eq!(1, infos.len(), "{infos:?}");
        (infos[0].bond_amount.u128(), infos[0].pending_reward.u128())
    }

    pub(crate) fn balance(&self, token: &Addr, holder: &Addr) -> u128 {
        self.chain.token_balance(token, holder)
    }

    /// The stakes sum up to the totals, the LP tokens are here and the MIR covers every claim (I-12, I-13).
    #[track_caller]
    pub(crate) fn audit(&self) {
        let storage = self.chain.app.contract_storage(&self.staking);
        let (storage, now) = (storage.as_ref(), self.chain.now());
        let mut owed = Uint128::zero();
        for pool in POOLS.range(storage, &[], None, Order::Ascending) {
            let (asset, pool) = pool.unwrap();
            let mut liquidity = LIQUIDITY.may_load(storage, &asset).unwrap().unwrap();
            let mut short_side = SHORT.may_load(storage, &asset).unwrap().unwrap_or_default();
            for side in [&mut liquidity.side, &mut short_side] {
                side.settle(now).unwrap();
                owed += side.rewards.left().unwrap();
            }

            let [mut bonded, mut deprecated, mut short] = [Uint128::zero(); 3];
            for entry in LIQUIDITY_STAKES.range(storage, &[], None, Order::Ascending) {
                let (id, mut stake) = entry.unwrap();
                if !id.ends_with(&asset) {
                    continue;
                }
                if liquidity.deprecates(&stake) {
                    deprecated += stake.bond;
                } else {
                    bonded += stake.bond;
                }
                let index = liquidity.index_of(&stake, now).unwrap();
                stake.settle(index).unwrap();
                owed += stake.pending;
            }
            for entry in SHORT_STAKES.range(storage, &[], None, Order::Ascending) {
                let (id, mut stake) = entry.unwrap();
                if id.ends_with(&asset) {
                    short += stake.bond;
                    stake.settle(short_side.rewards.index).unwrap();
                    owed += stake.pending;
                }
            }
            assert_eq!((liquidity.side.total, short_side.total), (bonded, short));
            let here = |token: &Addr| self.balance(token, &self.staking);
            assert!(bonded.u128() <= here(&pool.staking_token));
            if let Some(token) = &pool.deprecated_staking_token {
                assert!(deprecated.u128() <= here(token));
            }
        }
        assert!(owed.u128() <= self.balance(&self.mir, &self.staking));
    }
}

pub(crate) fn send_to(staking: &Addr, amount: u128, hook: &Cw20HookMsg) -> Cw20ExecuteMsg {
    Cw20ExecuteMsg::Send {
        contract: staking.to_string(),
        amount: amount.into(),
        msg: to_json_binary(hook).unwrap(),
    }
}

pub(crate) fn bond(asset: &Addr) -> Cw20HookMsg {
    Cw20HookMsg::Bond {
        asset_token: asset.to_string(),
    }
}

pub(crate) fn deposit(rewards: &[(Addr, u128)]) -> Cw20HookMsg {
    let reward = |(asset, amount): &(Addr, u128)| (asset.to_string(), Uint128::new(*amount));
    Cw20HookMsg::DepositReward {
        rewards: rewards.iter().map(reward).collect(),
    }
}

pub(crate) fn unbond(asset: &Addr, amount: u128) -> ExecuteMsg {
    ExecuteMsg::Unbond {
        asset_token: asset.to_string(),
        amount: amount.into(),
    }
}

pub(crate) fn increase(asset: &Addr, staker: &Addr, amount: u128) -> ExecuteMsg {
    ExecuteMsg::IncreaseShortToken {
        asset_token: asset.to_string(),
        staker_addr: staker.to_string(),
        amount: amount.into(),
    }
}

pub(crate) fn decrease(asset: &Addr, staker: &Addr, amount: u128) -> ExecuteMsg {
    ExecuteMsg::DecreaseShortToken {
        asset_token: asset.to_string(),
        staker_addr: staker.to_string(),
        amount: amount.into(),
    }
}

/// How many messages of this kind a response led to.
pub(crate) fn actions(response: &AppResponse, action: &str) -> usize {
    let has = |event: &&cosmwasm_std::Event| {
        let mut attributes = event.attributes.iter();
        attributes.any(|attribute| attribute.key == "action" && attribute.value == action)
    };
    response.events.iter().filter(has).count()
}

/// A payload that is no hook message.
pub(crate) fn unknown_hook() -> cosmwasm_std::Binary {
    let hook: serde_json::Value = from_json(br#"{"steal":{}}"#).unwrap();
    to_json_binary(&hook).unwrap()
}
