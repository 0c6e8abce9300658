//! Ports that no other network has: a slot is held by a lock on a file, from process to process.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The first offset, above those that people take by hand, and the room between two.
const FIRST: u16 = 2_000;
const ROOM: u16 = 20;
const SLOTS: u16 = 50;

/// A port offset that is ours until it is dropped.
pub(super) struct Slot {
    /// What is added to each port.
    pub(super) offset: u16,
    file: File,
}

impl Slot {
    /// Those that no other process holds, one after another.
    pub(super) fn free() -> impl Iterator<Item = Self> {
        (0..SLOTS).filter_map(|number| Self::take(FIRST + number * ROOM))
    }

    fn take(offset: u16) -> Option<Self> {
        let path = env::temp_dir().join(format!("mirror-e2e-{offset}.lock"));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        // A file of another user is a slot of another user.
        let file = options.open(path).ok()?;
        file.try_lock().ok()?;
        Some(Self { offset, file })
    }

    /// The folder of a network that was left here by a test that was killed.
    pub(super) fn left_behind(&mut self) -> Option<PathBuf> {
        let mut text = String::new();
        self.file.read_to_string(&mut text).unwrap();
        let home = PathBuf::from(text.trim());
        (home.is_absolute() && home.is_dir()).then_some(home)
    }

    /// Note whose folder the network at these ports has.
    pub(super) fn note(&mut self, home: &Path) {
        self.file.set_len(0).unwrap();
        use std::io::Seek;
        self.file.rewind().unwrap();
        write!(self.file, "{}", home.display()).unwrap();
        self.file.sync_all().unwrap();
    }
}

/// Remove what a killed test left on the disk.
pub(super) fn forget(home: &Path) {
    // Its parent was made for it alone.
    if let Some(parent) = home.parent() {
        let _ = fs::remove_dir_all(parent);
    }
}
