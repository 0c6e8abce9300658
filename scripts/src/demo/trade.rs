//! What the trader and the borrowers know of prices: which pool strays from the oracle, and the swap that brings it
//! back.

use serde_json::Value;

/// How far a pool may stray from the oracle before somebody trades, in millionths.
const STRAY: u128 = 8_000;
/// Micro units of a whole one.
pub(super) const MILLION: u128 = 1_000_000;

/// A swap that brings a pool to the oracle's price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trade {
    pub(super) symbol: String,
    /// Shares for dollars, or dollars for shares.
    pub(super) sells: bool,
    /// In micro units of what is given.
    pub(super) amount: u128,
}

/// The trade of the pool that strays most; none where all are near.
pub(super) fn trade(seen: &Value) -> Option<Trade> {
    let assets = seen.get("assets")?.as_array()?;
    let trades = assets.iter().filter_map(|asset| {
        let symbol = asset.get("symbol")?.as_str()?;
        let price = micro(asset.pointer("/price/rate")?.as_str()?)?;
        let base = asset.pointer("/pool/base")?.as_str()?.parse().ok()?;
        let shares = asset.pointer("/pool/asset")?.as_str()?.parse().ok()?;
        // MIR is not fed by a market here.
        (symbol != "MIR").then(|| trade_of(symbol, price, base, shares))?
    });
    let (_, trade) = trades.max_by_key(|(stray, _)| *stray)?;
    Some(trade)
}

/// How far a pool strays, in millionths, with the trade that brings it back. The pool's product stays, so
/// that at the oracle's price it holds √(base × shares ÷ price) shares.
fn trade_of(symbol: &str, price: u128, base: u128, shares: u128) -> Option<(u128, Trade)> {
    let product = base.checked_mul(shares)?.checked_mul(MILLION)?;
    let wanted = product.checked_div(price)?.isqrt();
    let stray = wanted
        .abs_diff(shares)
        .checked_mul(2 * MILLION)?
        .checked_div(shares)?;
    let sells = wanted > shares;
    let amount = match sells {
        true => wanted - shares,
        false => base.checked_mul(shares - wanted)?.checked_div(wanted)?,
    };
    let symbol = symbol.to_owned();
    (stray > STRAY).then_some((
        stray,
        Trade {
            symbol,
            sells,
            amount,
        },
    ))
}

/// What an asset costs, in micro units.
pub(super) fn price_of(seen: &Value, symbol: &str) -> Option<u128> {
    let assets = seen.get("assets")?.as_array()?;
    let asset = assets
        .iter()
        .find(|asset| asset.get("symbol").is_some_and(|own| own == symbol))?;
    micro(asset.pointer("/price/rate")?.as_str()?)
}

/// Millionths of a decimal, rounded down.
pub(super) fn micro(decimal: &str) -> Option<u128> {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    format!("{whole}{part}").parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn decimals_are_read_by_their_digits() {
        assert_eq!(micro("166.19"), Some(166_190_000));
        assert_eq!(micro("2"), Some(2_000_000));
        assert_eq!(micro("0.0000019"), Some(1));
        assert_eq!(micro("-1.x"), None);
    }

    /// At 100 the pool of 1,000,000 dollars and 10,000 shares is where it should be. At 81 it has to hold
    /// ten ninths of the shares, at 121 ten elevenths.
    #[test]
    fn a_trade_brings_a_pool_to_the_oracles_price() {
        let of = |price: u128| {
            let trade = trade_of(
                "mAAPL",
                price * MILLION,
                1_000_000 * MILLION,
                10_000 * MILLION,
            );
            trade.map(|(_, trade)| (trade.sells, trade.amount / MILLION))
        };

        assert_eq!(of(100), None);
        assert_eq!(of(81), Some((true, 1_111)));
        // 1,000,000 × 1.1 dollars are in it afterwards.
        assert_eq!(of(121), Some((false, 100_000)));
    }

    #[test]
    fn the_pool_that_strays_most_is_traded_and_mir_is_not() {
        let asset = |symbol: &str, price: &str, base: u64| {
            json!({ "symbol": symbol, "price": { "rate": price },
                "pool": { "base": base.to_string(), "asset": "1000000" } })
        };
        let seen = json!({ "assets": [
            asset("mAAPL", "1.05", 1_000_000), asset("mGOOGL", "0.8", 1_000_000), asset("MIR", "9", 1_000_000),
        ] });

        assert_eq!(trade(&seen).unwrap().symbol, "mGOOGL");
        assert!(trade(&seen).unwrap().sells);
        assert_eq!(trade(&json!({ "assets": [] })), None);
    }
}
