//! The data of the page: the summary and the records as they are, and the series of its charts.

use mirror_simulation::outcome::{
    sentences, AssetDay, AssetRecord, DayRecord, GroupRecord, Outcome, Pool, PoolRelease,
};
use mirror_simulation::rules;
use serde::Serialize;
use serde_json::{json, Map, Value};

use super::super::cell::{epoch_day, Cell};
use super::super::columns::{Column, Place, ASSET, DAY, GROUP, RATIOS, RELEASE};
use super::super::figures::figures;
use super::super::run::Run;

pub(super) fn of(run: &Run) -> Value {
    let outcome = &run.outcome;
    let summary = &outcome.summary;
    let days = outcome.days.iter().map(|day| epoch_day(day.date));

    json!({
        "label": run.label,
        "summary": summary,
        "figures": figures(summary),
        "notices": sentences(&summary.notices),
        "violations": violations(outcome),
        "days": days.collect::<Vec<_>>(),
        "series": Series::of(outcome, Some, &DAY).columns,
        "ratios": Series::of(outcome, |day| day.ratios.as_ref(), &RATIOS),
        "assets": assets(outcome),
        "releases": releases(outcome),
        "groups": groups(outcome),
        "liquidations": liquidations(outcome),
        "marks": outcome.marks,
        "polls": outcome.polls,
    })
}

/// The messages that reproduce it are in a file of their own.
fn violations(outcome: &Outcome) -> Vec<Value> {
    let told = outcome.violations.iter().map(|one| {
        json!({
            "date": one.date.to_string(),
            "invariant": one.invariant,
            "rule": rules::in_words(&one.invariant),
            "detail": one.detail,
            "messages": one.messages.len(),
        })
    });

    told.collect()
}

/// Something that is there on some of the days.
#[derive(Serialize)]
struct Part<R> {
    #[serde(flatten)]
    record: R,
    series: Series,
    ratios: Option<Series>,
}

/// Columns from the first day of something to its last.
#[derive(Serialize)]
struct Series {
    start: usize,
    columns: Map<String, Value>,
}

impl Series {
    fn of<'a, T: 'a>(
        outcome: &'a Outcome,
        part: impl Fn(&'a DayRecord) -> Option<&'a T>,
        columns: &[Column<T>],
    ) -> Self {
        let parts: Vec<Option<&T>> = outcome.days.iter().map(part).collect();
        let start = parts.iter().position(Option::is_some);
        let start = start.unwrap_or(parts.len());
        let end = parts.iter().rposition(Option::is_some);
        let lived = parts.get(start..end.map_or(start, |last| last + 1));
        let drawn = columns.iter().filter(|(place, ..)| *place != Place::Csv);
        let column = |(_, name, value): &Column<T>| {
            let cells = lived.unwrap_or_default().iter();
            let cells = cells.map(|part| part.map_or(Cell::Nothing, value).figure());
            ((*name).to_string(), cells.collect())
        };

        Self {
            start,
            columns: drawn.map(column).collect(),
        }
    }
}

fn assets(outcome: &Outcome) -> Vec<Part<&AssetRecord>> {
    let assets = outcome.assets.iter().enumerate();
    let part = |(position, record)| {
        let find = |asset: &&AssetDay| asset.asset == position;
        let series = Series::of(outcome, |day| day.assets.iter().find(find), &ASSET);
        let ratios = Series::of(
            outcome,
            |day| {
                day.assets
                    .iter()
                    .find(find)
                    .and_then(|asset| asset.ratios.as_ref())
            },
            &RATIOS,
        );
        Part {
            record,
            series,
            ratios: Some(ratios),
        }
    };

    assets.map(part).collect()
}

fn releases(outcome: &Outcome) -> Vec<Part<Value>> {
    let assets = outcome.assets.iter().enumerate();
    let assets = assets.map(|(position, asset)| (Pool::Asset(position), asset.label.as_str()));
    let pools = std::iter::once((Pool::Mir, "MIR")).chain(assets);
    let part = |(pool, label)| {
        let find = |release: &&PoolRelease| release.pool == pool;
        Part {
            record: json!({ "label": label }),
            series: Series::of(outcome, |day| day.releases.iter().find(find), &RELEASE),
            ratios: None,
        }
    };
    let has_begun = |part: &Part<_>| part.series.start < outcome.days.len();

    pools.map(part).filter(has_begun).collect()
}

/// The gain of every group over time, as a part of what it brought.
fn groups(outcome: &Outcome) -> Vec<Part<&GroupRecord>> {
    let groups = outcome.groups.iter().enumerate();
    let part = |(position, record)| Part {
        record,
        series: Series::of(outcome, |day| day.groups.get(position), &GROUP),
        ratios: None,
    };

    groups.map(part).collect()
}

/// `[day, asset, ratio before, collateral value]`.
fn liquidations(outcome: &Outcome) -> Vec<Value> {
    let told = outcome.liquidations.iter().map(|one| {
        json!([
            epoch_day(one.date),
            one.asset,
            Cell::Rate(one.ratio).figure(),
            Cell::Coins(one.collateral_value).figure(),
        ])
    });

    told.collect()
}
