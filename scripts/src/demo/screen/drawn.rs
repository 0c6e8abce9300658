//! The screen that is drawn in its place.

use serde_json::Value;

use super::{
    figures::{cents, list, percent, tenths, text, written},
    picture::{Line, Picture},
};

/// How wide it is.
pub(super) const WIDTH: usize = 110;
/// How many positions are shown.
const POSITIONS: usize = 6;

/// All of it.
pub(super) fn drawn(picture: &Picture<'_>) -> String {
    let mut lines = vec![head(picture), app(picture), String::new()];
    match picture.chain {
        Err(reason) => lines.push(format!("The chain is not seen: {reason}")),
        Ok(chain) => {
            lines.extend(prices(chain));
            lines.push(String::new());
            lines.extend(positions(chain));
            lines.push(String::new());
            lines.extend(polls(chain));
        }
    }
    lines.push(String::new());
    lines
        .push("Services   state     block   CPU now  mean    memory   peak      lately".to_owned());
    lines.extend(picture.services.iter().map(service));
    lines.push(String::new());
    let (won, indexed) = picture.liquidations;
    let alerts = picture.alerts;
    lines.push(format!(
        "Liquidations {won}, in the index {indexed}; alerts {alerts}. Last in the index:"
    ));
    lines.extend(picture.events.iter().map(|event| format!("  {event}")));
    lines.push(String::new());
    lines.push("People".to_owned());
    lines.extend(picture.deeds.iter().map(|deed| format!("  {deed}")));
    let cut = lines
        .iter()
        .map(|line| line.chars().take(WIDTH).collect::<String>());
    cut.collect::<Vec<_>>().join("\n")
}

/// Where and when it is.
pub(super) fn head(picture: &Picture<'_>) -> String {
    let seconds = picture.elapsed.as_secs();
    let (number, date) = picture.day;
    let at = |key: &str| {
        picture
            .chain
            .ok()
            .and_then(|chain| chain.get(key))
            .map(written)
    };
    format!(
        "{} at block {}: {date}, day {number} of {}; {} min {} s. Ctrl-C ends all of it.",
        at("chain_id").unwrap_or_default(),
        at("height").unwrap_or_default(),
        picture.days,
        seconds / 60,
        seconds % 60,
    )
}

/// Where a person looks at it.
fn app(picture: &Picture<'_>) -> String {
    match picture.app {
        Ok(address) => format!("Web app: {address}"),
        Err(reason) => format!("There is no web app: {reason}"),
    }
}

fn prices(chain: &Value) -> Vec<String> {
    let mut lines = vec!["Prices         oracle      age         pool    premium".to_owned()];
    for asset in list(chain, "/assets") {
        let age = asset.pointer("/price/age").and_then(Value::as_u64);
        let age = age.map_or_else(|| "not usable".to_owned(), |age| format!("{age} s"));
        lines.push(format!(
            "  {:<8} {:>10} {age:>10} {:>12} {:>8} %",
            text(asset, "/symbol"),
            cents(&text(asset, "/price/rate")),
            cents(&text(asset, "/pool/price")),
            percent(&text(asset, "/pool/premium")),
        ));
    }
    lines
}

fn positions(chain: &Value) -> Vec<String> {
    let count = |level: &str| {
        let count = chain.pointer(&format!("/positions/counts/{level}"));
        count.and_then(Value::as_u64).unwrap_or_default()
    };
    let mut lines = vec![format!(
        "Positions: {} for sale, {} in danger, {} to be warned, {} safe, {} without debt",
        count("below"),
        count("danger"),
        count("warning"),
        count("safe"),
        count("no_debt"),
    )];
    for risk in list(chain, "/positions/at_risk").iter().take(POSITIONS) {
        lines.push(format!(
            "  no. {:<5} {:>7} % of at least {} %, sold from {} on: {}",
            text(risk, "/idx"),
            percent(&text(risk, "/ratio")),
            percent(&text(risk, "/minimum")),
            cents(&text(risk, "/liquidation_price")),
            text(risk, "/level"),
        ));
    }
    lines
}

fn polls(chain: &Value) -> Vec<String> {
    let polls = list(chain, "/polls");
    if polls.is_empty() {
        return vec!["Polls: none is open".to_owned()];
    }
    let told = polls.iter().map(|poll| {
        format!(
            "  {} {}: {} yes, {} no",
            text(poll, "/id"),
            text(poll, "/title"),
            text(poll, "/yes"),
            text(poll, "/no")
        )
    });
    std::iter::once("Polls".to_owned()).chain(told).collect()
}

fn service(line: &Line<'_>) -> String {
    let Line {
        name,
        health,
        usage,
        lately,
    } = line;
    let state = health.status.as_deref().unwrap_or("silent");
    let block = health
        .height
        .map_or_else(|| "–".to_owned(), |height| height.to_string());
    format!(
        "  {name:<9} {state:<8} {block:>6} {:>7} % {:>5} % {:>6} MB {:>6} MB   {lately}",
        tenths(usage.now_permille),
        tenths(usage.mean_permille()),
        usage.memory_kib / 1_024,
        usage.peak_kib / 1_024,
    )
}
