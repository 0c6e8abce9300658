//! One process at a time.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::JournalError;

/// Held until it is dropped or its process ends, whichever way.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Hold the journal at this path. The file beside it says which process does, and stays there.
    pub(super) fn take(path: &Path) -> Result<Self, JournalError> {
        let beside = beside(path);
        let disk = |error: std::io::Error| JournalError::Disk {
            path: path.to_path_buf(),
            reason: error.to_string(),
        };
        let file = fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&beside);
        let mut file = file.map_err(disk)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(&beside).unwrap_or_default();
                let holder = match holder.trim() {
                    "" => "(unknown)".to_string(),
                    holder => holder.to_string(),
                };
                return Err(JournalError::InUse {
                    path: path.to_path_buf(),
                    holder,
                });
            }
            Err(TryLockError::Error(error)) => return Err(disk(error)),
        }
        // Who holds it is only told to people, so a full disk does not matter here.
        let _ = file
            .set_len(0)
            .and_then(|()| writeln!(file, "{}", std::process::id()));
        Ok(Self { _file: file })
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(".lock");
    PathBuf::from(name)
}
