//! What somebody can do about a refusal with this program, where it can say more than the contract's
//! documentation does.

use mirror_chain::refusal::Refusal;

use super::amounts;
use super::names::Names;

/// The contract's own advice, with what this program has for it.
pub(super) fn of(refusal: &Refusal, names: &Names) -> String {
    let own = &refusal.advice;
    let contract = refusal.contract.as_deref().unwrap_or_default();
    match (contract, refusal.kind.as_str()) {
        (_, "price_too_old" | "collateral_price_too_old" | "price_stale") => {
            format!("{own} {}", feeding(refusal, names))
        }
        ("mirror-oracle", "unauthorized") => "Assets are halted, resumed and given to the standby by the \
             guardian or the owner; all else is the owner's. `mirror query oracle config` names both."
            .to_string(),
        ("mirror-gov", "not_effective_yet") => "Send it again after that time; `mirror keep` does it by \
             itself."
            .to_string(),
        ("mirror-gov", "deposit_too_small") => match field(refusal, "proposal_deposit") {
            // The contract's words ask for more than this, but it takes just as much.
            Some(least) => {
                let least = amounts::human(least);
                format!("Exactly {least} MIR is enough: `--pay {least}mir`.")
            }
            None => own.clone(),
        },
        _ => own.clone(),
    }
}

/// How a price is posted.
fn feeding(refusal: &Refusal, names: &Names) -> String {
    let asset = ["asset_token", "asset"]
        .iter()
        .find_map(|field| refusal.fields.get(*field));
    let symbol = asset.map_or("SYMBOL".to_string(), |asset| names.name_of(asset));
    format!(
        "A price serves for 60 s. With the feeder's key, as on a network of your own: `mirror feed` posts it \
         again and again, `mirror tx oracle feed_price --prices {symbol}=PRICE` once."
    )
}

fn field(refusal: &Refusal, name: &str) -> Option<u128> {
    refusal.fields.get(name)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advised(text: &str, contract: &str) -> String {
        let mut names = Names::of_chain("wasm", "uusd", "USD");
        names.add_market("mAAPL", "wasm1aapl", "pair", "lp");
        let whole = format!("{text}: execute wasm contract failed");
        of(&Refusal::find(&whole, &[contract]).unwrap(), &names)
    }

    #[test]
    fn an_old_price_is_answered_by_the_lines_that_post_it() {
        let advice = advised(
            "Price is too old: wasm1aapl was fed at 1796086745, it is 1796086810",
            "mirror-mint",
        );

        assert_eq!(
            "Wait for the feeder. A price serves for 60 s. With the feeder's key, as on a network of your \
             own: `mirror feed` posts it again and again, `mirror tx oracle feed_price --prices mAAPL=PRICE` \
             once.",
            advice
        );
    }

    #[test]
    fn who_may_halt_is_told_to_whoever_may_not() {
        let advice = advised("unauthorized", "mirror-oracle");

        assert!(advice.contains("by the guardian or the owner"), "{advice}");
        assert!(advice.ends_with("`mirror query oracle config` names both."));
    }

    #[test]
    fn a_deposit_that_is_too_small_is_told_what_is_enough() {
        let advice = advised("Must deposit more than 100000000 token", "mirror-gov");

        assert_eq!("Exactly 100 MIR is enough: `--pay 100mir`.", advice);
    }

    #[test]
    fn other_refusals_keep_the_advice_of_their_contract() {
        let advice = advised(
            "unauthorized: position 7 belongs to another account",
            "mirror-mint",
        );

        assert_eq!("Only its owner may change a position.", advice);
    }
}
