//! `mirror simulate --scenario attacks`: what was done to protocols like this one, and what an
//! attacker found in this one, done again to the real contracts.
//!
//! In reading order: each attack has a file that says what happened and tries it again on a
//! protocol of its own; `stage` carries out what the attacker sends, one transaction of several
//! messages at a time, and measures by `worth` what he has before and after, and what those whom it
//! may harm have; `told` is what comes out.

mod bundle;
mod evil;
mod polls;
mod scenes;
mod stage;
mod told;
mod worth;

mod birth;
mod governance;
mod markets;
mod past;
mod positions;
mod prices;
mod rewards;

pub use governance::{Matrix, CAPTURED};
pub use told::{Attempt, Exposure, Findings, Report, Stop};

/// What `--scenario` calls all of this.
pub const SCENARIO: &str = "attacks";

/// An attack and the code that tries it again.
pub struct Attack {
    /// What it is called.
    pub name: &'static str,
    /// What it is and what it gave, in a sentence or two.
    pub story: &'static str,
    /// Try it on a protocol of its own.
    pub run: fn() -> anyhow::Result<Findings>,
}

/// Attacks of a kind.
pub struct Group {
    /// Its heading.
    pub title: &'static str,
    pub attacks: &'static [&'static Attack],
}

/// All of them.
pub const GROUPS: [Group; 7] = [
    Group {
        title: "Attacks of the past",
        attacks: &past::ATTACKS,
    },
    Group {
        title: "What an attacker found: prices",
        attacks: &prices::ATTACKS,
    },
    Group {
        title: "What an attacker found: positions",
        attacks: &positions::ATTACKS,
    },
    Group {
        title: "What an attacker found: markets",
        attacks: &markets::ATTACKS,
    },
    Group {
        title: "What an attacker found: rewards",
        attacks: &rewards::ATTACKS,
    },
    Group {
        title: "What an attacker found: governance",
        attacks: &governance::ATTACKS,
    },
    Group {
        title: "What an attacker found: birth and hand-over",
        attacks: &birth::ATTACKS,
    },
];

impl Group {
    fn replay(&self) -> anyhow::Result<Vec<Report>> {
        let reports = self.attacks.iter();
        reports.map(|attack| attack.replay(self.title)).collect()
    }
}

impl Attack {
    /// Try it and tell what came of it.
    pub fn replay(&self, group: &'static str) -> anyhow::Result<Report> {
        let Findings {
            attempts,
            exposures,
        } = (self.run)()?;
        Ok(Report {
            group,
            name: self.name,
            story: self.story,
            attempts,
            exposures,
        })
    }
}

/// Try the one of this name; none: there is no such attack.
pub fn replay_one(name: &str) -> Option<anyhow::Result<Report>> {
    GROUPS.iter().find_map(|group| {
        let attack = group.attacks.iter().find(|attack| attack.name == name)?;
        Some(attack.replay(group.title))
    })
}

/// Try them all.
pub fn replay() -> anyhow::Result<Vec<Report>> {
    let groups: anyhow::Result<Vec<_>> = GROUPS.iter().map(Group::replay).collect();
    Ok(groups?.concat())
}
