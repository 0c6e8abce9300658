//! A collateral oracle with an oracle and a market, on a chain of its own.

use cosmwasm_std::{coin, Addr, Decimal, Uint128};
use cw_multi_test::AppResponse;
use mirror_protocol::collateral_oracle::{
    CollateralInfoResponse, CollateralPriceResponse, ExecuteMsg, InstantiateMsg, QueryMsg,
    SourceType,
};
use mirror_protocol::oracle;
use mirror_testing::{codes, Market};
use terraswap::asset::{Asset, AssetInfo, PairInfo};

use crate::stub;

pub(crate) use mirror_testing::decimal;

/// A price with all 18 digits, as a source may tell it.
pub(crate) const MANY_DIGITS: &str = "1.246813579246813579";

/// The cap of a collateral that is not fed.
pub(crate) const CAP: u128 = 250_000_000_000;

pub(crate) struct Setup {
    pub(crate) market: Market,
    pub(crate) oracle: Addr,
    pub(crate) contract: Addr,
    pub(crate) owner: Addr,
    pub(crate) mint: Addr,
    pub(crate) feeder: Addr,
    pub(crate) stranger: Addr,
}

impl Setup {
    /// A collateral oracle without collaterals. It is second 1000.
    pub(crate) fn new() -> Self {
        let mut market = Market::new();
        let [owner, mint, feeder, stranger] =
            ["factory", "mint", "feeder", "stranger"].map(|name| market.account(name));
        for account in [&owner, &mint, &stranger] {
            market.chain.fund(account, &[coin(1_000, "uusd")]);
        }
        let oracle = market.chain.new_oracle(&owner, "uusd");
        let msg = instantiate(&owner, &mint, Some(oracle.as_str()));
        let contract = market
            .chain
            .create(codes::collateral_oracle(), &owner, &msg);
        Self {
            market,
            oracle,
            contract,
            owner,
            mint,
            feeder,
            stranger,
        }
    }

    pub(crate) fn send(&mut self, sender: &Addr, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.market.chain.execute(sender, &self.contract, msg, &[])
    }

    /// The owner sends a message.
    pub(crate) fn send_as_owner(&mut self, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.send(&self.owner.clone(), msg)
    }

    /// The owner registers an asset with a multiplier of 1, and with a cap if it is not fed.
    #[track_caller]
    pub(crate) fn registers(&mut self, asset: &AssetInfo, source: SourceType) {
        let outcome = self.send_as_owner(&register(asset, source, "1"));
        outcome.expect("the collateral is registered");
    }

    /// The feeder posts a price at this second. The asset is registered first if it was not.
    #[track_caller]
    pub(crate) fn feeds(&mut self, second: u64, asset: &str, price: &str) {
        let (owner, feeder, oracle) = (&self.owner, &self.feeder, &self.oracle);
        let chain = &mut self.market.chain;
        chain.at(second);
        chain.register_feed(oracle, owner, feeder, asset);
        chain.post_price(oracle, feeder, asset, price);
    }

    /// The owner halts a fed asset.
    pub(crate) fn halts(&mut self, asset: &str) {
        let (owner, oracle) = (&self.owner, &self.oracle);
        let halt = oracle::ExecuteMsg::Halt {
            asset_tokens: vec![asset.to_string()],
        };
        let chain = &mut self.market.chain;
        chain.execute(owner, oracle, &halt, &[]).unwrap();
    }

    /// Another oracle, which belongs to the owner and counts in another denom.
    pub(crate) fn oracle_in(&mut self, base_asset: &str) -> Addr {
        self.market.chain.new_oracle(&self.owner, base_asset)
    }

    /// A pool with these reserves of a denom and of a new token.
    pub(crate) fn pool(&mut self, denom: Asset, tokens: u128) -> (PairInfo, AssetInfo) {
        let token = self.market.new_token("ANY", 6);
        let provider = self.market.account("provider");
        let side = token.clone().amount(tokens);
        (self.market.new_pool(&provider, [denom, side]), token)
    }

    /// A foreign contract with these answers.
    pub(crate) fn foreign(&mut self, answers: &[(&str, &str)]) -> Addr {
        let owner = self.owner.clone();
        let answers = stub_answers(answers);
        self.market.chain.create(stub::code(), &owner, &answers)
    }

    #[track_caller]
    pub(crate) fn price(&self, asset: &str) -> CollateralPriceResponse {
        self.market
            .chain
            .query(&self.contract, &ask_price(asset, None))
    }

    /// Rate and time of a price.
    #[track_caller]
    pub(crate) fn rate(&self, asset: &str) -> (Decimal, u64) {
        let price = self.price(asset);
        (price.rate, price.last_updated)
    }

    #[track_caller]
    pub(crate) fn price_error(&self, asset: &str) -> String {
        self.market
            .chain
            .query_error(&self.contract, &ask_price(asset, None))
    }

    #[track_caller]
    pub(crate) fn info(&self, asset: &str) -> CollateralInfoResponse {
        let question = QueryMsg::CollateralAssetInfo {
            asset: asset.to_string(),
        };
        self.market.chain.query(&self.contract, &question)
    }
}

pub(crate) fn instantiate(owner: &Addr, mint: &Addr, oracle: Option<&str>) -> InstantiateMsg {
    InstantiateMsg {
        owner: owner.to_string(),
        mint_contract: mint.to_string(),
        base_denom: "uusd".to_string(),
        mirror_oracle: oracle.map(str::to_string),
        anchor_oracle: None,
        band_oracle: None,
    }
}

/// With a cap where the source needs one.
pub(crate) fn register(asset: &AssetInfo, source: SourceType, multiplier: &str) -> ExecuteMsg {
    let is_fed = matches!(source, SourceType::MirrorOracle { .. });
    register_with_cap(asset, source, multiplier, (!is_fed).then_some(CAP))
}

pub(crate) fn register_with_cap(
    asset: &AssetInfo,
    source: SourceType,
    multiplier: &str,
    cap: Option<u128>,
) -> ExecuteMsg {
    ExecuteMsg::RegisterCollateralAsset {
        asset: asset.clone(),
        price_source: source,
        multiplier: decimal(multiplier),
        value_cap: cap.map(Uint128::new),
    }
}

pub(crate) fn revoke(asset: &AssetInfo) -> ExecuteMsg {
    ExecuteMsg::RevokeCollateralAsset {
        asset: asset.clone(),
    }
}

pub(crate) fn set_source(asset: &AssetInfo, source: SourceType) -> ExecuteMsg {
    ExecuteMsg::UpdateCollateralPriceSource {
        asset: asset.clone(),
        price_source: source,
    }
}

pub(crate) fn set_multiplier(asset: &AssetInfo, multiplier: &str) -> ExecuteMsg {
    ExecuteMsg::UpdateCollateralMultiplier {
        asset: asset.clone(),
        multiplier: decimal(multiplier),
    }
}

pub(crate) fn set_cap(asset: &AssetInfo, cap: Option<u128>) -> ExecuteMsg {
    ExecuteMsg::UpdateCollateralCap {
        asset: asset.clone(),
        value_cap: cap.map(Uint128::new),
    }
}

pub(crate) fn fed() -> SourceType {
    SourceType::MirrorOracle { oracle_addr: None }
}

pub(crate) fn fed_by(oracle: &Addr) -> SourceType {
    SourceType::MirrorOracle {
        oracle_addr: Some(oracle.to_string()),
    }
}

pub(crate) fn fixed(price: &str) -> SourceType {
    SourceType::FixedPrice {
        price: decimal(price),
    }
}

pub(crate) fn amm(pair: &str, intermediate: Option<&str>) -> SourceType {
    SourceType::AmmPair {
        pair_addr: pair.to_string(),
        intermediate_denom: intermediate.map(str::to_string),
    }
}

pub(crate) fn market_of(market: &Addr) -> SourceType {
    SourceType::AnchorMarket {
        anchor_market_addr: market.to_string(),
    }
}

pub(crate) fn lunax(staking: &Addr) -> SourceType {
    SourceType::Lunax {
        staking_contract_addr: staking.to_string(),
        underlying_denom: None,
    }
}

pub(crate) fn ask_price(asset: &str, timeframe: Option<u64>) -> QueryMsg {
    QueryMsg::CollateralPrice {
        asset: asset.to_string(),
        timeframe,
        block_height: None,
    }
}

pub(crate) fn stub_answers(answers: &[(&str, &str)]) -> stub::Answers {
    let owned = |(name, answer): &(&str, &str)| (name.to_string(), answer.to_string());
    answers.iter().map(owned).collect()
}
