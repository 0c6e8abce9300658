//! What the chain counts of an account, whatever kind of account it is.

use cosmrs::proto::cosmos::auth::v1beta1::{BaseAccount, ModuleAccount};
use cosmrs::proto::cosmos::vesting::v1beta1::{
    BaseVestingAccount, ContinuousVestingAccount, DelayedVestingAccount, PeriodicVestingAccount,
    PermanentLockedAccount,
};
use cosmrs::proto::traits::{Message, Name};
use cosmrs::Any;
use serde::{Deserialize, Serialize};

use crate::error::{unexpected, ChainError};

/// What the chain counts of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNumbers {
    /// The account's own number.
    pub number: u64,
    /// How many transactions it has sent: the place of the next one.
    pub sequence: u64,
}

impl AccountNumbers {
    /// Of an account as the chain answers it: a plain one, one that vests, or a module's.
    pub(crate) fn of(account: &Any) -> Result<Self, ChainError> {
        let kind = account.type_url.as_str();
        let vesting = if kind == BaseAccount::type_url() {
            return numbers(Some(decoded(account)?));
        } else if kind == ModuleAccount::type_url() {
            return numbers(decoded::<ModuleAccount>(account)?.base_account);
        } else if kind == BaseVestingAccount::type_url() {
            Some(decoded(account)?)
        } else if kind == ContinuousVestingAccount::type_url() {
            decoded::<ContinuousVestingAccount>(account)?.base_vesting_account
        } else if kind == DelayedVestingAccount::type_url() {
            decoded::<DelayedVestingAccount>(account)?.base_vesting_account
        } else if kind == PeriodicVestingAccount::type_url() {
            decoded::<PeriodicVestingAccount>(account)?.base_vesting_account
        } else if kind == PermanentLockedAccount::type_url() {
            decoded::<PermanentLockedAccount>(account)?.base_vesting_account
        } else {
            return Err(unexpected(format!("an account of the kind {kind}")));
        };
        numbers(vesting.and_then(|account| account.base_account))
    }
}

fn decoded<M: Message + Default>(account: &Any) -> Result<M, ChainError> {
    M::decode(account.value.as_slice()).map_err(unexpected)
}

fn numbers(account: Option<BaseAccount>) -> Result<AccountNumbers, ChainError> {
    let account = account.ok_or_else(|| unexpected("an account without numbers"))?;
    Ok(AccountNumbers {
        number: account.account_number,
        sequence: account.sequence,
    })
}

#[cfg(test)]
mod tests {
    use cosmrs::proto::traits::MessageExt;

    use super::*;

    fn base() -> Option<BaseAccount> {
        Some(BaseAccount {
            account_number: 7,
            sequence: 11,
            ..BaseAccount::default()
        })
    }

    fn any<M: MessageExt + Name>(account: &M) -> Any {
        Any {
            type_url: M::type_url(),
            value: account.to_bytes().unwrap(),
        }
    }

    #[test]
    fn every_usual_kind_of_account_has_its_numbers() {
        let base_vesting_account = Some(BaseVestingAccount {
            base_account: base(),
            ..BaseVestingAccount::default()
        });
        let accounts = [
            any(&base().unwrap()),
            any(&ModuleAccount {
                base_account: base(),
                ..ModuleAccount::default()
            }),
            any(&base_vesting_account.clone().unwrap()),
            any(&ContinuousVestingAccount {
                base_vesting_account: base_vesting_account.clone(),
                start_time: 1,
            }),
            any(&DelayedVestingAccount {
                base_vesting_account: base_vesting_account.clone(),
            }),
            any(&PeriodicVestingAccount {
                base_vesting_account: base_vesting_account.clone(),
                ..PeriodicVestingAccount::default()
            }),
            any(&PermanentLockedAccount {
                base_vesting_account,
            }),
        ];

        for account in accounts {
            let expected = AccountNumbers {
                number: 7,
                sequence: 11,
            };
            assert_eq!(AccountNumbers::of(&account), Ok(expected), "{account:?}");
        }
    }

    #[test]
    fn an_account_of_another_kind_is_told_and_not_guessed() {
        let strange = Any {
            type_url: "/ethermint.types.v1.EthAccount".to_string(),
            value: any(&base().unwrap()).value,
        };

        let told = "an account of the kind /ethermint.types.v1.EthAccount".to_string();
        assert_eq!(
            AccountNumbers::of(&strange),
            Err(ChainError::Unexpected(told))
        );

        let empty = any(&DelayedVestingAccount::default());
        let told = "an account without numbers".to_string();
        assert_eq!(
            AccountNumbers::of(&empty),
            Err(ChainError::Unexpected(told))
        );
    }
}
