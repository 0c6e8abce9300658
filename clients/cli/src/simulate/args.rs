//! What was asked for, from raw arguments to a checked job.

use std::path::{Path, PathBuf};

use clap::Args;
use mirror_simulation::attacks;
use mirror_simulation::plan::{Plan, PlanError};
use mirror_simulation::prices::{PriceError, Prices};
use mirror_simulation::scenario::{self, nearest, Document, Override, ScenarioError};
use thiserror::Error;

use crate::failure::{CommandError, Exit};
use crate::output::{Destination, OutputError};
use crate::text;

/// Replay the whole protocol over years of real prices and report what happened.
///
/// Every contract is the real one, on a chain inside the program. Without arguments: 2004 to 2013
/// with Apple, IBM, Microsoft, Google's and Facebook's IPOs and the crash of 2008.
///
/// Exit codes: 0 all is well; 1 a rule of the protocol broke or the run could not be carried out; 2
/// what was asked for is wrong, and the message says what to mend.
#[derive(Clone, Debug, Default, Args)]
pub struct Arguments {
    /// The scenario to run (TOML); the default scenario if absent. `attacks` tries all known
    /// attacks on the real contracts.
    #[arg(long, value_name = "FILE", conflicts_with = "compare")]
    scenario: Option<PathBuf>,
    /// Run two scenarios and put them side by side in one report.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    compare: Option<Vec<PathBuf>>,
    /// First day instead of the scenario's.
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<String>,
    /// Last day instead of the scenario's.
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<String>,
    /// Where chance begins: the same number gives the same run, bit for bit.
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Change a value of the scenario, for example agents.liquidator.delay_days=1; may be repeated.
    ///
    /// Limits that the protocol is deployed with: protocol.max_price_deviation, confirm_seconds and
    /// halt_seconds of the oracle, default_value_cap and collateral_delay_days of mAssets that back
    /// others, minimum_reserve of pools that move rewards. All keys: --print-scenario.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Write summary.json, timeline.csv and report.html into this folder; of `attacks` attacks.json
    /// and report.html.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print summary.json (of `attacks` attacks.json) on standard output instead of a table.
    #[arg(long)]
    json: bool,
    /// Print the default scenario, as a start for one of your own, and end.
    #[arg(long, exclusive = true)]
    print_scenario: bool,
}

/// Something to mend in what the user wrote.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadInput {
    #[error("cannot read the scenario {file}: {reason}")]
    UnreadableScenario { file: String, reason: String },
    #[error("there is no scenario `{name}`, neither a file nor inside the program{}", match .nearest { Some(word) => format!("; did you mean `{word}`?"), None => String::new() })]
    UnknownScenario {
        name: String,
        nearest: Option<String>,
    },
    #[error("cannot read the prices in {file}: {reason}")]
    UnreadablePrices { file: String, reason: String },
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    #[error(transparent)]
    Prices(#[from] PriceError),
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The attacks have neither days nor chance.
    #[error("--{flag} says nothing to the scenario `attacks`: leave it out")]
    NothingForAttacks { flag: &'static str },
}

impl CommandError for BadInput {
    fn exit(&self) -> Exit {
        Exit::BadInput
    }
}

/// What to do, with nothing left to check.
#[derive(Debug)]
pub enum Job {
    PrintScenario,
    /// Attacks instead of days.
    Attacks {
        destination: Option<Destination>,
        json: bool,
    },
    Run {
        /// One, or two to compare.
        plans: Vec<Plan>,
        /// Made before the run, so that an unwritable folder costs no minute of waiting.
        destination: Option<Destination>,
        json: bool,
    },
}

impl Arguments {
    pub fn check(self) -> Result<Job, BadInput> {
        if self.print_scenario {
            return Ok(Job::PrintScenario);
        }
        if self.scenario.as_deref() == Some(Path::new(attacks::SCENARIO)) {
            return self.attacks();
        }
        let overrides = self.overrides()?;
        let files: Vec<&Path> = match (&self.compare, &self.scenario) {
            (Some(files), _) => files.iter().map(PathBuf::as_path).collect(),
            (None, Some(file)) => vec![file],
            (None, None) => vec![Path::new("default")],
        };
        let plans = files.into_iter().map(|file| named(file, &overrides));
        let plans = plans.collect::<Result<_, _>>()?;
        let destination = self.out.as_deref().map(Destination::prepare).transpose()?;

        Ok(Job::Run {
            plans,
            destination,
            json: self.json,
        })
    }

    fn attacks(&self) -> Result<Job, BadInput> {
        let flags = [
            ("from", self.from.is_some()),
            ("to", self.to.is_some()),
            ("seed", self.seed.is_some()),
            ("set", !self.set.is_empty()),
        ];
        if let Some((flag, _)) = flags.into_iter().find(|(_, given)| *given) {
            return Err(BadInput::NothingForAttacks { flag });
        }

        Ok(Job::Attacks {
            destination: self.out.as_deref().map(Destination::prepare).transpose()?,
            json: self.json,
        })
    }

    /// Flags of their own come last, since they are the plainer ones.
    fn overrides(&self) -> Result<Vec<Override>, ScenarioError> {
        let mut overrides = self
            .set
            .iter()
            .map(|text| Override::parse(text))
            .collect::<Result<Vec<_>, _>>()?;
        overrides.extend(self.from.as_deref().map(|date| Override::run("from", date)));
        overrides.extend(self.to.as_deref().map(|date| Override::run("to", date)));
        overrides.extend(
            self.seed
                .map(|seed| Override::run("seed", &seed.to_string())),
        );

        Ok(overrides)
    }
}

/// A scenario inside the program by its bare name; anything else is a file.
fn named(path: &Path, overrides: &[Override]) -> Result<Plan, BadInput> {
    let name = path.to_string_lossy();
    let mut built_in = scenario::BUILT_IN.iter();
    if let Some((name, text)) = built_in.find(|(known, _)| *known == name) {
        return plan(name, text, Path::new(""), overrides);
    }
    let is_a_word = !name.contains(['.', '/', '\\']);
    if is_a_word && !path.exists() {
        let names = scenario::BUILT_IN.map(|(known, _)| known);
        let names = names.into_iter().chain([attacks::SCENARIO]);
        return Err(BadInput::UnknownScenario {
            nearest: nearest(&name, names),
            name: name.into_owned(),
        });
    }

    from_file(path, overrides)
}

fn from_file(path: &Path, overrides: &[Override]) -> Result<Plan, BadInput> {
    let file = path.display().to_string();
    let text = text::read(path).map_err(|reason| BadInput::UnreadableScenario {
        file: file.clone(),
        reason,
    })?;

    plan(
        &file,
        &text,
        path.parent().unwrap_or(Path::new("")),
        overrides,
    )
}

/// `folder` is where a price file is looked for.
fn plan(file: &str, text: &str, folder: &Path, overrides: &[Override]) -> Result<Plan, BadInput> {
    let document = Document {
        file,
        text,
        overrides,
    };

    Plan::read(&document, |path| prices(&folder.join(path)))
}

fn prices(path: &Path) -> Result<Prices, BadInput> {
    let file = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => Ok(Prices::parse(&file, &bytes)?),
        Err(error) => Err(BadInput::UnreadablePrices {
            reason: error.to_string(),
            file,
        }),
    }
}
