//! What somebody owns: coins, tokens, shares of pools, positions and claims.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Decimal, Uint128, Uint256};
use mirror_protocol::gov::{self, PollStatus};
use mirror_protocol::lock::Lock;
use mirror_protocol::mint::{self, PositionResponse};
use mirror_protocol::staking::Staking;
use mirror_testing::{Listed, World, BASE};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::pair::Pair;

/// The denoms that the accounts of a world have.
const DENOMS: [&str; 2] = [BASE, "uluna"];

/// What things are really worth, whatever an oracle or a market says.
#[derive(Clone)]
pub(super) struct Fair {
    /// Base coins for one unit, by denom or token address. The rest is worth nothing.
    prices: BTreeMap<String, Decimal>,
    /// The assets with a market, MIR too.
    listed: Vec<Listed>,
}

impl Fair {
    /// By symbol or by denom.
    pub(super) fn new(world: &World, prices: &[(&str, Decimal)]) -> Self {
        let mut fair = Self {
            prices: BTreeMap::from([(BASE.to_string(), Decimal::one())]),
            listed: vec![],
        };
        for (name, price) in prices {
            if DENOMS.contains(name) {
                fair.prices.insert((*name).to_string(), *price);
            } else {
                let listed = world.asset(name);
                fair.prices.insert(listed.token.to_string(), *price);
                fair.listed.push(listed);
            }
        }
        fair
    }

    /// In units of 10^-18 micro base coins, so that nothing is rounded.
    pub(super) fn value(&self, asset: &Asset) -> Uint256 {
        let price = self.prices.get(asset.info.id());
        price.map_or(Uint256::zero(), |price| {
            asset.amount.full_mul(price.atomics())
        })
    }

    /// All that `who` has, in the same unit. Who owes more than a position holds leaves it, so that
    /// it is worth nothing then. Fees that are due on the way out are not taken off.
    pub(super) fn net_worth(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let purse = self.purse(world, who)?;
        let pools = self.pools(world, who)?;
        let positions = self.positions(world, who)?;
        let mirror = self.earned(world, who)? + staked(world, who);
        let mirror = self.value(&Asset::token(&world.at.mirror_token, mirror));
        Ok(purse + pools + positions + mirror)
    }

    fn purse(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let mut infos = DENOMS.map(AssetInfo::native).to_vec();
        infos.extend(self.listed.iter().map(|one| AssetInfo::token(&one.token)));
        let mut sum = Uint256::zero();
        for info in infos {
            let amount = info.balance_of(&world.chain.app.wrap(), who)?;
            sum += self.value(&info.amount(amount));
        }
        Ok(sum)
    }

    /// Shares of pools, in the purse and staked.
    fn pools(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let querier = world.chain.app.wrap();
        let bonds = Staking(world.at.staking.clone()).reward_info(&querier, who)?;
        let mut sum = Uint256::zero();
        for Listed {
            token,
            pair,
            lp_token,
        } in &self.listed
        {
            let bonded = bonds.reward_infos.iter().filter(|bond| !bond.is_short);
            let bonded = bonded.filter(|bond| bond.asset_token == token.as_str());
            let bonded: Uint128 = bonded.map(|bond| bond.bond_amount).sum();
            let shares = world.token_balance(lp_token, who) + bonded;
            let pool = Pair(pair.clone()).pool(&querier)?;
            if !shares.is_zero() {
                let [a, b] = &pool.assets;
                let worth = self.value(a) + self.value(b);
                sum += worth.checked_multiply_ratio(shares, pool.total_share)?;
            }
        }
        Ok(sum)
    }

    /// What positions hold above their debt, and what their shorts have locked.
    fn positions(&self, world: &World, who: &Addr) -> anyhow::Result<Uint256> {
        let question = mint::QueryMsg::Positions {
            owner_addr: Some(who.to_string()),
            asset_token: None,
            start_after: None,
            limit: Some(30),
            order_by: None,
        };
        let querier = world.chain.app.wrap();
        let answer: mint::PositionsResponse =
            querier.query_wasm_smart(&world.at.mint, &question)?;
        let lock = Lock(world.at.lock.clone());
        let equity = |position: &PositionResponse| {
            let (held, owed) = (&position.collateral, &position.asset);
            self.value(held).saturating_sub(self.value(owed))
        };
        let mut sum = Uint256::zero();
        for position in &answer.positions {
            // Who has nothing locked gets an error instead of a zero.
            let locked = lock.position_lock_info(&querier, position.idx);
            let locked = locked.map_or(Uint128::zero(), |info| info.locked_amount);
            sum += equity(position) + self.value(&Asset::native(BASE, locked));
        }
        Ok(sum)
    }

    /// MIR that can be claimed from the pools.
    fn earned(&self, world: &World, who: &Addr) -> anyhow::Result<Uint128> {
        let querier = world.chain.app.wrap();
        let stakes = Staking(world.at.staking.clone()).reward_info(&querier, who)?;
        let pending = stakes.reward_infos.iter().map(|one| one.pending_reward);
        Ok(pending.sum())
    }
}

/// MIR in gov: stake, rewards of votes, and deposits that may come back.
fn staked(world: &World, who: &Addr) -> Uint128 {
    let question = gov::QueryMsg::Staker {
        address: who.to_string(),
    };
    let staker: gov::StakerResponse = world.asks(&world.at.gov, &question);
    let question = gov::QueryMsg::Polls {
        filter: Some(PollStatus::InProgress),
        start_after: None,
        limit: Some(30),
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
