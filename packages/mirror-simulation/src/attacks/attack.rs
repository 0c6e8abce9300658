//! An attack: its name, its story, and the code that tries it.

use crate::attacks::report::{Findings, Report};

/// An attack and the code that tries it again.
pub struct Attack {
    /// Its name, unique among all attacks.
    pub name: &'static str,
    /// What the attacker did and what he gained by it, in a sentence or two.
    pub story: &'static str,
    /// Tries the attack on a protocol of its own.
    pub run: fn() -> anyhow::Result<Findings>,
}

/// Attacks of one kind.
pub struct Group {
    /// Its heading.
    pub title: &'static str,
    /// Its attacks, in the order of the report.
    pub attacks: &'static [&'static Attack],
}

impl Group {
    /// Tries every attack of the group.
    pub(super) fn replay(&self) -> anyhow::Result<Vec<Report>> {
        let reports = self.attacks.iter();
        reports.map(|attack| attack.replay(self.title)).collect()
    }
}

impl Attack {
    /// Tries the attack and reports the result; `group` is the heading of its group.
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
