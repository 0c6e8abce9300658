//! What a feeder keeps over restarts beside its journal: frozen prices, and when its replay began.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::Serialize;
use thiserror::Error;

use super::sanity::Doubt;

const FROZEN: &str = "frozen.json";
const REPLAY: &str = "replay.json";

/// Why what is kept can not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} can not be used: {reason}", path.display())]
pub struct KeptFault {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

/// The frozen assets, and why each is.
pub(super) fn frozen(state: &Path) -> Result<BTreeMap<String, Doubt>, KeptFault> {
    Ok(load(&state.join(FROZEN))?.unwrap_or_default())
}

/// Keep the frozen assets.
pub(super) fn keep_frozen(state: &Path, frozen: &BTreeMap<String, Doubt>) -> Result<(), KeptFault> {
    store(&state.join(FROZEN), frozen)
}

/// When the replay of this feeder began, in UNIX seconds: now, if it never did.
pub(super) fn replay_begun(state: &Path, now: u64) -> Result<u64, KeptFault> {
    let path = state.join(REPLAY);
    if let Some(begun) = load(&path)? {
        return Ok(begun);
    }
    store(&path, &now)?;
    Ok(now)
}

fn load<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, KeptFault> {
    match fs::read(path) {
        Ok(text) => serde_json::from_slice(&text)
            .map(Some)
            .map_err(|error| fault(path, &error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault(path, &error)),
    }
}

/// Whole or not at all.
fn store<T: Serialize>(path: &Path, value: &T) -> Result<(), KeptFault> {
    let text = serde_json::to_vec(value).map_err(|error| fault(path, &error))?;
    let new = path.with_extension("json.new");
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder).and_then(|()| {
        let mut file = fs::File::create(&new)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(&new, path)?;
        fs::File::open(folder)?.sync_all()
    });
    written.map_err(|error| fault(path, &error))
}

fn fault(path: &Path, error: &dyn std::fmt::Display) -> KeptFault {
    KeptFault {
        path: path.to_path_buf(),
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Decimal;

    use super::*;
    use crate::feed::sanity::Reason;

    #[test]
    fn what_is_kept_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("feed");
        assert_eq!(frozen(&state), Ok(BTreeMap::new()));
        let doubt = Doubt {
            from: Decimal::percent(100),
            to: Decimal::percent(200),
            reason: Reason::Multiplied(2),
        };
        let all = BTreeMap::from([("wasm1a".to_string(), doubt)]);

        keep_frozen(&state, &all).unwrap();

        assert_eq!(frozen(&state), Ok(all));
        assert_eq!(replay_begun(&state, 7), Ok(7));
        assert_eq!(replay_begun(&state, 9), Ok(7));
    }

    #[test]
    fn what_is_damaged_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FROZEN), "{").unwrap();
        fs::create_dir(folder.path().join(REPLAY)).unwrap();

        let told = frozen(folder.path()).unwrap_err();
        assert_eq!(told.path, folder.path().join(FROZEN));
        assert!(replay_begun(folder.path(), 7).is_err());
    }
}
