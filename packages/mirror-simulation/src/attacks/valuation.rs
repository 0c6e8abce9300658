//! What somebody owns, at fair prices: coins, tokens, shares of pools, positions, orders and
//! claims.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Decimal, Uint128, Uint256};
use mirror_protocol::gov::{self, PollStatus};
use mirror_protocol::limit_order;
use mirror_protocol::lock::Lock;
use mirror_protocol::mint::{self, PositionResponse};
use mirror_protocol::staking::Staking;
use mirror_testing::{World, BASE};
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::factory;
use terraswap::pair::Pair;

/// The denoms that the accounts of a world have.
const DENOMS: [&str; 2] = [BASE, "uluna"];
/// The most entries that one page of a list holds.
const PAGE: u32 = 30;

/// What assets are really worth, whatever an oracle or a pool says.
#[derive(Clone)]
pub(super) struct Fair {
    /// Base coins for one unit, by denom or token address. All other assets are worth nothing.
    prices: BTreeMap<String, (AssetInfo, Decimal)>,
}

impl Fair {
    /// From prices by symbol or by denom.
    pub(super) fn new(world: &World, prices: &[(&str, Decimal)]) -> Self {
        let base = [(BASE, Decimal::one())];
        let priced = base.iter().chain(prices).map(|(name, price)| {
            let info = if DENOMS.contains(name) {
                AssetInfo::native(*name)
            } else {
                AssetInfo::token(world.token(name))
            };
            (info.id().to_string(), (info, *price))
        });
        Self {
            prices: priced.collect(),
        }
    }

    /// The value of an asset in units of 10^-18 micro base coins, so that nothing is rounded.
    pub(super) fn value(&self, asset: &Asset) -> Uint256 {
        let price = self.prices.get(asset.info.id());
        price.map_or(Uint256::zero(), |(_, price)| {
            asset.amount.full_mul(price.atomics())
        })
    }

    /// The value of all that `who` owns, in the same unit. A position that owes more than it holds
    /// counts as zero, since its owner can abandon it. Fees for closing are not taken off.
    pub(super) fn net_worth(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let balances = self.balances(world, who)?;
        let pools = self.pools(world, who)?;
        let positions = self.positions(world, who)?;
        let orders = self.orders(world, who)?;
        let mirror = self.earned(world, who)? + staked(world, who);
        let mirror = self.value(&Asset::token(&world.at.mirror_token, mirror));
        Ok(balances + pools + positions + orders + mirror)
    }

    fn balances(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let mut sum = Uint256::zero();
        for (info, _) in self.prices.values() {
            let amount = info.balance_of(&world.chain.app.wrap(), who)?;
            sum += self.value(&info.clone().amount(amount));
        }
        Ok(sum)
    }

    /// Shares of all pools: LP tokens on the account, and staked ones.
    fn pools(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let querier = world.chain.app.wrap();
        let bonds = Staking(world.at.staking.clone()).reward_info(&querier, who)?;
        let mut sum = Uint256::zero();
        for pair in pairs(world) {
            let listed = |asset: &str| pair.asset_infos.iter().any(|info| info.id() == asset);
            let bonded = bonds.reward_infos.iter().filter(|bond| !bond.is_short);
            let bonded = bonded.filter(|bond| listed(&bond.asset_token));
            let bonded: Uint128 = bonded.map(|bond| bond.bond_amount).sum();
            let lp_token = Addr::unchecked(&pair.liquidity_token);
            let shares = world.token_balance(&lp_token, who) + bonded;
            if !shares.is_zero() {
                let pool = Pair(Addr::unchecked(&pair.contract_addr)).pool(&querier)?;
                let [a, b] = &pool.assets;
                let worth = self.value(a) + self.value(b);
                sum += worth.checked_multiply_ratio(shares, pool.total_share)?;
            }
        }
        Ok(sum)
    }

    /// What positions hold above their debt, and the locked proceeds of shorts.
    fn positions(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let querier = world.chain.app.wrap();
        let lock = Lock(world.at.lock.clone());
        let equity = |position: &PositionResponse| {
            let (held, owed) = (&position.collateral, &position.asset);
            self.value(held).saturating_sub(self.value(owed))
        };
        let mut sum = Uint256::zero();
        for position in &positions(world, who)? {
            // The lock answers with an error, not with a zero, where nothing is locked.
            let locked = lock.position_lock_info(&querier, position.idx);
            let locked = locked.map_or(Uint128::zero(), |info| info.locked_amount);
            sum += equity(position) + self.value(&Asset::native(BASE, locked));
        }
        Ok(sum)
    }

    /// What open orders would return if they were cancelled.
    fn orders(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let question = limit_order::QueryMsg::Orders {
            bidder_addr: Some(who.to_string()),
            start_after: None,
            limit: Some(PAGE),
            order_by: None,
        };
        let answer: limit_order::OrdersResponse = world.asks(&world.at.limit_order, &question);
        let mut sum = Uint256::zero();
        for order in answer.orders {
            let mut left = order.offer_asset;
            left.amount = left.amount.saturating_sub(order.filled_offer_amount);
            sum += self.value(&left);
        }
        Ok(sum)
    }

    /// MIR that can be claimed from staking.
    fn earned(&self, world: &World, who: &Addr) -> anyhow::Result<Uint128> {
        let querier = world.chain.app.wrap();
        let stakes = Staking(world.at.staking.clone()).reward_info(&querier, who)?;
        let pending = stakes.reward_infos.iter().map(|one| one.pending_reward);
        Ok(pending.sum())
    }
}

/// All pairs; the world of an attack has at most one page of them.
fn pairs(world: &World) -> Vec<PairInfo> {
    let question = factory::QueryMsg::Pairs {
        start_after: None,
        limit: Some(PAGE),
    };
    let answer: factory::PairsResponse = world.asks(&world.at.swap_factory, &question);
    answer.pairs
}

/// All positions of an owner, page by page.
fn positions(world: &World, who: &Addr) -> anyhow::Result<Vec<PositionResponse>> {
    let mut all: Vec<PositionResponse> = vec![];
    loop {
        let question = mint::QueryMsg::Positions {
            owner_addr: Some(who.to_string()),
            asset_token: None,
            start_after: all.last().map(|position| position.idx),
            limit: Some(PAGE),
            order_by: None,
        };
        let querier = world.chain.app.wrap();
        let answer: mint::PositionsResponse =
            querier.query_wasm_smart(&world.at.mint, &question)?;
        if answer.positions.is_empty() {
            return Ok(all);
        }
        all.extend(answer.positions);
    }
}

/// MIR in gov: stake, voting rewards, and deposits of open polls, which may come back.
fn staked(world: &World, who: &Addr) -> Uint128 {
    let question = gov::QueryMsg::Staker {
        address: who.to_string(),
    };
    let staker: gov::StakerResponse = world.asks(&world.at.gov, &question);
    let question = gov::QueryMsg::Polls {
        filter: Some(PollStatus::InProgress),
        start_after: None,
        limit: Some(PAGE),
        order_by: None,
    };
    let open: gov::PollsResponse = world.asks(&world.at.gov, &question);
    let own = open
        .polls
        .iter()
        .filter(|poll| poll.creator == who.as_str());
    let deposits: Uint128 = own.map(|poll| poll.deposit_amount).sum();
    staker.balance + staker.pending_voting_rewards + deposits
}
