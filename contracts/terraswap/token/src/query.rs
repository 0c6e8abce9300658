//! The queries.

use cosmwasm_std::{CanonicalAddr, Deps, Order, StdError, StdResult};
use cw20::{
    AllAccountsResponse, AllAllowancesResponse, AllSpenderAllowancesResponse, AllowanceInfo,
    AllowanceResponse, BalanceResponse, MinterResponse, SpenderAllowanceInfo, TokenInfoResponse,
};
use terraswap::ledger;

use crate::allowance::{prefix, read, Keys, ALLOWANCE, SPENDER};
use crate::state::{self, Token, TOKEN};

/// Entries on a page when the query names no limit, and at most.
const PAGE: (u32, u32) = (10, 30);

/// What an account has; zero if it never had any.
pub fn balance(deps: Deps, address: &str) -> StdResult<BalanceResponse> {
    let holder = deps.api.addr_validate(address)?;
    let key = ledger::balance_key(deps.api, holder.as_str())?;
    Ok(BalanceResponse {
        balance: ledger::load(deps.storage, &key)?,
    })
}

/// Name, symbol, decimals and supply.
pub fn token_info(deps: Deps) -> StdResult<TokenInfoResponse> {
    let token = token(deps)?;
    Ok(TokenInfoResponse {
        name: token.name,
        symbol: token.symbol,
        decimals: token.decimals,
        total_supply: ledger::load(deps.storage, ledger::SUPPLY)?,
    })
}

/// Who mints and up to which supply; `None` if nobody does.
pub fn minter(deps: Deps) -> StdResult<Option<MinterResponse>> {
    let token = token(deps)?;
    let Some(minter) = token.minter else {
        return Ok(None);
    };
    Ok(Some(MinterResponse {
        minter: deps.api.addr_humanize(&minter)?.into_string(),
        cap: token.cap,
    }))
}

/// What a spender may take of an owner's; zero if nothing.
pub fn allowance(deps: Deps, owner: &str, spender: &str) -> StdResult<AllowanceResponse> {
    let owner = deps.api.addr_validate(owner)?;
    let spender = deps.api.addr_validate(spender)?;
    let keys = Keys::of(deps.api, owner.as_str(), spender.as_str())?;
    Ok(state::allowance(deps.storage, &keys)?.unwrap_or_default())
}

/// What an owner allows, by the bytes of the spender.
pub fn all_allowances(
    deps: Deps,
    owner: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<AllAllowancesResponse> {
    let owner = deps.api.addr_validate(owner)?;
    let owner = deps.api.addr_canonicalize(owner.as_str())?;
    let page = Page::new(deps, prefix(ALLOWANCE, &owner), start_after, limit)?;
    let allowances = page.entries(deps).map(|(spender, value)| {
        let allowed = read(&value)?;
        Ok(AllowanceInfo {
            spender: deps.api.addr_humanize(&spender)?.into_string(),
            allowance: allowed.allowance,
            expires: allowed.expires,
        })
    });
    Ok(AllAllowancesResponse {
        allowances: allowances.collect::<StdResult<_>>()?,
    })
}

/// What a spender is allowed, by the bytes of the owner.
pub fn all_spender_allowances(
    deps: Deps,
    spender: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<AllSpenderAllowancesResponse> {
    let spender = deps.api.addr_validate(spender)?;
    let bytes = deps.api.addr_canonicalize(spender.as_str())?;
    let page = Page::new(deps, prefix(SPENDER, &bytes), start_after, limit)?;
    let allowances = page.entries(deps).map(|(owner, _)| {
        let owner = deps.api.addr_humanize(&owner)?.into_string();
        let allowed = allowance(deps, &owner, spender.as_str())?;
        Ok(SpenderAllowanceInfo {
            owner,
            allowance: allowed.allowance,
            expires: allowed.expires,
        })
    });
    Ok(AllSpenderAllowancesResponse {
        allowances: allowances.collect::<StdResult<_>>()?,
    })
}

/// Who has something, by the bytes of the address.
pub fn all_accounts(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<AllAccountsResponse> {
    let page = Page::new(deps, ledger::key(ledger::BALANCE, &[]), start_after, limit)?;
    let accounts = page
        .entries(deps)
        .map(|(holder, _)| Ok(deps.api.addr_humanize(&holder)?.into_string()));
    Ok(AllAccountsResponse {
        accounts: accounts.collect::<StdResult<_>>()?,
    })
}

fn token(deps: Deps) -> StdResult<Token> {
    let stored = TOKEN.load(deps.storage);
    stored.map_err(|error| StdError::parse_err("Token", error))
}

/// Some of the entries whose keys are a prefix and an address.
struct Page {
    prefix: Vec<u8>,
    start: Vec<u8>,
    entries: usize,
}

impl Page {
    fn new(
        deps: Deps,
        prefix: Vec<u8>,
        start_after: Option<String>,
        limit: Option<u32>,
    ) -> StdResult<Self> {
        let mut start = prefix.clone();
        if let Some(last) = start_after {
            start.extend_from_slice(deps.api.addr_canonicalize(&last)?.as_slice());
            // The first key after the last one.
            start.push(0);
        }
        let (default, most) = PAGE;
        let entries = limit.unwrap_or(default).min(most);
        Ok(Self {
            prefix,
            start,
            entries: entries.try_into().unwrap_or(usize::MAX),
        })
    }

    fn entries<'a>(
        &'a self,
        deps: Deps<'a>,
    ) -> impl Iterator<Item = (CanonicalAddr, Vec<u8>)> + 'a {
        deps.storage
            .range(Some(&self.start), None, Order::Ascending)
            .map_while(|(key, value)| {
                let address = key.strip_prefix(self.prefix.as_slice())?;
                Some((CanonicalAddr::from(address), value))
            })
            .take(self.entries)
    }
}
