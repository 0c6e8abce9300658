//! Which record goes where.

use cosmwasm_std::Decimal;

use super::ledger::Ledger;
use super::rows::poll::PollRow;
use super::staking::Staked;
use super::tokens::{self, Listing};
use crate::store::records::Record;
use crate::store::{Kind, StoreError};

/// How a poll stands that is being voted on, as tables spell it; `PollEnd` names the other states.
pub const IN_PROGRESS: &str = "in_progress";

impl Ledger<'_> {
    /// Work out what a record changes.
    pub(super) async fn record(&mut self, record: &Record) -> Result<(), StoreError> {
        match record {
            Record::Moved { sum, from, to } => {
                self.moved(sum, from.as_deref(), to.as_deref()).await
            }
            Record::Sent { sum, from, to } => {
                self.sent(sum, from, to);
                Ok(())
            }
            Record::Position { idx, change } => self.position(*idx, change).await,
            Record::Price {
                token,
                price,
                is_pending,
            } => self.price(token, *price, *is_pending).await,
            Record::Swap(swap) => self.swap(swap).await,
            Record::Provided {
                token,
                sender,
                receiver,
                base,
                asset,
                share,
            } => {
                let kind = Kind::ProvideLiquidity;
                self.liquidity(kind, token, (sender, receiver), [*base, *asset, *share]);
                Ok(())
            }
            Record::LiquidityWithdrawn {
                token,
                sender,
                base,
                asset,
                share,
            } => {
                let kind = Kind::WithdrawLiquidity;
                self.liquidity(kind, token, (sender, sender), [*base, *asset, *share]);
                Ok(())
            }
            other => self.of_asset(other).await,
        }
    }

    async fn of_asset(&mut self, record: &Record) -> Result<(), StoreError> {
        let none: Option<Decimal> = None;
        match record {
            Record::Listed {
                token,
                is_mir,
                symbol,
                name,
                is_pre_ipo,
            } => {
                let listing = Listing {
                    token,
                    is_mir: *is_mir,
                    symbol,
                    name,
                    is_pre_ipo: *is_pre_ipo,
                };
                self.listed(listing).await
            }
            Record::Paired {
                token,
                pair,
                lp_token,
            } => self.paired(token, pair, lp_token).await,
            Record::Ipo { token } => self.stands(token, tokens::LISTED, none).await,
            Record::Delisting {
                token,
                end_price,
                is_announced: true,
            } => self.stands(token, tokens::DELISTING, *end_price).await,
            Record::Delisting { token, .. } => self.stands(token, tokens::LISTED, none).await,
            Record::Delisted { token, end_price } => {
                self.stands(token, tokens::DELISTED, Some(*end_price)).await
            }
            other => self.of_account(other).await,
        }
    }

    async fn of_account(&mut self, record: &Record) -> Result<(), StoreError> {
        match record {
            Record::Stake {
                token,
                account,
                is_short,
                grows,
                amount,
            } => {
                let staked = Staked {
                    token,
                    account,
                    is_short: *is_short,
                    grows: *grows,
                    amount: *amount,
                };
                self.stake(staked).await
            }
            Record::Rewards { pot, amount } => self.rewards(*pot, *amount).await,
            Record::Paid {
                payment,
                account,
                amount,
            } => self.paid(*payment, account, *amount).await,
            Record::Claimed {
                contract,
                stage,
                account,
                amount,
            } => self.claimed(contract, *stage, account, *amount),
            Record::Unlocked {
                account,
                position_idx,
                sum,
            } => self.unlocked(account.as_deref(), *position_idx, sum).await,
            Record::OrderSubmitted {
                id,
                bidder,
                offer,
                ask,
            } => self.submitted(*id, bidder, offer, ask),
            Record::OrderCancelled { id, refund } => self.cancelled(*id, refund).await,
            Record::OrderExecuted {
                id,
                executor,
                bought,
                paid,
            } => self.executed(*id, executor, bought, paid).await,
            other => self.of_gov(other).await,
        }
    }

    async fn of_gov(&mut self, record: &Record) -> Result<(), StoreError> {
        match record {
            Record::GovStaked {
                account,
                amount,
                from_rewards,
            } => self.gov_staked(account, *amount, *from_rewards).await,
            Record::GovUnstaked { account, amount } => {
                self.gov_unstaked(account, *amount);
                Ok(())
            }
            Record::PollCreated {
                id,
                creator,
                kind,
                deposit,
                end_time,
            } => {
                let row = PollRow {
                    creator: creator.clone(),
                    kind: kind.clone(),
                    deposit: *deposit,
                    status: IN_PROGRESS.to_string(),
                    votes: [0; 3],
                    created: (self.height, self.time),
                    end_time: *end_time,
                    ended_height: None,
                };
                self.poll_created(*id, row).await
            }
            Record::Voted {
                id,
                account,
                choice,
                amount,
            } => self.voted(*id, account, choice, *amount).await,
            Record::PollEnded { id, end, returned } => self.poll_ended(*id, *end, *returned).await,
            // All others are in the three matches before.
            _ => Err(self.unfit("a record of no kind")),
        }
    }
}
