//! Everything as tables that fit into a hundred columns.

use std::iter::once;

use mirror_bots::look::checks::{Check, Outcome};
use mirror_bots::look::figures::{Pool, Price};
use mirror_bots::look::polls::Poll;
use mirror_bots::look::risk::{Level, Risk, Risks};
use mirror_bots::look::words::{date, span};
use mirror_bots::look::Told;
use mirror_simulation::amounts::grouped;

use super::overview::{Asset, Overview};
use super::written::{amount, moment, percent, percent_of, rate, short};
use crate::message::names::Names;
use crate::screen::{table, Left, Right};

/// How wide a screen is.
const WIDTH: usize = 100;

pub(super) fn shown(overview: &Overview, names: &Names) -> String {
    let mut notes = Vec::new();
    let age = overview
        .block_age
        .map_or(String::new(), |age| format!(", {} ago", span(age)));
    let mut text = format!(
        "{} at height {}, {}{age}\n",
        overview.chain_id,
        grouped(overview.height),
        date(overview.time)
    );
    text += &section("Prices", &prices(&overview.assets, &mut notes));
    text += &section("Pools", &pools(&overview.assets, names, &mut notes));
    text += &section("Positions", &positions(&overview.positions, names));
    text += &section("Polls", &polls(overview));
    text += &section(
        "Rewards on their way",
        &rewards(overview, names, &mut notes),
    );
    text += &section("Rules", &checks(&overview.checks, &mut notes));
    if !notes.is_empty() {
        notes.sort();
        notes.dedup();
        text += &section("Unknown", &lines(notes.iter().map(String::as_str)));
    }
    text
}

fn section(title: &str, body: &str) -> String {
    format!("\n{title}\n{body}")
}

/// Lines that begin with two blanks, broken at the width of the screen.
fn lines<'a>(all: impl Iterator<Item = &'a str>) -> String {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent("  ")
        .subsequent_indent("    ");
    all.map(|line| textwrap::fill(line, &options) + "\n")
        .collect()
}

/// A figure, or that it is unknown, which is noted with its reason.
fn cell<T>(
    told: &Told<T>,
    what: &str,
    notes: &mut Vec<String>,
    show: impl Fn(&T) -> String,
) -> String {
    match told.get() {
        Ok(figure) => show(figure),
        Err(reason) => {
            notes.push(format!("{what}: {reason}"));
            "unknown".to_string()
        }
    }
}

fn prices(assets: &[Asset], notes: &mut Vec<String>) -> String {
    let head = ["Asset", "Status", "Price", "Age", "Supply"].map(String::from);
    let rows = assets.iter().map(|asset| {
        let what = format!("price of {}", asset.symbol);
        let status = asset.status.as_ref().map(|status| {
            cell(
                status,
                &format!("status of {}", asset.symbol),
                notes,
                |status| {
                    let name = serde_json::to_value(status).unwrap_or_default();
                    name.as_str().unwrap_or_default().replace('_', " ")
                },
            )
        });
        let halted = asset
            .halted_until
            .map(|until| format!(" until {}", date(until)));
        [
            asset.symbol.clone(),
            status.unwrap_or_else(|| "–".to_string()) + &halted.unwrap_or_default(),
            cell(&asset.price, &what, notes, |price: &Price| rate(price.rate)),
            asset.price.known().map_or_else(|| "–".to_string(), age_of),
            cell(
                &asset.supply,
                &format!("supply of {}", asset.symbol),
                notes,
                |supply| amount(*supply),
            ),
        ]
    });
    let rows: Vec<_> = rows.collect();
    table([Left, Left, Right, Right, Right], once(head).chain(rows))
}

fn age_of(price: &Price) -> String {
    match (price.usable, price.age) {
        (false, _) => "not usable".to_string(),
        (true, None) => "does not age".to_string(),
        (true, Some(age)) => span(age),
    }
}

fn pools(assets: &[Asset], names: &Names, notes: &mut Vec<String>) -> String {
    let head = [
        "Pool".to_string(),
        names.base_display().to_string(),
        "Tokens".to_string(),
        "Price".to_string(),
        "Premium".to_string(),
        "Weight".to_string(),
    ];
    let rows = assets.iter().map(|asset| {
        let what = format!("pool of {}", asset.symbol);
        let part = |show: &dyn Fn(&Pool) -> String, notes: &mut Vec<String>| {
            cell(&asset.pool, &what, notes, |pool| show(pool))
        };
        let price = asset
            .pool
            .known()
            .map(|pool| cell(&pool.price, &what, notes, |price| rate(*price)));
        let premium = asset.pool.known().map(|pool| {
            cell(
                &pool.premium,
                &format!("premium of {}", asset.symbol),
                notes,
                |premium| percent(*premium),
            )
        });
        [
            asset.symbol.clone(),
            part(&|pool| amount(pool.base), notes),
            part(&|pool| amount(pool.asset), notes),
            price.unwrap_or_else(|| "unknown".to_string()),
            premium.unwrap_or_else(|| "unknown".to_string()),
            cell(&asset.weight, "weights", notes, |weight| {
                weight.map_or_else(|| "–".to_string(), |weight| weight.to_string())
            }),
        ]
    });
    let rows: Vec<_> = rows.collect();
    table(
        [Left, Right, Right, Right, Right, Right],
        once(head).chain(rows),
    )
}

fn positions(told: &Told<Risks>, names: &Names) -> String {
    let risks = match told.get() {
        Ok(risks) => risks,
        Err(reason) => return format!("  unknown: {reason}\n"),
    };
    let count = |level| risks.counts.get(&level).copied().unwrap_or_default();
    let mut text = format!(
        "  {} below their minimum, {} within 15 points of it, {} within 30, {} safe, {} without debt\n",
        count(Level::Below),
        count(Level::Danger),
        count(Level::Warning),
        count(Level::Safe),
        count(Level::NoDebt),
    );
    for (reason, number) in &risks.unknown {
        text += &format!("  {number} unknown: {reason}\n");
    }
    if risks.at_risk.is_empty() {
        return text;
    }
    let head = [
        "No.",
        "Owner",
        "Collateral",
        "Debt",
        "Ratio",
        "Minimum",
        "Sold at",
        "State",
    ]
    .map(String::from);
    let rows = risks.at_risk.iter().map(|risk| row(risk, names));
    let columns = [Right, Left, Right, Right, Right, Right, Right, Left];
    text + &table(columns, once(head).chain(rows))
}

fn row(risk: &Risk, names: &Names) -> [String; 8] {
    let asset = |asset: &terraswap::asset::Asset| {
        let symbol = names.symbol_of(asset.info.id());
        let symbol = symbol.unwrap_or_else(|| short(asset.info.id()));
        format!("{} {symbol}", amount(asset.amount))
    };
    let state = match risk.level {
        Level::Below => "for sale",
        Level::Danger => "danger",
        Level::Warning => "warning",
        Level::Safe | Level::NoDebt => "safe",
    };
    let kind = if risk.is_short { "short, " } else { "" };
    [
        risk.idx.to_string(),
        short(&names.name_of(&risk.owner)),
        asset(&risk.collateral),
        asset(&risk.debt),
        percent_of(risk.ratio),
        percent_of(risk.minimum),
        rate(risk.liquidation_price),
        format!("{kind}{state}"),
    ]
}

fn polls(overview: &Overview) -> String {
    let all = match overview.polls.get() {
        Ok(all) => all,
        Err(reason) => return format!("  unknown: {reason}\n"),
    };
    if all.is_empty() {
        return "  none is open\n".to_string();
    }
    let told = all.iter().map(|poll| one_poll(poll, overview.time));
    told.collect()
}

fn one_poll(poll: &Poll, now: u64) -> String {
    let mut all = vec![format!(
        "{} [{}, {}] {}",
        poll.id, poll.kind, poll.status, poll.title
    )];
    all.extend(poll.does.iter().map(|does| format!("  would {does}")));
    let votes = |text: &str| text.parse().map_or_else(|_| text.to_string(), amount);
    all.push(format!(
        "  yes {}, no {}, abstain {} MIR",
        votes(&poll.yes),
        votes(&poll.no),
        votes(&poll.abstain)
    ));
    let ends = if poll.ends > now { "ends" } else { "ended" };
    let mut when = format!("  voting {ends} {}", moment(poll.ends, now));
    if let Some((from, until)) = poll.executable {
        when += &format!(
            "; executable from {} until {}",
            moment(from, now),
            moment(until, now)
        );
    }
    all.push(when);
    lines(all.iter().map(String::as_str))
}

fn rewards(overview: &Overview, names: &Names, notes: &mut Vec<String>) -> String {
    let rewards = &overview.rewards;
    let due = cell(&rewards.due, "MIR that is due", notes, |due| amount(*due));
    let last = cell(&rewards.last_distributed, "last release", notes, |last| {
        moment(*last, overview.time)
    });
    // A change of weights is counted as a release though nothing is sent: what was due by then is still there.
    let mut all = vec![format!(
        "factory: at least {due} MIR due; last released, or weights changed, {last}"
    )];
    let fees = rewards.fees.iter().filter_map(|(unit, told)| {
        let what = format!("fees in {unit}");
        let is_zero = told.known().is_some_and(|fee| fee.is_zero());
        let symbol = names.symbol_of(unit).unwrap_or_else(|| unit.clone());
        (!is_zero).then(|| format!("{} {symbol}", cell(told, &what, notes, |fee| amount(*fee))))
    });
    let fees: Vec<String> = fees.collect();
    all.push(format!("collector: {}", some_of(&fees)));
    let flowing = rewards.flowing.iter().filter_map(|(symbol, told)| {
        let what = format!("rewards of {symbol}");
        let is_zero = told
            .known()
            .is_some_and(|(long, short)| long.is_zero() && short.is_zero());
        (!is_zero).then(|| {
            cell(told, &what, notes, |(long, short)| {
                format!(
                    "{symbol} {} and {} to shorts",
                    amount(*long),
                    amount(*short)
                )
            })
        })
    });
    let flowing: Vec<String> = flowing.collect();
    all.push(format!("staking, in MIR: {}", some_of(&flowing)));
    let stakers = cell(&rewards.to_stakers, "rewards of gov", notes, |left| {
        amount(*left)
    });
    let voters = cell(&rewards.to_voters, "rewards of gov", notes, |left| {
        amount(*left)
    });
    all.push(format!(
        "gov: {stakers} MIR flow to stakers, {voters} MIR wait for voters"
    ));
    lines(all.iter().map(String::as_str))
}

fn some_of(all: &[String]) -> String {
    if all.is_empty() {
        "nothing".to_string()
    } else {
        all.join(", ")
    }
}

fn checks(all: &[Check], notes: &mut Vec<String>) -> String {
    let number = |text: &str| text.parse::<u128>().map_or(text.to_string(), grouped);
    let rows = all.iter().map(|check| {
        let (left, right) = match check.figures.get() {
            Ok((left, right)) => (number(left), number(right)),
            Err(reason) => {
                notes.push(format!("{} ({}): {reason}", check.rule, check.what));
                ("unknown".to_string(), String::new())
            }
        };
        let outcome = match check.outcome {
            Outcome::Holds => "holds",
            Outcome::Violated => "VIOLATED",
            Outcome::Unknown => "unknown",
        };
        [
            check.rule.to_string(),
            check.what.clone(),
            left,
            check.relation.to_string(),
            right,
            outcome.to_string(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    table([Left, Left, Right, Left, Right, Left], rows)
}
