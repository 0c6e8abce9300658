//! Everything that decides, read at one height. What has no candidate costs a question for the price of
//! each mAsset and of each collateral, whatever the number of positions.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Node};
use mirror_protocol::collateral_oracle::CollateralPriceResponse;
use mirror_protocol::mint::AssetStatusResponse;
use terraswap::asset::AssetInfo;

use super::book::{Line, Ranked};
use super::choose::{self, Wish};
use super::config::{Disposal, Mode, Settings};
use super::follow::{Follower, Rules};
use super::metrics::Metrics;
use super::plan::{usable, Candidate, Market, Seen};
use super::reader::{each, KnownPair, Reader};
use super::terms::{asset_price, Backing, Skip, Terms};
use crate::frame::At;

/// Looks at the chain.
pub struct Observer {
    reader: Reader,
    follower: Follower,
    settings: Settings,
    /// The pairs of what was asked about; `None` where there is none.
    pairs: BTreeMap<String, Option<KnownPair>>,
    /// Whose balances count.
    account: Option<String>,
    gas_denom: String,
}

/// Prices as the contracts tell them.
struct Prices {
    statuses: BTreeMap<String, AssetStatusResponse>,
    backings: BTreeMap<String, Result<CollateralPriceResponse, String>>,
}

/// A list with positions for sale.
struct ForSale {
    line: Line,
    terms: Terms,
    positions: Vec<Ranked>,
}

impl Observer {
    /// Of a deployment. Without an account balances are none.
    pub fn new(
        node: &Node,
        file: &DeploymentFile,
        settings: &Settings,
        account: Option<String>,
        metrics: Metrics,
    ) -> Self {
        Self {
            reader: Reader::new(node, file),
            follower: Follower::new(settings.rescan_s, metrics),
            settings: settings.clone(),
            pairs: BTreeMap::new(),
            account,
            gas_denom: node.config().gas_price.denom.clone(),
        }
    }

    /// The address of mint.
    pub fn mint(&self) -> &str {
        self.reader.mint()
    }

    /// The base denom.
    pub fn base(&self) -> &str {
        self.reader.base()
    }

    /// Everything that decides.
    pub async fn observe(&mut self, at: At, wish: &Wish) -> Result<Seen, ChainError> {
        self.follower.follow(&self.reader, at).await?;
        let now = self.reader.at(at.height);
        let lines: Vec<Line> = self
            .follower
            .book
            .heads()
            .map(|(line, _)| line.clone())
            .collect();
        let prices = prices(&now, &lines).await?;
        let tokens = lines.iter().flat_map(tokens);
        let rules = self.follower.rules(&now, tokens).await?.clone();
        let mut seen = Seen {
            height: at.height,
            time: at.time,
            ..Seen::default()
        };
        let mut for_sale = Vec::new();
        for line in lines {
            match self.terms(&line, &prices, &rules, at.time) {
                Ok(terms) => {
                    let positions = choose::for_sale(&self.follower.book, &line, terms, wish);
                    for_sale.push(ForSale {
                        line,
                        terms,
                        positions,
                    });
                }
                Err(skip) => seen.skipped.push((line, skip)),
            }
        }
        for_sale.retain(|list| !list.positions.is_empty());
        self.learn_pairs(&now, &for_sale).await?;
        let pools = self.pools(&now, &for_sale).await?;
        let held = self.held(&now, &for_sale).await?;
        for list in for_sale {
            match self.markets(&list, &pools) {
                Ok(markets) => seen.candidates.extend(candidates(list, &markets, &held)),
                Err(skip) => seen.skipped.push((list.line, skip)),
            }
        }
        if let Some(account) = &self.account {
            seen.balance = now.coins(account, self.reader.base()).await?;
            seen.gas_balance = now.coins(account, &self.gas_denom).await?;
        }
        Ok(seen)
    }

    fn terms(&self, line: &Line, prices: &Prices, rules: &Rules, now: u64) -> Result<Terms, Skip> {
        let unpriced = |asset: &str, why: &str| Skip::Unpriced {
            asset: asset.to_string(),
            why: why.to_string(),
        };
        let config = |asset: &str| rules.assets.get(asset).and_then(Option::as_ref);
        let max_age = self.settings.max_price_age_s;
        let asset = line.asset.as_str();
        let status = prices.statuses.get(asset);
        let status = status.ok_or_else(|| unpriced(asset, "mint does not tell"))?;
        let price = asset_price(asset, status, now, max_age)?;
        let of_asset = config(asset).ok_or_else(|| unpriced(asset, "it is no mAsset"))?;
        let collateral = line.collateral.id();
        let backing = if collateral == self.reader.base() {
            Backing::base()
        } else {
            let told = prices.backings.get(collateral);
            let told = told.ok_or_else(|| unpriced(collateral, "nobody was asked"))?;
            let answer = told.as_ref().map_err(|why| unpriced(collateral, why))?;
            let end_price = config(collateral).and_then(|config| config.end_price);
            Backing::of(answer, end_price, now, max_age)?
        };
        Ok(Terms::new(price, backing, of_asset, rules.fee_rate))
    }

    async fn learn_pairs(&mut self, now: &Reader, lists: &[ForSale]) -> Result<(), ChainError> {
        let unknown: BTreeSet<AssetInfo> = lists
            .iter()
            .flat_map(|list| self.traded(&list.line))
            // What has no pair may get one.
            .filter(|info| !matches!(self.pairs.get(info.id()), Some(Some(_))))
            .collect();
        let found = each(unknown, |info| {
            let reader = now.clone();
            async move { reader.pair(&info).await }
        });
        let found = found.await?.into_iter();
        self.pairs
            .extend(found.map(|(info, pair)| (info.id().to_string(), pair)));
        Ok(())
    }

    /// What is bought or sold in a liquidation of a list.
    fn traded(&self, line: &Line) -> impl Iterator<Item = AssetInfo> {
        let is_sold = line.collateral.id() != self.reader.base()
            && self.settings.collateral == Disposal::Sell;
        let sold = is_sold.then(|| line.collateral.clone());
        [AssetInfo::token(&line.asset)].into_iter().chain(sold)
    }

    /// What the pairs of lists hold, by asset.
    async fn pools(
        &self,
        now: &Reader,
        lists: &[ForSale],
    ) -> Result<BTreeMap<String, Market>, ChainError> {
        let traded = lists.iter().flat_map(|list| self.traded(&list.line));
        let assets: BTreeSet<String> = traded.map(|info| info.id().to_string()).collect();
        let known = assets.into_iter().filter_map(|asset| {
            let pair = self.pairs.get(&asset)?.clone()?;
            pair.is_even.then_some((asset, pair.address))
        });
        let found = each(known, |(_, pair)| {
            let reader = now.clone();
            async move { reader.pool(&pair).await }
        });
        let found = found.await?.into_iter();
        Ok(found
            .map(|((asset, pair), pool)| (asset, Market { pair, pool }))
            .collect())
    }

    /// What the account has of the mAssets of lists, where it pays with what it has; without an account
    /// any amount.
    async fn held(
        &self,
        now: &Reader,
        lists: &[ForSale],
    ) -> Result<BTreeMap<String, Uint128>, ChainError> {
        if self.settings.mode != Mode::Inventory {
            return Ok(BTreeMap::new());
        }
        let assets: BTreeSet<String> = lists.iter().map(|list| list.line.asset.clone()).collect();
        let Some(account) = self.account.clone() else {
            let any = assets.into_iter().map(|asset| (asset, Uint128::MAX));
            return Ok(any.collect());
        };
        let found = each(assets, |token| {
            let (reader, account) = (now.clone(), account.clone());
            async move { reader.tokens(&token, &account).await }
        });
        found.await
    }

    /// Where a list's mAsset is bought and its collateral sold. Both markets have to agree with the
    /// oracle, or one of the two is wrong.
    fn markets(
        &self,
        list: &ForSale,
        pools: &BTreeMap<String, Market>,
    ) -> Result<(Market, Option<Market>), Skip> {
        let gap = self.settings.max_price_gap;
        let (asset, price) = (&list.line.asset, list.terms.asset_price);
        let market = usable(asset, price, pools.get(asset), gap)?;
        let collateral = list.line.collateral.id();
        let outlet = pools.get(collateral);
        let outlet = outlet.filter(|_| self.settings.collateral == Disposal::Sell);
        let price = list.terms.collateral_price;
        let outlet = match usable(collateral, price, outlet, gap) {
            Ok(outlet) => Some(outlet),
            // It is kept.
            Err(Skip::NoMarket { .. }) => None,
            Err(skip) => return Err(skip),
        };
        Ok((market, outlet))
    }
}

fn candidates<'a>(
    list: ForSale,
    markets: &'a (Market, Option<Market>),
    held: &'a BTreeMap<String, Uint128>,
) -> impl Iterator<Item = Candidate> + 'a {
    let ForSale {
        line,
        terms,
        positions,
    } = list;
    let held = held.get(&line.asset).copied().unwrap_or_default();
    positions.into_iter().map(move |ranked| Candidate {
        idx: ranked.idx,
        line: line.clone(),
        collateral: ranked.collateral,
        debt: ranked.debt,
        terms,
        market: markets.0.clone(),
        outlet: markets.1.clone(),
        held,
    })
}

/// The tokens of a list: mint may know either.
fn tokens(line: &Line) -> impl Iterator<Item = String> {
    let collateral = match &line.collateral {
        AssetInfo::Token { contract_addr } => Some(contract_addr.clone()),
        AssetInfo::NativeToken { .. } => None,
    };
    [line.asset.clone()].into_iter().chain(collateral)
}

async fn prices(now: &Reader, lines: &[Line]) -> Result<Prices, ChainError> {
    let assets: BTreeSet<String> = lines.iter().map(|line| line.asset.clone()).collect();
    let collaterals = lines.iter().map(|line| line.collateral.id().to_string());
    let collaterals: BTreeSet<String> = collaterals.filter(|id| id != now.base()).collect();
    let statuses = each(assets, |token| {
        let reader = now.clone();
        async move { reader.status(&token).await }
    });
    let backings = each(collaterals, |asset| {
        let reader = now.clone();
        async move { reader.backing(&asset).await }
    });
    let (statuses, backings) = tokio::join!(statuses, backings);
    Ok(Prices {
        statuses: statuses?,
        backings: backings?,
    })
}

#[cfg(test)]
mod tests;
