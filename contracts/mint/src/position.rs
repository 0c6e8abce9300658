//! A position: collateral against debt, and what its owner and others may do to it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Decimal, Storage, Uint128};
use mirror_math::debt::is_covered;
use mirror_protocol::mint::PositionResponse;
use terraswap::asset::{Asset, AssetInfo};

use crate::error::ContractError;
use crate::state::{AMOUNTS, BAD_DEBTS, NEXT_IDX, TERMS};

/// What is fixed for the life of a position, as it is stored: addresses canonical, names of one
/// letter.
#[cw_serde]
pub struct Terms {
    #[serde(rename = "o")]
    pub owner: CanonicalAddr,
    #[serde(rename = "a")]
    pub asset: CanonicalAddr,
    #[serde(rename = "c")]
    pub collateral: StoredInfo,
    #[serde(rename = "s", default, skip_serializing_if = "is_false")]
    pub is_short: bool,
}

/// A kind of collateral, as it is stored.
#[cw_serde]
pub enum StoredInfo {
    #[serde(rename = "n")]
    Native(String),
    #[serde(rename = "t")]
    Token(CanonicalAddr),
}

/// What messages change in a position, as it is stored.
#[cw_serde]
pub struct Amounts {
    #[serde(rename = "c")]
    pub collateral: Uint128,
    #[serde(rename = "d")]
    pub debt: Uint128,
}

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
            .may_load(storage, idx.u128())?
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
        let amounts = AMOUNTS.load(storage, idx.u128())?;
        let info = match &terms.collateral {
            StoredInfo::Native(denom) => AssetInfo::native(denom),
            StoredInfo::Token(token) => AssetInfo::token(api.addr_humanize(token)?),
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
        TERMS.replace(storage, self.idx.u128(), Some(&terms), None)?;
        NEXT_IDX.save(storage, &self.idx.checked_add(Uint128::one())?)?;
        self.save(storage)
    }

    /// Store what changed: the amounts.
    pub fn save(&self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        let amounts = Amounts {
            collateral: self.collateral.amount,
            debt: self.debt,
        };
        Ok(AMOUNTS.save(storage, self.idx.u128(), &amounts)?)
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

    /// The debt that a closed position leaves behind.
    pub fn written_off(&self) -> Option<Asset> {
        (self.is_closed() && !self.debt.is_zero()).then(|| Asset::token(&self.asset, self.debt))
    }

    /// Remove the position and take it from the lists. What it still owes is written off.
    fn close(&self, storage: &mut dyn Storage, api: &dyn Api) -> Result<(), ContractError> {
        let terms = self.terms(api)?;
        TERMS.replace(storage, self.idx.u128(), None, Some(&terms))?;
        AMOUNTS.remove(storage, self.idx.u128());
        if !self.debt.is_zero() {
            let token = self.asset.as_str();
            let before = BAD_DEBTS.may_load(storage, token)?.unwrap_or_default();
            BAD_DEBTS.save(storage, token, &before.checked_add(self.debt)?)?;
        }
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
            AssetInfo::NativeToken { denom } => StoredInfo::Native(denom.clone()),
            AssetInfo::Token { contract_addr } => {
                StoredInfo::Token(api.addr_canonicalize(contract_addr)?)
            }
        };
        Ok(Terms {
            owner: api.addr_canonicalize(self.owner.as_str())?,
            asset: api.addr_canonicalize(self.asset.as_str())?,
            collateral,
            is_short: self.is_short,
        })
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::{MockApi, MockStorage};
    use cosmwasm_std::Order;

    use super::*;

    fn position(collateral: Asset, debt: u128) -> Position {
        let api = MockApi::default();
        Position {
            idx: Uint128::one(),
            owner: api.addr_make("owner"),
            collateral,
            asset: api.addr_make("masset"),
            debt: Uint128::new(debt),
            is_short: false,
        }
    }

    fn in_base(collateral: u128, debt: u128) -> Position {
        position(Asset::native("uusd", collateral), debt)
    }

    fn valuation(asset_price: u128) -> Valuation {
        Valuation {
            collateral_price: Decimal::one(),
            asset_price: Decimal::from_ratio(asset_price, 1u128),
            min_ratio: Decimal::percent(150),
            multiplier: Decimal::one(),
        }
    }

    fn lists(storage: &MockStorage, owner: &Addr, asset: &Addr) -> [Vec<u128>; 3] {
        let bytes = |address: &Addr| {
            let api = MockApi::default();
            api.addr_canonicalize(address.as_str()).unwrap().to_vec()
        };
        let keys = [
            TERMS.idx.owner.prefix(bytes(owner)),
            TERMS.idx.asset.prefix(bytes(asset)),
            TERMS
                .idx
                .owner_and_asset
                .prefix((bytes(owner), bytes(asset))),
        ];
        keys.map(|list| {
            list.keys(storage, None, None, Order::Ascending)
                .map(Result::unwrap)
                .collect()
        })
    }

    #[test]
    fn what_is_stored_is_what_was_opened() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        let mut in_tokens = position(Asset::token(api.addr_make("backing"), 7u128), 5);
        in_tokens.is_short = true;

        for opened in [in_base(u128::MAX, 1), in_tokens] {
            opened.open(&mut storage, &api).unwrap();

            let stored = Position::load(&storage, &api, Uint128::one());
            assert_eq!(Ok(opened), stored);
        }
    }

    #[test]
    fn a_position_is_listed_from_its_opening_to_its_closing() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        let mut opened = in_base(7, 0);
        let (owner, asset) = (opened.owner.clone(), opened.asset.clone());

        opened.open(&mut storage, &api).unwrap();
        assert_eq!([vec![1], vec![1], vec![1]], lists(&storage, &owner, &asset));
        opened.deposit(Uint128::one()).unwrap();
        opened.save(&mut storage).unwrap();
        assert_eq!([vec![1], vec![1], vec![1]], lists(&storage, &owner, &asset));

        opened.withdraw(Uint128::new(8)).unwrap();
        opened.settle(&mut storage, &api).unwrap();

        let nothing: [Vec<u128>; 3] = Default::default();
        assert_eq!(nothing, lists(&storage, &owner, &asset));
        assert_eq!(
            Err(ContractError::PositionNotFound {
                idx: Uint128::one()
            }),
            Position::load(&storage, &api, Uint128::one())
        );
        assert_eq!(Ok(Uint128::new(2)), NEXT_IDX.load(&storage));
    }

    #[test]
    fn a_change_of_amounts_writes_one_key() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        let mut position = in_base(7, 5);
        position.open(&mut storage, &api).unwrap();
        let before: Vec<_> = storage.range(None, None, Order::Ascending).collect();

        position.deposit(Uint128::one()).unwrap();
        position.save(&mut storage).unwrap();

        let after = storage.range(None, None, Order::Ascending);
        let changed = after.zip(before).filter(|(one, other)| one != other);
        assert_eq!(1, changed.count());
    }

    #[test]
    fn t27_debt_left_at_the_closing_is_written_off_and_adds_up() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        let token = in_base(0, 0).asset;

        for (debt, sum) in [(5, 5), (0, 5), (u128::MAX - 5, u128::MAX)] {
            in_base(0, debt).settle(&mut storage, &api).unwrap();

            assert_eq!(
                Ok(Uint128::new(sum)),
                BAD_DEBTS.load(&storage, token.as_str())
            );
        }
        assert!(matches!(
            in_base(0, 1).settle(&mut storage, &api),
            Err(ContractError::Overflow(_))
        ));
    }

    #[test]
    fn t23_exactly_the_minimum_covers() {
        let cases = [
            (999_900, 6_666, true),
            (999_899, 6_666, false),
            (0, 1, false),
            (0, 0, true),
            (u128::MAX, u128::MAX, false),
        ];

        for (collateral, debt, expected) in cases {
            let covered = in_base(collateral, debt).is_covered(&valuation(100));

            assert_eq!(expected, covered, "{collateral} for {debt}");
        }
    }

    #[test]
    fn t22_a_debt_of_one_needs_collateral_however_dear_that_is() {
        let dear = Valuation {
            collateral_price: Decimal::from_ratio(1_000_000_000u128, 1u128),
            ..valuation(1)
        };

        assert!(!in_base(0, 1).is_covered(&dear));
        assert!(in_base(1, 1).is_covered(&dear));
    }

    #[test]
    fn only_the_owner_is_the_owner() {
        let position = in_base(1, 1);

        assert_eq!(Ok(()), position.ensure_owned_by(&position.owner));
        assert_eq!(
            Err(ContractError::NotOwner {
                idx: Uint128::one()
            }),
            position.ensure_owned_by(&MockApi::default().addr_make("stranger"))
        );
    }

    #[test]
    fn collateral_is_more_than_nothing_and_of_the_positions_kind() {
        let position = in_base(1, 1);

        assert_eq!(
            Ok(()),
            position.ensure_collateral(&Asset::native("uusd", 1u128))
        );
        for wrong in [
            Asset::native("uusd", 0u128),
            Asset::native("uluna", 1u128),
            Asset::token("uusd", 1u128),
        ] {
            assert_eq!(
                Err(ContractError::WrongCollateral {
                    received: wrong.to_string()
                }),
                position.ensure_collateral(&wrong)
            );
        }
    }

    #[test]
    fn an_asset_is_more_than_nothing_and_the_one_owed() {
        let position = in_base(1, 1);
        let token = position.asset.clone();

        assert_eq!(Ok(()), position.ensure_asset(&Asset::token(&token, 1u128)));
        for wrong in [
            Asset::token(&token, 0u128),
            Asset::token("other", 1u128),
            Asset::native(token.as_str(), 1u128),
        ] {
            assert_eq!(
                Err(ContractError::WrongAsset {
                    received: wrong.to_string()
                }),
                position.ensure_asset(&wrong)
            );
        }
    }

    #[test]
    fn no_more_is_withdrawn_than_there_is() {
        let mut position = in_base(5, 0);

        assert_eq!(
            Err(ContractError::WithdrawTooMuch {
                received: Uint128::new(6),
                held: Uint128::new(5),
            }),
            position.withdraw(Uint128::new(6))
        );
        position.withdraw(Uint128::new(5)).unwrap();
        assert!(position.is_closed());
    }

    #[test]
    fn amounts_do_not_wrap() {
        let mut full = in_base(u128::MAX, u128::MAX);

        assert!(matches!(
            full.deposit(Uint128::one()),
            Err(ContractError::Overflow(_))
        ));
        assert!(matches!(
            full.borrow(Uint128::one()),
            Err(ContractError::Overflow(_))
        ));
    }
}
