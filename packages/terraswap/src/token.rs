//! A cw20 token: LP tokens, mAssets and MIR.
//!
//! Its messages and queries are those of the cw20 standard.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, wasm_execute, Addr, Api, Binary, CosmosMsg, Empty, QuerierWrapper, StdResult,
    Uint128,
};
use cw20::{BalanceResponse, Cw20Coin, Logo, MinterResponse, TokenInfoResponse};
use serde::Serialize;

use crate::ledger;
use crate::named::Named;

pub use cw20::{Cw20ExecuteMsg as ExecuteMsg, Cw20QueryMsg as QueryMsg};

/// Make a token.
#[cw_serde]
pub struct InstantiateMsg {
    /// 3 to 50 bytes.
    pub name: String,
    /// 3 to 12 letters or hyphens.
    pub symbol: String,
    /// 18 at most; 6 for everything the protocol makes.
    pub decimals: u8,
    /// Who has how many micro units from the start.
    pub initial_balances: Vec<Cw20Coin>,
    /// Who may mint, and up to which supply in micro units (absent: no cap); absent for nobody.
    pub mint: Option<MinterResponse>,
    /// What wallets show; absent for nothing.
    pub marketing: Option<InstantiateMarketingInfo>,
}

/// What wallets show of a token.
#[cw_serde]
pub struct InstantiateMarketingInfo {
    /// The project's page.
    pub project: Option<String>,
    /// A few words.
    pub description: Option<String>,
    /// Who may change all this; absent for nobody.
    pub marketing: Option<String>,
    /// A picture, given or linked.
    pub logo: Option<Logo>,
}

/// What a supply needs of a [`TokenInfoResponse`]: reading all of it makes a caller larger.
#[cw_serde]
struct Supply {
    total_supply: Uint128,
}

/// Who mints, and up to which supply. A type of our own, since reading cw20's makes a caller larger.
#[cw_serde]
struct Minter {
    minter: String,
    cap: Option<Uint128>,
}

/// Fields of a [`QueryMsg`].
#[derive(Serialize)]
struct Holder<'a> {
    address: &'a Addr,
}

/// Fields of an [`ExecuteMsg`].
#[derive(Serialize)]
struct Quantity {
    amount: Uint128,
}

#[derive(Serialize)]
struct Payment<'a> {
    recipient: &'a Addr,
    amount: Uint128,
}

#[derive(Serialize)]
struct Collection<'a> {
    owner: &'a Addr,
    recipient: &'a Addr,
    amount: Uint128,
}

#[derive(Serialize)]
struct Delivery<'a> {
    contract: &'a Addr,
    amount: Uint128,
    msg: Binary,
}

#[derive(Serialize)]
struct Allowance<'a> {
    spender: &'a Addr,
    amount: Uint128,
    /// Always absent: it never expires.
    expires: Option<Empty>,
}

/// The question how much `holder` has.
pub(crate) fn balance_question(holder: &Addr) -> impl Serialize + '_ {
    Named("balance", Holder { address: holder })
}

/// The question for name, symbol, decimals and supply.
pub(crate) fn token_info_question() -> impl Serialize {
    Named("token_info", Empty {})
}

/// A handle to a token: its queries and messages.
pub struct Token(pub Addr);

impl Token {
    /// How many micro units `holder` has.
    pub fn balance(&self, querier: &QuerierWrapper, holder: &Addr) -> StdResult<Uint128> {
        let answer: BalanceResponse =
            querier.query_wasm_smart(&self.0, &balance_question(holder))?;
        Ok(answer.balance)
    }

    /// Name, symbol, decimals and supply.
    pub fn token_info(&self, querier: &QuerierWrapper) -> StdResult<TokenInfoResponse> {
        querier.query_wasm_smart(&self.0, &token_info_question())
    }

    /// How many micro units there are.
    pub fn total_supply(&self, querier: &QuerierWrapper) -> StdResult<Uint128> {
        // Most who ask for a supply never read the rest, whose decoder would be in their code.
        let answer: Supply = querier.query_wasm_smart(&self.0, &token_info_question())?;
        Ok(answer.total_supply)
    }

    /// How many micro units there are, read from the store without running the code. Only for
    /// tokens of which it is known that they keep [our ledger](Self::keeps_our_ledger): what another
    /// token stores there may differ from what it would answer.
    pub fn ledger_supply(&self, querier: &QuerierWrapper) -> StdResult<Uint128> {
        let stored = querier.query_wasm_raw(&self.0, ledger::SUPPLY)?;
        stored.map_or(Ok(Uint128::zero()), |supply| ledger::read(&supply))
    }

    /// How many micro units there are, read from our ledger if the token keeps it; another token is
    /// asked.
    pub fn stored_supply(&self, querier: &QuerierWrapper) -> StdResult<Uint128> {
        match querier.query_wasm_raw(&self.0, ledger::SUPPLY)? {
            Some(supply) => ledger::read(&supply),
            None if self.keeps_our_ledger(querier)? => Ok(Uint128::zero()),
            None => self.total_supply(querier),
        }
    }

    /// How many micro units `holder` has, read as [`Self::ledger_supply`] is.
    pub fn ledger_balance(
        &self,
        querier: &QuerierWrapper,
        api: &dyn Api,
        holder: &Addr,
    ) -> StdResult<Uint128> {
        let key = ledger::balance_key(api, holder.as_str())?;
        let stored = querier.query_wasm_raw(&self.0, key)?;
        stored.map_or(Ok(Uint128::zero()), |balance| ledger::read(&balance))
    }

    /// How many micro units `holder` has, read from our ledger if the token keeps it; another token is
    /// asked.
    pub fn stored_balance(
        &self,
        querier: &QuerierWrapper,
        api: &dyn Api,
        holder: &Addr,
    ) -> StdResult<Uint128> {
        let key = ledger::balance_key(api, holder.as_str())?;
        match querier.query_wasm_raw(&self.0, key)? {
            Some(balance) => ledger::read(&balance),
            None if self.keeps_our_ledger(querier)? => Ok(Uint128::zero()),
            None => self.balance(querier, holder),
        }
    }

    /// Whether the token stores as [`ledger`] says. If so, an amount that is not stored is zero.
    pub fn keeps_our_ledger(&self, querier: &QuerierWrapper) -> StdResult<bool> {
        let stored = querier.query_wasm_raw(&self.0, ledger::TOKEN)?;
        Ok(ledger::is_ours(stored.as_deref()))
    }

    /// Whether this token runs code `code_id` and nobody can change that. If so, and if tokens of that
    /// code keep our ledger, its store may be read.
    pub fn runs_for_ever(&self, querier: &QuerierWrapper, code_id: u64) -> StdResult<bool> {
        let info = querier.query_wasm_contract_info(&self.0)?;
        Ok(info.code_id == code_id && info.admin.is_none())
    }

    /// Who may mint and up to which supply; `None` if nobody may.
    pub fn minter(&self, querier: &QuerierWrapper) -> StdResult<Option<MinterResponse>> {
        querier.query_wasm_smart(&self.0, &Named("minter", Empty {}))
    }

    /// Whether `account` may mint.
    pub fn is_minted_by(&self, querier: &QuerierWrapper, account: &Addr) -> StdResult<bool> {
        Ok(self.cap_of(querier, account)?.is_some())
    }

    /// How many micro units `account` may make: the largest number where there is no cap.
    pub fn mintable_by(&self, querier: &QuerierWrapper, account: &Addr) -> StdResult<Uint128> {
        match self.cap_of(querier, account)? {
            Some(Uint128::MAX) => Ok(Uint128::MAX),
            Some(cap) => Ok(cap.saturating_sub(self.token_info(querier)?.total_supply)),
            None => Ok(Uint128::zero()),
        }
    }

    /// The supply up to which `account` may mint; `None` if it may not mint.
    fn cap_of(&self, querier: &QuerierWrapper, account: &Addr) -> StdResult<Option<Uint128>> {
        let answer: Option<Minter> =
            querier.query_wasm_smart(&self.0, &Named("minter", Empty {}))?;
        let own = answer.filter(|answer| answer.minter == account.as_str());
        Ok(own.map(|minter| minter.cap.unwrap_or(Uint128::MAX)))
    }

    /// Make new ones; only the minter can.
    pub fn mint(&self, recipient: &Addr, amount: Uint128) -> StdResult<CosmosMsg> {
        self.tell("mint", Payment { recipient, amount })
    }

    /// Destroy some of the caller's.
    pub fn burn(&self, amount: Uint128) -> StdResult<CosmosMsg> {
        self.tell("burn", Quantity { amount })
    }

    /// Pay some of the caller's.
    pub fn transfer(&self, recipient: &Addr, amount: Uint128) -> StdResult<CosmosMsg> {
        self.tell("transfer", Payment { recipient, amount })
    }

    /// Pay some of `owner`'s, out of the caller's allowance.
    pub fn transfer_from(
        &self,
        owner: &Addr,
        recipient: &Addr,
        amount: Uint128,
    ) -> StdResult<CosmosMsg> {
        let collection = Collection {
            owner,
            recipient,
            amount,
        };
        self.tell("transfer_from", collection)
    }

    /// Pay some of the caller's to a contract, with a message that says what for.
    pub fn send(
        &self,
        contract: &Addr,
        amount: Uint128,
        hook: &impl Serialize,
    ) -> StdResult<CosmosMsg> {
        let delivery = Delivery {
            contract,
            amount,
            msg: to_json_binary(hook)?,
        };
        self.tell("send", delivery)
    }

    /// Let `spender` take more of the caller's, at any time.
    pub fn increase_allowance(&self, spender: &Addr, amount: Uint128) -> StdResult<CosmosMsg> {
        let allowance = Allowance {
            spender,
            amount,
            expires: None,
        };
        self.tell("increase_allowance", allowance)
    }

    /// Let `spender` take less of the caller's.
    pub fn decrease_allowance(&self, spender: &Addr, amount: Uint128) -> StdResult<CosmosMsg> {
        let allowance = Allowance {
            spender,
            amount,
            expires: None,
        };
        self.tell("decrease_allowance", allowance)
    }

    fn tell(&self, name: &'static str, fields: impl Serialize) -> StdResult<CosmosMsg> {
        Ok(wasm_execute(&self.0, &Named(name, fields), vec![])?.into())
    }
}
