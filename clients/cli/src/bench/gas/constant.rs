//! What a transaction costs, whatever it does: signature, size, fee.

use cosmwasm_std::Coin;
use mirror_chain::{Account, Fee, Msg, Outcome};
use serde::Serialize;

use super::super::call::BASE;
use crate::failure::Failure;

/// What a byte of a transaction costs (x/auth, `tx_size_cost_per_byte`).
pub(super) const BYTE: u64 = 10;

/// What a message costs before it gets to what it is for: the chain's circuit breaker (x/circuit) looks
/// twice at its list of closed messages, once before the transaction and once before the message, and
/// a look costs 1,000 (the store's `HasCost`). The table's bench hands messages to the keepers themselves.
pub(super) const MESSAGE: u64 = 2_000;

/// What is charged beside what messages do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Constant {
    /// Of a transaction without a message and without its bytes.
    pub(super) gas: u64,
    /// Of each byte.
    pub(super) byte: u64,
    /// Of each message.
    pub(super) message: u64,
}

/// Two transactions of the same payment, once and twice in it: what the second one costs more is the
/// payment, and what is left of the first is the rest. Bytes are counted apart.
pub(super) async fn measure(account: &mut Account) -> Result<Constant, Failure> {
    let payment = Msg::Send {
        recipient: account.address().to_string(),
        coins: vec![Coin::new(1_u128, BASE)],
    };
    // An account's first transaction also keeps its key.
    charged(account, std::slice::from_ref(&payment)).await?;
    let once = charged(account, std::slice::from_ref(&payment)).await?;
    let twice = charged(account, &[payment.clone(), payment]).await?;
    Ok(Constant {
        gas: rest(once, twice),
        byte: BYTE,
        message: MESSAGE,
    })
}

/// Gas without that of bytes: of the first twice, less the second.
fn rest(once: (u64, u64), twice: (u64, u64)) -> u64 {
    let bare = |(gas, bytes): (u64, u64)| gas.saturating_sub(BYTE.saturating_mul(bytes));
    bare(once).saturating_mul(2).saturating_sub(bare(twice))
}

/// Gas that messages were charged in a block, and the bytes of their transaction.
pub(super) async fn charged(
    account: &mut Account,
    messages: &[Msg],
) -> Result<(u64, u64), Failure> {
    let fee = account.estimate(messages, "").await?;
    let (included, bytes) = sent(account, messages, &fee).await?;
    Ok((included.gas_used, bytes))
}

/// A transaction in a block, and its bytes.
pub(super) async fn sent(
    account: &mut Account,
    messages: &[Msg],
    fee: &Fee,
) -> Result<(mirror_chain::Included, u64), Failure> {
    let signed = account.sign(messages, "", fee).await?;
    let bytes = u64::try_from(signed.bytes.len()).unwrap_or(u64::MAX);
    match account.settle(&signed).await? {
        Outcome::Done(included) => Ok((included, bytes)),
        Outcome::Void(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 40,000 for every transaction, 25,000 for a payment, 10 for each of 300 and 400 bytes.
    #[test]
    fn what_is_left_without_payment_and_bytes_is_constant() {
        assert_eq!(rest((68_000, 300), (94_000, 400)), 40_000);
    }
}
