//! Signing: bytes that can be kept and sent again.

use cosmrs::tx::{AuthInfo, Body, SignDoc, SignerInfo};
use cosmrs::{Any, Coin as FeeCoin};
use cosmwasm_std::Binary;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{unexpected, ChainError};
use crate::fee::Fee;
use crate::keys::Key;
use crate::numbers::AccountNumbers;

/// A signed transaction. The same bytes can be sent again and again: the chain carries them out once
/// at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// What is sent.
    pub bytes: Binary,
    /// Its hash, in upper-case hexadecimal digits.
    pub hash: String,
    /// Who signed it.
    pub account: String,
    /// Its place in the account's sequence.
    pub sequence: u64,
    /// The height at which it was signed: it is in no block up to this one.
    pub since: u64,
    /// The last height at which it can get into a block.
    pub until: u64,
    /// What it pays.
    pub fee: Fee,
}

/// What a signature is about besides messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms<'a> {
    /// The chain.
    pub chain_id: &'a str,
    /// The account that signs.
    pub account: &'a str,
    /// Its number, and the transaction's place in its sequence.
    pub numbers: AccountNumbers,
    /// What it may use and pays.
    pub fee: &'a Fee,
    /// A note for explorers.
    pub memo: &'a str,
    /// Whose fee grant pays; the account itself where there is none.
    pub granter: Option<&'a str>,
    /// The height of the chain now.
    pub since: u64,
    /// The last height at which it can get into a block.
    pub until: u64,
}

impl Signed {
    /// Sign messages.
    pub fn new(key: &Key, messages: Vec<Any>, terms: &Terms<'_>) -> Result<Self, ChainError> {
        let body = body(messages, terms)?;
        let info = info(key, terms)?;
        let chain = terms.chain_id.parse().map_err(unexpected)?;
        let document = SignDoc::new(&body, &info, &chain, terms.numbers.number);
        let signed = document.and_then(|document| document.sign(key.signing()));
        let bytes = signed.and_then(|raw| raw.to_bytes()).map_err(unexpected)?;
        Ok(Self {
            hash: hash(&bytes),
            bytes: bytes.into(),
            account: terms.account.to_string(),
            sequence: terms.numbers.sequence,
            since: terms.since,
            until: terms.until,
            fee: terms.fee.clone(),
        })
    }
}

/// The hash under which a transaction is found.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// The length of a signature: a simulation counts its bytes and does not look at them.
const SIGNATURE: usize = 64;

/// A transaction with zeros for a signature, for a simulation.
pub(crate) fn unsigned(
    key: &Key,
    messages: Vec<Any>,
    terms: &Terms<'_>,
) -> Result<Vec<u8>, ChainError> {
    use cosmrs::proto::cosmos::tx::v1beta1::TxRaw;
    use cosmrs::proto::traits::MessageExt;

    let raw = TxRaw {
        body_bytes: body(messages, terms)?.into_bytes().map_err(unexpected)?,
        auth_info_bytes: info(key, terms)?.into_bytes().map_err(unexpected)?,
        signatures: vec![vec![0; SIGNATURE]],
    };
    raw.to_bytes().map_err(unexpected)
}

fn body(messages: Vec<Any>, terms: &Terms<'_>) -> Result<Body, ChainError> {
    let until = cosmrs::tendermint::block::Height::try_from(terms.until).map_err(unexpected)?;
    Ok(Body::new(messages, terms.memo, until))
}

fn info(key: &Key, terms: &Terms<'_>) -> Result<AuthInfo, ChainError> {
    let granter = terms.granter.map(str::parse).transpose();
    let signer = SignerInfo::single_direct(Some(key.public()), terms.numbers.sequence);
    let fee = cosmrs::tx::Fee {
        amount: if terms.fee.amount.is_zero() {
            vec![]
        } else {
            vec![FeeCoin {
                denom: terms.fee.denom.parse().map_err(unexpected)?,
                amount: terms.fee.amount.u128(),
            }]
        },
        gas_limit: terms.fee.gas,
        payer: None,
        granter: granter.map_err(unexpected)?,
    };
    Ok(signer.auth_info(fee))
}

#[cfg(test)]
mod tests {
    use cosmrs::Tx;
    use cosmwasm_std::Uint128;

    use super::*;

    const WORDS: &str = "abandon abandon abandon abandon abandon abandon abandon abandon abandon \
                         abandon abandon about";
    const OTHER: &str = "wasm1r5v5srda7xfth3hn2s26txvrcrntldju3hkw75";

    fn signed(granter: Option<&str>) -> Result<Tx, ChainError> {
        let key = Key::from_mnemonic(WORDS, "the test").unwrap();
        let fee = Fee {
            gas: 100_000,
            amount: Uint128::new(1_000),
            denom: "uusd".to_string(),
        };
        let terms = Terms {
            chain_id: "test-1",
            account: "wasm19rl4cm2hmr8afy4kldpxz3fka4jguq0akuugk7",
            numbers: AccountNumbers {
                number: 7,
                sequence: 11,
            },
            fee: &fee,
            memo: "",
            granter,
            since: 1,
            until: 2,
        };
        let signed = Signed::new(&key, vec![], &terms)?;
        Ok(Tx::from_bytes(&signed.bytes).unwrap())
    }

    #[test]
    fn a_fee_names_who_pays_it_where_that_is_somebody_else() {
        let granter = |tx: Tx| tx.auth_info.fee.granter.map(|account| account.to_string());

        assert_eq!(granter(signed(None).unwrap()), None);
        assert_eq!(
            granter(signed(Some(OTHER)).unwrap()),
            Some(OTHER.to_string())
        );
    }

    #[test]
    fn a_granter_that_is_no_address_is_told() {
        let told = signed(Some("nobody")).unwrap_err();

        assert!(matches!(told, ChainError::Unexpected(_)), "{told:?}");
    }
}
