//! `timeline.csv`: one row per trading day, for a spreadsheet.

use csv::Writer;
use mirror_simulation::outcome::{AssetRecord, Outcome};

use super::columns::{Column, Place, ASSET, DAY, RATIOS};

/// It is written into memory, in rows of one length, so this cannot fail.
pub(super) fn csv(outcome: &Outcome) -> Vec<u8> {
    written(outcome).unwrap_or_default()
}

fn written(outcome: &Outcome) -> csv::Result<Vec<u8>> {
    let mut file = Writer::from_writer(vec![]);
    let of_day = names(&DAY).map(String::from);
    let of_asset = |asset: &AssetRecord| {
        let names = names(&ASSET).chain(names(&RATIOS));
        names
            .map(|name| format!("{} {name}", asset.label))
            .collect::<Vec<_>>()
    };
    file.write_record(of_day.chain(outcome.assets.iter().flat_map(of_asset)))?;

    for day in &outcome.days {
        let of_asset = |position| {
            let asset = day.assets.iter().find(|asset| asset.asset == position);
            let ratios = asset.and_then(|asset| asset.ratios.as_ref());
            values(&ASSET, asset).chain(values(&RATIOS, ratios))
        };
        let assets = 0..outcome.assets.len();
        file.write_record(values(&DAY, Some(day)).chain(assets.flat_map(of_asset)))?;
    }

    file.into_inner().map_err(|error| error.into_error().into())
}

fn names<T>(columns: &[Column<T>]) -> impl Iterator<Item = &'static str> + '_ {
    in_file(columns).map(|(_, name, _)| *name)
}

/// Nothing in each column where there is no record.
fn values<'a, T>(
    columns: &'a [Column<T>],
    record: Option<&'a T>,
) -> impl Iterator<Item = String> + 'a {
    in_file(columns)
        .map(move |(_, _, value)| record.map_or(String::new(), |one| value(one).to_string()))
}

fn in_file<T>(columns: &[Column<T>]) -> impl Iterator<Item = &Column<T>> {
    columns.iter().filter(|(place, ..)| *place != Place::Report)
}
