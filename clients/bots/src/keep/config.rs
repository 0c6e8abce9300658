//! How the keeper is set.

use std::collections::BTreeSet;
use std::fmt;

use cosmwasm_std::Uint128;
use mirror_chain::Faults;
use serde::Deserialize;

use crate::frame::Places;

/// The least number of seconds between two releases: the factory's own rule.
const LEAST_DISTRIBUTE_S: u64 = 60;
/// Rewards flow for a day after a release, so a few minutes are often.
const DISTRIBUTE_S: u64 = 300;
/// Nothing that the keeper does is a matter of seconds.
const LOOK_S: u64 = 10;
/// A whole coin: below that a conversion is not worth its fee.
const LEAST: u128 = 1_000_000;

/// One sort of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Release MIR: the factory's `distribute`.
    Distribute,
    /// Measure premiums: staking's `adjust_premium`.
    Premium,
    /// Turn fees into MIR: the collector's `convert`.
    Convert,
    /// Send that MIR to gov: the collector's `distribute`.
    Collect,
    /// Note the stake of polls that end soon: gov's `snapshot_poll`.
    Snapshot,
    /// Count the votes of polls: gov's `end_poll`.
    End,
    /// Carry out polls that have passed: gov's `execute_poll`.
    Execute,
    /// Carry out delistings that were announced: the factory's `execute_delisting`.
    Delist,
    /// Accept new assets as collateral: mint's `accept_collateral`.
    Accept,
    /// Take the keeper's own proceeds of short positions: the lock's `unlock_position_funds`.
    Unlock,
}

/// All of them.
pub(super) const TASKS: [Task; 10] = [
    Task::Distribute,
    Task::Premium,
    Task::Convert,
    Task::Collect,
    Task::Snapshot,
    Task::End,
    Task::Execute,
    Task::Delist,
    Task::Accept,
    Task::Unlock,
];

/// The table `[keep]` as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RawKeep {
    /// Seconds of block time between two looks; 10 unless told, 0 for every block.
    pub look_every_s: Option<u64>,
    /// Seconds between two releases of MIR, at least 60; 300 unless told.
    pub distribute_every_s: Option<u64>,
    /// The least worth of fees that is converted, in base-denom micro units, as a text; 1000000 unless
    /// told.
    pub least_convert: Option<String>,
    /// The least MIR that the collector sends to gov, in micro units, as a text; 1000000 unless told.
    pub least_collect: Option<String>,
    /// The calls that are made; all but `unlock` unless told.
    pub tasks: Option<Vec<Task>>,
}

/// How the keeper is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepSettings {
    /// Seconds of block time between two looks.
    pub look_every_s: u64,
    /// Seconds between two releases of MIR.
    pub distribute_every_s: u64,
    /// The least worth of fees that is converted, in base-denom micro units.
    pub least_convert: Uint128,
    /// The least MIR that is sent to gov, in micro units.
    pub least_collect: Uint128,
    /// The calls that are made.
    pub tasks: BTreeSet<Task>,
}

impl Default for KeepSettings {
    fn default() -> Self {
        Self {
            look_every_s: LOOK_S,
            distribute_every_s: DISTRIBUTE_S,
            least_convert: Uint128::new(LEAST),
            least_collect: Uint128::new(LEAST),
            // Its own money is for its owner to move.
            tasks: TASKS
                .into_iter()
                .filter(|task| *task != Task::Unlock)
                .collect(),
        }
    }
}

impl KeepSettings {
    /// What holds; all that is wrong is told.
    pub fn resolve(raw: RawKeep, places: &Places, faults: &mut Faults) -> Option<Self> {
        let standard = Self::default();
        let distribute = match raw.distribute_every_s {
            None => Ok(standard.distribute_every_s),
            Some(seconds) if seconds >= LEAST_DISTRIBUTE_S => Ok(seconds),
            Some(seconds) => {
                let rule = "must be at least 60: the factory releases no sooner";
                Err(places.fault("distribute_every_s", &seconds, rule))
            }
        };
        let amount = |key: &str, text: Option<String>, standard: Uint128| match text {
            None => Ok(standard),
            Some(text) => text.parse().map_err(|_| {
                let rule = "must be an amount in micro units, such as \"1000000\"";
                places.fault(key, &text, rule)
            }),
        };
        let convert = amount("least_convert", raw.least_convert, standard.least_convert);
        let collect = amount("least_collect", raw.least_collect, standard.least_collect);
        let distribute = faults.take(distribute);
        let (convert, collect) = (faults.take(convert), faults.take(collect));
        Some(Self {
            look_every_s: raw.look_every_s.unwrap_or(standard.look_every_s),
            distribute_every_s: distribute?,
            least_convert: convert?,
            least_collect: collect?,
            tasks: raw
                .tasks
                .map_or(standard.tasks, |tasks| tasks.into_iter().collect()),
        })
    }

    /// Whether a sort of call is made.
    pub fn does(&self, task: Task) -> bool {
        self.tasks.contains(&task)
    }
}

impl Task {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Distribute => "distribute",
            Self::Premium => "premium",
            Self::Convert => "convert",
            Self::Collect => "collect",
            Self::Snapshot => "snapshot",
            Self::End => "end",
            Self::Execute => "execute",
            Self::Delist => "delist",
            Self::Accept => "accept",
            Self::Unlock => "unlock",
        }
    }
}

/// As lines of a table.
impl fmt::Display for KeepSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "look_every_s = {}", self.look_every_s)?;
        writeln!(f, "distribute_every_s = {}", self.distribute_every_s)?;
        writeln!(f, "least_convert = \"{}\"", self.least_convert)?;
        writeln!(f, "least_collect = \"{}\"", self.least_collect)?;
        let tasks: Vec<&str> = self.tasks.iter().map(|task| task.name()).collect();
        writeln!(f, "tasks = {tasks:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_read_again() {
        let shown = KeepSettings::default().to_string();

        let raw: RawKeep = toml::from_str(&shown).unwrap();

        let mut faults = Faults::default();
        let again = KeepSettings::resolve(raw, &Places::nowhere("keep"), &mut faults);
        assert_eq!(again, Some(KeepSettings::default()));
        for task in TASKS {
            let all: RawKeep = toml::from_str(&format!("tasks = ['{}']", task.name())).unwrap();
            assert_eq!(all.tasks, Some(vec![task]));
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let raw = RawKeep {
            distribute_every_s: Some(59),
            least_convert: Some("1.5".to_string()),
            least_collect: Some("-1".to_string()),
            ..RawKeep::default()
        };
        let mut faults = Faults::default();

        let settings = KeepSettings::resolve(raw, &Places::nowhere("keep"), &mut faults);

        assert_eq!(settings, None);
        let keys: Vec<&str> = faults.0.iter().map(|fault| fault.key.as_str()).collect();
        let expected = [
            "keep.distribute_every_s",
            "keep.least_convert",
            "keep.least_collect",
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn the_shortest_time_between_releases_is_the_factorys() {
        let raw = RawKeep {
            distribute_every_s: Some(60),
            ..RawKeep::default()
        };
        let mut faults = Faults::default();

        let settings = KeepSettings::resolve(raw, &Places::nowhere("keep"), &mut faults);

        assert_eq!(
            settings.map(|settings| settings.distribute_every_s),
            Some(60)
        );
    }
}
