//! Does one thing: posts prices, tells people, keeps what must not be forgotten.

use mirror_chain::refusal::Refusal;
use mirror_chain::{ChainError, Event, Included, Msg};
use mirror_protocol::oracle::ExecuteMsg;

use super::feeder::Feeder;
use super::judge::Posted;
use super::kept;
use super::metrics::Outcome;
use super::notices::{Notice, NOT_OURS, PASSED_OVER};
use super::plan::{Intent, Item, Post};
use crate::frame::{Alert, Tools, Trouble, WalletError};

/// What the journal and the log call a post.
const NAME: &str = "post prices";

/// The oracle's code, and how it refuses an asset that somebody fed in the same block.
const ORACLE: &str = "mirror-oracle";
const FED_ALREADY: &str = "fed_in_this_block";

impl Feeder {
    pub(super) async fn do_one(
        &mut self,
        intent: Intent,
        tools: &mut Tools,
    ) -> Result<(), Trouble> {
        match intent {
            Intent::KeepFrozen => {
                let kept = kept::keep_frozen(&self.state, &self.memory.frozen);
                self.show_frozen();
                kept.map_err(|fault| Trouble::Halt {
                    why: fault.to_string(),
                    what_to_do: "make room on the disk or mend the folder; it goes on by itself"
                        .to_string(),
                })
            }
            Intent::Raise(notice) => {
                if notice.kind == NOT_OURS {
                    // That is why.
                    tools.alerts.clear(PASSED_OVER, &notice.subject);
                }
                self.raise(notice, tools);
                Ok(())
            }
            Intent::Clear { kind, subject } => {
                tools.alerts.clear(kind, &subject);
                Ok(())
            }
            Intent::Post(post) => self.post(&post, tools).await,
        }
    }

    /// Posts prices together; where that is refused, one by one, so that one of them holds up no other.
    async fn post(&mut self, post: &Post, tools: &mut Tools) -> Result<(), Trouble> {
        match self.send(post.group, &post.items, tools).await {
            Err(WalletError::Chain(ChainError::Refused { log, .. })) if post.items.len() > 1 => {
                tracing::info!(log, "refused together, so posted one by one");
            }
            Err(WalletError::Chain(ChainError::Refused { log, .. })) => {
                return self.refused(&post.items, &log, tools);
            }
            result => return Ok(result?),
        }
        let mut lost = Vec::new();
        for item in &post.items {
            let item = std::slice::from_ref(item);
            match self.send(post.group, item, tools).await {
                Err(WalletError::Chain(ChainError::Refused { log, .. })) => {
                    lost.extend(self.refused(item, &log, tools).err());
                }
                result => result?,
            }
        }
        lost.pop().map_or(Ok(()), Err)
    }

    async fn send(
        &mut self,
        group: usize,
        items: &[Item],
        tools: &mut Tools,
    ) -> Result<(), WalletError> {
        let message = message(self.oracle.address(), items)?;
        let missing = || ChainError::Unexpected(format!("there is no account {group}"));
        let wallet = tools.wallets.get_mut(group).ok_or_else(missing)?;
        let included = wallet.send(NAME, &[message], "").await?;
        self.posted(items, &included, tools).await
    }

    /// Takes note of what became of each price.
    async fn posted(
        &mut self,
        items: &[Item],
        included: &Included,
        tools: &Tools,
    ) -> Result<(), WalletError> {
        let block = tools.node.block(included.height).await?;
        for item in items {
            let outcome = outcome(included, self.oracle.address(), &item.token);
            self.metrics.posted(&item.name, outcome);
            tracing::info!(
                asset = item.name,
                price = %item.price,
                why = ?item.due,
                height = included.height,
                ?outcome,
                "posted"
            );
            if outcome == Outcome::PassedOver {
                self.passed_over(item, "the oracle passed it over", tools);
                continue;
            }
            if outcome == Outcome::Pending {
                self.oracle.forget(&item.token);
            }
            tools.alerts.clear(PASSED_OVER, &item.name);
            let posted = Posted {
                height: included.height,
                time: block.time,
            };
            self.memory.posted.insert(item.token.clone(), posted);
        }
        Ok(())
    }

    /// What a refusal of prices means; each of them is the only one of its message.
    fn refused(&mut self, items: &[Item], log: &str, tools: &Tools) -> Result<(), Trouble> {
        let found = Refusal::find(log, &[ORACLE]);
        let is_race = found
            .as_ref()
            .is_some_and(|found| found.kind == FED_ALREADY);
        for item in items.iter().filter(|_| !is_race) {
            let reason = found.as_ref().map_or(log, |found| found.text.as_str());
            self.passed_over(item, reason, tools);
        }
        let names: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
        Err(Trouble::Lost {
            what: format!("{}: {log}", names.join(", ")),
        })
    }

    fn passed_over(&mut self, item: &Item, reason: &str, tools: &Tools) {
        self.oracle.forget(&item.token);
        let notice = Notice {
            kind: PASSED_OVER,
            subject: item.name.clone(),
            words: format!("The price of {} was not taken: {reason}.", item.name),
            what_to_do: "See who feeds it (mirror query oracle feeder); the other assets are fed."
                .to_string(),
        };
        self.raise(notice, tools);
    }

    fn raise(&self, notice: Notice, tools: &Tools) {
        tools.alerts.raise(Alert {
            kind: notice.kind,
            subject: notice.subject,
            words: notice.words,
            what_to_do: notice.what_to_do,
            height: self.height,
        });
    }
}

fn message(oracle: &str, items: &[Item]) -> Result<Msg, ChainError> {
    let prices = items.iter().map(|item| (item.token.clone(), item.price));
    let message = ExecuteMsg::FeedPrice {
        prices: prices.collect(),
    };
    let msg = serde_json::to_vec(&message);
    Ok(Msg::Execute {
        contract: oracle.to_string(),
        msg: msg.map_err(|error| ChainError::Unexpected(error.to_string()))?,
        funds: vec![],
    })
}

/// What became of an asset, by what the oracle told: asset and price of each, pending="true" after one
/// that is held back, skipped=asset for one that was passed over.
fn outcome(included: &Included, oracle: &str, token: &str) -> Outcome {
    let told = included.wasm().filter(|event| {
        event.value("_contract_address") == Some(oracle)
            && event.value("action") == Some("price_feed")
    });
    let found = told.flat_map(|event| of_asset(event, token)).next();
    found.unwrap_or(Outcome::PassedOver)
}

fn of_asset(event: &Event, token: &str) -> Option<Outcome> {
    let is_asset = |(key, value): &(String, String)| key == "asset" && value == token;
    let place = event.attributes.iter().position(is_asset)?;
    let after = event.attributes.iter().skip(place.saturating_add(1));
    let mut until_next = after.take_while(|(key, _)| key != "asset" && key != "skipped");
    let is_pending = until_next.any(|(key, _)| key == "pending");
    Some(if is_pending {
        Outcome::Pending
    } else {
        Outcome::Accepted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(attributes: &[(&str, &str)]) -> Included {
        let attributes = attributes.iter();
        let event = Event {
            kind: "wasm".to_string(),
            attributes: attributes
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
        };
        Included {
            hash: "AB".to_string(),
            height: 7,
            code: 0,
            codespace: String::new(),
            log: String::new(),
            gas_wanted: 1,
            gas_used: 1,
            events: vec![event],
        }
    }

    #[test]
    fn what_became_of_each_price_is_read_from_what_the_oracle_tells() {
        let included = told(&[
            ("_contract_address", "oracle"),
            ("action", "price_feed"),
            ("asset", "a"),
            ("price", "1"),
            ("asset", "b"),
            ("price", "2"),
            ("pending", "true"),
            ("skipped", "c"),
            ("asset", "d"),
            ("price", "2"),
        ]);

        let of = |token| outcome(&included, "oracle", token);
        assert_eq!(of("a"), Outcome::Accepted);
        assert_eq!(of("b"), Outcome::Pending);
        assert_eq!(of("c"), Outcome::PassedOver);
        assert_eq!(of("d"), Outcome::Accepted);
        assert_eq!(of("e"), Outcome::PassedOver);
        assert_eq!(outcome(&included, "other", "a"), Outcome::PassedOver);
    }

    #[test]
    fn a_post_is_a_message_to_the_oracle() {
        let item = Item {
            token: "wasm1a".to_string(),
            name: "mA".to_string(),
            price: cosmwasm_std::Decimal::percent(1_250),
            due: None,
        };

        let message = message("wasm1oracle", &[item]).unwrap();

        let expected = Msg::Execute {
            contract: "wasm1oracle".to_string(),
            msg: br#"{"feed_price":{"prices":[["wasm1a","12.5"]]}}"#.to_vec(),
            funds: vec![],
        };
        assert_eq!(message, expected);
    }

    #[test]
    fn a_refusal_for_a_post_in_the_same_block_is_known() {
        let log = "failed to execute message; message index: 0: Already fed in this block: wasm1a: execute \
                   wasm contract failed";

        let found = Refusal::find(log, &[ORACLE]).unwrap();

        assert_eq!(found.kind, FED_ALREADY);
    }
}
