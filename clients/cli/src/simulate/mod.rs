//! `mirror simulate`: the whole protocol over years of real prices.
//!
//! In reading order: `args` turns what was typed into a checked plan, the library
//! `mirror-simulation` runs it, `progress` and `timing` watch that, and `screen` and `files` (the
//! summary, `timeline`, `report`) show what came out: `figures` of the whole run and `columns` of
//! its days. `attacks` shows a scenario without days.

mod args;
pub mod attacks;
mod cell;
mod columns;
mod figures;
mod files;
mod page;
mod progress;
mod report;
mod run;
mod screen;
mod timeline;
mod timing;

pub use args::{Arguments, BadInput, Job};
pub use files::files;
pub use run::Run;

use mirror_simulation::attacks::{replay, Report};
use mirror_simulation::engine;
use mirror_simulation::error::SimulationError;
use mirror_simulation::plan::Plan;

use crate::failure::{Failure, Verdict};
use crate::output::Destination;
use progress::Bar;
use timing::Stopwatch;

/// Runs what the arguments ask for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    match arguments.check()? {
        Job::PrintScenario => {
            screen::scenario();
            Ok(Verdict::Fine)
        }
        Job::Attacks { destination, json } => try_attacks(destination, json),
        Job::Run {
            plans,
            destination,
            json,
        } => {
            let runs = plans.iter().map(run).collect::<Result<Vec<_>, _>>()?;
            let report = destination.map(|place| write(place, &runs)).transpose()?;
            screen::show(&runs, report.as_deref(), json);

            let held = runs.iter().all(|run| run.outcome.violations.is_empty());
            Ok(if held {
                Verdict::Fine
            } else {
                Verdict::Violated
            })
        }
    }
}

/// Tries all known attacks; one that gains or harms is a broken rule.
fn try_attacks(destination: Option<Destination>, json: bool) -> Result<Verdict, Failure> {
    let reports = replay().map_err(|error| Failure::Attacks {
        reason: format!("{error:#}"),
    })?;
    let page = destination
        .map(|place| {
            let page = place.path("report.html");
            let written = place.commit(&attacks::files(&reports));
            written.map(|()| page).map_err(BadInput::from)
        })
        .transpose()?;
    screen::attacks(&reports, page.as_deref(), json);

    Ok(if reports.iter().all(Report::held) {
        Verdict::Fine
    } else {
        Verdict::Violated
    })
}

fn run(plan: &Plan) -> Result<Run, SimulationError> {
    let watch = Stopwatch::started();
    let mut outcome = engine::run(plan, &mut Bar::new(&plan.label))?;
    outcome.summary.timing = watch.timing(outcome.summary.messages);

    Ok(Run {
        label: plan.label.clone(),
        outcome,
    })
}

/// The path of the report.
fn write(destination: Destination, runs: &[Run]) -> Result<std::path::PathBuf, Failure> {
    let report = destination.path("report.html");
    destination.commit(&files(runs)).map_err(BadInput::from)?;

    Ok(report)
}
