//! Tokens: what there is of them and who has it, and assets that come and go.

use cosmwasm_std::Decimal;
use serde_json::json;

use super::ledger::{Ledger, Side, Told};
use super::rows::{AssetRow, BalanceRow};
use crate::store::records::Sum;
use crate::store::{Kind, StoreError};

/// How an asset stands, as tables spell it.
pub(super) const LISTED: &str = "listed";
pub(super) const PRE_IPO: &str = "pre_ipo";
pub(super) const DELISTING: &str = "delisting";
pub(super) const DELISTED: &str = "delisted";

/// An asset that is listed.
pub(super) struct Listing<'a> {
    pub(super) token: &'a str,
    pub(super) is_mir: bool,
    pub(super) symbol: &'a str,
    pub(super) name: &'a str,
    pub(super) is_pre_ipo: bool,
}

impl Ledger<'_> {
    /// Tokens were minted, burned or moved, or coins of a contract were.
    pub(super) async fn moved(
        &mut self,
        sum: &Sum,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<(), StoreError> {
        let Sum { amount, asset } = sum;
        if let Some(account) = from {
            self.shrink(asset, account, *amount).await?;
        }
        if let Some(account) = to {
            self.grow(asset, account, *amount).await?;
        }
        if asset == self.base_denom {
            return Ok(());
        }
        match (from, to) {
            (None, Some(_)) => self.add("supply", asset, *amount).await.map(drop),
            (Some(_), None) => self.take("supply", asset, *amount).await,
            _ => Ok(()),
        }
    }

    async fn grow(&mut self, asset: &str, account: &str, amount: u128) -> Result<(), StoreError> {
        let key = (asset.to_string(), account.to_string());
        let had = self.kept.balances.get(self.tx, &key).await?;
        let has = had.unwrap_or_default().0.checked_add(amount);
        let has = has.ok_or_else(|| self.unfit(format!("{account} has too much of {asset}")))?;
        self.put_balance(key, has);
        Ok(())
    }

    async fn shrink(&mut self, asset: &str, account: &str, amount: u128) -> Result<(), StoreError> {
        let key = (asset.to_string(), account.to_string());
        let had = self.kept.balances.get(self.tx, &key).await?;
        let had = had.unwrap_or_default().0;
        let Some(has) = had.checked_sub(amount) else {
            let reason = format!("{account} gives {amount} of {asset} and has {had}");
            return Err(self.unfit(reason));
        };
        self.put_balance(key, has);
        Ok(())
    }

    fn put_balance(&mut self, key: (String, String), amount: u128) {
        if self.kept.pairs.contains_key(&key.1) {
            self.moved_pairs.insert(key.1.clone());
        }
        self.kept.balances.put(key, BalanceRow(amount));
    }

    /// A user sent tokens to somebody.
    pub(super) fn sent(&mut self, sum: &Sum, from: &str, to: &str) {
        let data = json!({ "from": from, "to": to, "amount": sum.amount.to_string() });
        let token = sum.asset.as_str();
        self.entry(from, Side::Actor, Told::of(Kind::Send, token, data.clone()));
        self.entry(to, Side::Other, Told::of(Kind::Receive, token, data));
    }

    /// An asset was listed.
    pub(super) async fn listed(&mut self, listing: Listing<'_>) -> Result<(), StoreError> {
        let key = listing.token.to_string();
        if self.kept.assets.get(self.tx, &key).await?.is_some() {
            return Err(self.unfit(format!("{key} is listed a second time")));
        }
        let status = if listing.is_pre_ipo { PRE_IPO } else { LISTED };
        let row = AssetRow {
            is_mir: listing.is_mir,
            symbol: listing.symbol.to_string(),
            name: listing.name.to_string(),
            pair: None,
            lp_token: None,
            status: status.to_string(),
            end_price: None,
            listed_height: self.height,
            listed_time: self.time,
            price: None,
        };
        self.kept.assets.put(key, row);
        Ok(())
    }

    /// An asset got its market.
    pub(super) async fn paired(
        &mut self,
        token: &str,
        pair: &str,
        lp_token: &str,
    ) -> Result<(), StoreError> {
        let asset = self.asset(token).await?;
        let row = AssetRow {
            pair: Some(pair.to_string()),
            lp_token: Some(lp_token.to_string()),
            ..asset
        };
        self.kept.assets.put(token.to_string(), row);
        self.kept.pairs.insert(pair.to_string(), token.to_string());
        // What it was given before it was there belongs to its pools.
        self.moved_pairs.insert(pair.to_string());
        Ok(())
    }

    /// How an asset stands has changed.
    pub(super) async fn stands(
        &mut self,
        token: &str,
        status: &str,
        end_price: Option<Decimal>,
    ) -> Result<(), StoreError> {
        let asset = self.asset(token).await?;
        let row = AssetRow {
            status: status.to_string(),
            end_price,
            ..asset
        };
        self.kept.assets.put(token.to_string(), row);
        Ok(())
    }
}
