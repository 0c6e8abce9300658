//! `mirror simulate --scenario attacks`: attacks on protocols like this one, and attacks that were
//! found on this one, tried again on the real contracts.
//!
//! In reading order: each attack has a file that says what happened and tries it again on a
//! protocol of its own. A `trial` carries out what the attacker sends, one `transaction` of several
//! messages at a time. It measures the net worth of the attacker and of those whom the attack may
//! harm, before and after, by a `valuation`; a `report` has the result. `fixtures` and `polls` hold
//! steps that several attacks share.

mod attack;
mod fixtures;
mod polls;
mod report;
mod thieving_code;
mod transaction;
mod trial;
mod valuation;

mod birth;
mod governance;
mod markets;
mod past;
mod positions;
mod prices;
mod rewards;

pub use attack::{Attack, Group};
pub use governance::{Matrix, CAPTURED};
pub use report::{Attempt, Exposure, Findings, Report, Stop};

/// The name of this scenario for `--scenario`.
pub const SCENARIO: &str = "attacks";

/// All attacks, by group.
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

/// Tries the attack of this name; `None` if there is no such attack.
pub fn replay_one(name: &str) -> Option<anyhow::Result<Report>> {
    GROUPS.iter().find_map(|group| {
        let attack = group.attacks.iter().find(|attack| attack.name == name)?;
        Some(attack.replay(group.title))
    })
}

/// Tries all attacks.
pub fn replay() -> anyhow::Result<Vec<Report>> {
    let groups: anyhow::Result<Vec<_>> = GROUPS.iter().map(Group::replay).collect();
    Ok(groups?.concat())
}
