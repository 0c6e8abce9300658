//! Accounts and polls as storage keys. They are short, since every byte is paid for, and no key is
//! the beginning of another one.

use cosmwasm_std::CanonicalAddr;
pub use mirror_bytes::canonical as account;
use mirror_bytes::{Bytes, BytesError};

/// The key of a poll: how many significant bytes its number has, then these bytes. So the keys are
/// in the order of the numbers.
pub fn poll(poll_id: u64) -> Vec<u8> {
    let bytes = poll_id.to_be_bytes();
    let significant = bytes.iter().skip_while(|byte| **byte == 0);
    let count = significant.clone().map(|_| 1u8).sum();
    std::iter::once(count).chain(significant.copied()).collect()
}

/// The inverse of [`poll`].
pub fn poll_id(key: &[u8]) -> Result<u64, BytesError> {
    let bytes = key.get(1..).unwrap_or_default();
    let number = bytes.iter().try_fold(0u64, |number, byte| {
        number.checked_mul(256)?.checked_add(u64::from(*byte))
    });
    number.ok_or(BytesError::Damaged)
}

/// The key of a vote: the poll, then the voter. So the votes of one poll follow each other.
pub fn voter(poll_id: u64, account: &CanonicalAddr) -> Vec<u8> {
    [poll(poll_id).as_slice(), account.as_slice()].concat()
}

/// The beginning of all keys of [`reward`] for this account, and of no other key.
pub fn rewards_of(account: &CanonicalAddr) -> Vec<u8> {
    account.to_bytes()
}

/// The key of an unclaimed reward: the account, then the poll. So the rewards of one account follow
/// each other.
pub fn reward(account: &CanonicalAddr, poll_id: u64) -> Vec<u8> {
    [rewards_of(account), poll(poll_id)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polls_are_in_the_order_of_their_numbers() {
        let numbers = [0, 1, 255, 256, 65_535, 65_536, u64::MAX];

        let keys: Vec<_> = numbers.map(poll).into();

        let mut sorted = keys.clone();
        sorted.sort();
        assert_eq!(sorted, keys);
        assert_eq!(vec![1, 255], keys[2]);
        for (number, key) in numbers.into_iter().zip(keys) {
            assert_eq!(Ok(number), poll_id(&key));
        }
    }

    /// T-14: storage traps.
    #[test]
    fn a_key_that_no_poll_has_is_damaged() {
        assert_eq!(Err(BytesError::Damaged), poll_id(&[9; 10]));
    }

    #[test]
    fn no_account_begins_another() {
        let [short, long] = [20, 32].map(|length| CanonicalAddr::from(vec![7; length]));

        assert!(!rewards_of(&long).starts_with(&rewards_of(&short)));
        assert!(reward(&short, 5).starts_with(&rewards_of(&short)));
    }
}
