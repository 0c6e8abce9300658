//! The mAssets of the start, and other collateral.

use std::collections::BTreeMap;

use cw20::{Cw20QueryMsg, TokenInfoResponse};
use mirror_protocol::collateral_oracle::{
    self, CollateralInfoResponse, CollateralInfosResponse, SourceType,
};
use mirror_protocol::{factory, mint, staking};

use crate::chain::Chain;
use crate::deployment::ListedAsset;
use crate::profile::{Collateral, Listing};
use crate::verify::parameters::Parameters;

/// The weights of pools, unless told otherwise.
const MIRROR_WEIGHT: u32 = 300;
const DEFAULT_WEIGHT: u32 = 30;

impl<C: Chain> Parameters<'_, C> {
    pub(super) fn assets(&mut self) -> Result<(), C::Error> {
        let (deployment, profile) = (self.deployment, self.profile);
        let (found, expected) = (&deployment.base_denom, &profile.base_denom);
        self.one("deployment", "base_denom", found, expected);
        let (found, expected) = (deployment.assets.len(), profile.assets.len());
        self.one("deployment", "number of mAssets", found, expected);
        if self.is_ours("factory") {
            self.weights()?;
        }
        if self.is_ours("oracle") {
            self.feeder("MIR", &deployment.mirror_token, &profile.feeder)?;
        }
        for (asset, listing) in deployment.assets.iter().zip(&profile.assets) {
            self.asset(asset, listing)?;
        }
        self.collaterals()
    }

    fn weights(&mut self) -> Result<(), C::Error> {
        let factory = self.at().factory.clone();
        let question = factory::QueryMsg::DistributionInfo {};
        let told: factory::DistributionInfoResponse = self.chain.query(&factory, &question)?;
        let weights: BTreeMap<String, u32> = told.weights.into_iter().collect();
        let (deployment, profile) = (self.deployment, self.profile);
        let mut expected = vec![("MIR", &deployment.mirror_token, MIRROR_WEIGHT)];
        for (asset, listing) in deployment.assets.iter().zip(&profile.assets) {
            let weight = listing.params.weight.unwrap_or(DEFAULT_WEIGHT);
            expected.push((&asset.symbol, &asset.token, weight));
        }
        for (symbol, token, weight) in expected {
            let key = format!("weight of {symbol}");
            let found = weights.get(token).copied();
            self.one("factory", &key, found, Some(weight));
        }
        Ok(())
    }

    fn asset(&mut self, asset: &ListedAsset, listing: &Listing) -> Result<(), C::Error> {
        let symbol = &listing.symbol;
        self.one("deployment", "symbol", &asset.symbol, symbol);
        if self.is_ours(&format!("{} token", asset.symbol)) {
            self.token(asset, listing)?;
        }
        if self.is_ours("mint") {
            self.terms(asset, listing)?;
        }
        if self.is_ours("oracle") {
            let usual = &self.profile.feeder;
            let feeder = listing.feeder.as_ref().unwrap_or(usual).clone();
            self.feeder(symbol, &asset.token, &feeder)?;
        }
        if self.is_ours("swap_factory") {
            self.pair(symbol, &asset.token, [&asset.pair, &asset.lp_token])?;
        }
        if self.is_ours("staking") {
            let staking = self.at().staking.clone();
            let question = staking::QueryMsg::PoolInfo {
                asset_token: asset.token.clone(),
            };
            let pool: staking::PoolInfoResponse = self.chain.query(&staking, &question)?;
            let key = format!("staking_token of {symbol}");
            self.one("staking", &key, &pool.staking_token, &asset.lp_token);
        }
        Ok(())
    }

    /// The terms of an mAsset's positions: those before its IPO while it has one ahead.
    fn terms(&mut self, asset: &ListedAsset, listing: &Listing) -> Result<(), C::Error> {
        const NAME: &str = "mint";
        let mint = self.at().mint.clone();
        let question = mint::QueryMsg::AssetConfig {
            asset_token: asset.token.clone(),
        };
        let config: mint::AssetConfigResponse = self.chain.query(&mint, &question)?;
        let params = &listing.params;
        let key = |key: &str| format!("{key} of {}", listing.symbol);
        let (found, expected) = (config.auction_discount, params.auction_discount);
        self.one(NAME, &key("auction_discount"), found, expected);
        let after_ipo = params
            .min_collateral_ratio_after_ipo
            .filter(|_| config.ipo_params.is_none());
        let ratio = after_ipo.unwrap_or(params.min_collateral_ratio);
        let found = config.min_collateral_ratio;
        self.one(NAME, &key("min_collateral_ratio"), found, ratio);
        self.one(NAME, &key("end_price"), config.end_price, None);
        self.one(NAME, &key("delisting_price"), config.delisting_price, None);
        self.one(NAME, &key("debt_cap"), config.debt_cap, None);
        if let Some(ipo) = config.ipo_params {
            let (found, expected) = (Some(ipo.pre_ipo_price), params.pre_ipo_price);
            self.one(NAME, &key("pre_ipo_price"), found, expected);
            let found = Some(ipo.min_collateral_ratio_after_ipo);
            let expected = params.min_collateral_ratio_after_ipo;
            self.one(
                NAME,
                &key("min_collateral_ratio_after_ipo"),
                found,
                expected,
            );
            let (found, expected) = (&ipo.trigger_addr, &params.ipo_trigger_addr);
            self.one(NAME, &key("trigger_addr"), found, expected);
        }
        Ok(())
    }

    /// The name of an mAsset's token, by which wallets show it.
    fn token(&mut self, asset: &ListedAsset, listing: &Listing) -> Result<(), C::Error> {
        let contract = format!("{} token", listing.symbol);
        let question = Cw20QueryMsg::TokenInfo {};
        let info: TokenInfoResponse = self.chain.query(&asset.token, &question)?;
        self.one(&contract, "name", &info.name, &listing.name);
        self.one(&contract, "symbol", &info.symbol, &listing.symbol);
        self.one(&contract, "decimals", info.decimals, 6);
        Ok(())
    }

    fn collaterals(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "collateral_oracle";
        if !self.is_ours(NAME) {
            return Ok(());
        }
        let mut known = BTreeMap::new();
        let mut start_after = None;
        loop {
            let question = collateral_oracle::QueryMsg::CollateralAssetInfos {
                start_after,
                limit: None,
            };
            let address = self.at().collateral_oracle.clone();
            let page: CollateralInfosResponse = self.chain.query(&address, &question)?;
            start_after = page.collaterals.last().map(|last| last.asset.clone());
            if start_after.is_none() {
                break;
            }
            known.extend(
                page.collaterals
                    .into_iter()
                    .map(|told| (told.asset.clone(), told)),
            );
        }
        for collateral in &self.profile.collaterals {
            let asset = collateral.asset.id();
            let told = known.get(asset);
            let key = format!("whether {asset} is known");
            self.one(NAME, &key, told.is_some(), true);
            if let Some(told) = told {
                self.collateral(collateral, told)?;
            }
        }
        Ok(())
    }

    fn collateral(
        &mut self,
        collateral: &Collateral,
        told: &CollateralInfoResponse,
    ) -> Result<(), C::Error> {
        const NAME: &str = "collateral_oracle";
        let asset = collateral.asset.id();
        if let (Some(feeder), true) = (&collateral.feeder, self.is_ours("oracle")) {
            self.feeder(asset, asset, feeder)?;
        }
        let key = |key: &str| format!("{key} of {asset}");
        let source = match collateral.price_source {
            SourceType::MirrorOracle { .. } => "mirror_oracle",
            SourceType::FixedPrice { .. } => "fixed_price",
            SourceType::AmmPair { .. } => "amm_pair",
            SourceType::AnchorMarket { .. } => "anchor_market",
            SourceType::Lunax { .. } => "lunax",
        };
        self.one(NAME, &key("source_type"), told.source_type.as_str(), source);
        let (found, expected) = (told.multiplier, collateral.multiplier);
        self.one(NAME, &key("multiplier"), found, expected);
        self.one(
            NAME,
            &key("value_cap"),
            told.value_cap,
            collateral.value_cap,
        );
        self.one(NAME, &key("is_revoked"), told.is_revoked, false);
        Ok(())
    }
}
