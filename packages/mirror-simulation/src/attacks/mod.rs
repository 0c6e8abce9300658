//! `mirror simulate --scenario attacks`: what was done to protocols like this one, and what an
//! attacker found in this one, done again to the real contracts.
//!
//! In reading order: each attack has a file that says what happened and tries it again on a
//! protocol of its own. A `trial` carries out what the attacker sends, one `transaction` of several
//! messages at a time. It measures the `net_worth` of the attacker and of those whom the attack may
//! harm, before and after; `findings` are what it found. `fixtures` and `polls` hold what several
//! attacks begin with.

mod attack;
mod findings;
mod fixtures;
mod net_worth;
mod polls;
mod thieving_code;
mod transaction;
mod trial;

mod birth;
mod governance;
mod markets;
mod past;
mod positions;
mod prices;
mod rewards;

pub use attack::{Attack, Group};
pub use findings::{Attempt, Exposure, Findings, Report, Stop};
pub use governance::{Matrix, CAPTURED};

/// What `--scenario` calls all of this.
pub const SCENARIO: &str = "attacks";

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
