use std::str::FromStr;

use super::*;
use crate::feed::answers::Accept;
use crate::feed::calendar::Calendar;
use crate::feed::notices::{
    FROZEN, LATE, NOT_OURS, NOT_REGISTERED, NO_QUORUM, OUT_OF_BOUNDS, PENDING, SLOW_BLOCKS,
};
use crate::feed::seen::{Limits, OnPending, Quote};
use crate::feed::sources::Observation;
use crate::frame::At;

mod doubt;
mod due;
mod markets;

/// The second of the first block; a Tuesday, 15:00 in New York.
const T: u64 = 1_783_450_800;
const H: u64 = 1_000;

/// A feeder of some assets on a made-up chain.
struct Scene {
    settings: Settings,
    memory: Memory,
    seen: Seen,
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

impl Scene {
    /// Assets of one account with a source each, at 100 there and on the chain, posted by us `age` seconds
    /// ago. The feeder has been at work for a minute.
    fn of(names: &[&str], age: u64) -> Self {
        let assets = names.iter().map(|name| asset(name));
        let mut scene = Self {
            settings: Settings {
                assets: assets.collect(),
                feeders: vec!["feeder".to_string()],
                is_standby: false,
                block_s: 6,
                latency_s: 3,
            },
            memory: Memory {
                begun: Some(T - 60),
                ..Memory::default()
            },
            seen: Seen {
                at: At { height: H, time: T },
                clock: T,
                confirm_s: 60,
                chain: BTreeMap::new(),
                quotes: names.iter().map(|_| vec![quote("100", 0)]).collect(),
                answers: Ok(vec![]),
            },
        };
        for name in names {
            scene.seen.chain.insert(name.to_string(), on_chain(T - age));
            let posted = Posted {
                height: H - age,
                time: T - age,
            };
            scene.memory.posted.insert(name.to_string(), posted);
        }
        scene
    }

    fn one(age: u64) -> Self {
        Self::of(&["a"], age)
    }

    fn chain(&mut self) -> &mut OnChain {
        self.seen.chain.get_mut("a").unwrap()
    }

    fn limits(&mut self) -> &mut Limits {
        &mut self.settings.assets[0].limits
    }

    /// The sources of the first asset give these prices, each so many seconds old.
    fn quotes(mut self, quotes: &[(&str, u64)]) -> Self {
        let quotes = quotes.iter().map(|(price, age)| quote(price, *age));
        self.seen.quotes[0] = quotes.collect();
        self
    }

    /// So many seconds, and blocks, later.
    fn later(&mut self, seconds: u64) -> &mut Self {
        self.seen.at.height += seconds;
        self.seen.at.time += seconds;
        self.seen.clock += seconds;
        for quotes in &mut self.seen.quotes {
            for quote in quotes {
                quote.last.as_mut().unwrap().observed_at += seconds;
            }
        }
        self
    }

    fn plan(&mut self) -> Vec<Intent> {
        plan(&self.settings, &mut self.memory, &self.seen)
    }

    /// What is posted: each asset with its price, and why.
    fn posts(&mut self) -> Vec<(String, String, Option<Due>)> {
        let posts = self.plan().into_iter().filter_map(|intent| match intent {
            Intent::Post(post) => Some(post.items),
            _ => None,
        });
        let items = posts.flatten();
        items
            .map(|item| (item.token, item.price.to_string(), item.due))
            .collect()
    }

    /// Why the first asset is posted, if it is.
    fn due(&mut self) -> Option<Due> {
        self.posts().first().and_then(|(_, _, due)| *due)
    }

    /// What is told: the kinds of what is raised, and with a minus of what is cleared.
    fn told(&mut self) -> Vec<String> {
        let told = self.plan().into_iter().filter_map(|intent| match intent {
            Intent::Raise(notice) => Some(notice.kind.to_string()),
            Intent::Clear { kind, .. } => Some(format!("-{kind}")),
            _ => None,
        });
        told.collect()
    }

    /// Our post of this block was carried out in the next one.
    fn post_is_in(&mut self, price: &str) {
        self.later(1);
        let At { height, time } = self.seen.at;
        self.chain().price = decimal(price);
        self.chain().time = time;
        self.chain().pending = None;
        self.memory
            .posted
            .insert("a".to_string(), Posted { height, time });
    }
}

fn asset(name: &str) -> Asset {
    Asset {
        name: name.to_string(),
        token: name.to_string(),
        group: 0,
        decimals: 6,
        quorum: 1,
        calendar: Calendar::always(),
        limits: Limits {
            heartbeat_s: 20,
            deviation_bps: 50,
            max_source_age_s: 30,
            max_jump: Decimal::percent(20),
            min_price: None,
            max_price: None,
            on_pending: OnPending::Repeat,
        },
    }
}

fn on_chain(time: u64) -> OnChain {
    OnChain {
        price: decimal("100"),
        time,
        feeder: "feeder".to_string(),
        halted_until: None,
        pending: None,
        anchor: Some((decimal("100"), time)),
        band: None,
    }
}

fn quote(price: &str, age: u64) -> Quote {
    Quote {
        weight: 1,
        last: Some(Observation {
            price: decimal(price),
            observed_at: T - age,
        }),
        fault: None,
    }
}

#[test]
fn one_post_has_all_that_is_due_of_an_account_and_what_will_soon_be() {
    let mut scene = Scene::of(&["a", "b", "c", "d"], 20);
    // Posted by us ten and five seconds ago.
    for (name, age) in [("b", 10), ("c", 9)] {
        scene.seen.chain.insert(name.to_string(), on_chain(T - age));
        let posted = Posted {
            height: H - age,
            time: T - age,
        };
        scene.memory.posted.insert(name.to_string(), posted);
    }
    scene.settings.feeders.push("other".to_string());
    scene.settings.assets[3].group = 1;
    scene.seen.chain.get_mut("d").unwrap().feeder = "other".to_string();

    let intents = scene.plan();

    let item = |token: &str, due| Item {
        token: token.to_string(),
        name: token.to_string(),
        price: decimal("100"),
        due,
    };
    let due = Some(Due::Heartbeat);
    let expected = [
        Intent::Post(Post {
            group: 0,
            items: vec![item("a", due), item("b", None)],
        }),
        Intent::Post(Post {
            group: 1,
            items: vec![item("d", due)],
        }),
    ];
    assert_eq!(intents, expected);
}

#[test]
fn more_than_fifty_prices_go_into_several_posts() {
    let names: Vec<String> = (0..60).map(|number| format!("a{number:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut scene = Scene::of(&names, 20);

    let intents = scene.plan();

    let sizes = intents.iter().map(|intent| match intent {
        Intent::Post(post) => post.items.len(),
        _ => 0,
    });
    assert_eq!(sizes.collect::<Vec<_>>(), [50, 10]);
}

#[test]
fn what_is_wrong_is_told_once_and_so_is_its_end() {
    let mut scene = Scene::one(5);
    scene.chain().feeder = "somebody".to_string();

    assert_eq!(scene.told(), [NOT_OURS]);
    assert_eq!(scene.later(1).told(), Vec::<String>::new());
    assert_eq!(scene.posts(), []);
    scene.chain().feeder = "feeder".to_string();
    assert_eq!(scene.told(), [format!("-{NOT_OURS}")]);
}

#[test]
fn an_asset_that_the_oracle_does_not_know_is_told() {
    let mut scene = Scene::of(&["a", "b"], 20);
    scene.seen.chain.remove("a");

    let intents = scene.plan();

    let is_told =
        |intent: &Intent| matches!(intent, Intent::Raise(notice) if notice.kind == NOT_REGISTERED);
    assert!(intents.iter().any(is_told));
    // The other one is fed all the same.
    assert!(matches!(&intents[1], Intent::Post(post) if post.items[0].token == "b"));
}

#[test]
fn a_price_that_gets_old_is_told_while_nothing_can_be_posted() {
    for (age, expected) in [(39, vec![]), (40, vec![LATE])] {
        let mut scene = Scene::one(age);
        scene.seen.quotes[0][0].last = None;
        // It has just begun, so that sources have time to come up.
        scene.memory.begun = Some(T);
        assert_eq!(scene.told(), Vec::<String>::new());
        scene.memory.begun = Some(T - 20);
        let told: Vec<String> = scene
            .told()
            .into_iter()
            .filter(|kind| kind != NO_QUORUM)
            .collect();
        assert_eq!(told, expected, "{age}");
    }
}

#[test]
fn blocks_that_take_longer_than_reckoned_are_told() {
    let mut scene = Scene::one(0);
    for _ in 0..20 {
        scene.seen.at.height += 1;
        // 2 · 20 + 2 · 9 + 3 is above 60.
        scene.seen.at.time += 9;
        scene.seen.clock += 9;
        let time = scene.seen.at.time;
        scene.chain().time = time;
        let clock = scene.seen.clock;
        scene.seen.quotes[0][0].last.as_mut().unwrap().observed_at = clock;
        let told = scene.told();
        let blocks = scene.seen.at.height - H;
        let expected: &[&str] = if blocks == 11 { &[SLOW_BLOCKS] } else { &[] };
        assert_eq!(told, expected, "{blocks}");
    }
}
