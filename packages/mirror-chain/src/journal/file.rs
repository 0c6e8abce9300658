//! A file to which whole lines are added, each on the disk before the next thing happens.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::JournalError;
use super::lock::Lock;

/// The file, held by this process.
#[derive(Debug)]
pub(super) struct File {
    path: PathBuf,
    file: fs::File,
    /// Of all whole lines, in bytes.
    length: u64,
    /// Why nothing is written any more.
    broken: Option<String>,
    /// The length of a line that was not finished, in bytes.
    pub(super) dropped: Option<u64>,
    _lock: Lock,
}

impl File {
    /// The file with its lines, without their ends. It is made if there is none. A last line without
    /// an end was never finished, so nobody went on because of it: it is taken away.
    pub(super) fn open(path: &Path) -> Result<(Self, Vec<Vec<u8>>), JournalError> {
        let disk = |error: io::Error| disk(path, &error);
        let folder = folder(path);
        fs::create_dir_all(folder).map_err(disk)?;
        let lock = Lock::take(path)?;
        let file = fs::OpenOptions::new().create(true).append(true).open(path);
        let file = file.map_err(disk)?;
        // A new file is there after a crash only if its folder is on the disk, too.
        let folder = fs::File::open(folder).and_then(|folder| folder.sync_all());
        folder.map_err(disk)?;

        let content = fs::read(path).map_err(disk)?;
        let mut lines: Vec<Vec<u8>> = content
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        let rest = lines.pop().map_or(0, |rest| rest.len());
        let length = content.len().saturating_sub(rest);
        let mut opened = Self {
            path: path.to_path_buf(),
            file,
            length: u64::try_from(length).unwrap_or(u64::MAX),
            broken: None,
            dropped: None,
            _lock: lock,
        };
        if rest > 0 {
            opened.take_back().map_err(disk)?;
            opened.dropped = u64::try_from(rest).ok();
        }
        Ok((opened, lines))
    }

    /// Add a line, with its end. Once this has returned it survives a crash.
    pub(super) fn append(&mut self, line: &str) -> Result<(), JournalError> {
        if let Some(reason) = &self.broken {
            return Err(self.not_written(reason));
        }
        let written = self.file.write_all(line.as_bytes());
        if let Err(error) = written.and_then(|()| self.file.sync_all()) {
            // What is left of it must not stand in the way of the next line.
            if let Err(also) = self.take_back() {
                self.broken = Some(also.to_string());
            }
            return Err(disk(&self.path, &error));
        }
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        self.length = self.length.saturating_add(length);
        Ok(())
    }

    /// Put other lines, with their ends, in the place of all that are there: whole or not at all,
    /// whenever it is stopped.
    pub(super) fn replace(&mut self, lines: &str) -> Result<(), JournalError> {
        if let Some(reason) = &self.broken {
            return Err(self.not_written(reason));
        }
        let mut new = self.path.as_os_str().to_os_string();
        new.push(".new");
        let new = PathBuf::from(new);
        let written = fs::File::create(&new).and_then(|mut file| {
            file.write_all(lines.as_bytes())?;
            file.sync_all()
        });
        let moved = written.and_then(|()| fs::rename(&new, &self.path));
        moved.map_err(|error| disk(&self.path, &error))?;
        // From here on the old file has no name: nothing may be written to it.
        let opened = fs::OpenOptions::new().append(true).open(&self.path);
        let synced = opened.and_then(|file| {
            fs::File::open(folder(&self.path))?.sync_all()?;
            Ok(file)
        });
        match synced {
            Ok(file) => {
                self.file = file;
                self.length = u64::try_from(lines.len()).unwrap_or(u64::MAX);
                Ok(())
            }
            Err(error) => {
                self.broken = Some(error.to_string());
                Err(disk(&self.path, &error))
            }
        }
    }

    pub(super) fn not_written(&self, reason: &impl fmt::Display) -> JournalError {
        JournalError::Disk {
            path: self.path.clone(),
            reason: reason.to_string(),
        }
    }

    fn take_back(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.sync_all()
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn disk(path: &Path, error: &io::Error) -> JournalError {
    JournalError::Disk {
        path: path.to_path_buf(),
        reason: error.to_string(),
    }
}
