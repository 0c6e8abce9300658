//! What a spender may take of an owner's tokens, and until when.

use cosmwasm_std::{
    from_json, to_json_vec, Api, BlockInfo, CanonicalAddr, StdError, StdResult, Storage, Uint128,
};
use cw20::{AllowanceResponse, Expiration};
use cw20_base::ContractError as Cw20Error;
use mirror_bytes::Bytes;
use terraswap::ledger;

use crate::error::ContractError;
use crate::state::{ALLOWANCE, SPENDER};

/// The keys of one owner's allowance for one spender.
pub struct Allowance {
    key: Vec<u8>,
    note: Vec<u8>,
}

impl Allowance {
    /// Both texts have to be addresses.
    pub fn of(api: &dyn Api, owner: &str, spender: &str) -> StdResult<Self> {
        let owner = api.addr_canonicalize(owner)?;
        let spender = api.addr_canonicalize(spender)?;
        Ok(Self {
            key: pair_key(ALLOWANCE, &owner, &spender),
            note: pair_key(SPENDER, &spender, &owner),
        })
    }

    /// What is allowed, if anything is noted.
    pub fn load(&self, storage: &dyn Storage) -> StdResult<Option<AllowanceResponse>> {
        storage.get(&self.key).map(|bytes| read(&bytes)).transpose()
    }

    /// Change an allowance that is noted. Nothing that never expires is as good as no allowance,
    /// and takes no room. With a time it stays: that time binds what is added later.
    pub fn save(&self, storage: &mut dyn Storage, allowed: &AllowanceResponse) -> StdResult<()> {
        if allowed.allowance.is_zero() && allowed.expires == (Expiration::Never {}) {
            self.remove(storage);
            return Ok(());
        }
        storage.set(&self.key, &write(allowed)?);
        Ok(())
    }

    /// Note an allowance for its spender too, before it is saved for the first time.
    pub fn note(&self, storage: &mut dyn Storage) {
        storage.set(&self.note, &[1]);
    }

    pub fn remove(&self, storage: &mut dyn Storage) {
        storage.remove(&self.key);
        storage.remove(&self.note);
    }

    /// Use up a part of it.
    pub fn spend(
        &self,
        storage: &mut dyn Storage,
        block: &BlockInfo,
        amount: Uint128,
    ) -> Result<(), ContractError> {
        let mut allowed = self.load(storage)?.ok_or(Cw20Error::NoAllowance {})?;
        if allowed.expires.is_expired(block) {
            return Err(Cw20Error::Expired {}.into());
        }
        allowed.allowance = allowed.allowance.checked_sub(amount)?;

        Ok(self.save(storage, &allowed)?)
    }
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
fn write(allowed: &AllowanceResponse) -> StdResult<Vec<u8>> {
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
