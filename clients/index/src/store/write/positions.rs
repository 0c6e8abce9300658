//! What happens to positions.

use cosmwasm_std::Decimal;
use serde_json::json;

use super::appended::PositionEventRow;
use super::ledger::{Ledger, Side, Told};
use super::rows::position::PositionRow;
use super::rows::BackingRow;
use crate::store::records::{Change, Sum};
use crate::store::{integer, Kind, StoreError};

impl Ledger<'_> {
    /// A position changed.
    pub(super) async fn position(&mut self, idx: u64, change: &Change) -> Result<(), StoreError> {
        let key = integer(idx)?;
        let before = self.kept.positions.get(self.tx, &key).await?;
        let mut row = match (before, change) {
            (None, Change::Opened { .. }) => self.open(change)?,
            (Some(row), _) if row.closed.is_none() => row,
            _ => return Err(self.unfit(format!("position {idx} is not open"))),
        };
        let before = (row.debt, row.amount);
        let is_new = matches!(change, Change::Opened { .. });
        if !is_new {
            self.apply_change(idx, &mut row, change)?;
        }
        if row.amount == 0 {
            row.closed = Some((self.height, self.time));
        }
        let before = if is_new { (0, 0) } else { before };
        self.count(&row, before, change).await?;
        let prices = self.prices(&row).await?;

        let (actor, kind) = match change {
            Change::Opened { owner, .. } => (owner.clone(), Kind::OpenPosition),
            Change::Deposited(_) => (row.owner.clone(), Kind::DepositCollateral),
            Change::Withdrawn(_) => (row.owner.clone(), Kind::WithdrawCollateral),
            Change::Minted(_) => (row.owner.clone(), Kind::Mint),
            Change::Burned { account, .. } => (account.clone(), Kind::Burn),
            Change::Auctioned { buyer, .. } => (buyer.clone(), Kind::Auction),
        };
        let told = |row: &PositionRow| Told {
            kind,
            token: None,
            position_idx: Some(key),
            data: data(row, before.1, &prices, change),
        };
        let token = row.token.clone();
        let seq = self.entry(&actor, Side::Actor, with_token(told(&row), &token));
        if actor != row.owner {
            let owner = row.owner.clone();
            self.entry(&owner, Side::Other, with_token(told(&row), &token));
        }
        self.remember(key, (seq, kind, actor), &row, prices);
        self.kept.positions.put(key, row);
        Ok(())
    }

    fn open(&self, change: &Change) -> Result<PositionRow, StoreError> {
        let Change::Opened {
            owner,
            minted,
            collateral,
            is_short,
        } = change
        else {
            return Err(self.unfit("no opening"));
        };
        Ok(PositionRow {
            owner: owner.clone(),
            token: minted.asset.clone(),
            debt: minted.amount,
            collateral: collateral.asset.clone(),
            amount: collateral.amount,
            is_short: *is_short,
            opened: (self.height, self.time),
            closed: None,
        })
    }

    fn apply_change(
        &self,
        idx: u64,
        row: &mut PositionRow,
        change: &Change,
    ) -> Result<(), StoreError> {
        let unfit = || self.unfit(format!("position {idx} has not as much as that"));
        let (mut debt, mut amount) = (Some(row.debt), Some(row.amount));
        match change {
            Change::Opened { .. } => return Err(unfit()),
            Change::Deposited(sum) => amount = row.amount.checked_add(sum.amount),
            Change::Withdrawn(sum) => amount = row.amount.checked_sub(sum.amount),
            Change::Minted(sum) => debt = row.debt.checked_add(sum.amount),
            Change::Burned {
                burned,
                fee,
                refund,
                bad_debt,
                ..
            } => {
                debt = less(row.debt, &[burned.amount, *bad_debt]);
                let refund = refund.as_ref().map_or(0, |refund| refund.amount);
                amount = less(row.amount, &[fee.amount, refund]);
            }
            Change::Auctioned {
                paid,
                bought,
                fee,
                bad_debt,
                ..
            } => {
                debt = less(row.debt, &[paid.amount, *bad_debt]);
                amount = less(row.amount, &[bought.amount, fee.amount]);
                // What is left without debt goes to the owner.
                if debt == Some(0) {
                    amount = amount.map(|_| 0);
                }
            }
        }
        row.debt = debt.ok_or_else(unfit)?;
        row.amount = amount.ok_or_else(unfit)?;
        Ok(())
    }

    /// Keep the totals over all positions.
    async fn count(
        &mut self,
        row: &PositionRow,
        (debt, amount): (u128, u128),
        change: &Change,
    ) -> Result<(), StoreError> {
        let token = row.token.as_str();
        self.back(row, (debt, amount), change).await?;
        self.follow("debt", token, debt, row.debt).await?;
        self.follow("collateral", &row.collateral, amount, row.amount)
            .await?;
        if matches!(change, Change::Opened { .. }) {
            self.add("positions", token, 1).await?;
        }
        if row.closed.is_some() {
            self.take("positions", token, 1).await?;
        }
        let (fee, lost) = match change {
            Change::Burned { fee, bad_debt, .. } | Change::Auctioned { fee, bad_debt, .. } => {
                (Some(fee), *bad_debt)
            }
            _ => (None, 0),
        };
        if let Some(Sum { amount, asset }) = fee {
            self.add("fees", asset, *amount).await?;
            self.add_hour("fees", asset, *amount, 1).await?;
        }
        if lost > 0 {
            self.add("bad_debt", token, lost).await?;
        }
        if let Change::Auctioned { paid, .. } = change {
            self.add_hour("liquidations", token, paid.amount, 1).await?;
        }
        Ok(())
    }

    /// Keep what stands against each other.
    async fn back(
        &mut self,
        row: &PositionRow,
        (debt, amount): (u128, u128),
        change: &Change,
    ) -> Result<(), StoreError> {
        let key = (row.token.clone(), row.collateral.clone());
        let all = self.kept.backings.get(self.tx, &key).await?;
        let all = all.unwrap_or_default();
        let opened = i64::from(matches!(change, Change::Opened { .. }));
        let closed = i64::from(row.closed.is_some());
        let replaced = |all: u128, before: u128, after: u128| {
            let rest = all
                .checked_sub(before)
                .and_then(|rest| rest.checked_add(after));
            rest.ok_or_else(|| self.unfit(format!("what backs {} is out of bounds", row.token)))
        };
        let next = BackingRow {
            positions: all.positions.saturating_add(opened).saturating_sub(closed),
            debt: replaced(all.debt, debt, row.debt)?,
            amount: replaced(all.amount, amount, row.amount)?,
        };
        self.kept.backings.put(key, next);
        Ok(())
    }

    /// Let a total follow a part of it.
    async fn follow(
        &mut self,
        name: &'static str,
        subject: &str,
        before: u128,
        after: u128,
    ) -> Result<(), StoreError> {
        match after.checked_sub(before) {
            Some(0) => Ok(()),
            Some(more) => self.add(name, subject, more).await.map(drop),
            None => self.take(name, subject, before.saturating_sub(after)).await,
        }
    }

    /// Add to the history of the position.
    fn remember(
        &mut self,
        key: i64,
        (seq, kind, account): (i64, Kind, String),
        row: &PositionRow,
        prices: Prices,
    ) {
        let ratio = match (prices.asset, prices.collateral) {
            (Some(asset), Some(collateral)) => row.ratio(asset, collateral),
            _ => None,
        };
        let text = |price: Option<Decimal>| price.map(|price| price.to_string());
        self.appended.position_events.push(PositionEventRow {
            position_idx: key,
            seq,
            tx_hash: self.tx_hash.clone(),
            kind,
            account,
            debt: row.debt,
            amount: row.amount,
            asset_price: text(prices.asset),
            collateral_price: text(prices.collateral),
            ratio: text(ratio),
        });
    }

    /// What both sides of a position cost now.
    async fn prices(&mut self, row: &PositionRow) -> Result<Prices, StoreError> {
        let asset = self.asset(&row.token).await?;
        Ok(Prices {
            asset: asset.price.map(|(price, ..)| price),
            collateral: self.price_of(&row.collateral).await?,
        })
    }

    /// The price of a collateral, where the index knows it: the base denom's is one, an asset's the
    /// oracle's. Where others come from only the collateral oracle knows.
    async fn price_of(&mut self, collateral: &str) -> Result<Option<Decimal>, StoreError> {
        if collateral == self.base_denom {
            return Ok(Some(Decimal::one()));
        }
        let key = collateral.to_string();
        let asset = self.kept.assets.get(self.tx, &key).await?;
        Ok(asset.and_then(|asset| asset.price).map(|(price, ..)| price))
    }
}

/// The prices at an event, where the index knows them.
struct Prices {
    asset: Option<Decimal>,
    collateral: Option<Decimal>,
}

fn with_token<'a>(told: Told<'a>, token: &'a str) -> Told<'a> {
    Told {
        token: Some(token),
        ..told
    }
}

fn less(whole: u128, parts: &[u128]) -> Option<u128> {
    let mut parts = parts.iter();
    parts.try_fold(whole, |rest, part| rest.checked_sub(*part))
}

/// What an auction leaves of the collateral and gives back to the owner: all that is left, if the debt is
/// paid.
fn rest(row: &PositionRow, had: u128, taken: [u128; 2]) -> u128 {
    let left = less(had, &taken).filter(|_| row.debt == 0);
    left.unwrap_or_default()
}

/// The amounts of an event, with the prices at it and with what the position is after it; `had` is the
/// collateral before it.
fn data(row: &PositionRow, had: u128, prices: &Prices, change: &Change) -> serde_json::Value {
    let mut data = match change {
        Change::Opened {
            minted, collateral, ..
        } => json!({
            "mint_amount": minted.amount.to_string(),
            "collateral_amount": collateral.amount.to_string(),
            "is_short": row.is_short.to_string(),
        }),
        Change::Deposited(sum) => json!({ "deposit_amount": sum.amount.to_string() }),
        Change::Withdrawn(sum) => json!({ "withdraw_amount": sum.amount.to_string() }),
        Change::Minted(sum) => json!({ "mint_amount": sum.amount.to_string() }),
        Change::Burned {
            account,
            burned,
            fee,
            refund,
            bad_debt,
        } => json!({
            "burner": account,
            "burn_amount": burned.amount.to_string(),
            "protocol_fee": fee.amount.to_string(),
            "refund_amount": refund.as_ref().map_or(0, |sum| sum.amount).to_string(),
            "bad_debt": bad_debt.to_string(),
        }),
        Change::Auctioned {
            buyer,
            paid,
            bought,
            fee,
            bad_debt,
        } => json!({
            "buyer": buyer,
            "liquidated_amount": paid.amount.to_string(),
            "return_amount": bought.amount.to_string(),
            "protocol_fee": fee.amount.to_string(),
            "refund_amount": rest(row, had, [bought.amount, fee.amount]).to_string(),
            "bad_debt": bad_debt.to_string(),
        }),
    };
    if let Some(fields) = data.as_object_mut() {
        fields.insert("owner".to_string(), json!(row.owner));
        fields.insert("collateral".to_string(), json!(row.collateral));
        fields.insert("debt_after".to_string(), json!(row.debt.to_string()));
        fields.insert("amount_after".to_string(), json!(row.amount.to_string()));
        let known = [
            ("price", prices.asset),
            ("collateral_price", prices.collateral),
        ];
        for (name, price) in known {
            if let Some(price) = price {
                fields.insert(name.to_string(), json!(price.to_string()));
            }
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owing(debt: u128) -> PositionRow {
        PositionRow {
            owner: "wasm1owner".to_string(),
            token: "wasm1asset".to_string(),
            debt,
            collateral: "uusd".to_string(),
            amount: 0,
            is_short: false,
            opened: (1, 1),
            closed: None,
        }
    }

    /// 2,000 of collateral, 1,729 bought, a fee of 21.
    #[test]
    fn what_an_auction_leaves_goes_to_the_owner_once_the_debt_is_paid() {
        assert_eq!(rest(&owing(0), 2_000, [1_729, 21]), 250);
        assert_eq!(rest(&owing(1), 2_000, [1_729, 21]), 0);
        assert_eq!(rest(&owing(0), 1_750, [1_729, 21]), 0);
    }
}
