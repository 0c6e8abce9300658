//! The result of an attack.

use anyhow::Context;
use cosmwasm_std::{Int128, Uint128};
use serde::Serialize;

/// The result of a run of an attack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The ways in which the attack was tried. None of them may gain anything.
    pub attempts: Vec<Attempt>,
    /// What the attacker would gain under other rules, or by other means.
    pub exposures: Vec<Exposure>,
}

/// An attack and its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The heading of its group.
    pub group: &'static str,
    /// The name of the attack.
    pub name: &'static str,
    /// What the attacker did and what he gained by it.
    pub story: &'static str,
    /// The ways in which the attack was tried.
    pub attempts: Vec<Attempt>,
    /// What the attacker would gain under other rules, or by other means.
    pub exposures: Vec<Exposure>,
}

/// One way of trying an attack. Amounts are micro units of the base coin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// What the attacker did.
    pub tried: String,
    /// The worth of all that the attacker sent, at fair prices; refused messages count, too.
    pub put_in: Uint128,
    /// What the attacker owns after the attempt less what the attacker owned before it: coins,
    /// tokens and claims less debts, at fair prices. A fraction of a unit is rounded up.
    pub gained: Int128,
    /// What others lost, at fair prices; `None` if nobody is at risk. Harm counts as a success of
    /// the attack even where the attacker gains nothing.
    pub harmed: Option<Uint128>,
    /// The rules that stopped the attempt, in order.
    pub stopped_by: Vec<Stop>,
}

/// A rule that stopped an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// The rule's number in the safety document.
    pub rule: &'static str,
    /// The error of the contract; `None` if it refused nothing.
    pub refusal: Option<String>,
    /// What the rule left of the attack; `None` if the message was refused.
    pub seen: Option<String>,
}

/// What the same attacker would gain without a rule, or by means that no rule forbids. This is not
/// a gain of the attack: it shows what the rule prevents, or which risk remains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// What is different from the attempts.
    pub when: String,
    /// Whether it was run on the contracts; otherwise it is computed from figures of a run.
    pub measured: bool,
    /// The attacker's gain, measured as for an attempt.
    pub gained: Int128,
    /// The loss of others, measured as for an attempt.
    pub harmed: Option<Uint128>,
}

impl Attempt {
    /// The same attempt less what the attacker gained and others lost in a `control` run without
    /// the attack.
    pub(super) fn against(mut self, control: &Self) -> Self {
        self.gained -= control.gained;
        let of_control = control.harmed.unwrap_or_default();
        self.harmed = self.harmed.map(|lost| lost.saturating_sub(of_control));
        self
    }

    /// Adds a loss of others that their net worth does not show, such as what they would have
    /// earned.
    pub(super) fn harms(mut self, amount: Uint128) -> Self {
        self.harmed = Some(self.harmed.unwrap_or_default() + amount);
        self
    }

    /// Several ways of trying as one attempt: the greatest gain, the greatest harm, and one stop of
    /// each kind.
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

    /// The rules that stopped the attempt, in order, each once.
    pub fn stops(&self) -> Vec<&Stop> {
        let mut stops: Vec<&Stop> = vec![];
        for stop in &self.stopped_by {
            if !stops.contains(&stop) {
                stops.push(stop);
            }
        }
        stops
    }

    /// The result as an exposure: `when` says what is different from the attempts.
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
    /// An exposure that is computed, not run.
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
    /// The message was refused with this error.
    pub fn refused(rule: &'static str, refusal: impl Into<String>) -> Self {
        Self {
            rule,
            refusal: Some(refusal.into()),
            seen: None,
        }
    }

    /// The message was carried out, and `seen` says what the rule left of the attack.
    pub fn seen(rule: &'static str, seen: impl Into<String>) -> Self {
        Self {
            rule,
            refusal: None,
            seen: Some(seen.into()),
        }
    }

    /// The words before the first figure: stops with the same ones are of one kind.
    fn kind(&self) -> Option<&str> {
        self.words().split([':', ',']).next()
    }

    /// The refusal; if there is none, what was seen.
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

    /// Whether no attempt gained anything or harmed anybody.
    pub fn held(&self) -> bool {
        self.gained() <= Int128::zero() && self.harmed().is_zero()
    }
}
