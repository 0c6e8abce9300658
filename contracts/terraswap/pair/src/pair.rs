//! The pair itself: which assets it trades, and in which order.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Uint128};
use mirror_bytes::in_bytes;
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::raw::AssetInfoRaw;
use terraswap::token::Token;

use crate::error::ContractError;

/// What is stored of a [`Pair`], in bytes, since every operation reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPair {
    pub liquidity_token: CanonicalAddr,
    pub traded: Traded,
}

in_bytes!(StoredPair {
    liquidity_token,
    traded
});

/// What is known of a pair before its LP token is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Traded {
    pub asset_infos: [AssetInfoRaw; 2],
    pub asset_decimals: [u8; 2],
    /// Which of the assets are tokens that run the LP token's code for ever: their balances are
    /// read from their store, without running it.
    pub are_known: [bool; 2],
}

in_bytes!(Traded {
    asset_infos,
    asset_decimals,
    are_known
});

impl Traded {
    /// Two different assets.
    pub fn new(
        api: &dyn Api,
        infos: &[AssetInfo; 2],
        asset_decimals: [u8; 2],
        are_known: [bool; 2],
    ) -> Result<Self, ContractError> {
        let [first, second] = infos;
        let asset_infos = [
            AssetInfoRaw::of(first, api)?,
            AssetInfoRaw::of(second, api)?,
        ];

        ensure!(
            first != second,
            ContractError::SameAsset {
                asset: first.to_string()
            }
        );

        Ok(Self {
            asset_infos,
            asset_decimals,
            are_known,
        })
    }
}

/// One of the pair's two assets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    First,
    Second,
}

impl Side {
    /// Turn two things in the pair's order into this side's and the other side's, or back.
    pub fn order<T>(self, [first, second]: [T; 2]) -> [T; 2] {
        match self {
            Self::First => [first, second],
            Self::Second => [second, first],
        }
    }
}

/// What the pair trades.
pub struct Pair {
    pub asset_infos: [AssetInfo; 2],
    pub asset_decimals: [u8; 2],
    pub liquidity_token: Token,
    /// Which of the assets are tokens whose balances are read from their store.
    pub are_known: [bool; 2],
}

impl Pair {
    /// From its stored form.
    pub fn new(api: &dyn Api, stored: StoredPair) -> Result<Self, ContractError> {
        let StoredPair {
            liquidity_token,
            traded,
        } = stored;
        let [first, second] = &traded.asset_infos;
        Ok(Self {
            asset_infos: [first.to_info(api)?, second.to_info(api)?],
            asset_decimals: traded.asset_decimals,
            are_known: traded.are_known,
            liquidity_token: Token(api.addr_humanize(&liquidity_token)?),
        })
    }

    /// As messages and answers describe it.
    pub fn into_info(self, contract: Addr) -> PairInfo {
        PairInfo {
            asset_infos: self.asset_infos,
            contract_addr: contract.into_string(),
            liquidity_token: self.liquidity_token.0.into_string(),
            asset_decimals: self.asset_decimals,
        }
    }

    /// Which of the two assets this is, if any.
    pub fn find(&self, info: &AssetInfo) -> Option<Side> {
        let [first, second] = &self.asset_infos;
        if info == first {
            Some(Side::First)
        } else if info == second {
            Some(Side::Second)
        } else {
            None
        }
    }

    /// Which of the two assets this is; an error if it is neither.
    pub fn side_of(&self, info: &AssetInfo) -> Result<Side, ContractError> {
        self.find(info)
            .ok_or_else(|| self.mismatch(info.to_string()))
    }

    /// The amounts of two assets, each of the pair's once, in the pair's order.
    pub fn amounts_of(&self, assets: &[Asset; 2]) -> Result<[Uint128; 2], ContractError> {
        let [one, other] = assets;
        let side = self.side_of(&one.info)?;

        ensure!(
            self.side_of(&other.info)? != side,
            self.mismatch(texts([&one.info, &other.info]))
        );

        Ok(side.order([one.amount, other.amount]))
    }

    /// These amounts of the two assets.
    pub fn assets(&self, [first, second]: [Uint128; 2]) -> [Asset; 2] {
        let [first_info, second_info] = self.asset_infos.clone();
        [first_info.amount(first), second_info.amount(second)]
    }

    fn mismatch(&self, given: String) -> ContractError {
        let [first, second] = &self.asset_infos;
        ContractError::AssetMismatch {
            given,
            pair: texts([first, second]),
        }
    }
}

/// Two assets as attributes print them.
pub fn texts<T: std::fmt::Display>([one, other]: [T; 2]) -> String {
    format!("{one}, {other}")
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    fn pair() -> Pair {
        Pair {
            asset_infos: [AssetInfo::native("uusd"), AssetInfo::token("token")],
            asset_decimals: [6, 6],
            liquidity_token: Token(Addr::unchecked("lp")),
            are_known: [false; 2],
        }
    }

    fn mismatch(given: &str) -> ContractError {
        ContractError::AssetMismatch {
            given: given.into(),
            pair: "uusd, token".into(),
        }
    }

    #[test]
    fn assets_may_come_in_any_order() {
        let (one, other) = (Asset::native("uusd", 1u128), Asset::token("token", 2u128));
        let in_order = Ok([Uint128::new(1), Uint128::new(2)]);

        assert_eq!(in_order, pair().amounts_of(&[one.clone(), other.clone()]));
        assert_eq!(in_order, pair().amounts_of(&[other, one]));
    }

    #[test]
    fn each_asset_is_named_once_and_no_other() {
        let base = Asset::native("uusd", 1u128);

        assert_eq!(
            Err(mismatch("uusd, uusd")),
            pair().amounts_of(&[base.clone(), base.clone()])
        );
        for foreign in [Asset::native("token", 1u128), Asset::token("uusd", 1u128)] {
            assert_eq!(
                Err(mismatch(foreign.info.id())),
                pair().amounts_of(&[base.clone(), foreign.clone()])
            );
            assert_eq!(
                Err(mismatch(foreign.info.id())),
                pair().amounts_of(&[foreign, base.clone()])
            );
        }
    }

    #[test]
    fn a_pair_has_two_different_assets() {
        let base = AssetInfo::native("uusd");

        let refusal = Traded::new(
            &MockApi::default(),
            &[base.clone(), base],
            [6; 2],
            [false; 2],
        );

        assert_eq!(
            Err(ContractError::SameAsset {
                asset: "uusd".into()
            }),
            refusal
        );
    }
}
