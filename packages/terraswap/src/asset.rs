//! Assets: a native denom or a cw20 token, with or without an amount.

use std::fmt;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    coin, Addr, Api, BankMsg, Coin, CosmosMsg, CustomQuery, QuerierWrapper, StdResult, Uint128,
};
use cw20::{BalanceResponse, TokenInfoResponse};

use crate::token::{balance_question, token_info_question, Token};

/// What is owned: a cw20 token or a native denom of the chain.
#[cw_serde]
#[derive(Eq, Hash, PartialOrd, Ord)]
pub enum AssetInfo {
    /// A cw20 token.
    Token {
        /// Address of the token contract.
        contract_addr: String,
    },
    /// A coin of the chain's bank.
    NativeToken {
        /// Its denom, e.g. `uusd`.
        denom: String,
    },
}

impl AssetInfo {
    /// The token at this address.
    pub fn token(contract_addr: impl Into<String>) -> Self {
        Self::Token {
            contract_addr: contract_addr.into(),
        }
    }

    /// The coin of this denom.
    pub fn native(denom: impl Into<String>) -> Self {
        Self::NativeToken {
            denom: denom.into(),
        }
    }

    /// True for a coin of the bank.
    pub fn is_native_token(&self) -> bool {
        matches!(self, Self::NativeToken { .. })
    }

    /// The bare denom or token address, as keys and attributes show it.
    pub fn id(&self) -> &str {
        match self {
            Self::Token { contract_addr } => contract_addr,
            Self::NativeToken { denom } => denom,
        }
    }

    /// This much of it.
    pub fn amount(self, amount: impl Into<Uint128>) -> Asset {
        Asset {
            info: self,
            amount: amount.into(),
        }
    }

    /// Refuse a token whose address is not one. Denoms are checked by the chain.
    pub fn check(&self, api: &dyn Api) -> StdResult<()> {
        if let Self::Token { contract_addr } = self {
            api.addr_validate(contract_addr)?;
        }
        Ok(())
    }

    /// How much of it `holder` has: one query to the bank or to the token.
    pub fn balance_of<C: CustomQuery>(
        &self,
        querier: &QuerierWrapper<C>,
        holder: &Addr,
    ) -> StdResult<Uint128> {
        match self {
            Self::NativeToken { denom } => {
                Ok(querier.query_balance(holder, denom.as_str())?.amount)
            }
            Self::Token { contract_addr } => {
                let answer: BalanceResponse =
                    querier.query_wasm_smart(contract_addr, &balance_question(holder))?;
                Ok(answer.balance)
            }
        }
    }
}

impl fmt::Display for AssetInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// An amount of an asset, in micro units. Its text is the amount directly followed by the denom
/// or the token address, as attributes print it.
#[cw_serde]
pub struct Asset {
    /// What.
    pub info: AssetInfo,
    /// How many micro units of it.
    pub amount: Uint128,
}

impl Asset {
    /// A coin of the bank.
    pub fn native(denom: impl Into<String>, amount: impl Into<Uint128>) -> Self {
        AssetInfo::native(denom).amount(amount)
    }

    /// An amount of a token.
    pub fn token(contract_addr: impl Into<String>, amount: impl Into<Uint128>) -> Self {
        AssetInfo::token(contract_addr).amount(amount)
    }

    /// The message that pays it out of the calling contract. `None` for an amount of zero: the bank
    /// refuses such a payment, and for a token it would change nothing.
    pub fn transfer_to(&self, recipient: &Addr) -> StdResult<Option<CosmosMsg>> {
        if self.amount.is_zero() {
            return Ok(None);
        }
        let message = match &self.info {
            AssetInfo::NativeToken { denom } => BankMsg::Send {
                to_address: recipient.to_string(),
                amount: vec![coin(self.amount.u128(), denom)],
            }
            .into(),
            AssetInfo::Token { contract_addr } => {
                Token(Addr::unchecked(contract_addr)).transfer(recipient, self.amount)?
            }
        };
        Ok(Some(message))
    }

    /// As a coin, if it is one of the bank.
    pub fn as_coin(&self) -> Option<Coin> {
        match &self.info {
            AssetInfo::NativeToken { denom } => Some(coin(self.amount.u128(), denom)),
            AssetInfo::Token { .. } => None,
        }
    }
}

impl fmt::Display for Asset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, self.info)
    }
}

/// The native amounts above zero as coins, sorted by denom as the bank demands.
pub fn coins_of(assets: &[Asset]) -> Vec<Coin> {
    let mut coins: Vec<Coin> = assets
        .iter()
        .filter_map(Asset::as_coin)
        .filter(|coin| !coin.amount.is_zero())
        .collect();
    coins.sort_by(|one, other| one.denom.cmp(&other.denom));
    coins
}

/// A market of two assets, as the pair and the pair factory describe it.
#[cw_serde]
pub struct PairInfo {
    /// The two assets, in the pair's order.
    pub asset_infos: [AssetInfo; 2],
    /// Address of the pair.
    pub contract_addr: String,
    /// Address of its LP token.
    pub liquidity_token: String,
    /// Decimals of the two assets, in the same order.
    pub asset_decimals: [u8; 2],
}

/// Name, symbol, decimals and supply of a token.
pub fn token_info<C: CustomQuery>(
    querier: &QuerierWrapper<C>,
    token: &Addr,
) -> StdResult<TokenInfoResponse> {
    querier.query_wasm_smart(token, &token_info_question())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_prints_its_amount_and_then_what_it_is() {
        assert_eq!("12uusd", Asset::native("uusd", 12u128).to_string());
        assert_eq!("0token", Asset::token("token", 0u128).to_string());
    }

    #[test]
    fn nothing_is_sent_for_a_zero_amount() {
        let anybody = Addr::unchecked("anybody");

        assert_eq!(
            None,
            Asset::native("uusd", 0u128).transfer_to(&anybody).unwrap()
        );
        assert_eq!(
            None,
            Asset::token("token", 0u128).transfer_to(&anybody).unwrap()
        );
    }
}
