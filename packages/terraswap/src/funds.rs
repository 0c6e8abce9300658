//! The coins that come with a message: none, or exactly what the message says.

use cosmwasm_std::{Coin, MessageInfo};
use thiserror::Error;

use crate::asset::{coins_of, Asset};

/// The attached coins are not what the message calls for.
#[derive(Error, Debug, PartialEq, Eq)]
pub enum FundsError {
    /// Send the message without coins.
    #[error("unexpected funds: this message takes none, {received} came with it")]
    Unexpected {
        /// The coins that came.
        received: String,
    },

    /// Attach exactly the coins that the message declares.
    #[error(
        "Native token balance mismatch between the argument and the transferred: \
         declared {declared}, transferred {transferred}"
    )]
    Mismatch {
        /// What the message says.
        declared: String,
        /// The coins that came.
        transferred: String,
    },
}

/// Refuse any coin.
pub fn none(info: &MessageInfo) -> Result<(), FundsError> {
    if info.funds.is_empty() {
        return Ok(());
    }
    Err(FundsError::Unexpected {
        received: text(&info.funds),
    })
}

/// Demand exactly the native amounts among `declared`: one coin for each above zero and no other.
/// Tokens among them are not paid this way and do not count.
pub fn exactly(info: &MessageInfo, declared: &[Asset]) -> Result<(), FundsError> {
    // A message may declare its coins in any order.
    let expected = coins_of(declared);
    let mut received = info.funds.clone();
    received.sort_by(|one, other| one.denom.cmp(&other.denom));

    if expected == received {
        return Ok(());
    }
    Err(FundsError::Mismatch {
        declared: text(&expected),
        transferred: text(&received),
    })
}

/// Demand one coin of this denom, however much, and no other.
pub fn any_of(info: &MessageInfo, denom: &str) -> Result<(), FundsError> {
    match info.funds.as_slice() {
        [coin] if coin.denom == denom => Ok(()),
        coins => Err(FundsError::Mismatch {
            declared: format!("one coin of {denom}"),
            transferred: text(coins),
        }),
    }
}

fn text(coins: &[Coin]) -> String {
    if coins.is_empty() {
        return "nothing".to_string();
    }
    coins
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(",")
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{coin, Addr};

    use super::*;

    fn sent(funds: &[Coin]) -> MessageInfo {
        MessageInfo {
            sender: Addr::unchecked("anybody"),
            funds: funds.to_vec(),
        }
    }

    #[test]
    fn a_message_without_payment_refuses_every_coin() {
        assert_eq!(Ok(()), none(&sent(&[])));
        assert_eq!(
            Err(FundsError::Unexpected {
                received: "1uusd".into()
            }),
            none(&sent(&[coin(1, "uusd")]))
        );
        assert_eq!(
            Err(FundsError::Unexpected {
                received: "1uluna,2uusd".into()
            }),
            none(&sent(&[coin(1, "uluna"), coin(2, "uusd")]))
        );
    }

    #[test]
    fn a_payment_is_the_declared_coins_and_no_other() {
        let declared = [Asset::native("uusd", 5u128), Asset::token("token", 7u128)];
        let mismatch = |transferred: &str| {
            Err(FundsError::Mismatch {
                declared: "5uusd".into(),
                transferred: transferred.into(),
            })
        };

        assert_eq!(Ok(()), exactly(&sent(&[coin(5, "uusd")]), &declared));
        assert_eq!(mismatch("nothing"), exactly(&sent(&[]), &declared));
        assert_eq!(
            mismatch("4uusd"),
            exactly(&sent(&[coin(4, "uusd")]), &declared)
        );
        assert_eq!(
            mismatch("6uusd"),
            exactly(&sent(&[coin(6, "uusd")]), &declared)
        );
        assert_eq!(
            mismatch("5uluna"),
            exactly(&sent(&[coin(5, "uluna")]), &declared)
        );
        assert_eq!(
            mismatch("1uluna,5uusd"),
            exactly(&sent(&[coin(5, "uusd"), coin(1, "uluna")]), &declared)
        );
    }

    #[test]
    fn a_declared_zero_is_paid_with_nothing() {
        assert_eq!(Ok(()), exactly(&sent(&[]), &[Asset::native("uusd", 0u128)]));
    }

    #[test]
    fn any_amount_of_a_denom_is_one_coin_of_it() {
        let mismatch = |transferred: &str| {
            Err(FundsError::Mismatch {
                declared: "one coin of uusd".into(),
                transferred: transferred.into(),
            })
        };

        assert_eq!(Ok(()), any_of(&sent(&[coin(1, "uusd")]), "uusd"));
        assert_eq!(mismatch("nothing"), any_of(&sent(&[]), "uusd"));
        assert_eq!(
            mismatch("1uluna"),
            any_of(&sent(&[coin(1, "uluna")]), "uusd")
        );
        assert_eq!(
            mismatch("1uluna,1uusd"),
            any_of(&sent(&[coin(1, "uluna"), coin(1, "uusd")]), "uusd")
        );
    }
}
