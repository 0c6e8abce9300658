//! What happens at pairs and at the oracle: prices, candles, volume, pools.

use cosmwasm_std::{Decimal, Uint128};
use serde_json::json;

use super::appended::{PriceRow, ReserveRow};
use super::ledger::{Ledger, Side, Told};
use super::rows::AssetRow;
use crate::store::records::Swap;
use crate::store::{Kind, StoreError};

impl Ledger<'_> {
    /// The oracle was told a price. One that waits for confirmation does not count yet.
    pub(super) async fn price(
        &mut self,
        token: &str,
        price: Decimal,
        is_pending: bool,
    ) -> Result<(), StoreError> {
        let key = token.to_string();
        // The oracle may be told of what was never listed.
        let Some(asset) = self.kept.assets.get(self.tx, &key).await? else {
            return Ok(());
        };
        self.appended.prices.push(PriceRow {
            token: key.clone(),
            price: price.to_string(),
            is_pending,
        });
        if is_pending {
            return Ok(());
        }
        let changed = AssetRow {
            price: Some((price, self.time, self.height)),
            ..asset
        };
        self.kept.assets.put(key, changed);
        self.candle("oracle", token, price, (0, 0)).await
    }

    /// A swap.
    pub(super) async fn swap(&mut self, swap: &Swap) -> Result<(), StoreError> {
        let token = swap.token.as_str();
        let (base, asset) = if swap.buys {
            (swap.offered, swap.returned)
        } else {
            (swap.returned, swap.offered)
        };
        // Of a sale the commission is in the base denom; of a purchase it is worth as much as that part
        // of the price, rounded down.
        let commission = if swap.buys {
            let worth = Uint128::new(swap.commission).checked_multiply_ratio(base, asset.max(1));
            let worth = worth.map_err(|_| self.unfit("a commission is too large"))?;
            worth.u128()
        } else {
            swap.commission
        };
        let total = self.add("volume", token, base).await?;
        self.add_hour("volume", token, base, 1).await?;
        self.add("commission", token, commission).await?;
        self.add_hour("commission", token, commission, 1).await?;
        // A price that is too large for a decimal is in no candle, and neither is one without an asset.
        if let Ok(price) = Decimal::checked_from_ratio(base, asset) {
            self.candle("pair", token, price, (base, total)).await?;
        }

        let kind = if swap.buys { Kind::Buy } else { Kind::Sell };
        let data = json!({
            "sender": swap.sender,
            "receiver": swap.receiver,
            "offer_amount": swap.offered.to_string(),
            "return_amount": swap.returned.to_string(),
            "spread_amount": swap.spread.to_string(),
            "commission_amount": swap.commission.to_string(),
        });
        self.entry(
            &swap.sender,
            Side::Actor,
            Told::of(kind, token, data.clone()),
        );
        if swap.receiver != swap.sender {
            self.entry(&swap.receiver, Side::Other, Told::of(kind, token, data));
        }
        Ok(())
    }

    /// Liquidity was provided or withdrawn. The pools themselves are what the pair has.
    pub(super) fn liquidity(
        &mut self,
        kind: Kind,
        token: &str,
        (sender, receiver): (&str, &str),
        [base, asset, share]: [u128; 3],
    ) {
        let data = json!({
            "sender": sender,
            "receiver": receiver,
            "base_amount": base.to_string(),
            "asset_amount": asset.to_string(),
            "share": share.to_string(),
        });
        self.entry(sender, Side::Actor, Told::of(kind, token, data.clone()));
        if receiver != sender {
            self.entry(receiver, Side::Other, Told::of(kind, token, data));
        }
    }

    /// Note the pools of the pairs that changed in this block.
    pub(super) async fn reserves(&mut self) -> Result<(), StoreError> {
        let base_denom = self.base_denom.to_string();
        for pair in std::mem::take(&mut self.moved_pairs) {
            let Some(token) = self.kept.pairs.get(&pair).cloned() else {
                continue;
            };
            let base = (base_denom.clone(), pair.clone());
            let base = self.kept.balances.get(self.tx, &base).await?;
            let asset = (token.clone(), pair);
            let asset = self.kept.balances.get(self.tx, &asset).await?;
            self.appended.reserves.push(ReserveRow {
                token,
                base: base.unwrap_or_default().0,
                asset: asset.unwrap_or_default().0,
            });
        }
        Ok(())
    }
}
