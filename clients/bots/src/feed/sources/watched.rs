//! A source that is asked again and again beside the loop, so that a slow one holds nothing up.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::observation::{Observation, SourceFault};
use super::Source;
use crate::feed::clock::now;

/// What is known of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The last price that it gave.
    pub last: Option<Observation>,
    /// Why it gave none the last time, if it did not.
    pub fault: Option<SourceFault>,
    /// How often it gave a price, and how often none.
    pub looks: Looks,
}

/// How often a source was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// With a price for an answer.
    pub good: u64,
    /// Without.
    pub bad: u64,
}

impl Looks {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            good: self.good.saturating_add(other.good),
            bad: self.bad.saturating_add(other.bad),
        }
    }
}

/// A source that is asked beside the loop until it is dropped.
pub struct Watched {
    /// How much its price counts.
    pub weight: u32,
    reading: watch::Receiver<Reading>,
    task: JoinHandle<()>,
}

impl Watched {
    /// Begin to ask a source. Needs a runtime.
    pub fn begin(source: Source, weight: u32, every: Duration) -> Self {
        let (sender, reading) = watch::channel(Reading::default());
        let task = tokio::spawn(async move {
            loop {
                let look = source.look(now()).await;
                sender.send_modify(|reading| reading.take(look));
                tokio::time::sleep(every).await;
            }
        });
        Self {
            weight,
            reading,
            task,
        }
    }

    /// What is known of it.
    pub fn reading(&self) -> Reading {
        self.reading.borrow().clone()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Reading {
    /// A price that is older than the last one is no news.
    fn take(&mut self, look: Result<Observation, SourceFault>) {
        match look {
            Ok(observation) => {
                self.fault = None;
                self.looks.good = self.looks.good.saturating_add(1);
                let is_older = self
                    .last
                    .is_some_and(|last| observation.observed_at < last.observed_at);
                if !is_older {
                    self.last = Some(observation);
                }
            }
            Err(fault) => {
                self.looks.bad = self.looks.bad.saturating_add(1);
                self.fault = Some(fault);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Decimal;

    use super::*;

    fn price(whole: u64, observed_at: u64) -> Observation {
        Observation {
            price: Decimal::from_ratio(whole, 1_u64),
            observed_at,
        }
    }

    #[test]
    fn a_look_that_fails_or_brings_an_older_price_leaves_the_last_one() {
        let mut reading = Reading::default();

        reading.take(Ok(price(100, 10)));
        reading.take(Ok(price(99, 9)));
        assert_eq!(reading.last, Some(price(100, 10)));
        reading.take(Err(SourceFault::Late(5)));
        assert_eq!(reading.last, Some(price(100, 10)));
        assert_eq!(reading.fault, Some(SourceFault::Late(5)));
        reading.take(Ok(price(101, 10)));
        assert_eq!(reading.last, Some(price(101, 10)));
        assert_eq!(reading.fault, None);
        assert_eq!(reading.looks, Looks { good: 3, bad: 1 });
    }

    #[tokio::test]
    async fn a_source_is_asked_again_and_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("price.json");
        let source = Source::File(super::super::FileSource { path: path.clone() });
        let watched = Watched::begin(source, 2, Duration::from_millis(5));
        let until = |whole: u64| {
            let mut reading = watched.reading.clone();
            async move {
                let found = reading.wait_for(|reading| reading.last == Some(price(whole, 7)));
                let found = tokio::time::timeout(Duration::from_secs(5), found).await;
                assert!(found.is_ok_and(|found| found.is_ok()));
            }
        };
        for whole in [100, 101] {
            std::fs::write(&path, format!("{{\"price\": {whole}, \"observed_at\": 7}}")).unwrap();

            until(whole).await;
        }
        assert_eq!(watched.weight, 2);
    }
}
