//! An oracle on a chain of its own.

use cosmwasm_std::{coin, Addr, Api, Decimal};
use cw_multi_test::AppResponse;
use mirror_oracle::ContractError;
use mirror_protocol::oracle::{
    ConfigResponse, ConfigUpdate, ExecuteMsg, FeederResponse, InstantiateMsg, PriceResponse,
    QueryMsg,
};
use mirror_testing::{codes, TestChain};

pub(crate) use mirror_testing::decimal;

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) oracle: Addr,
    pub(crate) owner: Addr,
    pub(crate) feeder: Addr,
    pub(crate) guardian: Addr,
    pub(crate) stranger: Addr,
}

impl Setup {
    /// An oracle without a band and without assets.
    pub(crate) fn new() -> Self {
        Self::with_band(None)
    }

    pub(crate) fn with_band(max_deviation: Option<Decimal>) -> Self {
        let mut chain = TestChain::new();
        let [owner, feeder, stranger] = ["owner", "feeder", "stranger"].map(|n| chain.account(n));
        for account in [&owner, &feeder, &stranger] {
            chain.fund(account, &[coin(1_000, "uusd")]);
        }
        let guardian = chain.account("guardian");
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            base_asset: "uusd".to_string(),
            max_deviation,
            confirm_seconds: None,
            guardian: None,
            halt_seconds: None,
        };
        let oracle = chain.create(codes::oracle(), &owner, &msg);
        Self {
            chain,
            oracle,
            owner,
            feeder,
            guardian,
            stranger,
        }
    }

    /// With a guardian.
    pub(crate) fn guarded(mut self) -> Self {
        let guardian = self.guardian.to_string();
        self.configure(|update| update.guardian = Some(guardian))
            .unwrap();
        self
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

    /// The owner changes other parts of the configuration.
    pub(crate) fn configure(
        &mut self,
        change: impl FnOnce(&mut ConfigUpdate),
    ) -> anyhow::Result<AppResponse> {
        let mut update = ConfigUpdate::default();
        change(&mut update);
        self.send(&self.owner.clone(), &ExecuteMsg::UpdateConfig(update))
    }

    /// The owner registers an asset of the feeder, and says this about the asset's band.
    pub(crate) fn register_with_band(&mut self, asset: &str, max_deviation: Option<&str>) {
        let msg = register(asset, self.feeder.as_str(), max_deviation.map(decimal));
        self.send(&self.owner.clone(), &msg).unwrap();
    }

    /// The owner registers an asset of the feeder, and says this about the asset's standby.
    pub(crate) fn register_with_standby(
        &mut self,
        asset: &str,
        standby: &str,
    ) -> anyhow::Result<AppResponse> {
        let msg = ExecuteMsg::RegisterAsset {
            asset_token: asset.to_string(),
            feeder: self.feeder.to_string(),
            max_deviation: None,
            standby: Some(standby.to_string()),
        };
        self.send(&self.owner.clone(), &msg)
    }

    /// Somebody halts assets.
    pub(crate) fn halts(&mut self, who: &Addr, assets: &[&str]) -> anyhow::Result<AppResponse> {
        self.send(&who.clone(), &halt(assets))
    }

    /// Somebody ends the halts of assets.
    pub(crate) fn resumes(&mut self, who: &Addr, assets: &[&str]) -> anyhow::Result<AppResponse> {
        self.send(&who.clone(), &resume(assets))
    }

    /// Somebody calls in the standbys of assets.
    pub(crate) fn calls_in(&mut self, who: &Addr, assets: &[&str]) -> anyhow::Result<AppResponse> {
        self.send(&who.clone(), &use_standby(assets))
    }

    /// The error of the chain for a text that is no address in its own spelling.
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
    ExecuteMsg::UpdateConfig(ConfigUpdate {
        owner: owner.map(str::to_string),
        max_deviation: max_deviation.map(decimal),
        ..ConfigUpdate::default()
    })
}

pub(crate) fn register(asset: &str, feeder: &str, max_deviation: Option<Decimal>) -> ExecuteMsg {
    ExecuteMsg::RegisterAsset {
        asset_token: asset.to_string(),
        feeder: feeder.to_string(),
        max_deviation,
        standby: None,
    }
}

pub(crate) fn feed(prices: &[(&str, &str)]) -> ExecuteMsg {
    let prices = prices
        .iter()
        .map(|(asset, price)| (asset.to_string(), decimal(price)))
        .collect();
    ExecuteMsg::FeedPrice { prices }
}

pub(crate) fn halt(assets: &[&str]) -> ExecuteMsg {
    let asset_tokens = texts(assets);
    ExecuteMsg::Halt { asset_tokens }
}

pub(crate) fn resume(assets: &[&str]) -> ExecuteMsg {
    let asset_tokens = texts(assets);
    ExecuteMsg::Resume { asset_tokens }
}

pub(crate) fn use_standby(assets: &[&str]) -> ExecuteMsg {
    let asset_tokens = texts(assets);
    ExecuteMsg::UseStandby { asset_tokens }
}

fn texts(assets: &[&str]) -> Vec<String> {
    assets.iter().map(|asset| asset.to_string()).collect()
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
        halted_until: None,
    }
}
