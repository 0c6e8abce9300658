//! `report.html`: one file with charts that opens offline.
//!
//! Script, style and data are inlined; the page asks the network for nothing. Figures are cut to
//! five digits, which is more than a chart can show and keeps nine years under two megabytes.

mod governance;

use mirror_simulation::outcome::{
    sentences, AssetDay, DayRecord, KindProfit, Outcome, Pool, Ratios, Summary,
};
use serde_json::{json, Map, Number, Value};
use time::Date;

use super::figures::{coins_f64, figures, gain, percent, rate_f64, signed_f64, signed_rate_f64};
use super::output::Run;
use super::screen::difference;

const TEMPLATE: &str = include_str!("report/template.html");
pub(super) const STYLE: &str = include_str!("report/report.css");
/// Tools first, then the page that uses them: one script when it is inlined.
const SCRIPT: &str = concat!(
    include_str!("report/charts.js"),
    include_str!("report/governance.js"),
    include_str!("report/page.js")
);
const CHART_STYLE: &str = include_str!("../../assets/uPlot.min.css");
const CHART_SCRIPT: &str = include_str!("../../assets/uPlot.iife.min.js");

/// One page for one run or for two that are compared.
pub fn html(runs: &[Run]) -> String {
    let data = json!({
        "runs": runs.iter().map(run).collect::<Vec<_>>(),
        "differences": match runs {
            [a, b] => differences(&a.outcome.summary, &b.outcome.summary),
            _ => Value::Null,
        },
    });
    let title = match runs {
        [a, b] => format!("{} against {}", a.label, b.label),
        _ => runs
            .iter()
            .map(|run| run.outcome.summary.name.as_str())
            .collect(),
    };

    // Each piece is placed once; none is searched for the marks of the next.
    let mut page = String::with_capacity(2_000_000);
    let mut rest = TEMPLATE;
    let pieces = [
        ("{{title}}", escaped(&title)),
        ("{{chart_style}}", CHART_STYLE.to_string()),
        ("{{style}}", STYLE.to_string()),
        ("{{data}}", script_safe(&data.to_string())),
        ("{{chart_script}}", CHART_SCRIPT.to_string()),
        ("{{script}}", SCRIPT.to_string()),
    ];
    for (mark, piece) in pieces {
        if let Some((before, after)) = rest.split_once(mark) {
            page.push_str(before);
            page.push_str(&piece);
            rest = after;
        }
    }
    page.push_str(rest);

    page
}

/// Text inside an element.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// JSON inside a script element: no text of a scenario may end it.
fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn run(run: &Run) -> Value {
    let outcome = &run.outcome;
    let summary = &outcome.summary;

    json!({
        "label": run.label,
        "name": summary.name,
        "overrides": summary.overrides,
        "seed": summary.seed,
        "from": summary.from.to_string(),
        "to": summary.to.to_string(),
        "tradingDays": summary.trading_days,
        "agents": summary.agents,
        "messages": summary.messages,
        "refused": summary.refused,
        "figures": figures(summary).iter().map(|figure| json!({
            "name": figure.name, "shown": figure.shown, "note": figure.note,
        })).collect::<Vec<_>>(),
        "violations": outcome.violations.iter().map(|violation| json!({
            "date": violation.date.to_string(),
            "invariant": violation.invariant,
            "detail": violation.detail,
            "messages": violation.messages.len(),
        })).collect::<Vec<_>>(),
        "notices": sentences(&summary.notices),
        "days": outcome.days.iter().map(|day| epoch_day(day.date)).collect::<Vec<_>>(),
        "totals": totals(outcome),
        "assets": (0..outcome.assets.len()).map(|asset| asset_data(outcome, asset)).collect::<Vec<_>>(),
        "releases": releases(outcome),
        "groups": groups(outcome),
        "profit": summary.profit.iter().map(|(kind, group)| profit_row(kind, group)).collect::<Vec<_>>(),
        "liquidations": liquidations(outcome),
        "marks": marks(outcome),
        "mir": governance::series(outcome),
        "supply": governance::supply(summary),
        "polls": governance::polls(outcome),
        "quorum": figure(rate_f64(summary.quorum)),
    })
}

fn differences(a: &Summary, b: &Summary) -> Value {
    let rows = figures(a).into_iter().zip(figures(b)).map(|(a, b)| {
        json!({
            "name": a.name, "a": a.shown, "b": b.shown,
            "difference": difference(a.number, b.number),
        })
    });

    Value::Array(rows.collect())
}

/// Series over all days.
fn totals(outcome: &Outcome) -> Value {
    let series =
        |value: fn(&DayRecord) -> Value| -> Value { outcome.days.iter().map(value).collect() };

    json!({
        "collateral": series(|day| figure(coins_f64(day.value.collateral))),
        "liquidity": series(|day| figure(coins_f64(day.value.liquidity))),
        "locked": series(|day| figure(coins_f64(day.value.locked))),
        "debt": series(|day| figure(coins_f64(day.value.debt))),
        "badDebt": series(|day| figure(coins_f64(day.bad_debt))),
        "fees": series(|day| figure(coins_f64(day.protocol_fees))),
        "commission": series(|day| figure(coins_f64(day.commission))),
        "mirPrice": series(|day| optional(day.mir_price.map(rate_f64))),
        "refusedStale": series(|day| json!(day.refused_stale)),
        "liquidations": series(|day| json!(day.liquidations)),
        "ratios": ratios(outcome.days.iter().map(|day| day.ratios.as_ref())),
    })
}

/// An asset's series from its first day to its last; `start` says where they begin.
fn asset_data(outcome: &Outcome, position: usize) -> Value {
    let of = |day: &'_ DayRecord| day.assets.iter().position(|asset| asset.asset == position);
    let start = outcome
        .days
        .iter()
        .position(|day| of(day).is_some())
        .unwrap_or(0);
    let end = outcome
        .days
        .iter()
        .rposition(|day| of(day).is_some())
        .map_or(start, |last| last + 1);
    let days: Vec<Option<&AssetDay>> = outcome
        .days
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .map(|day| day.assets.iter().find(|asset| asset.asset == position))
        .collect();
    let series = |value: fn(&AssetDay) -> Option<f64>| -> Value {
        days.iter()
            .map(|day| optional(day.and_then(value)))
            .collect()
    };
    let mut data = asset_head(outcome, position);
    data.insert("start".into(), json!(start));
    data.insert(
        "oracle".into(),
        series(|day| day.oracle_price.map(rate_f64)),
    );
    data.insert(
        "market".into(),
        series(|day| day.market_price.map(rate_f64)),
    );
    data.insert("debts".into(), series(|day| Some(coins_f64(day.debt))));
    data.insert("longApr".into(), series(|day| day.long_apr.map(rate_f64)));
    data.insert("shortApr".into(), series(|day| day.short_apr.map(rate_f64)));
    data.insert(
        "ratios".into(),
        ratios(
            days.iter()
                .map(|day| day.and_then(|day| day.ratios.as_ref())),
        ),
    );

    Value::Object(data)
}

/// What an asset is called and how it ended.
fn asset_head(outcome: &Outcome, position: usize) -> Map<String, Value> {
    let mut data = Map::new();
    if let Some(record) = outcome.assets.get(position) {
        data.insert("label".into(), json!(record.label));
        data.insert("symbol".into(), json!(record.symbol));
        data.insert("listed".into(), json!(record.listed.to_string()));
        data.insert(
            "delisted".into(),
            json!(record.delisted.map(|date| date.to_string())),
        );
        data.insert(
            "minimum".into(),
            figure(rate_f64(record.min_collateral_ratio)),
        );
        if let Some(summary) = outcome.summary.assets.get(&record.label) {
            data.insert("supply".into(), figure(coins_f64(summary.supply)));
            data.insert("debt".into(), figure(coins_f64(summary.debt)));
            data.insert("premium".into(), figure(signed_rate_f64(summary.premium)));
            data.insert("badDebt".into(), figure(coins_f64(summary.bad_debt)));
            data.insert("liquidations".into(), json!(summary.liquidations));
        }
    }

    data
}

/// Seven series: how many positions, then lowest, 5, 25, 50, 75 and 95 per cent.
fn ratios<'a>(days: impl Iterator<Item = Option<&'a Ratios>> + Clone) -> Value {
    let series = |value: fn(&Ratios) -> f64| -> Value {
        // Whole per cent: seven series for each asset are the largest part of the page.
        days.clone()
            .map(|ratios| optional(ratios.map(|ratios| (value(ratios) * 100.0).round() / 100.0)))
            .collect()
    };

    json!([
        series(|ratios| ratios.positions as f64),
        series(|ratios| rate_f64(ratios.lowest)),
        series(|ratios| rate_f64(ratios.percentile_5)),
        series(|ratios| rate_f64(ratios.percentile_25)),
        series(|ratios| rate_f64(ratios.median)),
        series(|ratios| rate_f64(ratios.percentile_75)),
        series(|ratios| rate_f64(ratios.percentile_95)),
    ])
}

fn releases(outcome: &Outcome) -> Value {
    let pools = std::iter::once(Pool::Mir).chain((0..outcome.assets.len()).map(Pool::Asset));

    pools
        .filter_map(|pool| {
            let of = |day: &DayRecord| day.releases.iter().position(|one| one.pool == pool);
            let start = outcome.days.iter().position(|day| of(day).is_some())?;
            let days = outcome.days.get(start..).unwrap_or_default();
            let series = |scheduled: bool| -> Value {
                days.iter()
                    .map(|day| {
                        let release = day.releases.iter().find(|one| one.pool == pool);
                        optional(release.map(|one| {
                            coins_f64(if scheduled {
                                one.scheduled
                            } else {
                                one.released
                            })
                        }))
                    })
                    .collect()
            };
            let label = match pool {
                Pool::Mir => "MIR".to_string(),
                Pool::Asset(position) => outcome.assets.get(position)?.label.clone(),
            };

            Some(json!({
                "label": label, "start": start,
                "released": series(false), "scheduled": series(true),
            }))
        })
        .collect()
}

/// The gain of every group over time, in per cent of what it brought.
fn groups(outcome: &Outcome) -> Value {
    outcome
        .groups
        .iter()
        .enumerate()
        .map(|(position, group)| {
            let gains: Value = outcome
                .days
                .iter()
                .map(|day| {
                    let gain = day.groups.get(position).and_then(gain);
                    optional(gain.map(|gain| (gain * 1e4).round() / 1e2))
                })
                .collect();

            json!({
                "name": group.name, "kind": group.kind, "agents": group.agents, "gains": gains,
            })
        })
        .collect()
}

fn profit_row(kind: &str, group: &KindProfit) -> Value {
    json!({
        "kind": kind.replace('_', " "),
        "agents": group.agents,
        "brought": figure(coins_f64(group.invested)),
        "worth": figure(signed_f64(group.worth)),
        "rewards": figure(coins_f64(group.rewards)),
        "gain": gain(group).map(percent),
        "loss": gain(group).is_some_and(|gain| gain < 0.0),
    })
}

/// `[day, asset, ratio before, collateral value, bad debt]`, the day as a position.
fn liquidations(outcome: &Outcome) -> Value {
    outcome
        .liquidations
        .iter()
        .filter_map(|one| {
            let day = outcome
                .days
                .binary_search_by_key(&one.date, |day| day.date)
                .ok()?;

            Some(json!([
                day,
                one.asset,
                figure(rate_f64(one.ratio)),
                figure(coins_f64(one.collateral_value)),
                figure(coins_f64(one.bad_debt)),
            ]))
        })
        .collect()
}

fn marks(outcome: &Outcome) -> Value {
    outcome
        .marks
        .iter()
        .map(|mark| {
            json!({
                "day": epoch_day(mark.date),
                "until": mark.until.map(epoch_day),
                "kind": mark.kind,
                "asset": mark.asset,
                "text": mark.text,
            })
        })
        .collect()
}

/// Days since 1970: the script makes a time of them.
fn epoch_day(date: Date) -> i64 {
    date.midnight().assume_utc().unix_timestamp() / 86_400
}

fn optional(value: Option<f64>) -> Value {
    value.map_or(Value::Null, figure)
}

/// Five digits, and no `.0` behind a whole number: a third of the page's size.
fn figure(value: f64) -> Value {
    let short: f64 = format!("{value:.4e}").parse().unwrap_or(value);
    if short == 0.0 {
        return json!(0);
    }
    if short.fract() == 0.0 && short.abs() < 1e15 {
        // A whole number prints without exponent, so its text is an integer.
        if let Ok(whole) = format!("{short:.0}").parse::<i64>() {
            return Value::Number(Number::from(whole));
        }
    }

    Number::from_f64(short).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_five_digits() {
        assert_eq!(figure(1.234567).to_string(), "1.2346");
        assert_eq!(figure(123_456.7).to_string(), "123460");
        assert_eq!(figure(-0.000_012_345_6).to_string(), "-0.000012346");
        assert_eq!(figure(0.0).to_string(), "0");
        assert_eq!(figure(f64::NAN), Value::Null);
    }

    #[test]
    fn no_text_of_a_scenario_can_end_the_script() {
        assert_eq!(script_safe("\"</script>\""), "\"\\u003c/script>\"");
        assert_eq!(escaped("<b>&"), "&lt;b&gt;&amp;");
    }
}
