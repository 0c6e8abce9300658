//! What an account's transactions came to.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_chain::{ChainError, Event, Included, Outcome, Signed};
use serde::{Deserialize, Serialize};

/// Messages of a token that move it, and the attributes that say from whom and to whom.
const MOVES: [&str; 7] = [
    "transfer",
    "send",
    "mint",
    "burn",
    "transfer_from",
    "send_from",
    "burn_from",
];

/// What an account's transactions came to, in micro units by asset: a denom, or a token's address.
/// Sums stop at the largest number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Transactions that were carried out.
    pub done: u64,
    /// Transactions that were refused in a block: their fees were paid.
    pub refused: u64,
    /// Transactions that got into no block.
    pub void: u64,
    /// Fees by denom.
    pub fees: BTreeMap<String, Uint128>,
    /// What it got.
    pub received: BTreeMap<String, Uint128>,
    /// What it gave, without fees.
    pub sent: BTreeMap<String, Uint128>,
}

impl Totals {
    /// Of one transaction.
    pub fn of(signed: &Signed, outcome: &Outcome) -> Self {
        let mut totals = Self::default();
        let is_in_block = match outcome {
            Outcome::Done(included) => {
                totals.done = 1;
                totals.count_moves(&signed.account, included);
                true
            }
            Outcome::Void(ChainError::Refused { hash: Some(_), .. }) => {
                totals.refused = 1;
                true
            }
            Outcome::Void(_) => {
                totals.void = 1;
                false
            }
        };
        if is_in_block && !signed.fee.amount.is_zero() {
            let (denom, amount) = (signed.fee.denom.clone(), signed.fee.amount);
            totals.fees.insert(denom, amount);
        }
        totals
    }

    /// With those of other transactions.
    pub fn add(&mut self, other: &Self) {
        self.done = self.done.saturating_add(other.done);
        self.refused = self.refused.saturating_add(other.refused);
        self.void = self.void.saturating_add(other.void);
        for (mine, theirs) in [
            (&mut self.fees, &other.fees),
            (&mut self.received, &other.received),
            (&mut self.sent, &other.sent),
        ] {
            for (asset, amount) in theirs {
                count(mine, asset, *amount);
            }
        }
    }

    fn count_moves(&mut self, account: &str, included: &Included) {
        // What belongs to a message has its number; the fee does not.
        let of_messages = included.events.iter();
        let of_messages = of_messages.filter(|event| event.value("msg_index").is_some());
        for event in of_messages {
            match event.kind.as_str() {
                "coin_received" if event.value("receiver") == Some(account) => {
                    for (denom, amount) in coins(event) {
                        count(&mut self.received, &denom, amount);
                    }
                }
                "coin_spent" if event.value("spender") == Some(account) => {
                    for (denom, amount) in coins(event) {
                        count(&mut self.sent, &denom, amount);
                    }
                }
                "wasm" => self.count_tokens(account, event),
                _ => {}
            }
        }
    }

    fn count_tokens(&mut self, account: &str, event: &Event) {
        let is_move = event
            .value("action")
            .is_some_and(|action| MOVES.contains(&action));
        let token = event.value("_contract_address");
        let amount = event.value("amount").and_then(|text| text.parse().ok());
        let (true, Some(token), Some(amount)) = (is_move, token, amount) else {
            return;
        };
        if event.value("to") == Some(account) {
            count(&mut self.received, token, amount);
        }
        if event.value("from") == Some(account) {
            count(&mut self.sent, token, amount);
        }
    }
}

fn count(sums: &mut BTreeMap<String, Uint128>, asset: &str, amount: Uint128) {
    let sum = sums.entry(asset.to_string()).or_default();
    *sum = sum.saturating_add(amount);
}

/// The coins of an event, written as `5uluna,7uusd`.
fn coins(event: &Event) -> Vec<(String, Uint128)> {
    let written = event.value("amount").unwrap_or_default().split(',');
    let read = written.filter_map(|coin| {
        let end = coin.find(|sign: char| !sign.is_ascii_digit())?;
        let (amount, denom) = coin.split_at_checked(end)?;
        Some((denom.to_string(), amount.parse().ok()?))
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Binary;
    use mirror_chain::Fee;

    use super::*;

    fn signed() -> Signed {
        Signed {
            bytes: Binary::default(),
            hash: "AB".to_string(),
            account: "wasm1me".to_string(),
            sequence: 0,
            since: 1,
            until: 2,
            fee: Fee {
                gas: 10,
                amount: Uint128::new(7),
                denom: "uusd".to_string(),
            },
        }
    }

    fn event(kind: &str, attributes: &[(&str, &str)]) -> Event {
        let attributes = attributes.iter();
        Event {
            kind: kind.to_string(),
            attributes: attributes
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
        }
    }

    fn done(events: Vec<Event>) -> Outcome {
        Outcome::Done(Included {
            hash: "AB".to_string(),
            height: 2,
            code: 0,
            codespace: String::new(),
            log: String::new(),
            gas_wanted: 10,
            gas_used: 9,
            events,
        })
    }

    fn sums(all: &[(&str, u128)]) -> BTreeMap<String, Uint128> {
        let all = all.iter();
        all.map(|(asset, amount)| (asset.to_string(), Uint128::new(*amount)))
            .collect()
    }

    #[test]
    fn what_moved_in_its_messages_is_counted_and_the_fee_apart() {
        let me = ("receiver", "wasm1me");
        let first = ("msg_index", "0");
        let token = ("_contract_address", "wasm1mir");
        let outcome = done(vec![
            event("coin_spent", &[("spender", "wasm1me"), ("amount", "7uusd")]),
            event("coin_received", &[me, ("amount", "5uluna,11uusd"), first]),
            event(
                "coin_spent",
                &[("spender", "wasm1me"), ("amount", "2uusd"), first],
            ),
            event(
                "coin_received",
                &[("receiver", "wasm1you"), ("amount", "2uusd"), first],
            ),
            event(
                "wasm",
                &[
                    token,
                    ("action", "transfer"),
                    ("to", "wasm1me"),
                    ("amount", "9"),
                    first,
                ],
            ),
            event(
                "wasm",
                &[
                    token,
                    ("action", "send"),
                    ("from", "wasm1me"),
                    ("amount", "4"),
                    first,
                ],
            ),
            event(
                "wasm",
                &[
                    token,
                    ("action", "swap"),
                    ("to", "wasm1me"),
                    ("amount", "3"),
                    first,
                ],
            ),
        ]);

        let totals = Totals::of(&signed(), &outcome);

        assert_eq!(totals.fees, sums(&[("uusd", 7)]));
        let received = [("uluna", 5), ("uusd", 11), ("wasm1mir", 9)];
        assert_eq!(totals.received, sums(&received));
        assert_eq!(totals.sent, sums(&[("uusd", 2), ("wasm1mir", 4)]));
        assert_eq!((totals.done, totals.refused, totals.void), (1, 0, 0));
    }

    #[test]
    fn a_refusal_costs_its_fee_only_in_a_block() {
        let refused = |hash: Option<&str>| {
            Outcome::Void(ChainError::Refused {
                codespace: "wasm".to_string(),
                code: 5,
                log: "no".to_string(),
                hash: hash.map(str::to_string),
            })
        };

        let in_block = Totals::of(&signed(), &refused(Some("AB")));
        let in_none = Totals::of(&signed(), &refused(None));

        assert_eq!((in_block.refused, in_block.fees), (1, sums(&[("uusd", 7)])));
        assert_eq!((in_none.void, in_none.fees), (1, sums(&[])));
    }

    #[test]
    fn sums_stop_at_the_largest_number() {
        let mut totals = Totals {
            fees: sums(&[("uusd", u128::MAX)]),
            ..Totals::default()
        };

        totals.add(&Totals::of(&signed(), &done(vec![])));

        assert_eq!(totals.fees, sums(&[("uusd", u128::MAX)]));
        assert_eq!(totals.done, 1);
    }
}
