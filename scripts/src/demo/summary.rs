//! What a demonstration came to, and whether it was as it should be.

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
    time::Duration,
};

use serde::Serialize;

use super::{
    look::{Health, Metrics},
    screen::tenths,
};
use crate::services::Usage;

/// The kinds of alerts that tell of a broken rule of the protocol.
const BROKEN_RULES: [&str; 5] = ["rule", "lock_short", "supply_jump", "silent_change", "code"];
/// What came of a round or an act that is a mistake, and no race.
const MISTAKES: [&str; 2] = ["retry", "halt"];
/// What clients.md asks of each process.
const MOST_MEMORY_MIB: u64 = 150;
const MOST_CPU_PERMILLE: u64 = 50;

/// The end.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    /// How long the services ran.
    pub(super) seconds: u64,
    pub(super) liquidations: u64,
    pub(super) liquidations_indexed: u64,
    /// Alerts by kind, of all services.
    pub(super) alerts: BTreeMap<String, u64>,
    /// Mistakes of services by where they were made.
    pub(super) mistakes: BTreeMap<String, u64>,
    /// Rules that `mirror status` saw broken, by their names, and how the index differed from the chain.
    pub(super) broken_rules: Vec<String>,
    pub(super) services: Vec<Taken>,
    /// How many deeds of people were carried out, and how many refused.
    pub(super) deeds: (u64, u64),
    /// Services that had to be killed.
    pub(super) killed: Vec<&'static str>,
}

/// What a process took.
#[derive(Debug, Serialize)]
pub(super) struct Taken {
    pub(super) service: &'static str,
    pub(super) peak_memory_kib: u64,
    pub(super) mean_cpu_permille: u64,
    /// Transactions of its account that were carried out.
    pub(super) transactions: u64,
    /// What it paid for gas, in micro units.
    pub(super) fees_micro: u64,
}

impl Summary {
    /// Of what was seen last.
    pub(super) fn of<'a>(
        elapsed: Duration,
        services: impl Iterator<Item = (&'static str, &'a Health, &'a Usage)>,
        indexed: u64,
        broken_rules: Vec<String>,
        deeds: (u64, u64),
    ) -> Self {
        let mut summary = Self {
            seconds: elapsed.as_secs(),
            liquidations: 0,
            liquidations_indexed: indexed,
            alerts: BTreeMap::new(),
            mistakes: BTreeMap::new(),
            broken_rules,
            services: Vec::new(),
            deeds,
            killed: Vec::new(),
        };
        for (name, health, usage) in services {
            let metrics = &health.metrics;
            summary.liquidations += won(name, metrics);
            for (kind, count) in alerts(name, metrics) {
                *summary.alerts.entry(kind).or_default() += count;
            }
            summary.mistakes.extend(mistakes(name, metrics));
            summary.services.push(Taken {
                service: name,
                peak_memory_kib: usage.peak_kib,
                mean_cpu_permille: usage.mean_permille(),
                transactions: metrics.sum(
                    &format!("mirror_{name}_transactions_total"),
                    &["outcome=\"done\""],
                ),
                fees_micro: metrics.sum(&format!("mirror_{name}_fees_paid_micro_total"), &[]),
            });
        }
        summary
    }

    /// What must not be, in words; empty if all is well.
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for rule in &self.broken_rules {
            faults.push(format!("a broken rule: {rule}"));
        }
        for (kind, count) in &self.alerts {
            if BROKEN_RULES.contains(&kind.as_str()) {
                faults.push(format!("{count} alerts of a broken rule ({kind})"));
            }
        }
        for (place, count) in &self.mistakes {
            faults.push(format!("{count} mistakes that were no races: {place}"));
        }
        if self.liquidations_indexed < self.liquidations {
            faults.push(format!(
                "{} liquidations, of which the index has {}",
                self.liquidations, self.liquidations_indexed
            ));
        }
        for service in &self.killed {
            faults.push(format!("{service} did not end when it was asked"));
        }
        faults
    }
}

/// What the liquidator won.
pub(super) fn won(service: &str, metrics: &Metrics) -> u64 {
    let name = format!("mirror_{service}_liquidations_total");
    metrics.sum(&name, &["outcome=\"won\""])
}

/// Alerts of a service by kind.
pub(super) fn alerts(service: &str, metrics: &Metrics) -> BTreeMap<String, u64> {
    metrics.by_label(&format!("mirror_{service}_alerts_total"), "kind")
}

fn mistakes(service: &str, metrics: &Metrics) -> BTreeMap<String, u64> {
    let mut mistakes = BTreeMap::new();
    for what in ["rounds", "acts"] {
        let counts = metrics.by_label(&format!("mirror_{service}_{what}_total"), "outcome");
        for (outcome, count) in counts {
            if MISTAKES.contains(&outcome.as_str()) {
                mistakes.insert(format!("{service}, {what}: {outcome}"), count);
            }
        }
    }
    mistakes
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (done, refused) = self.deeds;
        writeln!(
            formatter,
            "{} min {} s: {} liquidations, {} in the index; people did {done} deeds, {refused} were refused",
            self.seconds / 60,
            self.seconds % 60,
            self.liquidations,
            self.liquidations_indexed,
        )?;
        writeln!(formatter, "Alerts: {}", listed(&self.alerts))?;
        writeln!(
            formatter,
            "Mistakes that were no races: {}",
            listed(&self.mistakes)
        )?;
        for taken in &self.services {
            let memory = taken.peak_memory_kib / 1_024;
            let cpu = taken.mean_cpu_permille;
            let mut line = format!(
                "  {:<9} {memory:>4} MB at most, {:>5} % of a core on average, {:>5} transactions for {}.{:06}",
                taken.service,
                tenths(cpu),
                taken.transactions,
                taken.fees_micro / 1_000_000,
                taken.fees_micro % 1_000_000,
            );
            if memory >= MOST_MEMORY_MIB || cpu >= MOST_CPU_PERMILLE {
                let most = tenths(MOST_CPU_PERMILLE);
                write!(line, "; more than {MOST_MEMORY_MIB} MB or {most} %")?;
            }
            writeln!(formatter, "{line}")?;
        }
        let faults = self.faults();
        match faults.is_empty() {
            true => write!(formatter, "All is as it should be."),
            false => write!(formatter, "Not as it should be: {}", faults.join("; ")),
        }
    }
}

fn listed(counts: &BTreeMap<String, u64>) -> String {
    if counts.is_empty() {
        return "none".to_owned();
    }
    let listed = counts.iter().map(|(name, count)| format!("{count} {name}"));
    listed.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(text: &str, indexed: u64) -> Summary {
        let health = Health {
            metrics: Metrics::read(text),
            ..Health::default()
        };
        let usage = Usage::of(std::process::id());
        let seen = [("liquidate", &health, &usage)];
        Summary::of(
            Duration::from_secs(61),
            seen.into_iter(),
            indexed,
            vec![],
            (7, 1),
        )
    }

    const WON: &str = "mirror_liquidate_liquidations_total{outcome=\"won\"} 3\n";

    #[test]
    fn races_are_no_mistakes() {
        let text = format!("{WON}mirror_liquidate_acts_total{{outcome=\"lost\"}} 9\n");

        let summary = summary(&text, 3);

        assert_eq!((summary.liquidations, summary.faults()), (3, vec![]));
        assert!(
            summary.to_string().ends_with("All is as it should be."),
            "{summary}"
        );
    }

    #[test]
    fn mistakes_broken_rules_and_gaps_in_the_index_are_faults() {
        let text = format!(
            "{WON}mirror_liquidate_rounds_total{{outcome=\"halt\"}} 2\n\
             mirror_liquidate_alerts_total{{kind=\"rule\"}} 1\n\
             mirror_liquidate_alerts_total{{kind=\"poll\"}} 4\n"
        );

        let mut summary = summary(&text, 2);
        summary.broken_rules.push("I-01".to_owned());
        summary.killed.push("liquidate");

        assert_eq!(
            summary.faults(),
            [
                "a broken rule: I-01",
                "1 alerts of a broken rule (rule)",
                "2 mistakes that were no races: liquidate, rounds: halt",
                "3 liquidations, of which the index has 2",
                "liquidate did not end when it was asked",
            ]
        );
        assert!(summary.to_string().contains("Alerts: 4 poll, 1 rule"));
    }
}
