//! A position: collateral against debt, and what its owner and others may do to it.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Decimal, Storage, Uint128};
use mirror_bytes::{in_bytes, Bytes, BytesError};
use mirror_math::debt::is_covered;
use mirror_protocol::mint::PositionResponse;
use terraswap::asset::{Asset, AssetInfo};

use crate::error::ContractError;
use crate::state::{AMOUNTS, BAD_DEBTS, BY_ASSET, BY_OWNER, NEXT_IDX, TERMS};

/// What is fixed for the life of a position, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    pub owner: CanonicalAddr,
    pub asset: CanonicalAddr,
    /// The collateral: a token's address in bytes, or a denom.
    pub is_token: bool,
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

/// What messages change in a position, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Amounts {
    pub collateral: Uint128,
    pub debt: Uint128,
}

in_bytes!(Amounts { collateral, debt });

/// A position.
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
    /// Of the collateral, on the minimum ratio.
    pub multiplier: Decimal,
}

impl Position {
    /// The position of this number.
    pub fn load(storage: &dyn Storage, api: &dyn Api, idx: Uint128) -> Result<Self, ContractError> {
        let terms = TERMS
            .may_load(storage, &key(idx))?
            .ok_or(ContractError::PositionNotFound { idx })?;
        Self::with_terms(storage, api, idx, terms)
    }

    /// The position of this number, whose terms are already read.
    pub fn with_terms(
        storage: &dyn Storage,
        api: &dyn Api,
        idx: Uint128,
        terms: Terms,
    ) -> Result<Self, ContractError> {
        let amounts = AMOUNTS
            .may_load(storage, &key(idx))?
            .ok_or(BytesError::Damaged)?;
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

    /// Store a new position under the next number, and in the lists.
    pub fn open(&self, storage: &mut dyn Storage, api: &dyn Api) -> Result<(), ContractError> {
        let terms = self.terms(api)?;
        let [by_owner, by_asset] = self.places(&terms);
        TERMS.save(storage, &key(self.idx), &terms);
        BY_OWNER.save(storage, &by_owner, &true);
        BY_ASSET.save(storage, &by_asset, &true);
        NEXT_IDX.save(storage, &self.idx.checked_add(Uint128::one())?);
        self.save(storage)
    }

    /// Store what changed: the amounts.
    pub fn save(&self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        let amounts = Amounts {
            collateral: self.collateral.amount,
            debt: self.debt,
        };
        AMOUNTS.save(storage, &key(self.idx), &amounts);
        Ok(())
    }

    /// Store what changed; a position that holds nothing any more is closed.
    pub fn settle(&self, storage: &mut dyn Storage, api: &dyn Api) -> Result<(), ContractError> {
        if self.is_closed() {
            self.close(storage, api)
        } else {
            self.save(storage)
        }
    }

    /// Whether it ends: without collateral there is nothing to wait for.
    pub fn is_closed(&self) -> bool {
        self.collateral.amount.is_zero()
    }

    /// Give up debt that nothing will pay for. It is counted, since its tokens stay in the world;
    /// the answer is what was given up.
    pub fn write_off(
        &mut self,
        storage: &mut dyn Storage,
        amount: Uint128,
    ) -> Result<Option<Asset>, ContractError> {
        if amount.is_zero() {
            return Ok(None);
        }
        self.repay(amount)?;
        let token = self.asset.as_str();
        let before = BAD_DEBTS.may_load(storage, token)?.unwrap_or_default();
        BAD_DEBTS.save(storage, token, &before.checked_add(amount)?)?;
        Ok(Some(Asset::token(token, amount)))
    }

    /// The debt of a position that ends, which nothing is left to pay for.
    pub fn unpaid(&self) -> Uint128 {
        if self.is_closed() {
            self.debt
        } else {
            Uint128::zero()
        }
    }

    /// Remove the position and take it from the lists.
    fn close(&self, storage: &mut dyn Storage, api: &dyn Api) -> Result<(), ContractError> {
        let terms = self.terms(api)?;
        let [by_owner, by_asset] = self.places(&terms);
        TERMS.remove(storage, &key(self.idx));
        BY_OWNER.remove(storage, &by_owner);
        BY_ASSET.remove(storage, &by_asset);
        AMOUNTS.remove(storage, &key(self.idx));
        Ok(())
    }

    /// Refuse everybody but the position's owner.
    pub fn ensure_owned_by(&self, sender: &Addr) -> Result<(), ContractError> {
        ensure!(
            self.owner == *sender,
            ContractError::NotOwner { idx: self.idx }
        );
        Ok(())
    }

    /// Refuse nothing, and everything but the position's own collateral.
    pub fn ensure_collateral(&self, given: &Asset) -> Result<(), ContractError> {
        ensure!(
            given.info == self.collateral.info && !given.amount.is_zero(),
            ContractError::WrongCollateral {
                received: given.to_string()
            }
        );
        Ok(())
    }

    /// Refuse nothing, and everything but the asset that the position owes.
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

    /// Whether the collateral is worth what the debt asks for; exactly that is enough.
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

    fn terms(&self, api: &dyn Api) -> Result<Terms, ContractError> {
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

    /// Where the lists have it.
    fn places(&self, terms: &Terms) -> [Vec<u8>; 2] {
        [&terms.owner, &terms.asset].map(|address| place(address, self.idx))
    }
}

/// A number as a key. Positions are counted, so that it always fits; one that does not is nobody's.
pub fn key(idx: Uint128) -> [u8; 8] {
    u64::try_from(idx.u128()).unwrap_or(u64::MAX).to_be_bytes()
}

/// The number behind a key.
pub fn number(key: &[u8]) -> Result<Uint128, ContractError> {
    let bytes = key.try_into().map_err(|_| BytesError::Damaged)?;
    Ok(u64::from_be_bytes(bytes).into())
}

/// Where a list has a number: under an address, whose length stands before it.
fn place(address: &CanonicalAddr, idx: Uint128) -> Vec<u8> {
    [address.to_bytes().as_slice(), &key(idx)].concat()
}

#[cfg(test)]
mod tests;
