//! End a network's nodes, and remove what it left where that is asked for.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{fault::Fault, lock::Lock, processes, record::Network, settings::Place};
use crate::Error;

/// What was ended.
#[derive(Debug, Serialize)]
pub(super) struct Down {
    /// The network's folder.
    pub(super) home: PathBuf,
    /// The nodes that ran.
    pub(super) ended: Vec<String>,
    /// Whether the folder was removed, with the deployment to this chain.
    pub(super) is_removed: bool,
    #[serde(skip)]
    up: String,
}

/// End the nodes of the network in this folder and no other process. With `purge`, remove the
/// folder too, and what says where protocols were on that chain.
pub(super) fn down(place: &Place, purge: bool) -> Result<Down, Error> {
    let nothing = |place: &Place| Down {
        home: place.home.clone(),
        ended: Vec::new(),
        is_removed: false,
        up: place.command("up"),
    };
    let lock = match Network::find(place) {
        Err(Error::Localnet(Fault::NoNetwork { .. })) => return Ok(nothing(place)),
        Err(other) => return Err(other),
        Ok(_) => Lock::take(&place.home)?,
    };
    // Again, as it may have changed until the lock was ours.
    let mut network = Network::find(place)?;
    let ended = processes::end(&network.nodes)?;
    if purge {
        remove(place)?;
        lock.remove();
    } else {
        network.nodes.iter_mut().for_each(|node| node.pid = None);
        network.write(&place.home)?;
    }
    Ok(Down {
        ended,
        is_removed: purge,
        ..nothing(place)
    })
}

fn remove(place: &Place) -> Result<(), Error> {
    fs::remove_dir_all(&place.home).map_err(|source| Error::NotWritten {
        path: place.home.clone(),
        source,
    })?;
    // The contracts went with the chain.
    remove_deployments(&place.deployments, &place.chain_id)?;
    let Ok(entries) = fs::read_dir(&place.deployments) else {
        return Ok(());
    };
    // A deployment with a name has a folder of that name.
    let folders = entries.flatten().map(|entry| entry.path());
    folders
        .filter(|path| path.is_dir())
        .try_for_each(|folder| remove_deployments(&folder, &place.chain_id))
}

/// Remove what a folder has of a chain: deployment files, journals and their locks.
fn remove_deployments(folder: &Path, chain_id: &str) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let of_this_chain = name
            .to_str()
            .and_then(|name| name.strip_prefix(chain_id))
            .is_some_and(|rest| rest.starts_with('.'));
        if of_this_chain && entry.path().is_file() {
            fs::remove_file(entry.path()).map_err(|source| Error::NotWritten {
                path: entry.path(),
                source,
            })?;
        }
    }
    Ok(())
}

impl fmt::Display for Down {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let home = self.home.display();
        match (self.ended.as_slice(), self.is_removed) {
            ([], false) => write!(formatter, "Nothing ran in {home}."),
            ([], true) => write!(formatter, "Nothing ran in {home}; it is removed."),
            (ended, true) => write!(formatter, "Ended {}; {home} is removed.", ended.join(", ")),
            (ended, false) => write!(
                formatter,
                "Ended {}. The chain is kept in {home} and goes on with `{}`.",
                ended.join(", "),
                self.up
            ),
        }
    }
}
