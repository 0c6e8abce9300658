//! Checked lines of any kind, for a journal of another shape.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::Serialize;

use super::error::JournalError;
use super::file::File;
use super::line;

/// A file of lines of JSON, each with a check of its own content and on the disk once it is added.
/// One process at a time holds it.
#[derive(Debug)]
pub struct Lines {
    path: PathBuf,
    file: File,
    entries: usize,
}

impl Lines {
    /// The file at this path, which is made if there is none, and its entries. Nobody else can open it
    /// until this one is dropped or its process ends.
    pub fn open<E: DeserializeOwned>(path: &Path) -> Result<(Self, Vec<E>), JournalError> {
        let (file, lines) = File::open(path)?;
        let mut entries = Vec::new();
        for (number, line) in (1..).zip(lines) {
            let damaged = |reason: String| JournalError::Damaged {
                path: path.to_path_buf(),
                line: number,
                reason,
            };
            let entry = line::checked(&line).map_err(damaged)?;
            let entry = serde_json::from_str(entry).map_err(|error| damaged(error.to_string()))?;
            entries.push(entry);
        }
        let opened = Self {
            path: path.to_path_buf(),
            file,
            entries: entries.len(),
        };
        Ok((opened, entries))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many entries it has.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// How many bytes at the end were an entry that somebody had not finished writing; they are gone.
    pub fn dropped(&self) -> Option<u64> {
        self.file.dropped
    }

    /// Add an entry. Once this has returned it survives a crash.
    pub fn append<E: Serialize>(&mut self, entry: &E) -> Result<(), JournalError> {
        let line = self.line(entry)?;
        self.file.append(&line)?;
        self.entries += 1;
        Ok(())
    }

    /// Put other entries in the place of all that are there. Whoever is stopped in the middle finds
    /// the old ones or the new ones.
    pub fn replace<E: Serialize>(&mut self, entries: &[E]) -> Result<(), JournalError> {
        let lines = entries.iter().map(|entry| self.line(entry));
        let lines: String = lines.collect::<Result<_, _>>()?;
        self.file.replace(&lines)?;
        self.entries = entries.len();
        Ok(())
    }

    fn line<E: Serialize>(&self, entry: &E) -> Result<String, JournalError> {
        let entry = serde_json::to_string(entry);
        let entry = entry.map_err(|error| self.file.not_written(&error))?;
        Ok(line::of(&entry))
    }
}
