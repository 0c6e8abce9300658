//! An mAsset as mint knows it: what its positions must hold, and at which stage of its life it is.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Api, Decimal, Uint128};
use mirror_math::debt::effective_discount;
use mirror_protocol::mint::{AssetConfigResponse, AssetStatus, CollateralTerms, IPOParams};
use terraswap::asset::AssetInfo;

use crate::candidate::Candidate;
use crate::error::ContractError;
use crate::quote::Quote;
use crate::ratio_moves::RatioMoves;

/// No listed asset may ask for less collateral.
pub const LOWEST_MIN_RATIO: Decimal = Decimal::percent(110);
/// A smaller discount hardly covers the protocol's fee and the risk, so that nobody would buy.
pub const LOWEST_DISCOUNT: Decimal = Decimal::percent(5);
/// A larger one sells people's collateral to whoever asked for it.
pub const HIGHEST_DISCOUNT: Decimal = Decimal::percent(30);

/// The parameters of an asset. Before its IPO it has `ipo_params`, delisted it has an `end_price`,
/// and never both.
#[cw_serde]
pub struct Listing {
    /// From [`LOWEST_DISCOUNT`] to [`HIGHEST_DISCOUNT`].
    #[serde(rename = "d")]
    pub auction_discount: Decimal,
    /// At least [`LOWEST_MIN_RATIO`]; 1 once delisted.
    #[serde(rename = "r")]
    pub min_ratio: Decimal,
    /// The price at which it is redeemed, once delisted.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub end_price: Option<Decimal>,
    /// Its terms before the IPO.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub ipo_params: Option<IPOParams>,
    /// The supply that minting may reach.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub debt_cap: Option<Uint128>,
    /// The price at which its delisting is announced.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub delisting_price: Option<Decimal>,
    /// Its terms as collateral, until it becomes one.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<Candidate>,
}

impl Listing {
    /// A new listing at second `now`.
    pub fn new(new: NewListing, now: u64, api: &dyn Api) -> Result<Self, ContractError> {
        let auction_discount = checked_discount(new.auction_discount)?;
        let min_ratio = checked_min_ratio(new.min_ratio)?;
        if let Some(ipo_params) = &new.ipo_params {
            let mint_end = ipo_params.mint_end;
            ensure!(
                mint_end > now,
                ContractError::MintEndPassed { mint_end, now }
            );
            check_ipo_params(ipo_params, api)?;
        }
        let since = new.ipo_params.is_none().then_some(now);
        Ok(Self {
            auction_discount,
            min_ratio,
            end_price: None,
            candidate: Some(Candidate::new(new.collateral, since)?),
            ipo_params: new.ipo_params,
            debt_cap: cap(new.debt_cap),
            delisting_price: None,
        })
    }

    /// Refuse a delisted asset.
    pub fn ensure_listed(&self, token: &str) -> Result<(), ContractError> {
        ensure!(
            self.end_price.is_none(),
            ContractError::AssetDeprecated {
                asset_token: token.to_string()
            }
        );
        Ok(())
    }

    /// Refuse an asset that will be delisted.
    pub fn ensure_not_delisting(&self, token: &str) -> Result<(), ContractError> {
        ensure!(
            self.delisting_price.is_none(),
            ContractError::Delisting {
                asset: token.to_string()
            }
        );
        Ok(())
    }

    /// Refuse an asset before its IPO.
    pub fn ensure_public(&self, token: &str) -> Result<(), ContractError> {
        ensure!(
            self.ipo_params.is_none(),
            ContractError::BeforeIpo {
                asset_token: token.to_string()
            }
        );
        Ok(())
    }

    /// Refuse a future collateral before its time.
    pub fn ensure_waited(&self, token: &str, delay: u64, now: u64) -> Result<(), ContractError> {
        match self.collateral_due(delay) {
            Some(due) if due > now => Err(ContractError::CollateralDelayed {
                asset_token: token.to_string(),
                due,
                now,
            }),
            _ => Ok(()),
        }
    }

    /// Refuse to mint between the end of the minting period and the IPO.
    pub fn ensure_mintable_at(&self, now: u64) -> Result<(), ContractError> {
        match self.mint_end() {
            Some(mint_end) if mint_end < now => Err(ContractError::MintPeriodEnded { mint_end }),
            _ => Ok(()),
        }
    }

    /// Refuse to burn between the end of the minting period and the IPO.
    pub fn ensure_burnable_at(&self, now: u64) -> Result<(), ContractError> {
        match self.mint_end() {
            Some(mint_end) if mint_end < now => Err(ContractError::BurnPeriodEnded { mint_end }),
            _ => Ok(()),
        }
    }

    /// Before its IPO only the base denom backs an asset, since its price is an agreement.
    pub fn ensure_backed_by(
        &self,
        collateral: &AssetInfo,
        base_denom: &str,
    ) -> Result<(), ContractError> {
        let is_base = matches!(collateral, AssetInfo::NativeToken { denom } if denom == base_denom);
        ensure!(
            self.ipo_params.is_none() || is_base,
            ContractError::PreIpoCollateral {
                base_denom: base_denom.to_string()
            }
        );
        Ok(())
    }

    /// The price that needs no oracle: the end price of a delisted asset, the agreed one before
    /// the IPO.
    pub fn fixed_price(&self) -> Option<Decimal> {
        let agreed = || self.ipo_params.as_ref().map(|ipo| ipo.pre_ipo_price);
        self.end_price.or_else(agreed)
    }

    /// Its stage at second `now`, judged by its present price, of whatever age.
    pub fn status(&self, quote: Option<&Quote>, now: u64) -> AssetStatus {
        match (self.mint_end(), quote) {
            _ if self.end_price.is_some() => AssetStatus::Delisted,
            _ if self.delisting_price.is_some() => AssetStatus::Delisting,
            (Some(mint_end), _) if mint_end < now => AssetStatus::PreIpoWait,
            (Some(_), _) => AssetStatus::PreIpoMint,
            (None, Some(quote)) if quote.halted_until.is_some() => AssetStatus::Halted,
            (None, Some(quote)) if quote.is_fresh(now) => AssetStatus::Open,
            (None, _) => AssetStatus::Closed,
        }
    }

    /// What a buyer in an auction saves: never more than positions hold above their debt.
    pub fn discount(&self) -> Decimal {
        effective_discount(self.auction_discount, self.min_ratio)
    }

    /// Take over what the owner changes. A ratio moves only as far as it may after `moves`.
    pub fn apply(
        &mut self,
        token: &str,
        update: ListingUpdate,
        moves: &mut RatioMoves,
        now: u64,
        api: &dyn Api,
    ) -> Result<(), ContractError> {
        self.ensure_listed(token)?;
        if let Some(discount) = update.auction_discount {
            self.auction_discount = checked_discount(discount)?;
        }
        if let Some(ratio) = update.min_ratio {
            let moves = match self.ipo_params {
                Some(_) => &mut moves.before_ipo,
                None => &mut moves.public,
            };
            moves.note(self.min_ratio, checked_min_ratio(ratio)?, now)?;
            self.min_ratio = ratio;
        }
        if let Some(new) = update.ipo_params {
            let present = self.ipo_params.as_mut();
            let present = present.ok_or_else(|| ContractError::NoIpoParams {
                asset_token: token.to_string(),
            })?;
            // Any end of the minting period: an early one ends it.
            check_ipo_params(&new, api)?;
            let (former, later) = (
                present.min_collateral_ratio_after_ipo,
                new.min_collateral_ratio_after_ipo,
            );
            moves.public.note(former, later, now)?;
            *present = new;
        }
        if let Some(debt_cap) = update.debt_cap {
            self.debt_cap = cap(Some(debt_cap));
        }
        Ok(())
    }

    /// Fix the price for ever. From then on anybody may burn the debt.
    pub fn delist(&mut self, token: &str, end_price: Decimal) -> Result<(), ContractError> {
        ensure!(
            self.end_price.is_none(),
            ContractError::AssetMigrated {
                asset_token: token.to_string()
            }
        );
        self.end_price = Some(above_zero(end_price)?);
        self.min_ratio = Decimal::one();
        self.ipo_params = None;
        self.delisting_price = None;
        self.candidate = None;
        Ok(())
    }

    /// Stop new debt before a delisting at this price; without a price allow it again.
    pub fn announce_delisting(
        &mut self,
        token: &str,
        end_price: Option<Decimal>,
    ) -> Result<(), ContractError> {
        self.ensure_listed(token)?;
        self.delisting_price = end_price.map(above_zero).transpose()?;
        Ok(())
    }

    /// End the time before the IPO; the wait until it is collateral begins.
    pub fn go_public(&mut self, now: u64) {
        if let Some(ipo_params) = self.ipo_params.take() {
            self.min_ratio = ipo_params.min_collateral_ratio_after_ipo;
            self.candidate.get_or_insert_default().since = Some(now);
        }
    }

    /// Take out its terms as collateral, if it need not wait any longer.
    pub fn take_due_candidate(&mut self, delay: u64, now: u64) -> Option<Candidate> {
        let due = self.collateral_due(delay)?;
        self.candidate.take_if(|_| due <= now)
    }

    /// As the query shows it; `delay` is how long new collateral waits.
    pub fn into_response(self, token: String, delay: u64) -> AssetConfigResponse {
        AssetConfigResponse {
            token,
            auction_discount: self.auction_discount,
            min_collateral_ratio: self.min_ratio,
            end_price: self.end_price,
            collateral_due: self.collateral_due(delay),
            collateral: self.candidate.as_ref().map(Candidate::terms),
            ipo_params: self.ipo_params,
            debt_cap: self.debt_cap,
            delisting_price: self.delisting_price,
        }
    }

    /// Until when it may be minted and burned, before its IPO.
    pub fn mint_end(&self) -> Option<u64> {
        self.ipo_params.as_ref().map(|ipo| ipo.mint_end)
    }

    fn collateral_due(&self, delay: u64) -> Option<u64> {
        self.candidate.as_ref()?.due(delay)
    }
}

/// The parameters of an asset that is registered.
#[derive(Clone)]
pub struct NewListing {
    pub auction_discount: Decimal,
    pub min_ratio: Decimal,
    pub ipo_params: Option<IPOParams>,
    pub debt_cap: Option<Uint128>,
    pub collateral: CollateralTerms,
}

/// What may change in a listing; absent fields stay as they are.
#[derive(Default)]
pub struct ListingUpdate {
    pub auction_discount: Option<Decimal>,
    pub min_ratio: Option<Decimal>,
    pub ipo_params: Option<IPOParams>,
    pub debt_cap: Option<Uint128>,
}

/// Refuse terms under which an asset could not live after its IPO.
fn check_ipo_params(ipo_params: &IPOParams, api: &dyn Api) -> Result<(), ContractError> {
    ensure!(
        !ipo_params.pre_ipo_price.is_zero(),
        ContractError::PreIpoPriceZero {}
    );
    checked_min_ratio(ipo_params.min_collateral_ratio_after_ipo)?;
    if let Some(trigger) = &ipo_params.trigger_addr {
        api.addr_validate(trigger)?;
    }
    Ok(())
}

fn checked_discount(discount: Decimal) -> Result<Decimal, ContractError> {
    ensure!(
        (LOWEST_DISCOUNT..=HIGHEST_DISCOUNT).contains(&discount),
        ContractError::DiscountOutOfBounds {
            discount,
            least: LOWEST_DISCOUNT,
            most: HIGHEST_DISCOUNT
        }
    );
    Ok(discount)
}

fn checked_min_ratio(ratio: Decimal) -> Result<Decimal, ContractError> {
    ensure!(
        ratio >= LOWEST_MIN_RATIO,
        ContractError::MinRatioTooLow { ratio }
    );
    Ok(ratio)
}

fn above_zero(end_price: Decimal) -> Result<Decimal, ContractError> {
    ensure!(!end_price.is_zero(), ContractError::EndPriceZero {});
    Ok(end_price)
}

/// The largest number stands for no cap, so that an update can remove one.
pub(crate) fn cap(most: Option<Uint128>) -> Option<Uint128> {
    most.filter(|cap| *cap != Uint128::MAX)
}

#[cfg(test)]
mod tests;
