//! Who does what in the demonstration, a transaction each.

use cosmwasm_std::{Decimal, Uint128};
use mirror_chain::Msg;

use super::market::{Market, UNIT};
use crate::deploy::people::People;
use crate::failure::Failure;

/// Messages of a scene, or why they can not be made.
type Messages = Result<Vec<Msg>, Failure>;

/// Who posts prices.
pub(super) const FEEDER: &str = "feeder";

/// Who gets mAssets, besides those of their own positions.
const USERS: [&str; 3] = ["alice", "bob", "carol"];

/// What the deployer backs each mAsset with, in base units, and how far above it is worth.
const BACKING: u128 = 3_000_000;
const WIDE: Decimal = Decimal::percent(300);

/// What each user gets of each mAsset, in worth of base units.
const GIFT: u128 = 50_000;

/// What each of three stakes, in MIR: together more than a hundredth of all there will be, and none more
/// than a third, so that gov may take over.
const STAKE: u128 = 1_300_000;

/// How far above the least ratio bob's position is: a rise of two in a hundred makes it one to
/// liquidate.
const NARROW: Decimal = Decimal::percent(2);

/// A transaction.
pub(super) struct Scene {
    pub(super) name: &'static str,
    pub(super) who: &'static str,
    pub(super) messages: fn(&Market, &People) -> Messages,
}

/// All of them, in order.
pub(super) const SCENES: &[Scene] = &[
    Scene {
        name: "the deployer opens positions",
        who: "deployer",
        messages: open,
    },
    Scene {
        name: "the deployer fills pools and gives",
        who: "deployer",
        messages: fill_and_give,
    },
    Scene {
        name: "alice stakes and borrows with care",
        who: "alice",
        messages: |market, _| borrow(market, WIDE),
    },
    Scene {
        name: "bob stakes and borrows all he may",
        who: "bob",
        messages: |market, _| {
            let least = market.assets.first().map(|asset| asset.least_ratio);
            borrow(market, least.unwrap_or(WIDE) + NARROW)
        },
    },
    Scene {
        name: "carol stakes and sells short",
        who: "carol",
        messages: short,
    },
];

/// Their names, in order.
pub(in crate::deploy) fn steps() -> impl Iterator<Item = &'static str> {
    SCENES.iter().map(|scene| scene.name)
}

fn open(market: &Market, _: &People) -> Messages {
    let opened = market.assets.iter();
    let opened = opened.map(|asset| market.open(asset, BACKING, WIDE, false));
    opened.collect()
}

fn fill_and_give(market: &Market, people: &People) -> Messages {
    let mut messages = Vec::new();
    for item in market.all() {
        messages.extend(market.fill(item)?);
    }
    for asset in &market.assets {
        let amount = market.worth(asset, GIFT);
        for user in USERS {
            let gift = market.give(asset, amount, &people.address(user)?);
            messages.push(gift?);
        }
    }
    let mir = Uint128::new(100_000 * UNIT);
    let gift = market.give(&market.mir, mir, &people.address("dave")?);
    messages.push(gift?);
    Ok(messages)
}

fn borrow(market: &Market, ratio: Decimal) -> Messages {
    let mut messages = vec![market.stake(STAKE)?];
    if let Some(asset) = market.assets.first() {
        let open = market.open(asset, 10_000, ratio, false);
        messages.push(open?);
    }
    Ok(messages)
}

fn short(market: &Market, _: &People) -> Messages {
    let mut messages = vec![market.stake(STAKE)?];
    if let Some(asset) = market.assets.get(1) {
        let open = market.open(asset, 20_000, Decimal::percent(200), true);
        messages.push(open?);
    }
    Ok(messages)
}
