//! An attack: its name, its story, and the code that tries it.

use crate::attacks::findings::{Findings, Report};

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

impl Group {
    pub(super) fn replay(&self) -> anyhow::Result<Vec<Report>> {
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
