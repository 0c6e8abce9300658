//! `mirror simulate --scenario attacks`: what was done to protocols like this one, done again to
//! the real contracts.
//!
//! In reading order: each attack has a file that says what happened and tries it again on a
//! protocol of its own; `stage` carries out what the attacker sends, one transaction of several
//! messages at a time, and measures by `worth` what he has before and after; `told` is what comes
//! out, `screen` and `page` show it.

mod bundle;
mod evil;
mod nested;
mod page;
mod scenes;
mod screen;
mod stage;
mod told;
mod worth;

mod christmas_polls;
mod flash_vote;
mod forced_failure;
mod lock_drain;
mod pushed_premium;
mod reward_sniping;
mod sandwich;
mod share_inflation;
mod wrong_price;

use crate::output::{json, File};

pub use page::html;
pub use screen::table;
pub use told::{Attempt, Exposure, Findings, Report, Stop};

/// What `--scenario` calls all of this.
pub const SCENARIO: &str = "attacks";

/// An attack of the past and the code that tries it again.
pub struct Attack {
    /// What it is called.
    pub name: &'static str,
    /// What happened, in a sentence or two.
    pub story: &'static str,
    /// Try it on a protocol of its own.
    pub run: fn() -> anyhow::Result<Findings>,
}

/// All of them, the dearest first.
pub const ATTACKS: [&Attack; 11] = [
    &lock_drain::ATTACK,
    &wrong_price::ATTACK,
    &flash_vote::ATTACK,
    &christmas_polls::ATTACK,
    &sandwich::ATTACK,
    &pushed_premium::ATTACK,
    &reward_sniping::POOL,
    &reward_sniping::GOV,
    &share_inflation::GOV,
    &share_inflation::PAIR,
    &forced_failure::ATTACK,
];

impl Attack {
    /// Try it and tell what came of it.
    pub fn replay(&self) -> anyhow::Result<Report> {
        let Findings {
            attempts,
            exposures,
        } = (self.run)()?;
        Ok(Report {
            name: self.name,
            story: self.story,
            attempts,
            exposures,
        })
    }
}

/// Try them all.
pub fn replay() -> anyhow::Result<Vec<Report>> {
    ATTACKS.iter().map(|attack| attack.replay()).collect()
}

/// The files of `--out`.
pub fn files(reports: &[Report]) -> Vec<File> {
    let files = [
        ("attacks.json", json(&reports)),
        ("report.html", html(reports).into_bytes()),
    ];
    let file = |(name, content): (&str, Vec<u8>)| File {
        name: name.to_string(),
        content,
    };
    files.map(file).into()
}
