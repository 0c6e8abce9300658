//! The market alone: a pair factory, tokens and pairs, on a chain of their own.

use cosmwasm_std::{coin, Addr, Binary, CosmosMsg, Decimal};
use cw20::MinterResponse;
use cw_multi_test::{AppResponse, Executor};
use serde::Serialize;
use terraswap::asset::{token_info, Asset, AssetInfo, PairInfo};
use terraswap::factory::{self, ExecuteMsg, PairFactory};
use terraswap::pair::{Cw20HookMsg, Pair, PoolResponse, QueryMsg, TimeWeightedPriceResponse};
use terraswap::token::{self, Token};

use crate::{codes, TestChain};

/// Native denoms that the pair factory knows, with their decimals.
const DENOMS: [(&str, u8); 4] = [("uusd", 6), ("uluna", 6), ("awei", 18), ("whole", 0)];

/// A pair factory that knows a few denoms, on a chain whose clock stands at second 1000.
pub struct Market {
    /// The chain that it is on.
    pub chain: TestChain,
    /// Owner of the factory and minter of every token.
    pub owner: Addr,
    /// The factory of pairs.
    pub factory: Addr,
    /// Code of tokens.
    pub token_code: u64,
    /// Code of pairs.
    pub pair_code: u64,
}

impl Default for Market {
    fn default() -> Self {
        Self::new()
    }
}

impl Market {
    /// A market without pairs.
    pub fn new() -> Self {
        let mut chain = TestChain::new();
        let owner = chain.account("owner");
        let token_code = chain.app.store_code(codes::terraswap_token());
        let pair_code = chain.app.store_code(codes::terraswap_pair());
        let msg = factory::InstantiateMsg {
            pair_code_id: pair_code,
            token_code_id: token_code,
        };
        let factory = chain.create(codes::terraswap_factory(), &owner, &msg);
        for (denom, decimals) in DENOMS {
            chain.fund(&factory, &[coin(1, denom)]);
            let msg = ExecuteMsg::AddNativeTokenDecimals {
                denom: denom.to_string(),
                decimals,
            };
            let outcome = chain.execute(&owner, &factory, &msg, &[]);
            outcome.expect("the factory learns of the denom");
        }
        Self {
            chain,
            owner,
            factory,
            token_code,
            pair_code,
        }
    }

    /// An account with this name.
    pub fn account(&self, name: &str) -> Addr {
        self.chain.account(name)
    }

    /// A new token that nobody has yet, minted by the market's owner.
    pub fn new_token(&mut self, symbol: &str, decimals: u8) -> AssetInfo {
        let minter = self.owner.clone();
        AssetInfo::token(self.new_token_of(&minter, symbol, decimals))
    }

    /// A new token that nobody has yet, with this minter.
    pub fn new_token_of(&mut self, minter: &Addr, symbol: &str, decimals: u8) -> Addr {
        let msg = token::InstantiateMsg {
            name: format!("token {symbol}"),
            symbol: symbol.to_string(),
            decimals,
            initial_balances: vec![],
            mint: Some(MinterResponse {
                minter: minter.to_string(),
                cap: None,
            }),
            marketing: None,
        };
        let token = self.chain.app.instantiate_contract(
            self.token_code,
            self.owner.clone(),
            &msg,
            &[],
            symbol,
            None,
        );
        token.expect("the token can be instantiated")
    }

    /// Create the pair of these assets, without liquidity.
    pub fn new_pair(&mut self, assets: [&AssetInfo; 2]) -> PairInfo {
        let assets = assets.map(AssetInfo::clone);
        let factory = PairFactory(self.factory.clone());
        let msg = factory.create_pair(assets.clone()).expect("a message");
        let outcome = self.send(&self.owner.clone(), msg);
        outcome.expect("the pair can be created");
        factory
            .pair(&self.chain.app.wrap(), assets)
            .expect("the factory knows the pair")
    }

    /// A pair with these first reserves, which its provider is given first.
    pub fn new_pool(&mut self, provider: &Addr, reserves: [Asset; 2]) -> PairInfo {
        let [first, second] = &reserves;
        let pair = self.new_pair([&first.info, &second.info]);
        for asset in &reserves {
            self.give(provider, asset);
        }
        let outcome = self.provide(provider, &pair, reserves);
        outcome.expect("the first liquidity is taken");
        pair
    }

    /// Give an account some of an asset, out of nothing.
    pub fn give(&mut self, account: &Addr, asset: &Asset) {
        match asset.as_coin() {
            Some(coin) => self.chain.fund(account, &[coin]),
            None => {
                let msg = token_of(&asset.info).mint(account, asset.amount);
                let outcome = self.send(&self.owner.clone(), msg.expect("a message"));
                outcome.expect("the token can be minted");
            }
        }
    }

    /// How much of an asset an account has.
    #[track_caller]
    pub fn balance(&self, account: &Addr, info: &AssetInfo) -> u128 {
        self.chain.balance(account, info)
    }

    /// How many LP tokens of a pair there are.
    pub fn supply(&self, pair: &PairInfo) -> u128 {
        let lp = Addr::unchecked(&pair.liquidity_token);
        let info = token_info(&self.chain.app.wrap(), &lp);
        info.expect("the supply can be asked").total_supply.u128()
    }

    /// The reserves of a pair, in its order.
    pub fn reserves(&self, pair: &PairInfo) -> [u128; 2] {
        let contract = Addr::unchecked(&pair.contract_addr);
        let pool: PoolResponse = self.chain.query(&contract, &QueryMsg::Pool {});
        pool.assets.map(|asset| asset.amount.u128())
    }

    /// Average prices of a pair.
    #[track_caller]
    pub fn average(&self, pair: &PairInfo) -> TimeWeightedPriceResponse {
        let contract = Addr::unchecked(&pair.contract_addr);
        self.chain.query(&contract, &QueryMsg::TimeWeightedPrice {})
    }

    /// Send a message that a handle has made.
    pub fn send(&mut self, sender: &Addr, msg: CosmosMsg) -> anyhow::Result<AppResponse> {
        self.chain.app.execute(sender.clone(), msg)
    }

    /// Let `spender` take this much, if it is a token.
    pub fn allow(&mut self, holder: &Addr, spender: &Addr, asset: &Asset) {
        if !asset.info.is_native_token() {
            let msg = token_of(&asset.info).increase_allowance(spender, asset.amount);
            let outcome = self.send(holder, msg.expect("a message"));
            outcome.expect("the allowance is given");
        }
    }

    /// Provide these assets at any ratio, with the allowances they need.
    pub fn provide(
        &mut self,
        provider: &Addr,
        pair: &PairInfo,
        assets: [Asset; 2],
    ) -> anyhow::Result<AppResponse> {
        let contract = Addr::unchecked(&pair.contract_addr);
        for asset in &assets {
            self.allow(provider, &contract, asset);
        }
        let msg = Pair(contract).provide_liquidity(assets, None, Some(Decimal::one()))?;
        self.send(provider, msg)
    }

    /// Swap this, a coin or a token, without a limit.
    pub fn swap(
        &mut self,
        trader: &Addr,
        pair: &PairInfo,
        offer: Asset,
    ) -> anyhow::Result<AppResponse> {
        let msg = Pair(Addr::unchecked(&pair.contract_addr)).swap(offer, None, None, None)?;
        self.send(trader, msg)
    }

    /// Withdraw liquidity, without a limit.
    pub fn withdraw(
        &mut self,
        provider: &Addr,
        pair: &PairInfo,
        amount: u128,
    ) -> anyhow::Result<AppResponse> {
        let lp = AssetInfo::token(&pair.liquidity_token);
        let hook = Cw20HookMsg::WithdrawLiquidity {
            min_assets: None,
            deadline: None,
        };
        self.pay(provider, &pair.contract_addr, &lp.amount(amount), &hook)
    }

    /// Send tokens with a message to a contract.
    pub fn pay(
        &mut self,
        payer: &Addr,
        contract: &str,
        token: &Asset,
        hook: &impl Serialize,
    ) -> anyhow::Result<AppResponse> {
        let contract = Addr::unchecked(contract);
        let (amount, token) = (token.amount.u128(), token_of(&token.info).0);
        self.chain.pay(payer, &token, amount, &contract, hook)
    }

    /// Send tokens with a message as text, which may be one that our types do not have.
    pub fn pay_with_text(
        &mut self,
        payer: &Addr,
        contract: &str,
        token: &Asset,
        hook: &str,
    ) -> anyhow::Result<AppResponse> {
        let msg = token::ExecuteMsg::Send {
            contract: contract.to_string(),
            amount: token.amount,
            msg: Binary::from(hook.as_bytes()),
        };
        let token = token_of(&token.info).0;
        self.chain.execute(payer, &token, &msg, &[])
    }
}

/// The contract of a token.
fn token_of(info: &AssetInfo) -> Token {
    Token(Addr::unchecked(info.id()))
}
