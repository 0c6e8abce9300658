//! What the token remembers, in few bytes: of all contracts of the protocol it is entered most. The
//! keys of supply and balances are `terraswap::ledger`'s, since the market reads them; those of
//! marketing and logo are cw20-base's, whose functions they serve.

use cosmwasm_std::{CanonicalAddr, Uint128};
use mirror_bytes::{in_bytes, Slot};
use terraswap::ledger;

/// The kind of key under which an allowance lies, by owner and spender.
pub const ALLOWANCE: u8 = b'a';

/// The kind of key under which it is noted that a spender has an allowance of an owner, by spender
/// and owner. Written and removed with the allowance, not changed with it.
pub const SPENDER: u8 = b'p';

/// What changes rarely or never. Transfers do not read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub name: String,
    pub symbol: String,
    pub decimals: u8,
    /// Who mints, if anybody does.
    pub minter: Option<CanonicalAddr>,
    /// The largest supply that may be minted.
    pub cap: Option<Uint128>,
}

in_bytes!(Token {
    name,
    symbol,
    decimals,
    minter,
    cap
});

/// The token, where [`ledger::TOKEN`] says.
pub const TOKEN: Slot<Token> = Slot::new(ledger::TOKEN);
