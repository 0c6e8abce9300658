//! What a spender may take of an owner's tokens, and until when.

use cosmwasm_std::{
    ensure, from_json, to_json_vec, Api, BlockInfo, CanonicalAddr, StdError, StdResult, Uint128,
};
use cw20::{AllowanceResponse, Expiration};
use cw20_base::ContractError as Cw20Error;
use mirror_bytes::Bytes;
use terraswap::ledger;

use crate::error::ContractError;

/// The kind of key under which an allowance lies, by owner and spender.
pub const ALLOWANCE: u8 = b'a';

/// The kind of key of the note that a spender has an allowance of an owner, by spender and owner. It is
/// written and removed with the allowance.
pub const SPENDER: u8 = b'p';

/// Where one owner's allowance for one spender lies, and the note of it that finds it by spender.
pub struct Keys {
    pub allowance: Vec<u8>,
    pub note: Vec<u8>,
}

impl Keys {
    /// Both texts have to be addresses.
    pub fn of(api: &dyn Api, owner: &str, spender: &str) -> StdResult<Self> {
        let owner = api.addr_canonicalize(owner)?;
        let spender = api.addr_canonicalize(spender)?;
        Ok(Self::between(&owner, &spender))
    }

    /// The same for addresses in bytes.
    pub fn between(owner: &CanonicalAddr, spender: &CanonicalAddr) -> Self {
        Self {
            allowance: pair_key(ALLOWANCE, owner, spender),
            note: pair_key(SPENDER, spender, owner),
        }
    }
}

/// Whether it is as good as no allowance, and so need not be stored: nothing is left, and it never
/// expires. With a time of expiry it is kept, since that time counts for what is added later.
pub fn is_none(allowed: &AllowanceResponse) -> bool {
    allowed.allowance.is_zero() && allowed.expires == (Expiration::Never {})
}

/// Use up a part of an allowance.
pub fn spend(
    allowed: &mut AllowanceResponse,
    block: &BlockInfo,
    amount: Uint128,
) -> Result<(), ContractError> {
    ensure!(!allowed.expires.is_expired(block), Cw20Error::Expired {});

    allowed.allowance = allowed.allowance.checked_sub(amount)?;
    Ok(())
}

/// The prefix of all keys of a kind that begin with this account. An address may have any length,
/// so its length stands before it.
pub fn prefix(kind: u8, account: &CanonicalAddr) -> Vec<u8> {
    // Addresses of a chain have 255 bytes at most.
    let length = u8::try_from(account.len()).unwrap_or(u8::MAX);
    ledger::key(kind, &[&[length], account.as_slice()])
}

fn pair_key(kind: u8, first: &CanonicalAddr, second: &CanonicalAddr) -> Vec<u8> {
    let mut key = prefix(kind, first);
    key.extend_from_slice(second.as_slice());
    key
}

/// The amount, and behind it the time after which it is worth nothing, if there is one.
pub fn write(allowed: &AllowanceResponse) -> StdResult<Vec<u8>> {
    let mut bytes = allowed.allowance.to_bytes();
    if allowed.expires != (Expiration::Never {}) {
        bytes.extend(to_json_vec(&allowed.expires)?);
    }
    Ok(bytes)
}

/// The inverse of what is written.
pub fn read(mut bytes: &[u8]) -> StdResult<AllowanceResponse> {
    let amount = Uint128::read(&mut bytes);
    Ok(AllowanceResponse {
        allowance: amount.map_err(|error| StdError::parse_err("Allowance", error))?,
        expires: match bytes {
            [] => Expiration::Never {},
            expires => from_json(expires)?,
        },
    })
}
