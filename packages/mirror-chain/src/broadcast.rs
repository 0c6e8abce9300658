//! Sending signed bytes to one node, and what its answer means.

use std::sync::atomic::{AtomicBool, Ordering};

use tendermint_rpc::Client;

use crate::endpoints::{failed, Endpoint, Failed, Trouble};
use crate::error::ChainError;
use crate::transaction::Signed;

/// The SDK's numbers for what it refuses before a transaction gets into a block.
mod sdk {
    pub(super) const INSUFFICIENT_FUNDS: u32 = 5;
    pub(super) const INSUFFICIENT_FEE: u32 = 13;
    pub(super) const IN_MEMPOOL: u32 = 19;
    pub(super) const MEMPOOL_FULL: u32 = 20;
    pub(super) const TOO_LATE: u32 = 30;
    pub(super) const WRONG_SEQUENCE: u32 = 32;
}

/// How CometBFT itself says what it does with bytes, for which it has no numbers.
const IN_CACHE: &str = "already exists in cache";
const IS_FULL: &str = "mempool is full";
const TOO_LARGE: &str = "tx too large";

/// What a node said to bytes that were sent to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It keeps them until they get into a block, or it has had them before.
    Yes,
    /// Their place in the sequence is past or not yet reached.
    OtherSequence,
    /// It can not keep them now.
    NotNow,
    /// It refuses them.
    Refused(ChainError),
}

/// Send bytes to a node. `sent` is set unless it is sure that the node does not have them.
pub(crate) async fn send(
    endpoint: &Endpoint,
    signed: &Signed,
    sent: &AtomicBool,
) -> Result<Taken, Failed> {
    let bytes = signed.bytes.to_vec();
    let answer = endpoint.call(endpoint.client.broadcast_tx_sync(bytes));
    let taken = match answer.await {
        Ok(answer) => {
            let is_sdk = answer.codespace == "sdk";
            match answer.code.value() {
                0 => Taken::Yes,
                sdk::IN_MEMPOOL if is_sdk => Taken::Yes,
                sdk::MEMPOOL_FULL if is_sdk => Taken::NotNow,
                sdk::WRONG_SEQUENCE if is_sdk => Taken::OtherSequence,
                code => Taken::Refused(refusal(signed, answer.codespace, code, answer.log)),
            }
        }
        Err(Trouble::Said(told)) if told.contains(IN_CACHE) => Taken::Yes,
        Err(Trouble::Said(told)) if told.contains(IS_FULL) => Taken::NotNow,
        Err(Trouble::Said(told)) if told.contains(TOO_LARGE) => {
            Taken::Refused(refusal(signed, "mempool".to_string(), 1, told))
        }
        Err(trouble) => {
            sent.store(true, Ordering::Relaxed);
            return Err(failed(trouble, |_| None));
        }
    };
    if taken == Taken::Yes {
        sent.store(true, Ordering::Relaxed);
    }
    Ok(taken)
}

/// Why a node does not take bytes, as an error that says what to do.
fn refusal(signed: &Signed, codespace: String, code: u32, log: String) -> ChainError {
    let is_sdk = codespace == "sdk";
    match code {
        sdk::INSUFFICIENT_FUNDS if is_sdk => ChainError::TooPoor {
            address: signed.account.clone(),
            reason: log,
        },
        sdk::INSUFFICIENT_FEE if is_sdk => ChainError::GasPriceTooLow {
            offered: signed.fee.to_string(),
            reason: log,
        },
        sdk::TOO_LATE if is_sdk => ChainError::Expired {
            hash: signed.hash.clone(),
            until: signed.until,
        },
        _ => ChainError::Refused {
            codespace,
            code,
            log,
            hash: None,
        },
    }
}
