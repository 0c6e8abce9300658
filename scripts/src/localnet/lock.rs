//! One command at a time changes a network.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::fault::Fault;
use crate::Error;

/// A command that only looks whether there is something to do is done within this.
const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(50);

/// Held while a command changes a network's folder. The file stays, as a lock that is removed
/// could be held twice; `down --purge` removes it with the folder.
pub(super) struct Lock {
    path: PathBuf,
    _held: File,
}

impl Lock {
    /// Take it, or say that somebody else has it.
    pub(super) fn take(home: &Path) -> Result<Self, Error> {
        let mut path = home.as_os_str().to_owned();
        path.push(".lock");
        let path = PathBuf::from(path);
        let not_written = |source| Error::NotWritten {
            path: path.clone(),
            source,
        };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(not_written)?;
        }
        let held = File::create(&path).map_err(not_written)?;
        let until = Instant::now() + PATIENCE;
        while held.try_lock().is_err() {
            if Instant::now() < until {
                thread::sleep(PAUSE);
                continue;
            }
            return Err(Fault::Busy {
                home: home.to_owned(),
            }
            .into());
        }
        Ok(Self { path, _held: held })
    }

    /// Let go of it and leave nothing behind.
    pub(super) fn remove(self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_command_is_refused_until_the_first_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("net");

        let first = Lock::take(&home).unwrap();
        assert!(matches!(
            Lock::take(&home),
            Err(Error::Localnet(Fault::Busy { .. }))
        ));
        drop(first);

        Lock::take(&home).unwrap().remove();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
