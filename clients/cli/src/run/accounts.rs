//! Each service acts with an account of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use mirror_bots::frame::FrameError;
use mirror_chain::{Key, KeySource};

use crate::failure::Failure;

/// Whether all services have different accounts: two that share one take each other's place in its
/// sequence, whatever files their keys are in. Each service comes with its key files.
pub(super) fn are_different(
    services: &[(&'static str, Vec<PathBuf>)],
    prefix: &str,
) -> Result<(), Failure> {
    let mut holders: BTreeMap<String, &'static str> = BTreeMap::new();
    for (service, keys) in services {
        for path in keys {
            let key = Key::load(&KeySource::File(path.clone()))?;
            let address = key.address(prefix)?;
            if let Some(first) = holders.insert(address.clone(), service) {
                return Err(FrameError::SameAccount {
                    address,
                    first,
                    second: service,
                }
                .into());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn one_account_in_two_files_is_told_with_both_services() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, last: &str| {
            let path = folder.path().join(name);
            let words = ["abandon"; 11].join(" ") + " " + last;
            fs::write(&path, words).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            path
        };
        let (one, copy) = (file("one", "about"), file("copy", "about"));
        let other = folder.path().join("other");
        let words = "legal winner thank year wave sausage worth useful legal winner thank yellow";
        fs::write(&other, words).unwrap();
        fs::set_permissions(&other, fs::Permissions::from_mode(0o600)).unwrap();

        let good = [
            ("feed", vec![one.clone()]),
            ("keep", vec![other.clone()]),
            ("watch", vec![]),
        ];
        assert_eq!(are_different(&good, "wasm"), Ok(()));
        let bad = [("feed", vec![other, one]), ("keep", vec![copy])];
        let expected = FrameError::SameAccount {
            address: "wasm19rl4cm2hmr8afy4kldpxz3fka4jguq0akuugk7".to_string(),
            first: "feed",
            second: "keep",
        };
        assert_eq!(are_different(&bad, "wasm"), Err(expected.into()));
    }
}
