//! What a block costs the liquidator, by the number of positions: `cargo bench -p mirror-bots --bench
//! liquidate`. The positions are made up: twenty mAssets, each backed by three collaterals, amounts over
//! five orders of magnitude, ratios from the minimum to four times it. Nothing is asked of a chain.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints what it finds"
)]

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use cosmwasm_std::{Decimal, Uint128};
use mirror_bots::liquidate::book::{Book, Line};
use mirror_bots::liquidate::choose::{for_sale, Wish};
use mirror_bots::liquidate::plan::{plan, Candidate, Limits, Market, Seen};
use mirror_bots::liquidate::profit::Pool;
use mirror_bots::liquidate::terms::Terms;
use mirror_bots::liquidate::Settings;
use mirror_protocol::mint::PositionResponse;
use terraswap::asset::{Asset, AssetInfo};

const ASSETS: u64 = 20;
const COLLATERALS: u64 = 3;
/// Changes in a block, which is what 50,000,000 gas carry of the cheapest message.
const CHANGES: u64 = 150;

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn main() {
    println!("positions  scan    changes  calm    crash: for sale  look    plan    memory");
    for count in [1_000, 10_000, 100_000, 1_000_000] {
        measure(count);
    }
}

fn measure(count: u64) {
    let mut numbers = Numbers(count);
    let mut book = Book::default();
    let all: Vec<PositionResponse> = (1..=count).map(|idx| made_up(idx, &mut numbers)).collect();
    let before = resident();
    let scan = timed(|| {
        for position in &all {
            book.put(position);
        }
    });
    let grown = resident().saturating_sub(before);
    let changes = timed(|| {
        for _ in 0..CHANGES {
            let idx = numbers.below(count) + 1;
            let changed = made_up(idx, &mut numbers);
            book.put(&changed);
        }
    });
    // The price at which all are safe, then one at which some are not.
    let (calm, none) = look(&book, 100);
    let (crash, seen) = look(&book, 103);
    assert!(none.candidates.is_empty());
    let limits = limits();
    let decide = timed(|| {
        let _ = plan(&seen, &limits);
    });
    let below = below(&book, 103);
    println!(
        "{count:>9}  {:>6}  {:>7}  {:>6}  {below:>15}  {:>6}  {:>6}  {} MB",
        shown(scan),
        shown(changes),
        shown(calm),
        shown(crash),
        shown(decide),
        grown / 1_000_000,
    );
}

fn made_up(idx: u64, numbers: &mut Numbers) -> PositionResponse {
    let asset = numbers.below(ASSETS);
    let collateral = match numbers.below(COLLATERALS) {
        0 => AssetInfo::native("uusd"),
        other => AssetInfo::token(format!("collateral{other}")),
    };
    let debt =
        (1_000 + numbers.below(9_000)) * 10_u64.pow(u32::try_from(numbers.below(5)).unwrap());
    // From 150 % at a price of 100 to 600 %.
    let ratio = 15_000 + numbers.below(45_000);
    PositionResponse {
        idx: Uint128::from(idx),
        owner: "wasm1owner".to_string(),
        collateral: collateral.amount(u128::from(debt) * u128::from(ratio) / 100),
        asset: Asset::token(format!("asset{asset}"), debt),
        is_short: false,
    }
}

fn terms(price: u64) -> Terms {
    Terms {
        asset_price: Decimal::percent(price * 100),
        collateral_price: Decimal::one(),
        min_ratio: Decimal::percent(150),
        multiplier: Decimal::one(),
        discount: Decimal::percent(20),
        fee_rate: Decimal::permille(15),
    }
}

/// One round's look at all lists, as the service does it once the prices are there.
fn look(book: &Book, price: u64) -> (Duration, Seen) {
    let wish = Wish {
        least: Uint128::new(1_000_000),
        per_list: 16,
        gap: Decimal::percent(30),
    };
    let mut seen = Seen {
        balance: Uint128::MAX,
        gas_balance: Uint128::MAX,
        ..Seen::default()
    };
    let time = timed(|| {
        let lines: Vec<Line> = book.heads().map(|(line, _)| line.clone()).collect();
        for line in lines {
            let found = for_sale(book, &line, terms(price), &wish);
            let market = Market {
                pair: line.asset.clone(),
                pool: Pool {
                    base: Uint128::new(u128::from(price) * 10_000_000_000),
                    asset: Uint128::new(10_000_000_000),
                },
            };
            seen.candidates
                .extend(found.into_iter().map(|ranked| Candidate {
                    idx: ranked.idx,
                    line: line.clone(),
                    collateral: ranked.collateral,
                    debt: ranked.debt,
                    terms: terms(price),
                    market: market.clone(),
                    outlet: None,
                    held: Uint128::zero(),
                }));
        }
    });
    (time, seen)
}

fn below(book: &Book, price: u64) -> usize {
    let terms = terms(price);
    let per_line: BTreeMap<Line, usize> = book
        .heads()
        .map(|(line, _)| {
            let sorted = book.of(line);
            let below =
                sorted.take_while(|ranked| terms.is_for_sale(ranked.collateral, ranked.debt));
            (line.clone(), below.count())
        })
        .collect();
    per_line.values().sum()
}

fn limits() -> Limits {
    Limits {
        settings: Settings::default(),
        base: "uusd".to_string(),
        left: Uint128::MAX,
        fee: Uint128::new(12_000),
        is_stopped: false,
        gas_is_base: true,
        passed_over: Default::default(),
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn shown(time: Duration) -> String {
    match time.as_micros() {
        micros @ ..10_000 => format!("{micros} µs"),
        micros => format!("{} ms", micros / 1_000),
    }
}

/// The memory of this process, in bytes.
fn resident() -> u64 {
    let text = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = text.split_whitespace().nth(1);
    let pages: Option<u64> = pages.and_then(|pages| pages.parse().ok());
    pages.unwrap_or_default() * 4_096
}
