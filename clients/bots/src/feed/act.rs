//! Does one thing: posts prices, tells people, keeps what must not be forgotten.

use mirror_chain::refusal::Refusal;
use mirror_chain::{ChainError, Event, Included, Msg};
use mirror_protocol::oracle::ExecuteMsg;

use super::feeder::Feeder;
use super::judge::{Due, Posted};
use super::kept;
use super::metrics::Outcome;
use super::notices::{Notice, ACCOUNT, NOT_OURS, PASSED_OVER};
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
            Intent::Post(post) => {
                let posted = self.post(&post, tools).await;
                self.of_account(post.group, posted, tools)
            }
        }
    }

    /// An account that can not post is told, and holds up no other one.
    fn of_account(
        &self,
        group: usize,
        posted: Result<(), Trouble>,
        tools: &Tools,
    ) -> Result<(), Trouble> {
        let account = tools.wallets.get(group).map(|wallet| wallet.address());
        let subject = account.unwrap_or_default().to_string();
        let Err(Trouble::Halt { why, what_to_do }) = posted else {
            tools.alerts.clear(ACCOUNT, &subject);
            return posted;
        };
        let notice = Notice {
            kind: ACCOUNT,
            subject,
            words: why.clone(),
            what_to_do,
        };
        self.raise(notice, tools);
        Err(Trouble::Lost { what: why })
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
                why = item.due.map_or("joins others", Due::name),
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
    use mirror_chain::Key;

    use super::*;
    use crate::feed::metrics::FeedMetrics;
    use crate::feed::observe::Oracle;
    use crate::feed::plan::Memory;
    use crate::feed::seen::Settings;
    use crate::frame::testing::{World, PAID};
    use crate::frame::{Alerts, Health, Wallet};

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

    const STRANGER: &str =
        "legal winner thank year wave sausage worth useful legal winner thank yellow";

    /// A feeder with two accounts, of which the first never received anything, on a chain whose contract
    /// refuses what asks it to.
    async fn feeder(world: &World) -> (Feeder, Tools) {
        let node = world.node().await;
        let state = world.folder.path();
        let stranger = Key::from_mnemonic(STRANGER, "the test").unwrap();
        let poor = Wallet::open(&node, stranger.into(), state).await.unwrap();
        let rich = world.wallet(state).await;
        let settings = Settings {
            assets: vec![],
            feeders: [&poor, &rich]
                .map(|wallet| wallet.address().to_string())
                .into(),
            is_standby: false,
            block_s: 1,
            latency_s: 1,
        };
        let oracle = Oracle::new(&node, PAID);
        let metrics = FeedMetrics::default();
        let feeder = Feeder::new(oracle, settings, vec![], Memory::default(), metrics, state);
        let tools = Tools {
            node,
            alerts: Alerts::unheard(),
            health: Health::new("feed"),
            wallets: vec![poor, rich],
        };
        (feeder, tools)
    }

    fn post(group: usize, tokens: &[&str]) -> Intent {
        let item = |token: &&str| Item {
            token: token.to_string(),
            name: token.to_string(),
            price: cosmwasm_std::Decimal::one(),
            due: None,
        };
        let items = tokens.iter().map(item).collect();
        Intent::Post(Post { group, items })
    }

    fn raised(tools: &Tools) -> Vec<(&'static str, String)> {
        let raised = tools.alerts.active().into_iter();
        raised.map(|alert| (alert.kind, alert.subject)).collect()
    }

    #[tokio::test]
    async fn an_account_that_can_not_pay_is_told_and_holds_up_no_other_one() {
        let world = World::new().await;
        let _clock = world.ticking();
        let (mut feeder, mut tools) = feeder(&world).await;

        let poor = feeder.do_one(post(0, &["a"]), &mut tools).await;
        let rich = feeder.do_one(post(1, &["b"]), &mut tools).await;

        assert!(matches!(poor, Err(Trouble::Lost { .. })), "{poor:?}");
        assert_eq!(rich, Ok(()));
        let poor = tools.wallets[0].address().to_string();
        assert!(raised(&tools).contains(&(ACCOUNT, poor)));
        assert_eq!(tools.wallets[1].totals().done, 1);
    }

    /// The fake's contract tells nothing of what it carried out, so every price counts as passed over.
    #[tokio::test]
    async fn what_is_refused_together_is_posted_one_by_one() {
        let world = World::new().await;
        let _clock = world.ticking();
        let (mut feeder, mut tools) = feeder(&world).await;

        let posted = feeder
            .do_one(post(1, &["a", "refuse", "b"]), &mut tools)
            .await;

        assert!(matches!(posted, Err(Trouble::Lost { .. })), "{posted:?}");
        assert_eq!(tools.wallets[1].totals().done, 2);
        let told = tools.alerts.active();
        let told = told.iter().find(|alert| alert.subject == "refuse").unwrap();
        assert!(told.words.contains("Asked to refuse"), "{}", told.words);
    }
}
