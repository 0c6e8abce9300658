//! An oracle on a chain of its own.

use cosmwasm_std::{coin, Addr, Api, Decimal};
use cw_multi_test::AppResponse;
use mirror_oracle::ContractError;
use mirror_protocol::oracle::{
    ConfigResponse, ExecuteMsg, FeederResponse, InstantiateMsg, PriceResponse, QueryMsg,
};
use mirror_testing::{codes, TestChain};

pub(crate) use mirror_testing::decimal;

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) oracle: Addr,
    pub(crate) owner: Addr,
    pub(crate) feeder: Addr,
    pub(crate) stranger: Addr,
}

impl Setup {
    /// An oracle without a band that knows no asset.
    pub(crate) fn new() -> Self {
        Self::with_band(None)
    }

    pub(crate) fn with_band(max_deviation: Option<Decimal>) -> Self {
        let mut chain = TestChain::new();
        let [owner, feeder, stranger] = ["owner", "feeder", "stranger"].map(|n| chain.account(n));
        for account in [&owner, &feeder, &stranger] {
            chain.fund(account, &[coin(1_000, "uusd")]);
        }
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            base_asset: "uusd".to_string(),
            max_deviation,
        };
        let oracle = chain.create(codes::oracle(), &owner, &msg);
        Self {
            chain,
            oracle,
            owner,
            feeder,
            stranger,
        }
    }

    /// With these assets registered, all fed by the feeder.
    pub(crate) fn with_assets(mut self, assets: &[&str]) -> Self {
        let feeder = self.feeder.clone();
        for asset in assets {
            self.register(asset, &feeder).unwrap();
        }
        self
    }

    pub(crate) fn send(&mut self, sender: &Addr, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.chain.execute(sender, &self.oracle, msg, &[])
    }

    pub(crate) fn register(&mut self, asset: &str, feeder: &Addr) -> anyhow::Result<AppResponse> {
        let msg = register(asset, feeder.as_str(), None);
        self.send(&self.owner.clone(), &msg)
    }

    /// The feeder posts at this second.
    pub(crate) fn feed(
        &mut self,
        second: u64,
        prices: &[(&str, &str)],
    ) -> anyhow::Result<AppResponse> {
        self.chain.at(second);
        self.send(&self.feeder.clone(), &feed(prices))
    }

    /// The owner changes the configuration.
    pub(crate) fn update_config(
        &mut self,
        owner: Option<&str>,
        max_deviation: Option<&str>,
    ) -> anyhow::Result<AppResponse> {
        self.send(&self.owner.clone(), &update_config(owner, max_deviation))
    }

    /// The owner registers an asset of the feeder, with what it says of the asset's band.
    pub(crate) fn register_with_band(&mut self, asset: &str, max_deviation: Option<&str>) {
        let msg = register(asset, self.feeder.as_str(), max_deviation.map(decimal));
        self.send(&self.owner.clone(), &msg).unwrap();
    }

    /// What the chain says of a text that is no address in its own spelling.
    pub(crate) fn bad_address(&self, text: &str) -> ContractError {
        ContractError::Std(self.chain.app.api().addr_validate(text).unwrap_err())
    }

    pub(crate) fn config(&self) -> ConfigResponse {
        self.chain.query(&self.oracle, &QueryMsg::Config {})
    }

    pub(crate) fn feeder_of(&self, asset: &str) -> FeederResponse {
        self.chain.query(&self.oracle, &ask_feeder(asset))
    }

    pub(crate) fn price(&self, base: &str, quote: &str) -> PriceResponse {
        self.chain.query(&self.oracle, &ask_price(base, quote))
    }
}

pub(crate) fn update_config(owner: Option<&str>, max_deviation: Option<&str>) -> ExecuteMsg {
    ExecuteMsg::UpdateConfig {
        owner: owner.map(str::to_string),
        max_deviation: max_deviation.map(decimal),
    }
}

pub(crate) fn register(asset: &str, feeder: &str, max_deviation: Option<Decimal>) -> ExecuteMsg {
    ExecuteMsg::RegisterAsset {
        asset_token: asset.to_string(),
        feeder: feeder.to_string(),
        max_deviation,
    }
}

pub(crate) fn feed(prices: &[(&str, &str)]) -> ExecuteMsg {
    let prices = prices
        .iter()
        .map(|(asset, price)| (asset.to_string(), decimal(price)))
        .collect();
    ExecuteMsg::FeedPrice { prices }
}

pub(crate) fn ask_feeder(asset: &str) -> QueryMsg {
    QueryMsg::Feeder {
        asset_token: asset.to_string(),
    }
}

pub(crate) fn ask_price(base: &str, quote: &str) -> QueryMsg {
    QueryMsg::Price {
        base_asset: base.to_string(),
        quote_asset: quote.to_string(),
    }
}

pub(crate) fn rate(rate: &str, last_updated_base: u64, last_updated_quote: u64) -> PriceResponse {
    PriceResponse {
        rate: decimal(rate),
        last_updated_base,
        last_updated_quote,
    }
}
