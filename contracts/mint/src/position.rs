//! A position: collateral against debt, and what its owner and others may do to it.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Decimal, Uint128};
use mirror_bytes::{in_bytes, Bytes, BytesError, Indexed};
use mirror_math::debt::is_covered;
use mirror_protocol::mint::PositionResponse;
use terraswap::asset::{Asset, AssetInfo};

use crate::error::ContractError;

/// What is fixed for the life of a position, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    pub owner: CanonicalAddr,
    /// The token owed.
    pub asset: CanonicalAddr,
    /// Whether the collateral is a token.
    pub is_token: bool,
    /// The collateral: a token's address in bytes, or the text of a denom.
    pub collateral: Vec<u8>,
    pub is_short: bool,
}

in_bytes!(Terms {
    owner,
    asset,
    is_token,
    collateral,
    is_short
});

/// Listed by owner and by asset.
impl Indexed<2> for Terms {
    fn index_keys(&self) -> [Option<Vec<u8>>; 2] {
        [&self.owner, &self.asset].map(|address| Some(address.to_bytes()))
    }
}

/// What messages change in a position, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Amounts {
    pub collateral: Uint128,
    pub debt: Uint128,
}

in_bytes!(Amounts { collateral, debt });

/// A position as messages work with it. How it is loaded and saved is in [`state`](crate::state).
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    pub idx: Uint128,
    pub owner: Addr,
    pub collateral: Asset,
    /// The token owed.
    pub asset: Addr,
    pub debt: Uint128,
    /// Whether what was minted was sold, and the proceeds locked.
    pub is_short: bool,
}

/// What a position's collateral and debt count for.
#[derive(Clone, Copy)]
pub struct Valuation {
    pub collateral_price: Decimal,
    pub asset_price: Decimal,
    pub min_ratio: Decimal,
    /// The collateral's factor on the minimum ratio.
    pub multiplier: Decimal,
}

impl Position {
    /// The position of this number, from what is stored of it.
    pub fn new(
        api: &dyn Api,
        idx: Uint128,
        terms: Terms,
        amounts: Amounts,
    ) -> Result<Self, ContractError> {
        let info = if terms.is_token {
            AssetInfo::token(api.addr_humanize(&terms.collateral.into())?)
        } else {
            let denom = String::from_utf8(terms.collateral);
            AssetInfo::native(denom.map_err(|_| BytesError::Damaged)?)
        };
        Ok(Self {
            idx,
            owner: api.addr_humanize(&terms.owner)?,
            collateral: info.amount(amounts.collateral),
            asset: api.addr_humanize(&terms.asset)?,
            debt: amounts.debt,
            is_short: terms.is_short,
        })
    }

    /// What is stored when it opens.
    pub fn terms(&self, api: &dyn Api) -> Result<Terms, ContractError> {
        let collateral = match &self.collateral.info {
            AssetInfo::NativeToken { denom } => denom.as_bytes().to_vec(),
            AssetInfo::Token { contract_addr } => api.addr_canonicalize(contract_addr)?.into(),
        };
        Ok(Terms {
            owner: api.addr_canonicalize(self.owner.as_str())?,
            asset: api.addr_canonicalize(self.asset.as_str())?,
            is_token: !self.collateral.info.is_native_token(),
            collateral,
            is_short: self.is_short,
        })
    }

    /// What is stored with every change.
    pub fn amounts(&self) -> Amounts {
        Amounts {
            collateral: self.collateral.amount,
            debt: self.debt,
        }
    }

    /// Whether it is closed: without collateral nothing can be taken out of it or bought.
    pub fn is_closed(&self) -> bool {
        self.collateral.amount.is_zero()
    }

    /// The debt of a closed position, for which no collateral is left; none of an open one.
    pub fn unpaid(&self) -> Uint128 {
        if self.is_closed() {
            self.debt
        } else {
            Uint128::zero()
        }
    }

    /// Refuse everybody but the position's owner.
    pub fn ensure_owned_by(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(
            self.owner == *sender,
            ContractError::NotOwner { idx: self.idx }
        );
        Ok(())
    }

    /// Refuse an amount of zero, and any asset but the position's collateral.
    pub fn ensure_collateral(&self, given: &Asset) -> Result<(), ContractError> {
        ensure!(
            given.info == self.collateral.info && !given.amount.is_zero(),
            ContractError::WrongCollateral {
                received: given.to_string()
            }
        );
        Ok(())
    }

    /// Refuse an amount of zero, and any asset but the one that the position owes.
    pub fn ensure_asset(&self, given: &Asset) -> Result<(), ContractError> {
        let is_owed = matches!(
            &given.info,
            AssetInfo::Token { contract_addr } if contract_addr == self.asset.as_str()
        );
        ensure!(
            is_owed && !given.amount.is_zero(),
            ContractError::WrongAsset {
                received: given.to_string()
            }
        );
        Ok(())
    }

    /// Add collateral.
    pub fn deposit(&mut self, amount: Uint128) -> Result<(), ContractError> {
        self.collateral.amount = self.collateral.amount.checked_add(amount)?;
        Ok(())
    }

    /// Take collateral out.
    pub fn withdraw(&mut self, amount: Uint128) -> Result<(), ContractError> {
        let held = self.collateral.amount;
        self.collateral.amount =
            held.checked_sub(amount)
                .map_err(|_| ContractError::WithdrawTooMuch {
                    received: amount,
                    held,
                })?;
        Ok(())
    }

    /// Take out what is left when all debt is paid; nothing while there is debt.
    pub fn take_excess(&mut self) -> Asset {
        let mut excess = self.collateral.clone();
        if self.debt.is_zero() {
            self.collateral.amount = Uint128::zero();
        } else {
            excess.amount = Uint128::zero();
        }
        excess
    }

    /// Take debt away, at most what there is.
    pub fn repay(&mut self, amount: Uint128) -> Result<(), ContractError> {
        self.debt = self.debt.checked_sub(amount)?;
        Ok(())
    }

    /// Add debt.
    pub fn borrow(&mut self, amount: Uint128) -> Result<(), ContractError> {
        self.debt = self.debt.checked_add(amount)?;
        Ok(())
    }

    /// Whether the collateral is worth at least what the debt requires.
    pub fn is_covered(&self, valuation: &Valuation) -> bool {
        is_covered(
            self.collateral.amount,
            valuation.collateral_price,
            self.debt,
            valuation.asset_price,
            valuation.min_ratio,
            valuation.multiplier,
        )
    }

    /// As the queries show it.
    pub fn into_response(self) -> PositionResponse {
        PositionResponse {
            idx: self.idx,
            owner: self.owner.into_string(),
            collateral: self.collateral,
            asset: Asset::token(self.asset, self.debt),
            is_short: self.is_short,
        }
    }
}

#[cfg(test)]
mod tests;
