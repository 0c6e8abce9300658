//! The demonstration from its first moment to its last.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{mpsc::Receiver, PoisonError},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{
    arguments::Arguments,
    fault::Fault,
    look::{self, Health},
    operations::SERVICES,
    people::{Deed, People, Seen},
    prepare::{prepare, Prepared},
    screen::{Line, Picture, Screen, DEEDS},
    summary::{self, Summary},
};
use crate::{
    http, print,
    services::{tail, Place, Services, Stop},
    workspace::Workspace,
    Error,
};

/// How often everything is looked at.
const EVERY: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(100);
/// How long the index may take to the last block once all is quiet.
const INDEXED_WITHIN: Duration = Duration::from_secs(20);
/// How many of the index's last events are shown.
const EVENTS: usize = 4;
/// What the index says of itself when it differs from the chain.
const WRONG: &str = "wrong";
/// The index's name of a liquidation.
const AUCTION: &str = "AUCTION";

/// Show a protocol at work until somebody asks to end it, or the time is over.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<(), Error> {
    let home = arguments.home.clone();
    let home = home.unwrap_or_else(|| workspace.root.join(".localnet-demo"));
    let place = Place::new(home, arguments.port_offset)?;
    let stop = Stop::listen()?;
    let prepared = prepare(workspace, arguments, &place, &stop)?;
    let mut services = Services::start(&prepared.program, &place, &SERVICES)?;
    services.answer(&stop)?;

    let seen = Seen::default();
    let (people, deeds) = People::begin(&prepared.program, &place, &seen, &stop);
    let screen = Screen::new(arguments.json);
    let mut show = Show::new(arguments, &prepared, &place, &seen, &deeds);
    let shown = show.go_on(&mut services, &screen, &stop);
    drop(screen);
    stop.ask();
    // It has nothing to say any more that is not in the deeds.
    let _ = people.join();
    shown?;

    eprintln!("demo: ending");
    let mut summary = show.end(&mut services);
    summary.killed = services.end();
    drop(prepared);
    print::result(arguments.json, &summary)?;
    match summary.faults() {
        faults if faults.is_empty() => Ok(()),
        what => Err(Fault::NotQuiet {
            what,
            logs: place.services,
        }
        .into()),
    }
}

/// What was seen so far.
struct Show<'a> {
    arguments: &'a Arguments,
    prepared: &'a Prepared,
    place: &'a Place,
    seen: &'a Seen,
    people: &'a Receiver<Deed>,
    begun: Instant,
    healths: BTreeMap<&'static str, Health>,
    chain: Result<Value, String>,
    deeds: Vec<String>,
    counts: (u64, u64),
    events: Vec<String>,
    indexed: u64,
    broken: BTreeSet<String>,
}

impl<'a> Show<'a> {
    fn new(
        arguments: &'a Arguments,
        prepared: &'a Prepared,
        place: &'a Place,
        seen: &'a Seen,
        people: &'a Receiver<Deed>,
    ) -> Self {
        Self {
            arguments,
            prepared,
            place,
            seen,
            people,
            begun: Instant::now(),
            healths: BTreeMap::new(),
            chain: Err("not looked at yet".to_owned()),
            deeds: Vec::new(),
            counts: (0, 0),
            events: Vec::new(),
            indexed: 0,
            broken: BTreeSet::new(),
        }
    }

    fn go_on(
        &mut self,
        services: &mut Services,
        screen: &Screen,
        stop: &Stop,
    ) -> Result<(), Error> {
        let minutes = self
            .arguments
            .minutes
            .map(|minutes| minutes.saturating_mul(60));
        let time = minutes.map_or(Duration::MAX, Duration::from_secs);
        while !stop.is_asked() && self.begun.elapsed() < time {
            let next = Instant::now() + EVERY;
            services.ensure_running()?;
            self.look(services);
            screen.show(&self.picture(services));
            while Instant::now() < next && !stop.is_asked() {
                thread::sleep(PAUSE);
            }
        }
        Ok(())
    }

    fn look(&mut self, services: &mut Services) {
        for service in services.iter_mut() {
            service.usage.look();
            let health = look::health(service.port);
            if health.status.as_deref() == Some(WRONG) {
                let problems = health.problems.join("; ");
                self.broken
                    .insert(format!("the index is not as the chain: {problems}"));
            }
            // One that is silent for a moment keeps what it counted.
            if health.status.is_some() || !self.healths.contains_key(service.name) {
                self.healths.insert(service.name, health);
            }
        }
        self.chain = self.prepared.program.json(&["status", "--json"]);
        if let Ok(chain) = &self.chain {
            self.broken.extend(broken_rules(chain));
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            *seen = Some(chain.clone());
        }
        for Deed { words, refused } in self.people.try_iter() {
            match &refused {
                None => self.counts.0 += 1,
                Some(_) => self.counts.1 += 1,
            }
            let refused = refused.map(|reason| format!(": {reason}"));
            self.deeds.push(words + &refused.unwrap_or_default());
        }
        let old = self.deeds.len().saturating_sub(DEEDS);
        self.deeds.drain(..old);
        self.look_at_the_index();
    }

    /// The last events, and how many liquidations there are in all.
    fn look_at_the_index(&mut self) {
        let port = self.place.port("index");
        let mut auctions = 0;
        let mut path = "/txs?limit=100".to_owned();
        let mut first = true;
        while let Some(page) = http::json(port, &path) {
            let txs = page
                .get("txs")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            let is_auction = |tx: &&Value| tx.get("kind").is_some_and(|kind| kind == AUCTION);
            auctions += u64::try_from(txs.iter().filter(is_auction).count()).unwrap_or_default();
            if std::mem::take(&mut first) {
                self.events = txs.iter().take(EVENTS).map(event).collect();
            }
            match page.get("next").and_then(Value::as_str) {
                Some(next) => path = format!("/txs?limit=100&offset={next}"),
                None => {
                    self.indexed = auctions;
                    return;
                }
            }
        }
    }

    fn picture<'p>(&'p self, services: &'p Services) -> Picture<'p> {
        let elapsed = self.begun.elapsed();
        let autumn = &self.prepared.autumn;
        let lines = services.iter().filter_map(|service| {
            Some(Line {
                name: service.name,
                health: self.healths.get(service.name)?,
                usage: &service.usage,
                lately: said(&tail(&service.log, 1)),
            })
        });
        let healths = || self.healths.iter();
        let alerts = healths().map(|(name, health)| summary::alerts(name, &health.metrics));
        let won = healths().map(|(name, health)| summary::won(name, &health.metrics));
        Picture {
            elapsed,
            app: self.prepared.app.address(),
            day: autumn.day(elapsed.as_secs(), self.arguments.day_seconds),
            days: autumn.days.len(),
            chain: self.chain.as_ref().map_err(String::as_str),
            services: lines.collect(),
            deeds: &self.deeds,
            events: &self.events,
            liquidations: (won.sum(), self.indexed),
            alerts: alerts.flat_map(BTreeMap::into_values).sum(),
        }
    }

    /// A last look once the index has caught up.
    fn end(&mut self, services: &mut Services) -> Summary {
        let elapsed = self.begun.elapsed();
        let until = Instant::now() + INDEXED_WITHIN;
        loop {
            self.look(services);
            let won: u64 = self
                .healths
                .iter()
                .map(|(name, own)| summary::won(name, &own.metrics))
                .sum();
            if self.indexed >= won || Instant::now() > until {
                break;
            }
            thread::sleep(PAUSE);
        }
        let seen = services.iter().filter_map(|service| {
            Some((
                service.name,
                self.healths.get(service.name)?,
                &service.usage,
            ))
        });
        let broken = self.broken.iter().cloned().collect();
        Summary::of(elapsed, seen, self.indexed, broken, self.counts)
    }
}

/// The rules that do not hold.
fn broken_rules(chain: &Value) -> Vec<String> {
    let checks = chain.get("checks").and_then(Value::as_array);
    let broken = checks.into_iter().flatten().filter(|check| {
        check
            .get("outcome")
            .is_some_and(|outcome| outcome == "violated")
    });
    let named = broken.map(|check| {
        let text = |key| check.get(key).and_then(Value::as_str).unwrap_or_default();
        format!("{} ({})", text("rule"), text("what"))
    });
    named.collect()
}

/// What a line of a log says, without when and by whom.
fn said(line: &str) -> String {
    let words = line.split_once("}: ").map_or(line, |(_, words)| words);
    words.to_owned()
}

/// An event of the index in a line.
fn event(tx: &Value) -> String {
    let text = |key: &str| match tx.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let position = match text("position") {
        position if position.is_empty() => position,
        position => format!(", position {position}"),
    };
    format!("block {}: {}{position}", text("height"), text("kind"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_of_a_log_is_shown_without_its_time() {
        let line = "2026-12-01T05:04:24Z  INFO service{name=\"feed\"}: carried out name=\"a\"";

        assert_eq!(said(line), "carried out name=\"a\"");
        assert_eq!(said("error: no file"), "error: no file");
    }

    #[test]
    fn broken_rules_are_told_and_others_are_not() {
        let check = |rule, outcome| json!({ "rule": rule, "what": "supply", "outcome": outcome });
        let chain = json!({ "checks": [
            check("I-01", "holds"), check("I-02", "violated"), check("I-03", "unknown"),
        ] });

        assert_eq!(broken_rules(&chain), ["I-02 (supply)"]);
    }

    #[test]
    fn an_event_is_a_line() {
        let tx = json!({ "height": 7, "kind": "AUCTION", "position": 3 });

        assert_eq!(event(&tx), "block 7: AUCTION, position 3");
        let tx = json!({ "height": 7, "kind": "BUY", "position": null });
        assert_eq!(event(&tx), "block 7: BUY");
    }
}
