//! How a trading day goes: four posts of prices, a minute of trade after each, and a few who come
//! when the market is closed.

use std::collections::BTreeMap;

use super::agents::{Agent, Founder};
use super::measure::Measured;
use super::world::World;
use super::{invariants, SimulationError};
use crate::outcome::{Outcome, Violation};
use crate::plan::Plan;

/// How often prices are posted: open, both extremes, close.
pub(super) const PHASES: usize = 4;

/// What the calendar plans for a day happens so many seconds before the session.
pub(super) const EARLY: u64 = 3_600;

/// Those who come when the market is closed do so this many seconds after the session.
const LATE: u64 = 7_200;

/// Blocks of trade after each post: a price serves for 60 seconds, so that these are over in time.
const BLOCKS: usize = 8;

/// The chance, per cent, that a look falls outside market hours.
const COMES_LATE: u64 = 8;

/// A protocol, its people, and what was found out about them.
pub(super) struct Run<'a> {
    pub(super) world: World<'a>,
    pub(super) agents: Vec<Agent>,
    founder: Founder,
    measured: Measured,
    pub(super) violations: Vec<Violation>,
}

impl<'a> Run<'a> {
    pub(super) fn new(plan: &'a Plan) -> Result<Self, SimulationError> {
        let mut world = World::new(plan)?;
        let agents = Agent::all(&mut world);

        Ok(Self {
            founder: Founder::new(&world),
            measured: Measured::new(&world),
            world,
            agents,
            violations: Vec::new(),
        })
    }

    /// Protocol messages executed so far.
    pub(super) fn messages(&self) -> u64 {
        self.world.chain.counts().messages
    }

    pub(super) fn is_broken(&self) -> bool {
        !self.violations.is_empty()
    }

    /// Everything that happens on a day, in order.
    pub(super) fn trade(&mut self, day: usize) -> Result<(), SimulationError> {
        self.begin_day(day)?;
        let session = self.world.day().session;
        let mut looks = self.looks();
        let length = session.closes.saturating_sub(session.opens);
        for phase in 0..PHASES {
            let passed = length * phase as u64 / (PHASES as u64 - 1);
            self.world.come_to(session.opens + passed)?;
            self.world.halt()?;
            self.world.feed(phase)?;
            self.world.hold_ipos()?;
            self.world.announce_delistings()?;
            self.world.execute_waiting()?;
            self.world.keep(phase)?;
            if phase == 0 {
                self.founder.act(&mut self.world)?;
            }
            if phase == 1 {
                self.world.tend_airdrop()?;
                self.world.delegates_stake()?;
            }
            self.world.find_exposed();
            invariants::expect_buyers(&mut self.world)?;
            if phase + 1 == PHASES {
                invariants::probe(&mut self.world)?;
            }
            self.look(looks.remove(&phase).unwrap_or_default())?;
            self.world.keep_on(phase)?;
        }

        self.world.come_to(session.closes + LATE)?;
        self.look(looks.remove(&PHASES).unwrap_or_default())
    }

    /// What happens before a day's session.
    fn begin_day(&mut self, day: usize) -> Result<(), SimulationError> {
        self.world.resume(day);
        let opens = self.world.day().session.opens;
        self.world.come_to(opens.saturating_sub(EARLY))?;

        self.world.begin_events();

        Ok(())
    }

    /// Who looks at the market in which part of the day, in any order. The part after the last is
    /// when the market is closed.
    fn looks(&mut self) -> BTreeMap<usize, Vec<usize>> {
        let mut looks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let date = self.world.date();
        for (number, agent) in self.agents.iter().enumerate() {
            if agent.arrives > date {
                continue;
            }
            let days_left = agent
                .deadline(&self.world)
                .map(|day| day.saturating_sub(self.world.today).max(1));
            let chance = &mut self.world.chance;
            let is_urged = days_left.is_some_and(|days| chance.below(days) == 0);
            if !chance.happens(agent.activity) && !is_urged {
                continue;
            }
            if agent.watches() {
                for phase in 0..PHASES {
                    looks.entry(phase).or_default().push(number);
                }
                continue;
            }
            let phase = match chance.percent(COMES_LATE) {
                true => PHASES,
                false => chance.below(PHASES),
            };
            looks.entry(phase).or_default().push(number);
        }
        for list in looks.values_mut() {
            self.world.chance.shuffle(list);
        }

        looks
    }

    fn look(&mut self, agents: Vec<usize>) -> Result<(), SimulationError> {
        let in_a_block = agents.len().div_ceil(BLOCKS).max(1);
        for block in agents.chunks(in_a_block) {
            self.world.chain.next_block();
            for number in block {
                self.agents[*number].act(&mut self.world)?;
            }
        }

        Ok(())
    }

    /// Looks for broken rules and writes down how everything stands.
    pub(super) fn close(&mut self) -> Result<(), SimulationError> {
        invariants::check(&mut self.world)?;
        let findings = std::mem::take(&mut self.world.book.findings);
        let messages = match findings.is_empty() {
            true => Vec::new(),
            false => self.world.chain.replay_messages(),
        };
        for finding in findings {
            self.violations.push(Violation {
                date: self.world.date(),
                invariant: finding.invariant.to_string(),
                detail: finding.detail,
                seed: self.world.plan.seed(),
                messages: messages.clone(),
            });
        }
        self.measured.day(&self.world, &self.agents)?;
        self.world.chain.forget_journal();
        self.world.book.positions.forget_touched();
        self.world.book.gov.forget_touched();

        Ok(())
    }

    pub(super) fn finish(self) -> Result<Outcome, SimulationError> {
        self.measured
            .outcome(&self.world, &self.agents, self.violations)
    }
}
