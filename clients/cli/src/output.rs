//! The files of a command, all of them or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use thiserror::Error;

/// A folder that cannot take the files.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OutputError {
    /// The system refused to make or to write something.
    #[error("cannot write to {path}: {reason}")]
    Unwritable {
        /// What could not be written.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Files cannot lie in a file.
    #[error("{path} is a file, not a folder")]
    NotAFolder {
        /// What was to be the folder.
        path: PathBuf,
    },
}

/// A folder that was found writable. Files are collected in a hidden folder inside it and moved to
/// their names at the very end, which on one file system cannot fail halfway.
#[derive(Debug)]
pub struct Destination {
    folder: PathBuf,
    partial: PathBuf,
    /// Folders made for this run, the outermost first; they go again if nothing is written.
    made: Vec<PathBuf>,
}

/// A file by name and content.
pub struct File {
    /// Below the folder.
    pub name: String,
    /// All of it.
    pub content: Vec<u8>,
}

impl Destination {
    /// Makes the folder where there is none, and finds out whether it can be written to.
    pub fn prepare(folder: &Path) -> Result<Self, OutputError> {
        if folder.is_file() {
            return Err(OutputError::NotAFolder {
                path: folder.to_path_buf(),
            });
        }
        let partial = folder.join(format!(".mirror-{}", std::process::id()));
        let made = folder
            .ancestors()
            .filter(|path| !path.as_os_str().is_empty() && !path.exists())
            .map(Path::to_path_buf)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let destination = Self {
            folder: folder.to_path_buf(),
            partial,
            made,
        };
        // A write that fails drops the destination, and with it what was made.
        fs::create_dir_all(&destination.partial).map_err(|error| destination.refused(&error))?;

        Ok(destination)
    }

    /// Where a file will be.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes all files, then gives them their names.
    pub fn commit(mut self, files: &[File]) -> Result<(), OutputError> {
        for (number, file) in files.iter().enumerate() {
            fs::write(self.partial.join(number.to_string()), &file.content)
                .map_err(|error| self.refused(&error))?;
        }
        // A folder in the way of a name would stop the renames in the middle.
        for file in files {
            let path = self.path(&file.name);
            if path.is_dir() {
                return Err(OutputError::Unwritable {
                    path,
                    reason: "it is a folder".to_string(),
                });
            }
        }
        self.made.clear();
        for (number, file) in files.iter().enumerate() {
            fs::rename(self.partial.join(number.to_string()), self.path(&file.name))
                .map_err(|error| self.refused(&error))?;
        }

        Ok(())
    }

    fn refused(&self, error: &io::Error) -> OutputError {
        OutputError::Unwritable {
            path: self.folder.clone(),
            reason: error.to_string(),
        }
    }
}

impl Drop for Destination {
    fn drop(&mut self) {
        // Nothing more can be done about a folder that does not go; it is hidden and empty of value.
        let _ = fs::remove_dir_all(&self.partial);
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Indented, with a last newline. The types hold no map with odd keys, so this cannot fail.
pub fn json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');

    bytes
}
