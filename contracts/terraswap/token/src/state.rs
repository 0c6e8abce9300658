//! What the token remembers, in few bytes: of all contracts of the protocol it is entered most. The
//! keys of supply and balances are `terraswap::ledger`'s, since the market reads them; those of
//! marketing and logo are cw20-base's, whose functions they serve.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{from_json, to_json_vec, CanonicalAddr, StdError, StdResult, Storage, Uint128};
use terraswap::ledger;

/// The kind of key under which an allowance lies, by owner and spender.
pub const ALLOWANCE: u8 = b'a';

/// The kind of key under which it is noted that a spender has an allowance of an owner, by spender
/// and owner. Written and removed with the allowance, not changed with it.
pub const SPENDER: u8 = b'p';

/// What changes rarely or never. Transfers do not read it.
#[cw_serde]
pub struct Token {
    #[serde(rename = "n")]
    pub name: String,
    #[serde(rename = "s")]
    pub symbol: String,
    #[serde(rename = "d")]
    pub decimals: u8,
    /// Who mints, if anybody does.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub minter: Option<CanonicalAddr>,
    /// The largest supply that may be minted.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Uint128>,
}

impl Token {
    pub fn load(storage: &dyn Storage) -> StdResult<Self> {
        let stored = storage
            .get(ledger::TOKEN)
            .ok_or_else(|| StdError::not_found("token"))?;
        from_json(stored)
    }

    pub fn save(&self, storage: &mut dyn Storage) -> StdResult<()> {
        storage.set(ledger::TOKEN, &to_json_vec(self)?);
        Ok(())
    }
}
