//! A key that one service at a time has.

use std::fs::{File, TryLockError};

use mirror_chain::{Key, KeyError, KeySource};

use super::error::FrameError;

/// A key, held until it is dropped or its process ends.
#[derive(Debug)]
pub struct HeldKey {
    pub(super) key: Key,
    /// The file itself is locked: it may lie where nothing can be written.
    pub(super) _file: Option<File>,
}

impl HeldKey {
    /// The key of a source. That of a file is refused while another service has it.
    pub fn load(source: &KeySource) -> Result<Self, FrameError> {
        let key = Key::load(source)?;
        let KeySource::File(path) = source else {
            return Ok(key.into());
        };
        let unreadable = |error: std::io::Error| KeyError::Unreadable {
            path: path.clone(),
            reason: error.to_string(),
        };
        let file = File::open(path).map_err(unreadable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self {
                key,
                _file: Some(file),
            }),
            Err(TryLockError::WouldBlock) => Err(FrameError::KeyInUse { path: path.clone() }),
            Err(TryLockError::Error(error)) => Err(unreadable(error).into()),
        }
    }
}

impl From<Key> for HeldKey {
    /// A key that nobody else is kept from.
    fn from(key: Key) -> Self {
        Self { key, _file: None }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_key_of_a_file_is_with_one_service_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let words = ["abandon"; 11].join(" ") + " about";
        fs::write(&path, words).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        let source = KeySource::File(path.clone());
        let first = HeldKey::load(&source).unwrap();

        let second = HeldKey::load(&source).unwrap_err();

        assert_eq!(second, FrameError::KeyInUse { path });
        drop(first);
        HeldKey::load(&source).unwrap();
    }
}
