//! A token of somebody's own: it has as many decimals as he likes, and when the factory fetches it
//! from its creator it provides liquidity itself first.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult, Uint128,
};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg, TokenInfoResponse};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::{Item, Map};
use serde::{Deserialize, Serialize};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;

use crate::setup::{base, Setup};

#[derive(Serialize, Deserialize)]
struct Birth {
    decimals: u8,
    /// Who has some.
    balances: Vec<(Addr, Uint128)>,
    /// What it provides when this factory fetches tokens.
    first: Option<(Addr, [Uint128; 2])>,
}

const DECIMALS: Item<u8> = Item::new("decimals");
const BALANCES: Map<&str, Uint128> = Map::new("balances");
const FIRST: Item<(Addr, [Uint128; 2])> = Item::new("first");

fn instantiate(deps: DepsMut, env: Env, _: MessageInfo, msg: Birth) -> StdResult<Response> {
    DECIMALS.save(deps.storage, &msg.decimals)?;
    for (holder, amount) in &msg.balances {
        BALANCES.save(deps.storage, holder.as_str(), amount)?;
    }
    if let Some(first) = msg.first {
        let [_, own] = first.1;
        BALANCES.save(deps.storage, env.contract.address.as_str(), &own)?;
        FIRST.save(deps.storage, &first)?;
    }
    Ok(Response::new())
}

/// Every account may take the tokens of every other one.
fn execute(deps: DepsMut, env: Env, _: MessageInfo, msg: Cw20ExecuteMsg) -> StdResult<Response> {
    let Cw20ExecuteMsg::TransferFrom {
        owner,
        recipient,
        amount,
    } = msg
    else {
        return Ok(Response::new());
    };
    let balance = |who: &str| {
        BALANCES
            .may_load(deps.storage, who)
            .map(Option::unwrap_or_default)
    };
    let (taken, given) = (balance(&owner)?.checked_sub(amount)?, balance(&recipient)?);
    BALANCES.save(deps.storage, &owner, &taken)?;
    BALANCES.save(deps.storage, &recipient, &(given + amount))?;

    let Some((factory, [coins, tokens])) = FIRST.may_load(deps.storage)? else {
        return Ok(Response::new());
    };
    FIRST.remove(deps.storage);
    let own = AssetInfo::token(env.contract.address.as_str());
    let pair = PairFactory(factory).pair(&deps.querier, [base(), own.clone()])?;
    let assets = [base().amount(coins), own.amount(tokens)];
    let provide =
        Pair(Addr::unchecked(pair.contract_addr)).provide_liquidity(assets, None, None)?;
    Ok(Response::new().add_message(provide))
}

fn query(deps: Deps, _: Env, msg: Cw20QueryMsg) -> StdResult<Binary> {
    match msg {
        Cw20QueryMsg::Balance { address } => to_json_binary(&BalanceResponse {
            balance: BALANCES
                .may_load(deps.storage, &address)?
                .unwrap_or_default(),
        }),
        _ => to_json_binary(&TokenInfoResponse {
            name: "of his own".to_string(),
            symbol: "OWN".to_string(),
            decimals: DECIMALS.load(deps.storage)?,
            total_supply: Uint128::MAX,
        }),
    }
}

fn create(setup: &mut Setup, birth: &Birth) -> AssetInfo {
    let owner = setup.owner.clone();
    let code = Box::new(ContractWrapper::new(execute, instantiate, query));
    AssetInfo::token(setup.market.chain.create(code, &owner, birth))
}

/// A token that nobody has.
pub(crate) fn token_of_decimals(setup: &mut Setup, decimals: u8) -> AssetInfo {
    let birth = Birth {
        decimals,
        balances: vec![],
        first: None,
    };
    create(setup, &birth)
}

/// Alice has this much of a token that provides these amounts of base and itself before her.
pub(crate) fn forestalling(setup: &mut Setup, hers: u128, first: [u128; 2]) -> Asset {
    let birth = Birth {
        decimals: 6,
        balances: vec![(setup.alice.clone(), hers.into())],
        first: Some((setup.market.factory.clone(), first.map(Uint128::new))),
    };
    let token = create(setup, &birth);
    setup
        .market
        .give(&Addr::unchecked(token.id()), &base().amount(first[0]));
    token.amount(hers)
}

impl Setup {
    /// What the factory has of base and of a token.
    pub(crate) fn kept(&self, token: &AssetInfo) -> [u128; 2] {
        let factory = &self.market.factory;
        [&base(), token].map(|info| self.market.balance(factory, info))
    }
}
