//! Stakes, rewards and what is paid.

use serde_json::json;

use super::appended::{ClaimRow, PaymentRow};
use super::ledger::{Ledger, Side, Told};
use super::rows::StakeRow;
use crate::store::records::{Payment, Pot, Sum};
use crate::store::{integer, Kind, StoreError};

/// A change of a stake.
pub(super) struct Staked<'a> {
    pub(super) token: &'a str,
    pub(super) account: &'a str,
    pub(super) is_short: bool,
    pub(super) grows: bool,
    pub(super) amount: u128,
}

impl Ledger<'_> {
    /// A stake grew or shrank. That of a short position follows the position, which has an entry.
    pub(super) async fn stake(&mut self, staked: Staked<'_>) -> Result<(), StoreError> {
        let (name, kind) = if staked.is_short {
            ("short", "short")
        } else {
            ("bonded", "long")
        };
        let key = (staked.token.to_string(), staked.account.to_string(), kind);
        let had = self.kept.stakes.get(self.tx, &key).await?;
        let had = had.unwrap_or_default().0;
        let has = if staked.grows {
            self.add(name, staked.token, staked.amount).await?;
            had.checked_add(staked.amount)
        } else {
            self.take(name, staked.token, staked.amount).await?;
            had.checked_sub(staked.amount)
        };
        let has = has.ok_or_else(|| {
            let Staked { account, token, .. } = &staked;
            self.unfit(format!("{account} has {had} staked in the pool of {token}"))
        })?;
        self.kept.stakes.put(key, StakeRow(has));
        if staked.is_short {
            return Ok(());
        }
        let kind = if staked.grows {
            Kind::Stake
        } else {
            Kind::Unstake
        };
        let data = json!({ "amount": staked.amount.to_string() });
        self.entry(
            staked.account,
            Side::Actor,
            Told::of(kind, staked.token, data),
        );
        Ok(())
    }

    /// MIR was deposited to be shared out.
    pub(super) async fn rewards(&mut self, pot: Pot, amount: u128) -> Result<(), StoreError> {
        self.add("mir_rewards", pot.name(), amount).await?;
        match pot {
            Pot::Staking => Ok(()),
            Pot::Gov => self.add_hour("gov_rewards", "", amount, 1).await,
        }
    }

    /// MIR was paid to an account.
    pub(super) async fn paid(
        &mut self,
        payment: Payment,
        account: &str,
        amount: u128,
    ) -> Result<(), StoreError> {
        self.add("mir_paid", payment.name(), amount).await?;
        let kind = match payment {
            Payment::Staking => Kind::WithdrawRewards,
            Payment::Voting => Kind::GovWithdrawRewards,
            Payment::Airdrop => Kind::ClaimAirdrop,
            Payment::Community => Kind::CommunitySpend,
        };
        let data = json!({ "amount": amount.to_string() });
        let seq = self.entry(account, Side::Actor, Told::bare(kind, data));
        self.appended.payments.push(PaymentRow {
            seq,
            kind: payment.name(),
            account: account.to_string(),
            amount,
        });
        Ok(())
    }

    /// An airdrop was claimed.
    pub(super) fn claimed(
        &mut self,
        contract: &str,
        stage: u64,
        account: &str,
        amount: u128,
    ) -> Result<(), StoreError> {
        self.appended.claims.push(ClaimRow {
            contract: contract.to_string(),
            stage: integer(stage)?,
            account: account.to_string(),
            amount,
        });
        Ok(())
    }

    /// Proceeds of short sales were unlocked.
    pub(super) async fn unlocked(
        &mut self,
        account: Option<&str>,
        position_idx: Option<u64>,
        sum: &Sum,
    ) -> Result<(), StoreError> {
        let idx = position_idx.map(integer).transpose()?;
        let owner = match (account, idx) {
            (Some(account), _) => account.to_string(),
            (None, Some(idx)) => {
                let position = self.kept.positions.get(self.tx, &idx).await?;
                let position =
                    position.ok_or_else(|| self.unfit("funds of an unknown position"))?;
                position.owner
            }
            (None, None) => return Err(self.unfit("unlocked funds of nobody")),
        };
        let told = Told {
            kind: Kind::UnlockFunds,
            token: None,
            position_idx: idx,
            data: json!({ "amount": sum.amount.to_string(), "asset": sum.asset }),
        };
        self.entry(&owner, Side::Actor, told);
        Ok(())
    }
}
