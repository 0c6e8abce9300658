//! What the demonstration trades: the mAssets of the profile and MIR, with prices and amounts.

use cosmwasm_std::{Addr, Decimal, StdResult, Uint128};
use mirror_chain::{ChainError, Msg};
use mirror_deploy::{Contracts, Deployment, Profile};
use mirror_protocol::oracle;
use mirror_testing::Call;
use terraswap::asset::{Asset, AssetInfo};

use crate::deploy::birth::StartPrice;
use crate::failure::Failure;

/// A whole unit, in micro units.
pub(super) const UNIT: u128 = 1_000_000;

/// What a pool holds of the base denom at the start, in units.
const POOL: u128 = 500_000;

/// What MIR costs, in base units.
const MIR_PRICE: u128 = 2;

/// What an mAsset costs unless it is told, in base units: the first, the second and so on, and all others.
const PRICES: [u128; 3] = [150, 120, 250];
const OTHER_PRICE: u128 = 100;

/// An asset with its price.
pub(super) struct Item {
    pub(super) symbol: String,
    pub(super) token: String,
    price: Decimal,
    /// The least ratio of a position.
    pub(super) least_ratio: Decimal,
}

/// All that is traded.
pub(super) struct Market {
    base: String,
    pub(super) contracts: Contracts,
    /// The mAssets, in the profile's order.
    pub(super) assets: Vec<Item>,
    pub(super) mir: Item,
}

impl Market {
    /// What is traded, at the prices that were told.
    pub(super) fn of(profile: &Profile, deployment: &Deployment, told: &[StartPrice]) -> Self {
        let price_of = |symbol: &str, usual: u128| {
            let told = told.iter().find(|one| one.symbol == symbol);
            told.map_or(Decimal::from_ratio(usual, 1u128), |one| one.price)
        };
        let prices = PRICES.into_iter().chain(std::iter::repeat(OTHER_PRICE));
        let listed = profile.assets.iter().zip(&deployment.assets).zip(prices);
        Self {
            base: profile.base_denom.clone(),
            contracts: deployment.contracts.clone(),
            assets: listed
                .map(|((listing, asset), price)| Item {
                    symbol: asset.symbol.clone(),
                    token: asset.token.clone(),
                    price: price_of(&asset.symbol, price),
                    least_ratio: listing.params.min_collateral_ratio,
                })
                .collect(),
            mir: Item {
                symbol: "MIR".to_string(),
                token: deployment.mirror_token.clone(),
                price: Decimal::from_ratio(MIR_PRICE, 1u128),
                least_ratio: Decimal::one(),
            },
        }
    }

    /// Everything with a price.
    pub(super) fn all(&self) -> impl Iterator<Item = &Item> {
        self.assets.iter().chain([&self.mir])
    }

    /// Prices by symbol.
    pub(super) fn prices(&self) -> Vec<(String, String)> {
        let told = self
            .all()
            .map(|item| (item.symbol.clone(), item.price.to_string()));
        told.collect()
    }

    fn post(&self) -> oracle::ExecuteMsg {
        let price = |item: &Item| (item.token.clone(), item.price);
        oracle::ExecuteMsg::FeedPrice {
            prices: self.all().map(price).collect(),
        }
    }

    /// The feeder's post.
    pub(super) fn feed(&self) -> Result<Msg, Failure> {
        let oracle = Addr::unchecked(&self.contracts.oracle);
        message(Call::new(&oracle, &self.post()))
    }

    /// The same as JSON.
    pub(super) fn feed_text(&self) -> String {
        serde_json::to_string(&self.post()).unwrap_or_default()
    }

    /// Base units.
    pub(super) fn base(&self, units: u128) -> Asset {
        Asset::native(self.base.clone(), units * UNIT)
    }

    /// As much of an asset as so many base units are worth, rounded down.
    pub(super) fn worth(&self, item: &Item, units: u128) -> Uint128 {
        // A price that was told is above zero.
        let worth = Uint128::new(units * UNIT).checked_div_floor(item.price);
        worth.unwrap_or_default()
    }

    /// A position against base units.
    pub(super) fn open(
        &self,
        item: &Item,
        units: u128,
        ratio: Decimal,
        short: bool,
    ) -> Result<Msg, Failure> {
        let short = short.then_some(mirror_protocol::mint::ShortParams {
            belief_price: None,
            max_spread: None,
        });
        let mint = Addr::unchecked(&self.contracts.mint);
        let asset = AssetInfo::token(&item.token);
        let open = Call::open_position(&mint, self.base(units), asset, ratio, short);
        message(open)
    }

    /// A pool of an asset, with what comes for it staked.
    pub(super) fn fill(&self, item: &Item) -> Result<[Msg; 2], Failure> {
        let staking = Addr::unchecked(&self.contracts.staking);
        let amount = self.worth(item, POOL);
        let allow = Call::allow(&Addr::unchecked(&item.token), &staking, amount);
        let assets = [Asset::token(&item.token, amount), self.base(POOL)];
        let provide = Call::provide_and_stake(&staking, assets);
        Ok([message(allow)?, message(provide)?])
    }

    /// A gift.
    pub(super) fn give(&self, item: &Item, amount: Uint128, to: &str) -> Result<Msg, Failure> {
        let transfer = cw20::Cw20ExecuteMsg::Transfer {
            recipient: to.to_string(),
            amount,
        };
        message(Call::new(&Addr::unchecked(&item.token), &transfer))
    }

    /// MIR staked in gov.
    pub(super) fn stake(&self, units: u128) -> Result<Msg, Failure> {
        let (gov, mir) = (
            Addr::unchecked(&self.contracts.gov),
            Addr::unchecked(&self.mir.token),
        );
        message(Call::stake(&gov, &mir, (units * UNIT).into()))
    }
}

/// A call as the chain takes it. That it can not be written as JSON does not happen to ours.
fn message(call: StdResult<Call>) -> Result<Msg, Failure> {
    let call = call.map_err(|error| ChainError::Unexpected(error.to_string()))?;
    Ok(Msg::Execute {
        contract: call.contract.into_string(),
        msg: call.body.into(),
        funds: call.funds,
    })
}
