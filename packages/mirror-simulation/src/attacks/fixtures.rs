//! Steps that several attacks need to prepare their world.

use anyhow::Context;
use cosmwasm_std::{coin, to_json_binary, Addr, Decimal, Uint128};
use cw20::Cw20Coin;
use cw_multi_test::{AppResponse, Executor};
use mirror_protocol::collateral_oracle::{ExecuteMsg, SourceType};
use mirror_protocol::factory;
use mirror_protocol::staking::{self, Staking};
use mirror_testing::{codes, number, percent, Listed, World, BASE};
use serde::Serialize;
use serde_json::json;
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;
use terraswap::token::InstantiateMsg;

use super::transaction::Transaction;
use super::trial::Trial;

/// A million units.
pub(super) const MILLION: u128 = 1_000_000_000_000;
/// One unit.
pub(super) const UNIT: u128 = 1_000_000;
/// An hour in seconds.
pub(super) const HOUR: u64 = 3_600;
/// A day in seconds.
pub(super) const DAY: u64 = 24 * HOUR;

/// Alice mints an asset and provides it to its pool with as many base coins as it is worth.
pub(super) fn pool(world: &mut World, symbol: &str, base: u128) {
    let alice = world.chain.account("alice");
    world.chain.fund(&alice, &[coin(3 * base, BASE)]);
    world.alice().opens(2 * base, symbol, percent(200));
    let minted = world.token_balance(&world.token(symbol), &alice);
    world.alice().provides(symbol, base, minted.u128());
}

/// The attacker opens a position with as much debt as the price of the collateral allows, and sells
/// the minted tokens in the pool of others.
pub(super) fn mints_and_sells(
    trial: &mut Trial,
    rule: &'static str,
    collateral: Asset,
    symbol: &str,
) -> anyhow::Result<()> {
    let listed = trial.world.asset(symbol);
    let before = trial.world.token_balance(&listed.token, &trial.attacker);
    let mint = trial.world.at.mint.clone();
    let open = Transaction::new().opens(&mint, collateral, &listed.token, percent(150));
    trial.tries(rule, open)?;
    let minted = trial.world.token_balance(&listed.token, &trial.attacker) - before;
    if !minted.is_zero() {
        let sold = Asset::token(&listed.token, minted);
        trial.does(Transaction::new().swaps(&listed.pair, sold))?;
    }
    Ok(())
}

/// The rewards in staking that somebody has earned and not claimed.
pub(super) fn earned(world: &World, name: &str) -> anyhow::Result<Uint128> {
    let staking = Staking(world.at.staking.clone());
    let who = world.chain.account(name);
    let info = staking.reward_info(&world.chain.app.wrap(), &who)?;
    Ok(info.reward_infos.iter().map(|one| one.pending_reward).sum())
}

/// A keeper has the premium measured.
pub(super) fn measures(world: &mut World, symbol: &str) -> anyhow::Result<()> {
    let staking = world.at.staking.clone();
    let adjust = staking::ExecuteMsg::AdjustPremium {
        asset_tokens: vec![world.token(symbol).into_string()],
    };
    let answer = world.carol().tries(&staking, &adjust, &[]);
    answer.context("a keeper has the premium measured")?;
    Ok(())
}

/// The number of the position that a transaction opened.
pub(super) fn opened(answers: &[AppResponse]) -> anyhow::Result<Uint128> {
    let answer = answers.first().context("an answer")?;
    Ok(number(answer))
}

/// The account of this name gets MIR and stakes it.
pub(super) fn stakes(world: &mut World, name: &str, amount: u128) -> anyhow::Result<()> {
    let who = world.chain.account(name);
    world.gives_mir(&who, amount);
    let answer = world.actor(name).tries_to_stake_mir(amount);
    answer.with_context(|| format!("{name} stakes MIR"))?;
    Ok(())
}

/// The account of this name stakes all its LP tokens.
pub(super) fn bonds_all(world: &mut World, name: &str, symbol: &str) -> anyhow::Result<()> {
    let who = world.chain.account(name);
    let lp = world.token_balance(&world.asset(symbol).lp_token, &who);
    let answer = world.actor(name).tries_to_bond(symbol, lp.u128());
    answer.with_context(|| format!("{name} bonds"))?;
    Ok(())
}

/// The token balance of the account of this name.
pub(super) fn held(world: &World, token: &Addr, name: &str) -> Uint128 {
    world.token_balance(token, &world.chain.account(name))
}

/// A price written as text.
pub(super) fn price(text: &str) -> anyhow::Result<Decimal> {
    Ok(text.parse()?)
}

/// Gov has the factory send a message to a contract that the factory owns.
pub(super) fn governs(
    world: &mut World,
    contract: &Addr,
    msg: &impl Serialize,
) -> anyhow::Result<AppResponse> {
    let pass = factory::ExecuteMsg::PassCommand {
        contract_addr: contract.to_string(),
        msg: to_json_binary(msg)?,
    };
    let factory = world.at.factory.clone();
    world.gov().tries(&factory, &pass, &[])
}

/// Makes the account of this name the feeder of an asset.
pub(super) fn hands_feed_to(world: &mut World, symbol: &str, name: &str) -> anyhow::Result<()> {
    let register = json!({ "register_asset": {
        "asset_token": world.token(symbol),
        "feeder": world.chain.account(name),
    } });
    let oracle = world.at.oracle.clone();
    governs(world, &oracle, &register)?;
    world.chain.pass(6);
    Ok(())
}

/// A keeper has the MIR released since the last call distributed.
pub(super) fn distributes(world: &mut World) -> anyhow::Result<()> {
    let factory = world.at.factory.clone();
    let distribute = factory::ExecuteMsg::Distribute {};
    let answer = world.carol().tries(&factory, &distribute, &[]);
    answer.context("a keeper distributes")?;
    Ok(())
}

/// Creates a token that is not one of the protocol's and has no pool.
pub(super) fn new_token(
    world: &mut World,
    symbol: &str,
    holders: &[(&str, u128)],
) -> anyhow::Result<Addr> {
    let balance = |(name, amount): &(&str, u128)| Cw20Coin {
        address: world.chain.account(name).into_string(),
        amount: (*amount).into(),
    };
    let msg = InstantiateMsg {
        name: format!("{symbol} token"),
        symbol: symbol.to_string(),
        decimals: 6,
        initial_balances: holders.iter().map(balance).collect(),
        mint: None,
        marketing: None,
    };
    let deployer = world.chain.account("deployer");
    let token = world
        .chain
        .try_create(codes::terraswap_token(), &deployer, &msg)?;
    let none = Addr::unchecked("");
    let listed = Listed {
        token: token.clone(),
        pair: none.clone(),
        lp_token: none,
    };
    world.knows(symbol, listed);
    Ok(token)
}

/// The account of this name creates the pool of such a token.
pub(super) fn new_pool(
    world: &mut World,
    symbol: &str,
    name: &str,
    base: u128,
    tokens: u128,
) -> anyhow::Result<()> {
    let token = world.token(symbol);
    let infos = [AssetInfo::native(BASE), AssetInfo::token(&token)];
    let factory = PairFactory(world.at.swap_factory.clone());
    let who = world.chain.account(name);
    let create = factory.create_pair(infos.clone())?;
    world.chain.app.execute(who, create)?;
    let pair: PairInfo = factory.pair(&world.chain.app.wrap(), infos)?;
    let [pair, lp_token] = [pair.contract_addr, pair.liquidity_token].map(Addr::unchecked);
    let listed = Listed {
        token,
        pair,
        lp_token,
    };
    world.knows(symbol, listed);
    let answer = world.actor(name).tries_to_provide(symbol, base, tokens);
    answer.context("the first liquidity")?;
    Ok(())
}

/// Gov accepts such a token as collateral.
pub(super) fn registers_collateral(
    world: &mut World,
    symbol: &str,
    price_source: SourceType,
    value_cap: u128,
) -> anyhow::Result<AppResponse> {
    let register = ExecuteMsg::RegisterCollateralAsset {
        asset: AssetInfo::token(world.token(symbol)),
        price_source,
        multiplier: Decimal::one(),
        value_cap: Some(value_cap.into()),
    };
    let oracle = world.at.collateral_oracle.clone();
    governs(world, &oracle, &register)
}

/// Gov registers a denom in our oracle, and its price is fed.
pub(super) fn feeds_denom(world: &mut World, denom: &str, price: &str) -> anyhow::Result<()> {
    let feeder = world.chain.account("feeder");
    let register = json!({ "register_asset": { "asset_token": denom, "feeder": feeder } });
    let oracle = world.at.oracle.clone();
    governs(world, &oracle, &register)?;
    world.feeds(&[(denom, price)]);
    Ok(())
}

/// The average price in such a token's pool, as a price source.
pub(super) fn average_price(world: &World, symbol: &str) -> SourceType {
    SourceType::AmmPair {
        pair_addr: world.asset(symbol).pair.into_string(),
        intermediate_denom: None,
    }
}

/// What a swap would return now.
pub(super) fn simulated(world: &World, pair: &Addr, offer: &Asset) -> anyhow::Result<Uint128> {
    let pair = Pair(pair.clone());
    let answer = pair.simulation(&world.chain.app.wrap(), offer.clone())?;
    Ok(answer.return_amount)
}

/// Moves to the next block and feeds prices in it.
pub(super) fn next_block(world: &mut World, prices: &[(&str, &str)]) {
    world.chain.pass(6);
    world.feeds(prices);
}
