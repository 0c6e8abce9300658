//! Rules that a type cannot hold: ranges, and names that must exist elsewhere in the scenario.

use std::collections::BTreeSet;

use cosmwasm_std::Decimal;
use time::Date;

use super::agents::{AgentGroup, Strategy};
use super::decode::Decoded;
use super::error::ScenarioError;
use super::events::{EventKind, Vote};
use super::keys;
use super::parts::{AssetPlan, Scenario};
use super::place::Place;
use super::rule::Rule;

mod halts;
mod parameters;
mod ranges;
mod terms;

use ranges::{at_most_one, below_one, discount, ensure, positive, ratio, share};

/// Puts the parts together after holding them against each other, in the order of the file.
pub(super) fn fit(decoded: Decoded) -> Result<Scenario, ScenarioError> {
    let symbols: Vec<String> = decoded
        .assets
        .iter()
        .map(|(_, asset)| asset.symbol.clone())
        .collect();

    let (place, plan) = &decoded.protocol;
    at(place, parameters::protocol(plan))?;
    let (place, plan) = &decoded.governance;
    at(place, parameters::governance(plan))?;
    let (place, plan) = &decoded.airdrop;
    at(place, parameters::airdrop(plan))?;
    let mut seen = BTreeSet::new();
    for (place, plan) in &decoded.assets {
        at(place, asset(plan, &mut seen))?;
        at(place, ipo(plan, &decoded))?;
    }
    let mut seen = BTreeSet::new();
    for (place, group) in &decoded.agents {
        at(place, agents(group, &symbols, &mut seen))?;
    }
    for (number, (place, event)) in decoded.events.iter().enumerate() {
        at(place, happens(&event.kind, event.date, &symbols))?;
        at(place, only_pre_ipo(&event.kind, &decoded))?;
        at(place, halts::check(number, &decoded.events))?;
        at(place, terms::check(number, &decoded))?;
    }

    let mut events: Vec<_> = decoded.events.into_iter().map(|(_, event)| event).collect();
    events.sort_by_key(|event| event.date);

    Ok(Scenario {
        run: decoded.run.1,
        protocol: decoded.protocol.1,
        keeper: decoded.keeper.1,
        governance: decoded.governance.1,
        airdrop: decoded.airdrop.1,
        assets: decoded.assets.into_iter().map(|(_, asset)| asset).collect(),
        agents: decoded.agents.into_iter().map(|(_, group)| group).collect(),
        events,
    })
}

fn at(place: &Place, checked: Result<(), Rule>) -> Result<(), ScenarioError> {
    checked.map_err(|rule| ScenarioError::Rule {
        place: place.clone(),
        rule,
    })
}

fn asset<'a>(asset: &'a AssetPlan, seen: &mut BTreeSet<&'a str>) -> Result<(), Rule> {
    let symbol = &asset.symbol;
    let letters = symbol
        .chars()
        .all(|each| each.is_ascii_uppercase() || each == '-');
    if !letters || !(2..=11).contains(&symbol.len()) {
        return Err(Rule::SymbolForm {
            symbol: symbol.clone(),
        });
    }
    if !seen.insert(symbol) {
        return Err(Rule::DuplicateSymbol {
            symbol: symbol.clone(),
        });
    }
    ensure(
        "name",
        &asset.name,
        (3..=50).contains(&asset.name.len()),
        "3 to 50 bytes long",
    )?;
    ratio("min_collateral_ratio", asset.min_collateral_ratio)?;
    ensure("weight", asset.weight, asset.weight <= 300, "at most 300")?;
    discount(asset.auction_discount)?;
    let liquidity = asset.liquidity;
    ensure("liquidity", liquidity, !liquidity.is_zero(), "above 0")?;
    if let Some(before) = &asset.pre_ipo {
        positive("price", before.price)?;
        ratio("min_collateral_ratio", before.min_collateral_ratio)?;
        in_order("mint_until", asset.listed, before.mint_until)?;
    }

    Ok(())
}

/// A pre-IPO asset has exactly one IPO, after its listing.
fn ipo(asset: &AssetPlan, decoded: &Decoded) -> Result<(), Rule> {
    if asset.pre_ipo.is_none() {
        return Ok(());
    }
    let symbol = || asset.symbol.clone();
    let mut dates = decoded
        .events
        .iter()
        .filter(|(_, event)| matches!(&event.kind, EventKind::Ipo { asset } if *asset == symbol()))
        .map(|(_, event)| event.date);
    let date = dates
        .next()
        .ok_or_else(|| Rule::NoIpo { symbol: symbol() })?;
    if dates.next().is_some() {
        return Err(Rule::SecondIpo { symbol: symbol() });
    }

    in_order("date", asset.listed, date)
}

fn agents<'a>(
    group: &'a AgentGroup,
    symbols: &[String],
    seen: &mut BTreeSet<&'a str>,
) -> Result<(), Rule> {
    let addressable = !group.name.is_empty() && !group.name.contains(['.', '=']);
    ensure("name", &group.name, addressable, "a name without . and =")?;
    if !seen.insert(&group.name) {
        return Err(Rule::DuplicateGroup {
            name: group.name.clone(),
        });
    }
    ensure("count", group.count, group.count > 0, "above 0")?;
    ensure("budget", group.budget, !group.budget.is_zero(), "above 0")?;
    below_one("budget_spread", group.budget_spread)?;
    at_most_one("activity", group.activity)?;
    for symbol in &group.assets {
        known(symbol, symbols)?;
    }

    strategy(&group.strategy, symbols)
}

fn strategy(strategy: &Strategy, symbols: &[String]) -> Result<(), Rule> {
    match strategy {
        Strategy::Minter(minter) => {
            at_most_one("sells", minter.sells)?;
            minter
                .collateral
                .as_ref()
                .map_or(Ok(()), |symbol| known(symbol, symbols))
        }
        Strategy::LiquidityProvider(provider) => {
            at_most_one("sells_rewards", provider.sells_rewards)
        }
        Strategy::Arbitrageur(trader) => {
            positive("threshold", trader.threshold)?;
            share("closes", trader.closes)?;
            share("max_pool_share", trader.max_pool_share)
        }
        Strategy::Holder(holder) => share("buys", holder.buys),
        Strategy::Staker(staker) => {
            share("buys", staker.buys)?;
            at_most_one("turnout", staker.turnout)?;
            at_most_one("restakes", staker.restakes)?;
            at_most_one("leaves", staker.leaves)?;
            at_most_one("proposes", staker.proposes)
        }
        Strategy::Bidder(bidder) => {
            positive("discount", bidder.discount)?;
            below_one("discount", bidder.discount)
        }
        Strategy::ShortFarmer(_) | Strategy::Liquidator(_) => Ok(()),
    }
}

fn happens(kind: &EventKind, date: Date, symbols: &[String]) -> Result<(), Rule> {
    if let Some(symbol) = kind.asset() {
        known(symbol, symbols)?;
    }
    if let Some(until) = kind.until() {
        in_order("until", date, until)?;
    }
    match kind {
        EventKind::LiquidityCrash { share: part, .. } => share("share", *part)?,
        EventKind::Split { ratio: shares, .. } => {
            let bounds = Decimal::permille(1)..=Decimal::percent(100_000);
            let splits = bounds.contains(shares) && *shares != Decimal::one();
            ensure("ratio", shares, splits, "0.001 to 1000, and not 1")?;
        }
        EventKind::ParameterChange {
            min_collateral_ratio,
            auction_discount,
            ..
        } => {
            ratio("min_collateral_ratio", *min_collateral_ratio)?;
            discount(*auction_discount)?;
        }
        EventKind::Grant { amount, .. } => {
            ensure("amount", amount, !amount.is_zero(), "above 0")?;
        }
        _ => {}
    }

    kind.vote().map_or(Ok(()), voted)
}

fn voted(vote: Vote) -> Result<(), Rule> {
    at_most_one("support", vote.support)?;
    at_most_one("attention", vote.attention)
}

fn only_pre_ipo(kind: &EventKind, decoded: &Decoded) -> Result<(), Rule> {
    let EventKind::Ipo { asset: symbol } = kind else {
        return Ok(());
    };
    let waits =
        |(_, asset): &(Place, AssetPlan)| asset.symbol == *symbol && asset.pre_ipo.is_some();
    if !decoded.assets.iter().any(waits) {
        return Err(Rule::NotPreIpo {
            symbol: symbol.clone(),
        });
    }

    Ok(())
}

fn known(symbol: &str, symbols: &[String]) -> Result<(), Rule> {
    if symbols.iter().any(|other| other == symbol) {
        return Ok(());
    }
    let nearest = keys::nearest(symbol, symbols.iter().map(String::as_str));

    Err(Rule::UnknownAsset {
        symbol: symbol.to_string(),
        nearest,
    })
}

fn in_order(key: &'static str, earlier: Date, later: Date) -> Result<(), Rule> {
    if later < earlier {
        return Err(Rule::WrongOrder {
            key,
            earlier,
            later,
        });
    }

    Ok(())
}
