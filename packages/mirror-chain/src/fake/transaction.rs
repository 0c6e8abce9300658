//! What a node reads in the bytes of a transaction.

use cosmrs::crypto::PublicKey;
use cosmrs::proto::cosmos::tx::v1beta1::{AuthInfo, TxBody, TxRaw};
use cosmrs::proto::traits::Message;
use cosmrs::Any;

use crate::transaction::hash;

/// A transaction as a node reads it.
pub(super) struct Tx {
    pub(super) bytes: Vec<u8>,
    pub(super) hash: String,
    pub(super) signer: String,
    pub(super) sequence: u64,
    pub(super) fee: u128,
    pub(super) denom: String,
    pub(super) gas: u64,
    pub(super) until: u64,
    pub(super) messages: Vec<Any>,
}

impl Tx {
    /// What the bytes say, if they say anything.
    pub(super) fn read(bytes: &[u8], prefix: &str) -> Option<Self> {
        let raw = TxRaw::decode(bytes).ok()?;
        let body = TxBody::decode(raw.body_bytes.as_slice()).ok()?;
        let info = AuthInfo::decode(raw.auth_info_bytes.as_slice()).ok()?;
        let signer = info.signer_infos.into_iter().next()?;
        let key = PublicKey::try_from(signer.public_key?).ok()?;
        let fee = info.fee?;
        let coin = fee.amount.into_iter().next().unwrap_or_default();
        Some(Self {
            bytes: bytes.to_vec(),
            hash: hash(bytes),
            signer: key.account_id(prefix).ok()?.to_string(),
            sequence: signer.sequence,
            fee: coin.amount.parse().unwrap_or(0),
            denom: coin.denom,
            gas: fee.gas_limit,
            until: body.timeout_height,
            messages: body.messages,
        })
    }
}
