//! The service: follow the chain into the tables, and answer over HTTP.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use mirror_bots::frame::{self, http, FrameError, Places, Role, Start};
use mirror_chain::config::shown;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Faults, Node};
use serde::Deserialize;

use crate::read::{origin, ChainSource, ReadError, Reader};
use crate::serve::{router, App, Checker, Metrics};
use crate::store::{Store, StoreError};

/// The file that holds the tables where no database is named.
const FILE: &str = "index.db";
/// How long to wait before a database or node that does not answer is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// The index, as the program starts it.
pub struct Index;

/// Its table in the operations file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RawIndex {
    /// A file for SQLite, or `postgres://USER:PASSWORD@HOST:PORT/NAME`.
    pub database: Option<String>,
    /// The first block to read.
    pub from: Option<u64>,
}

/// What holds for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The database, where one is named; else a file in the folder of what must not be forgotten.
    pub database: Option<String>,
    /// The first block to read, where one is named; else the one in which the first contract was made.
    pub from: Option<u64>,
}

impl Settings {
    /// The address of the database. A file's folder is made if it is not there.
    pub fn database(&self, state: &Path) -> Result<String, FrameError> {
        if let Some(database) = &self.database {
            return Ok(database.clone());
        }
        std::fs::create_dir_all(state).map_err(|error| FrameError::Unusable {
            what: format!("the folder {}", state.display()),
            reason: error.to_string(),
        })?;
        Ok(state.join(FILE).display().to_string())
    }
}

/// As lines of its table.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(database) = &self.database {
            writeln!(f, "database = {:?}", shown(database))?;
        }
        if let Some(from) = self.from {
            writeln!(f, "from = {from}")?;
        }
        Ok(())
    }
}

impl Role for Index {
    const NAME: &'static str = "index";
    const SIGNS: bool = false;
    type Raw = RawIndex;
    type Settings = Settings;

    fn resolve(raw: RawIndex, places: &Places, faults: &mut Faults) -> Option<Settings> {
        if raw.from == Some(0) {
            faults
                .0
                .push(places.fault("from", &0, "must be a height, 1 or more"));
            return None;
        }
        let database = raw.database.map(|database| {
            if database.contains("://") {
                return database;
            }
            let path: PathBuf = places.path("database", Path::new(&database));
            path.display().to_string()
        });
        Some(Settings {
            database,
            from: raw.from,
        })
    }

    async fn serve(start: Start, settings: Settings) -> Result<(), FrameError> {
        let database = settings.database(&start.common.state)?;
        let Some(store) = opened(&start, &database).await? else {
            return Ok(());
        };
        let app = App::new(store.clone(), (&start.deployment).into());
        if let Some(listen) = start.common.listen {
            let mut registry = frame::registry(Self::NAME);
            let metrics = Metrics::register(&mut registry);
            let routes = router(app.clone(), metrics).merge(http::metrics(registry));
            let address = http::serve(routes, listen, start.stop.clone()).await?;
            tracing::info!(%address, "questions are answered");
        }
        let Some(node) = start.connect().await? else {
            return Ok(());
        };
        let checking = tokio::spawn(Checker::new(&app, &node).run());
        let followed = follow(&start, &settings, &app, &node).await;
        checking.abort();
        store.close().await;
        followed
    }
}

/// Read up to the chain's last block, once. Answers that block's height.
pub async fn once(
    node: &Node,
    deployment: &DeploymentFile,
    store: &Store,
    from: Option<u64>,
) -> Result<u64, ReadError> {
    let origin = origin(node, deployment, from).await?;
    let source = ChainSource::new(node, &deployment.protocol.base_denom);
    let mut reader = Reader::open(source, store, deployment, &origin).await?;
    Ok(reader.catch_up().await?.height)
}

/// Wait for the database; nothing if it was stopped meanwhile.
async fn opened(start: &Start, database: &str) -> Result<Option<Store>, FrameError> {
    loop {
        let error = match Store::open(database).await {
            Ok(store) => return Ok(Some(store)),
            Err(error) if !error.is_outside() => return Err(unusable(&error)),
            Err(error) => error,
        };
        tracing::warn!(%error, "no database yet");
        if pause(start).await {
            return Ok(None);
        }
    }
}

async fn follow(
    start: &Start,
    settings: &Settings,
    app: &App,
    node: &Node,
) -> Result<(), FrameError> {
    let store = app.store();
    let source = ChainSource::new(node, &start.deployment.protocol.base_denom);
    loop {
        let reader = async {
            let origin = origin(node, &start.deployment, settings.from).await?;
            Reader::open(source.clone(), store, &start.deployment, &origin).await
        };
        let error = match reader.await {
            Ok(mut reader) => {
                app.tell_of(reader.progress());
                let followed = reader.follow(start.stop.wait()).await;
                return followed.map_err(|error| refused(&error));
            }
            Err(error) if !error.is_outside() => return Err(refused(&error)),
            Err(error) => error,
        };
        tracing::warn!(%error, "the index does not begin");
        if pause(start).await {
            return Ok(());
        }
    }
}

/// Wait a little. Answers whether it is time to stop.
async fn pause(start: &Start) -> bool {
    tokio::select! {
        biased;
        () = start.stop.wait() => true,
        () = tokio::time::sleep(PAUSE) => false,
    }
}

fn unusable(error: &StoreError) -> FrameError {
    FrameError::Unusable {
        what: "the database".to_string(),
        reason: error.to_string(),
    }
}

fn refused(error: &ReadError) -> FrameError {
    FrameError::Unusable {
        what: "the index".to_string(),
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_access_to_a_database_is_not_shown() {
        let settings = Settings {
            database: Some("postgres://bob:secret@db.example/mirror".to_string()),
            from: Some(7),
        };

        let shown = settings.to_string();

        assert_eq!(
            shown,
            "database = \"postgres://db.example/mirror\"\nfrom = 7\n"
        );
    }

    #[test]
    fn without_a_name_the_tables_are_a_file_in_the_folder_of_the_service() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state").join("index");

        let database = Settings::default().database(&state).unwrap();

        assert_eq!(database, state.join("index.db").display().to_string());
        assert!(state.is_dir());
    }
}
