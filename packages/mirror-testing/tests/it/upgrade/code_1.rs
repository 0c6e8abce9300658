//! Code 1 of the board: what is deployed.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Env, MessageInfo, Order, Response, Uint128,
};
use mirror_bytes::{in_bytes, Slot, Table};
use mirror_testing::codes::Code;
use terraswap::version;

use super::messages::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg, QuoteResponse, StakeResponse,
};
use super::NAME;

/// One record, which only the board reads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Config {
    pub(crate) owner: Addr,
}

/// One of any number of records, which other contracts read: it begins with a byte for its layout.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quote {
    pub(crate) price: Uint128,
    pub(crate) time: u64,
}

/// One of any number of records, which only the board reads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stake {
    pub(crate) amount: Uint128,
}

in_bytes!(Config { owner });
in_bytes!(Quote, layout 1 { price, time });
in_bytes!(Stake { amount });

pub(crate) const CONFIG: Slot<Config> = Slot::new(b"g");
pub(crate) const QUOTES: Table<Quote> = Table::new(b'q');
pub(crate) const STAKES: Table<Stake> = Table::new(b's');

pub(crate) fn code() -> Code {
    Box::new(cw_multi_test::ContractWrapper::new(
        execute,
        instantiate,
        query,
    ))
}

fn instantiate(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: InstantiateMsg,
) -> anyhow::Result<Response> {
    version::set(deps.storage, NAME, "1.0.0")?;
    let owner = deps.api.addr_validate(&msg.owner)?;
    CONFIG.save(deps.storage, &Config { owner });
    Ok(Response::new())
}

fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> anyhow::Result<Response> {
    match msg {
        ExecuteMsg::Post { asset, price } => {
            let owner = CONFIG.load(deps.storage)?.owner;
            anyhow::ensure!(owner == info.sender, "unauthorized");
            let time = env.block.time.seconds();
            QUOTES.save(deps.storage, asset.as_bytes(), &Quote { price, time });
        }
        ExecuteMsg::Stake { amount } => {
            let key = info.sender.as_bytes();
            let former = STAKES.may_load(deps.storage, key)?;
            let former = former.map_or(Uint128::zero(), |stake| stake.amount);
            let amount = former.checked_add(amount)?;
            STAKES.save(deps.storage, key, &Stake { amount });
        }
        ExecuteMsg::CarryOver { .. } => anyhow::bail!("this code knows no former layout"),
    }
    Ok(Response::new())
}

fn query(deps: Deps, _env: Env, msg: QueryMsg) -> anyhow::Result<Binary> {
    let storage = deps.storage;
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&ConfigResponse {
            owner: CONFIG.load(storage)?.owner,
            most_age: 0,
        }),
        QueryMsg::Quote { asset } => {
            let quote = QUOTES.may_load(storage, asset.as_bytes())?;
            to_json_binary(&quote.map(shown))
        }
        QueryMsg::Quotes {} => {
            let quotes = QUOTES.range(storage, &[], None, Order::Ascending);
            let quotes = quotes.map(|entry| Ok(shown(entry?.1)));
            to_json_binary(&quotes.collect::<anyhow::Result<Vec<_>>>()?)
        }
        QueryMsg::Stake { account } => {
            let stake = STAKES.may_load(storage, account.as_bytes())?;
            to_json_binary(&stake.map(staked))
        }
        QueryMsg::Stakes { start_after } => {
            let after = start_after.as_ref().map(String::as_bytes);
            let stakes = STAKES.range(storage, &[], after, Order::Ascending).take(2);
            let stakes = stakes.map(|entry| Ok(staked(entry?.1)));
            to_json_binary(&stakes.collect::<anyhow::Result<Vec<_>>>()?)
        }
    };
    Ok(answer?)
}

fn shown(quote: Quote) -> QuoteResponse {
    QuoteResponse {
        price: quote.price,
        time: quote.time,
        halted_until: 0,
    }
}

fn staked(stake: Stake) -> StakeResponse {
    StakeResponse {
        amount: stake.amount,
        locked_until: 0,
    }
}
