//! Every way in which the order book refuses.

use cosmwasm_std::{Addr, OverflowError, StdError, Uint128};
use mirror_bytes::BytesError;
use mirror_math::MathError;
use terraswap::asset::AssetInfo;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Bytes(#[from] BytesError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    #[error(transparent)]
    Math(#[from] MathError),

    /// A sum that does not fit, or more filled than there was.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    // Rights
    /// Only the bidder takes an order back.
    #[error("unauthorized: the bidder of order {order_id} is {bidder}")]
    NotTheBidder { order_id: u64, bidder: Addr },

    // Input
    /// Send the tokens with one of the order book's hook messages.
    #[error("invalid cw20 hook message: {reason}")]
    HookNotReadable { reason: String },

    /// Send tokens by the hook of the same name instead.
    #[error("must provide native token: {received} comes with a hook")]
    NotNative { received: AssetInfo },

    /// Offer, ask for or pay an amount above 0.
    #[error("amounts must be greater than zero")]
    AmountZero {},

    /// Ask for something else than what is offered.
    #[error("offer and ask must differ: both are {info}")]
    SameAsset { info: AssetInfo },

    /// Ask for a denom that can exist.
    #[error("{denom:?} is no denom (3 to 128 letters, digits and / : . _ -, a letter first)")]
    NotADenom { denom: String },

    /// Pay with what the order asks for.
    #[error("invalid asset given: {received}, the order asks for {asked}")]
    WrongAsset {
        received: AssetInfo,
        asked: AssetInfo,
    },

    /// Pay at least `least`, or choose another order.
    #[error("payment too small for this order: {received} buys nothing, {least} does")]
    PaymentTooSmall { received: Uint128, least: Uint128 },

    // State
    /// The order was filled or taken back, or never existed.
    #[error("order not found: {order_id}")]
    OrderNotFound { order_id: u64 },
}
