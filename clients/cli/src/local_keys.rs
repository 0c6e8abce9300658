//! The keys of a local network: a file for each in one folder, called by its owner's name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use mirror_chain::{Key, KeyError, KeySource};

/// How the name of a key's file ends.
const ENDING: &str = "mnemonic";

/// The file of a key.
pub(crate) fn file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.{ENDING}"))
}

/// The names of all keys, in order.
pub(crate) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_key = path.extension().is_some_and(|ending| ending == ENDING);
        let name = path.file_stem().and_then(|name| name.to_str());
        names.extend(name.filter(|_| is_key).map(str::to_string));
    }
    names.sort();
    Ok(names)
}

/// A key.
pub(crate) fn load(folder: &Path, name: &str) -> Result<Key, KeyError> {
    Key::load(&KeySource::File(file(folder, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_by_the_names_of_their_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["bob.mnemonic", "alice.mnemonic", "README", "carol.txt"] {
            fs::write(folder.path().join(name), "").unwrap();
        }

        assert_eq!(names(folder.path()).unwrap(), ["alice", "bob"]);
        assert!(file(folder.path(), "bob").is_file());
        assert!(names(&folder.path().join("none")).is_err());
    }
}
