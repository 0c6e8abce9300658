//! docs/cookbook.md: every recipe up to its effect on the chain. The polls run at once, since each takes
//! twenty seconds.

use mirror_deploy::ListedAsset;
use serde_json::{json, Value};

use super::page::Page;
use super::shell::Shell;
use crate::harness::Network;

const WAY: &str = "What every poll goes through";

/// A recipe: its heading, and what it is for.
struct Recipe {
    heading: &'static str,
    has_effect: fn(&Chain),
}

/// In the order in which they are carried out: first those that need a price just fed, and the fee only
/// after those who pay it.
const RECIPES: [Recipe; 8] = [
    Recipe {
        heading: "Delist an mAsset",
        has_effect: delisted,
    },
    Recipe {
        heading: "Migrate an mAsset after a split",
        has_effect: migrated,
    },
    Recipe {
        heading: "List an mAsset",
        has_effect: listed,
    },
    Recipe {
        heading: "List an mAsset before its IPO",
        has_effect: public,
    },
    Recipe {
        heading: "Change the terms of an mAsset",
        has_effect: on_other_terms,
    },
    Recipe {
        heading: "Change a rule of the protocol",
        has_effect: under_another_rule,
    },
    Recipe {
        heading: "Spend from the community pool",
        has_effect: paid,
    },
    Recipe {
        heading: "Replace a feeder",
        has_effect: fed_by_carol,
    },
];

/// Where what is not a recipe stands.
const OTHERS: [&str; 3] = [
    "A protocol to practise on",
    WAY,
    "Give contracts other code",
];

/// The chain, and what some had before.
struct Chain<'a> {
    network: &'a Network,
    dave_mir: u128,
    alice_base: u128,
}

pub(super) fn is_followed(network: &Network, shell: &mut Shell) {
    let page = Page::read("cookbook.md");
    every_section_is_followed(&page);
    let practise = page.typed(OTHERS[0]);
    let [begin, feed] = practise.as_slice() else {
        panic!("how to begin and how to feed: {practise:?}");
    };
    // The tutorial has begun already; what is left is the hand-over.
    let hand_over = begin.lines().last().unwrap();
    assert_eq!(hand_over, "cargo mirror deploy hand-over --yes");
    shell.types(hand_over);
    let way = page.typed(WAY);
    let [vote, end, carry_out] = way.as_slice() else {
        panic!("vote, end and carry out: {way:?}");
    };

    let polls: Vec<(Recipe, String)> = RECIPES
        .into_iter()
        .map(|recipe| {
            shell.types(proposal(&page, recipe.heading));
            let poll = newest_poll(network);
            shell.set("POLL", &poll);
            shell.types(vote);
            (recipe, poll)
        })
        .collect();
    let ends = ends_of_last(network);
    network.wait_until(ends);
    for (_, poll) in &polls {
        shell.set("POLL", poll);
        shell.types(end);
    }
    network.wait_until(ends + 5);
    shell.types(feed);
    for (recipe, poll) in polls {
        carried_out(network, shell, &page, &recipe, (&poll, carry_out));
    }
    shell.follows(page.blocks(OTHERS[2]));
}

fn every_section_is_followed(page: &Page) {
    let recipes = RECIPES.iter().map(|recipe| recipe.heading);
    let mut known: Vec<&str> = recipes.chain(OTHERS).collect();
    let mut headings = page.headings();
    known.sort_unstable();
    headings.sort_unstable();
    assert_eq!(headings, known);
}

/// What is typed up to the proposal.
#[track_caller]
fn proposal<'p>(page: &'p Page, heading: &str) -> &'p str {
    let first = page.typed(heading)[0];
    assert!(first.contains("create_poll"), "{heading}");
    first
}

/// A poll is carried out, the rest of the recipe is typed, and the chain is as it was to be.
fn carried_out(
    network: &Network,
    shell: &mut Shell,
    page: &Page,
    recipe: &Recipe,
    (poll, carry_out): (&str, &str),
) {
    let chain = Chain {
        network,
        dave_mir: balance(network, "dave"),
        alice_base: base_of(network, "alice"),
    };
    shell.set("POLL", poll);
    shell.types(carry_out);
    let status = &asks(
        network,
        &gov(network),
        json!({ "poll": { "poll_id": number(poll) } }),
    )["status"];
    assert_eq!(status, "executed", "{}", recipe.heading);
    if recipe.heading.starts_with("Migrate") {
        shell.set("NEW", &newest_token(network, "mTSLA"));
    }
    for block in page.typed(recipe.heading).iter().skip(1) {
        shell.types(block);
    }
    (recipe.has_effect)(&chain);
}

fn delisted(chain: &Chain) {
    let googl = chain.asset("mGOOGL").token;
    assert_eq!(chain.terms(&googl)["end_price"], "120");
    // Ten at 120, less 1.5 %, less the fee of the transaction.
    chain.alice_received(1_182_000_000);
}

fn migrated(chain: &Chain) {
    let old = chain.asset("mTSLA").token;
    let new = newest_token(chain.network, "mTSLA");
    assert_ne!(old, new);
    assert_eq!(chain.terms(&old)["end_price"], "250");
    assert_eq!(chain.terms(&new)["min_collateral_ratio"], "1.6");
    // 8,000 at 200 % and 50 each.
    assert_eq!(chain.network.front.supply(&new), 80_000_000);
    chain.alice_received(246_250_000);
}

fn listed(chain: &Chain) {
    let token = newest_token(chain.network, "mMSFT");
    assert!(chain.weights().contains(&json!([token, 30])));
    // 8,000 at 200 % and 40 each.
    assert_eq!(chain.network.front.supply(&token), 100_000_000);
}

fn public(chain: &Chain) {
    let token = newest_token(chain.network, "mSTRP");
    let terms = chain.terms(&token);
    assert_eq!(
        (&terms["ipo_params"], &terms["min_collateral_ratio"]),
        (&Value::Null, &json!("1.5"))
    );
    // 6,000 at 250 % and 30 each, before its IPO.
    assert_eq!(chain.network.front.supply(&token), 80_000_000);
    let mint = chain.network.deployment().protocol.contracts.mint;
    let status = asks(
        chain.network,
        &mint,
        json!({ "asset_status": { "asset_token": token } }),
    );
    assert_eq!(
        (&status["status"], &status["price"]),
        (&json!("open"), &json!("38"))
    );
}

fn on_other_terms(chain: &Chain) {
    let terms = chain.terms(&chain.asset("mAAPL").token);
    assert_eq!(terms["min_collateral_ratio"], "1.6");
    assert_eq!(terms["auction_discount"], "0.15");
}

fn under_another_rule(chain: &Chain) {
    let mint = chain.network.deployment().protocol.contracts.mint;
    let rules = asks(chain.network, &mint, json!({ "config": {} }));
    assert_eq!(rules["protocol_fee_rate"], "0.01");
}

fn paid(chain: &Chain) {
    assert_eq!(
        balance(chain.network, "dave"),
        chain.dave_mir + 5_000_000_000
    );
}

fn fed_by_carol(chain: &Chain) {
    let oracle = chain.network.deployment().protocol.contracts.oracle;
    let token = chain.asset("mAAPL").token;
    let feeder = asks(
        chain.network,
        &oracle,
        json!({ "feeder": { "asset_token": token } }),
    );
    assert_eq!(feeder["feeder"], chain.network.wallet("carol").address());
    let question = json!({ "price": { "base_asset": token, "quote_asset": "uusd" } });
    assert_eq!(asks(chain.network, &oracle, question)["rate"], "151");
}

impl Chain<'_> {
    fn asset(&self, symbol: &str) -> ListedAsset {
        let assets = self.network.deployment().protocol.assets;
        assets
            .into_iter()
            .find(|asset| asset.symbol == symbol)
            .unwrap()
    }

    /// Mint's terms of an asset.
    fn terms(&self, token: &str) -> Value {
        let mint = self.network.deployment().protocol.contracts.mint;
        asks(
            self.network,
            &mint,
            json!({ "asset_config": { "asset_token": token } }),
        )
    }

    fn weights(&self) -> Vec<Value> {
        weights(self.network)
    }

    /// Alice has this much more, less a fee.
    #[track_caller]
    fn alice_received(&self, amount: u128) {
        let most = self.alice_base + amount;
        let has = base_of(self.network, "alice");
        assert!(
            (most - 50_000..most).contains(&has),
            "{has}, at most {most}"
        );
    }
}

fn weights(network: &Network) -> Vec<Value> {
    let factory = network.deployment().protocol.contracts.factory;
    let release = asks(network, &factory, json!({ "distribution_info": {} }));
    release["weights"].as_array().unwrap().clone()
}

/// The listed token of this symbol.
#[track_caller]
fn newest_token(network: &Network, symbol: &str) -> String {
    let tokens = weights(network).into_iter();
    let mut tokens = tokens.map(|entry| entry[0].as_str().unwrap().to_string());
    let is_it = |token: &String| {
        let info = asks(network, token, json!({ "token_info": {} }));
        info["symbol"] == symbol
    };
    tokens
        .find(is_it)
        .unwrap_or_else(|| panic!("{symbol} is not listed"))
}

fn gov(network: &Network) -> String {
    network.deployment().protocol.contracts.gov
}

fn newest(network: &Network) -> Value {
    let polls = asks(network, &gov(network), json!({ "polls": { "limit": 1 } }));
    polls["polls"][0].clone()
}

fn newest_poll(network: &Network) -> String {
    newest(network)["id"].to_string()
}

fn ends_of_last(network: &Network) -> u64 {
    newest(network)["end_time"].as_u64().unwrap()
}

fn number(poll: &str) -> u64 {
    poll.parse().unwrap()
}

fn balance(network: &Network, name: &str) -> u128 {
    let mir = network.deployment().protocol.mirror_token;
    network.front.tokens(&mir, network.wallet(name).address())
}

fn base_of(network: &Network, name: &str) -> u128 {
    network.front.coins(network.wallet(name).address(), "uusd")
}

#[track_caller]
fn asks(network: &Network, contract: &str, question: Value) -> Value {
    network.front.smart(contract, &question)
}
