//! A JSON file that something else writes: `{"price": 101.25, "observed_at": 1764255600}`.

use std::fs;
use std::path::PathBuf;

use super::observation::{Observation, SourceFault};
use super::reading::{observation, OBSERVED_AT, PRICE};

/// A JSON file that something else writes, read anew each time. It should be written beside and renamed,
/// so that no half of it is ever read; half of it would be no JSON, and no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSource {
    /// The file.
    pub path: PathBuf,
}

impl FileSource {
    /// What the file says now.
    pub fn look(&self) -> Result<Observation, SourceFault> {
        let text = fs::read_to_string(&self.path);
        let text = text.map_err(|error| SourceFault::Silent(error.to_string()))?;
        observation(&text, PRICE, Ok(OBSERVED_AT))
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Decimal;

    use super::*;

    #[test]
    fn a_file_is_read_anew_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let source = FileSource {
            path: folder.path().join("price.json"),
        };
        assert!(matches!(source.look(), Err(SourceFault::Silent(_))));
        for whole in [100_u64, 101] {
            let text = format!("{{\"price\": \"{whole}\", \"observed_at\": 7}}");
            fs::write(&source.path, text).unwrap();

            let expected = Observation {
                price: Decimal::from_ratio(whole, 1_u64),
                observed_at: 7,
            };
            assert_eq!(source.look(), Ok(expected));
        }
        fs::write(&source.path, "{\"price\": \"10").unwrap();
        assert!(matches!(source.look(), Err(SourceFault::Form(_))));
    }
}
