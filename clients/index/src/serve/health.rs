//! `/health`: how far behind the index is, and whether it says what the chain says.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::store::questions::{place, Place, QuestionError};

use super::app::{App, Site};
use super::problem::Problem;
use super::watched::{Heard, Sample};

/// So many blocks the index may be behind the chain.
const LATE_BLOCKS: u64 = 10;

/// So long ago the chain may have been heard of.
const SILENT: Duration = Duration::from_secs(30);

/// How the index is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Health {
    /// `index`.
    service: String,
    /// How it is.
    status: HealthStatus,
    /// The last block that it has read; null before the first.
    height: Option<i64>,
    /// That block's time, in UNIX seconds.
    time: Option<i64>,
    /// The first block that it has read. What happened before is not in any answer.
    first_height: Option<i64>,
    /// The last block that the chain has carried out; null while the chain does not say.
    chain_height: Option<u64>,
    /// How many blocks the index is behind; null while the chain does not say.
    lag_blocks: Option<u64>,
    /// Rows of the tables beside the chain's answers about the same block: a supply, a position, a stake.
    samples: Vec<Sample>,
    /// The block of which the samples were; null before any were compared.
    samples_height: Option<i64>,
    /// What is wrong, in words.
    problems: Vec<String>,
}

/// How the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum HealthStatus {
    /// It says what the chain says.
    Ok,
    /// It is behind, or has not heard from the chain.
    Late,
    /// It says something else than the chain.
    Wrong,
}

/// Whether the index can be relied on: 200 if it can, else 503 with what is wrong.
#[utoipa::path(
    get,
    path = "/health",
    responses(
        (status = 200, body = Health),
        (status = "4XX", body = Problem),
        (status = 503, body = Health),
    )
)]
pub(super) async fn health(State(app): State<App>) -> Response {
    let place = place(&app.store).await;
    let heard = app.watched.last();
    let age = heard.as_ref().map(Heard::age);
    let mut health = Health::of(place, heard, age.unwrap_or(Duration::MAX), &app.site);
    if let Some(words) = app.kept_by() {
        let said = format!("the next block can not be read: {words}");
        health.is(HealthStatus::Late, said);
    }
    let status = match health.status {
        HealthStatus::Ok => StatusCode::OK,
        HealthStatus::Late | HealthStatus::Wrong => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, Json(health)).into_response()
}

impl Health {
    fn of(
        place: Result<Place, QuestionError>,
        heard: Option<Heard>,
        age: Duration,
        site: &Site,
    ) -> Self {
        let mut health = Self {
            service: "index".to_string(),
            status: HealthStatus::Ok,
            height: None,
            time: None,
            first_height: None,
            chain_height: None,
            lag_blocks: None,
            samples: vec![],
            samples_height: None,
            problems: vec![],
        };
        health.add_place(place, site);
        health.add_heard(heard, age);
        health
    }

    fn add_place(&mut self, place: Result<Place, QuestionError>, site: &Site) {
        match place {
            Ok(place) => {
                self.height = Some(place.height);
                self.time = Some(place.time);
                self.first_height = Some(place.first_height);
                if !site.is_complete(place.first_height) {
                    // Not a reason to turn people away: it will not get better.
                    self.problems.push(format!(
                        "what happened before block {} is not in the index: it was begun from a node that \
                         lacks older blocks, although the deployment is complete since block {}",
                        place.first_height, site.block_height
                    ));
                }
            }
            Err(QuestionError::NothingRead) => {
                self.is(HealthStatus::Late, "no block has been read yet")
            }
            Err(error) => {
                tracing::error!(%error, "the index does not know where it stands");
                self.is(
                    HealthStatus::Late,
                    "the database does not answer; see the log",
                );
            }
        }
    }

    fn add_heard(&mut self, heard: Option<Heard>, age: Duration) {
        let Some(heard) = heard else {
            self.is(HealthStatus::Late, "nothing was heard from the chain yet");
            return;
        };
        if age > SILENT {
            let said = format!("the chain was not asked for {} s", age.as_secs());
            self.is(HealthStatus::Late, said);
        }
        match heard.head {
            Ok(head) => self.compare_height(head),
            Err(reason) => self.is(
                HealthStatus::Late,
                format!("the chain does not answer: {reason}"),
            ),
        }
        if let Some(trouble) = heard.trouble {
            let said = format!("the tables can not be compared with the chain: {trouble}");
            self.is(HealthStatus::Late, said);
        }
        for sample in heard.samples.iter().filter(|sample| !sample.agrees()) {
            let Sample { what, index, chain } = sample;
            let said = format!("{what} is {chain} on chain, but {index} in the index");
            self.is(HealthStatus::Wrong, said);
        }
        self.samples = heard.samples;
        self.samples_height = heard.samples_height;
    }

    fn compare_height(&mut self, head: u64) {
        self.chain_height = Some(head);
        let Some(height) = self.height else {
            return;
        };
        // The chain was asked a moment ago: the index may be ahead of that.
        let lag = head.saturating_sub(height.unsigned_abs());
        self.lag_blocks = Some(lag);
        if lag > LATE_BLOCKS {
            let said = format!("the index is {lag} blocks behind the chain");
            self.is(HealthStatus::Late, said);
        }
    }

    /// The worst counts.
    fn is(&mut self, status: HealthStatus, problem: impl Into<String>) {
        self.status = self.status.max(status);
        self.problems.push(problem.into());
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn site() -> Site {
        Site {
            base_denom: "uusd".to_string(),
            mirror_token: "mir".to_string(),
            gov: "gov".to_string(),
            mint: "mint".to_string(),
            staking: "staking".to_string(),
            block_height: 20,
        }
    }

    fn place() -> Place {
        Place {
            first_height: 5,
            height: 100,
            time: 1_000,
        }
    }

    fn heard(head: u64) -> Heard {
        let sample = |index: &str, chain: &str| Sample {
            what: "supply of mir".to_string(),
            index: index.to_string(),
            chain: chain.to_string(),
        };
        Heard {
            at: Instant::now(),
            head: Ok(head),
            staked: None,
            samples: vec![sample("7", "7")],
            samples_height: Some(99),
            trouble: None,
        }
    }

    fn of(heard: Heard) -> Health {
        Health::of(Ok(place()), Some(heard), Duration::from_secs(1), &site())
    }

    #[test]
    fn an_index_that_agrees_with_the_chain_is_well() {
        let health = of(heard(110));

        assert_eq!(health.status, HealthStatus::Ok);
        assert_eq!(health.problems, Vec::<String>::new());
        assert_eq!(health.lag_blocks, Some(10));
        assert_eq!(health.samples.len(), 1);
    }

    #[test]
    fn eleven_blocks_behind_is_late() {
        let health = of(heard(111));

        assert_eq!(health.status, HealthStatus::Late);
        assert_eq!(health.lag_blocks, Some(11));
        assert_eq!(health.problems, ["the index is 11 blocks behind the chain"]);
    }

    #[test]
    fn a_row_that_differs_from_the_chain_is_wrong_and_named() {
        let mut other = heard(111);
        other.samples[0].index = "8".to_string();

        let health = of(other);

        assert_eq!(health.status, HealthStatus::Wrong);
        let said = "supply of mir is 7 on chain, but 8 in the index";
        assert!(health.problems.contains(&said.to_string()), "{health:?}");
    }

    #[test]
    fn silence_is_late_and_unknown_is_not_zero() {
        let mut silent = heard(0);
        silent.head = Err("connection refused".to_string());
        let health = of(silent);
        assert_eq!(
            (health.status, health.lag_blocks),
            (HealthStatus::Late, None)
        );

        let old = Health::of(
            Ok(place()),
            Some(heard(100)),
            Duration::from_secs(31),
            &site(),
        );
        assert_eq!(old.status, HealthStatus::Late);

        let nothing = QuestionError::NothingRead;
        let health = Health::of(Err(nothing), None, Duration::MAX, &site());
        assert_eq!((health.status, health.height), (HealthStatus::Late, None));
        assert_eq!(health.problems.len(), 2);
    }

    #[test]
    fn blocks_that_are_missing_are_told_of() {
        let mut late = place();
        late.first_height = 21;

        let health = Health::of(Ok(late), Some(heard(100)), Duration::ZERO, &site());

        assert_eq!(health.status, HealthStatus::Ok);
        assert!(health.problems[0].contains("before block 21"), "{health:?}");
    }
}
