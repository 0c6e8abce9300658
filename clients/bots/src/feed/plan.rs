//! What to do about all that is seen: pure, so that its tests are tables.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Decimal;

use super::answers;
use super::judge::{judge, Around, Due, Posted, Verdict};
use super::notices::{self, Notice};
use super::sanity::Doubt;
use super::seen::{Asset, OnChain, Seen, Settings};
use super::timing::BlockClock;

/// The most items of a post (oracle.md section 3).
const MOST_ITEMS: usize = 50;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Keep on the disk which assets are frozen.
    KeepFrozen,
    /// Tell somebody.
    Raise(Notice),
    /// Tell that it is over.
    Clear {
        /// What sort of thing it was.
        kind: &'static str,
        /// What it was about.
        subject: String,
    },
    /// Post prices.
    Post(Post),
}

/// Prices that go together in one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Which of the accounts posts.
    pub group: usize,
    /// The prices.
    pub items: Vec<Item>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The asset as the oracle calls it.
    pub token: String,
    /// As people call it.
    pub name: String,
    /// Its price for a micro unit.
    pub price: Decimal,
    /// Why now; absent for one that goes along.
    pub due: Option<Due>,
}

/// What the feeder remembers from block to block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The assets whose price is doubtful, and why; kept on the disk.
    pub frozen: BTreeMap<String, Doubt>,
    /// What it posted last.
    pub posted: BTreeMap<String, Posted>,
    /// The time between blocks.
    pub clock: BlockClock,
    /// What has been told and is not over.
    raised: BTreeSet<(&'static str, String)>,
    /// Since when an asset has had no usable price.
    unusable: BTreeMap<String, u64>,
    /// The time of the first block that it saw.
    begun: Option<u64>,
}

impl Memory {
    /// With what was kept on the disk.
    pub fn with_frozen(frozen: BTreeMap<String, Doubt>) -> Self {
        Self {
            frozen,
            ..Self::default()
        }
    }
}

/// What to do about all that is seen.
pub fn plan(settings: &Settings, memory: &mut Memory, seen: &Seen) -> Vec<Intent> {
    let at = seen.at;
    memory.clock.note(at.height, at.time);
    let begun = *memory.begun.get_or_insert(at.time);
    let frozen = memory.frozen.clone();
    let mut ready: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
    let mut wanted = Vec::new();
    for (asset, quotes) in settings.assets.iter().zip(&seen.quotes) {
        let chain = seen.chain.get(&asset.token);
        remember_usable(memory, &asset.token, chain, at.time);
        let around = around(settings, memory, seen, asset);
        let verdict = judge(asset, chain, quotes, &around);
        wanted.extend(notices::about(
            asset, chain, &verdict, &around, begun, quotes,
        ));
        match verdict {
            Verdict::Frozen(doubt) => {
                memory.frozen.entry(asset.token.clone()).or_insert(doubt);
            }
            Verdict::Ready {
                price,
                due,
                may_join,
            } => {
                memory.frozen.remove(&asset.token);
                if due.is_some() || may_join {
                    ready.entry(asset.group).or_default().push(Item {
                        token: asset.token.clone(),
                        name: asset.name.clone(),
                        price,
                        due,
                    });
                }
            }
            _ => {}
        }
    }
    wanted.extend(notices::about_all(settings, memory.clock.block_ms(), seen));
    let mut intents = Vec::new();
    if memory.frozen != frozen {
        intents.push(Intent::KeepFrozen);
    }
    intents.extend(told(memory, wanted));
    intents.extend(posts(ready));
    intents
}

/// Since when an asset has had no usable price. A halt does not count: posts are kept through it.
fn remember_usable(memory: &mut Memory, token: &str, chain: Option<&OnChain>, now: u64) {
    let is_unusable = chain.is_some_and(|chain| chain.time == 0 && chain.halted_until.is_none());
    if is_unusable {
        memory.unusable.entry(token.to_string()).or_insert(now);
    } else {
        memory.unusable.remove(token);
    }
}

fn around<'a>(
    settings: &'a Settings,
    memory: &'a Memory,
    seen: &'a Seen,
    asset: &Asset,
) -> Around<'a> {
    let token = &asset.token;
    let answers = seen.answers.as_deref().unwrap_or_default();
    Around {
        at: seen.at,
        clock: seen.clock,
        confirm_s: seen.confirm_s,
        feeder: settings.feeders.get(asset.group).map_or("", String::as_str),
        is_standby: settings.is_standby,
        posted: memory.posted.get(token).copied(),
        unusable_since: memory.unusable.get(token).copied(),
        frozen: memory.frozen.get(token),
        accept: answers::holding(answers, &asset.name, seen.clock),
    }
}

/// The difference between what has been told and what is to be.
fn told(memory: &mut Memory, wanted: Vec<Notice>) -> Vec<Intent> {
    let keys: BTreeSet<_> = wanted.iter().map(Notice::key).collect();
    let over = memory.raised.difference(&keys).cloned();
    let mut intents: Vec<Intent> = over
        .map(|(kind, subject)| Intent::Clear { kind, subject })
        .collect();
    let new = wanted
        .into_iter()
        .filter(|notice| !memory.raised.contains(&notice.key()));
    intents.extend(new.map(Intent::Raise));
    memory.raised = keys;
    intents
}

/// One post for each account in which something is due; what may join goes along.
fn posts(ready: BTreeMap<usize, Vec<Item>>) -> Vec<Intent> {
    let mut intents = Vec::new();
    for (group, mut items) in ready {
        if items.iter().all(|item| item.due.is_none()) {
            continue;
        }
        // What is due first, should they not all fit into one.
        items.sort_by_key(|item| item.due.is_none());
        for items in items.chunks(MOST_ITEMS) {
            if items.iter().any(|item| item.due.is_some()) {
                let items = items.to_vec();
                intents.push(Intent::Post(Post { group, items }));
            }
        }
    }
    intents
}

#[cfg(test)]
mod tests;
