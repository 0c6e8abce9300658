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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn open(path: &Path) -> (Lines, Vec<u64>) {
        Lines::open(path).unwrap()
    }

    #[test]
    fn what_was_replaced_is_gone_and_what_is_added_comes_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (mut lines, found) = open(&path);
        assert_eq!(found, Vec::<u64>::new());
        for number in 0..5_u64 {
            lines.append(&number).unwrap();
        }

        lines.replace(&[7_u64, 8]).unwrap();
        lines.append(&9_u64).unwrap();

        assert_eq!(lines.entries(), 3);
        drop(lines);
        let (lines, found) = open(&path);
        assert_eq!((found, lines.entries()), (vec![7, 8, 9], 3));
    }

    /// Whoever is killed before the new file has its name leaves the old one whole.
    #[test]
    fn a_new_file_that_was_not_finished_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (mut lines, _) = open(&path);
        lines.append(&1_u64).unwrap();
        drop(lines);
        fs::write(folder.path().join("journal.new"), "half a li").unwrap();

        let (mut lines, found) = open(&path);

        assert_eq!(found, [1]);
        lines.replace(&[2_u64]).unwrap();
        drop(lines);
        assert_eq!(open(&path).1, [2]);
    }

    #[test]
    fn it_is_held_all_the_time_also_after_it_was_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (mut lines, _) = open(&path);
        lines.replace(&[2_u64]).unwrap();

        let second = Lines::open::<u64>(&path).unwrap_err();

        assert!(matches!(second, JournalError::InUse { .. }), "{second}");
    }

    /// A folder stands where the new file is written, as on a disk that takes nothing.
    #[test]
    fn what_can_not_be_replaced_stays_and_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (mut lines, _) = open(&path);
        lines.append(&1_u64).unwrap();
        fs::create_dir(folder.path().join("journal.new")).unwrap();

        let told = lines.replace(&[2_u64]).unwrap_err();

        assert!(matches!(told, JournalError::Disk { .. }), "{told}");
        lines.append(&3_u64).unwrap();
        drop(lines);
        assert_eq!(open(&path).1, [1, 3]);
    }
}
