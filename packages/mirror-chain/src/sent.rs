//! What an account has sent before, by its place in the account's sequence: for whoever lost the
//! record of it.

use cosmrs::proto::cosmos::tx::v1beta1::{AuthInfo, TxBody, TxRaw};
use cosmrs::proto::traits::Message;
use cosmrs::Any;

use crate::error::{unexpected, ChainError};
use crate::fee::Fee;
use crate::message::Msg;
use crate::node::Node;
use crate::transaction::{hash, Signed};

/// A transaction that is in a block.
#[derive(Clone, Debug)]
pub struct Sent {
    /// As it was when it was signed.
    pub signed: Signed,
    /// The note for explorers.
    pub memo: String,
    /// Whether it was carried out.
    pub is_success: bool,
    messages: Vec<Any>,
}

impl Sent {
    /// Whether it carries exactly these messages.
    pub fn carries(&self, messages: &[Msg]) -> Result<bool, ChainError> {
        let encoded = messages.iter().map(|msg| msg.encoded(&self.signed.account));
        let encoded: Vec<Any> = encoded.collect::<Result<_, _>>()?;
        Ok(encoded == self.messages)
    }
}

impl Node {
    /// The transaction that took a place in an account's sequence; `None` if the node knows of none.
    pub async fn sent_at(&self, account: &str, sequence: u64) -> Result<Option<Sent>, ChainError> {
        let query = format!("tx.acc_seq = '{account}/{sequence}'");
        let (found, _) = self.search(&query, 1).await?;
        let Some(included) = found.into_iter().next() else {
            return Ok(None);
        };
        let block = self.block(included.height).await?;
        let mut transactions = block.transactions.into_iter();
        let bytes = transactions.find(|bytes| hash(bytes) == included.hash);
        let bytes = bytes.ok_or_else(|| {
            let (height, hash) = (included.height, &included.hash);
            unexpected(format!("block {height} without its transaction {hash}"))
        })?;
        let raw = TxRaw::decode(bytes.as_slice()).map_err(unexpected)?;
        let body = TxBody::decode(raw.body_bytes.as_slice()).map_err(unexpected)?;
        let info = AuthInfo::decode(raw.auth_info_bytes.as_slice()).map_err(unexpected)?;
        Ok(Some(Sent {
            signed: Signed {
                hash: included.hash,
                bytes: bytes.into(),
                account: account.to_string(),
                sequence,
                since: included.height.saturating_sub(1),
                until: body.timeout_height,
                fee: fee(&info)?,
            },
            memo: body.memo,
            is_success: included.code == 0,
            messages: body.messages,
        }))
    }
}

fn fee(info: &AuthInfo) -> Result<Fee, ChainError> {
    let fee = info.fee.clone().unwrap_or_default();
    let (amount, denom) = match fee.amount.into_iter().next() {
        Some(coin) => (coin.amount.parse().map_err(unexpected)?, coin.denom),
        None => Default::default(),
    };
    Ok(Fee {
        gas: fee.gas_limit,
        amount,
        denom,
    })
}
