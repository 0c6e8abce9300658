//! What came of an attack.

use anyhow::Context;
use cosmwasm_std::{Int128, Uint128};
use serde::Serialize;

/// What a run of an attack found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The ways in which it was tried. None may gain.
    pub attempts: Vec<Attempt>,
    /// What it would gain under other rules, or by other means than the attack's.
    pub exposures: Vec<Exposure>,
}

/// An attack and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The heading under which it stands.
    pub group: &'static str,
    pub name: &'static str,
    pub story: &'static str,
    pub attempts: Vec<Attempt>,
    pub exposures: Vec<Exposure>,
}

/// One way of trying it. Amounts are micro units of the base coin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// What the attacker did.
    pub tried: String,
    /// All that the attacker sent for it, at fair prices; what was refused counts, too.
    pub put_in: Uint128,
    /// What the attacker owns after it less what was owned before: coins, tokens and claims less
    /// debts, at fair prices. A fraction counts as a whole unit in the attacker's favour.
    pub gained: Int128,
    /// What those lost whom it may harm, at fair prices; none: nobody is at risk. A harm without
    /// gain counts like a gain.
    pub harmed: Option<Uint128>,
    /// What stood in the way, in order.
    pub stopped_by: Vec<Stop>,
}

/// What stood in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// The rule's number in the safety document.
    pub rule: &'static str,
    /// The contract's own words, if it refused.
    pub refusal: Option<String>,
    /// What the rule left of the attack, if nothing was refused.
    pub seen: Option<String>,
}

/// What the same attacker would gain with a protection turned off, or by what no rule forbids. It
/// is no gain of the attack: it shows what the rule is worth, or what is left to watch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// What is different.
    pub when: String,
    /// Whether it was run on the contracts or follows from figures of a run.
    pub measured: bool,
    /// As for an attempt.
    pub gained: Int128,
    /// As for an attempt.
    pub harmed: Option<Uint128>,
}

impl Attempt {
    /// The same measured against another course of events, in which the attacker only did what is
    /// anybody's right.
    pub(super) fn against(mut self, control: &Self) -> Self {
        self.gained -= control.gained;
        let of_control = control.harmed.unwrap_or_default();
        self.harmed = self.harmed.map(|lost| lost.saturating_sub(of_control));
        self
    }

    /// What others lost besides, such as what they would have earned.
    pub(super) fn harms(mut self, amount: Uint128) -> Self {
        self.harmed = Some(self.harmed.unwrap_or_default() + amount);
        self
    }

    /// Several ways as one: the most that any gained and the most that any harmed, and what stood
    /// in the way of each, one of a kind.
    pub(super) fn best(ways: Vec<Self>, tried: impl Into<String>) -> anyhow::Result<Self> {
        let harmed = ways.iter().filter_map(|way| way.harmed).max();
        let mut stopped_by: Vec<Stop> = vec![];
        for stop in ways.iter().flat_map(|way| &way.stopped_by) {
            if stopped_by.iter().all(|known| known.kind() != stop.kind()) {
                stopped_by.push(stop.clone());
            }
        }
        let best = ways.into_iter().max_by_key(|way| way.gained);
        Ok(Self {
            tried: tried.into(),
            harmed,
            stopped_by,
            ..best.context("no way was tried")?
        })
    }

    /// What stood in the way, in order, each once.
    pub fn stops(&self) -> Vec<&Stop> {
        let mut stops: Vec<&Stop> = vec![];
        for stop in &self.stopped_by {
            if !stops.contains(&stop) {
                stops.push(stop);
            }
        }
        stops
    }

    /// Not an attack, but what it would be under other rules.
    pub(super) fn exposes(self, when: impl Into<String>) -> Exposure {
        Exposure {
            when: when.into(),
            measured: true,
            gained: self.gained,
            harmed: self.harmed,
        }
    }
}

impl Exposure {
    /// What follows from figures without a run.
    pub(super) fn computed(when: impl Into<String>, gained: Int128) -> Self {
        Self {
            when: when.into(),
            measured: false,
            gained,
            harmed: None,
        }
    }
}

impl Stop {
    /// The message was refused with these words.
    pub fn refused(rule: &'static str, refusal: impl Into<String>) -> Self {
        Self {
            rule,
            refusal: Some(refusal.into()),
            seen: None,
        }
    }

    /// The message was carried out, and this is what it came to.
    pub fn seen(rule: &'static str, seen: impl Into<String>) -> Self {
        Self {
            rule,
            refusal: None,
            seen: Some(seen.into()),
        }
    }

    /// The same refusal, or the same words before a figure.
    fn kind(&self) -> Option<&str> {
        self.words().split([':', ',']).next()
    }

    /// The refusal, or else what was seen.
    pub fn words(&self) -> &str {
        let words = self.refusal.as_deref().or(self.seen.as_deref());
        words.unwrap_or_default()
    }
}

impl Report {
    /// The most that any attempt gained.
    pub fn gained(&self) -> Int128 {
        let gains = self.attempts.iter().map(|attempt| attempt.gained);
        gains.max().unwrap_or_default()
    }

    /// The most that any attempt cost others.
    pub fn harmed(&self) -> Uint128 {
        let harms = self.attempts.iter().filter_map(|attempt| attempt.harmed);
        harms.max().unwrap_or_default()
    }

    /// Whether nobody gained and nobody was harmed, in any way.
    pub fn held(&self) -> bool {
        self.gained() <= Int128::zero() && self.harmed().is_zero()
    }
}
