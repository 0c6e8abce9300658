//! `mirror simulate`: the whole protocol over years of real prices.
//!
//! In reading order: `args` turns what was typed into a checked `plan` (`scenario`, `prices` and
//! `calendar` say what can be planned), `engine` runs it and fills an `outcome`, and `screen`,
//! `output`, `timeline` and `report` show it. `attacks` is a scenario without days.

mod args;
pub mod attacks;
pub mod calendar;
pub mod engine;
pub(crate) mod figures;
pub mod outcome;
pub mod output;
pub mod plan;
pub mod prices;
pub mod progress;
pub mod report;
pub mod scenario;
pub mod screen;
mod timeline;

pub use args::{Arguments, BadInput, Job};
pub use engine::SimulationError;

use crate::failure::{Failure, Verdict};
use crate::output::Destination;
use output::Run;
use plan::Plan;
use progress::Bar;

/// Runs what the arguments ask for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    match arguments.check()? {
        Job::PrintScenario => {
            screen::scenario();
            Ok(Verdict::Fine)
        }
        Job::Attacks { destination, json } => replay(destination, json),
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
fn replay(destination: Option<Destination>, json: bool) -> Result<Verdict, Failure> {
    let reports = attacks::replay().map_err(|error| Failure::Attacks {
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

    Ok(if reports.iter().all(attacks::Report::held) {
        Verdict::Fine
    } else {
        Verdict::Violated
    })
}

fn run(plan: &Plan) -> Result<Run, SimulationError> {
    let outcome = engine::run(plan, &mut Bar::new(&plan.label))?;

    Ok(Run {
        label: plan.label.clone(),
        outcome,
    })
}

/// The path of the report.
fn write(destination: Destination, runs: &[Run]) -> Result<std::path::PathBuf, Failure> {
    let report = destination.path("report.html");
    destination
        .commit(&output::files(runs))
        .map_err(BadInput::from)?;

    Ok(report)
}
