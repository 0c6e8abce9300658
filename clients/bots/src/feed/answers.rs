//! What an operator answers to a frozen price: a file that `mirror feed accept` adds to and that the
//! running feeder reads.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The file, in the folder of the feeder's state.
const FILE: &str = "answers.jsonl";

/// Why answers can not be read or added.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswerFault {
    /// The file can not be read or written.
    #[error("{} can not be used: {reason}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A line is not as it was written.
    #[error("line {line} of {} is no answer: {reason}; take that line out", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1 on.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// An operator says what the price of an asset is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The asset, as the operations file calls it.
    pub asset: String,
    /// Its price: that of the base denom for a whole unit, as sources give it. Until the end prices are
    /// measured at this one.
    pub price: Decimal,
    /// When that ends, in UNIX seconds.
    pub until: u64,
    /// When it was said, in UNIX seconds.
    pub said: u64,
}

/// Where the answers of a feeder are.
pub fn path(state: &Path) -> PathBuf {
    state.join(FILE)
}

/// Add an answer. Once this has returned it survives a crash.
pub fn add(state: &Path, accept: &Accept) -> Result<(), AnswerFault> {
    let path = path(state);
    let disk = |error: io::Error| AnswerFault::Disk {
        path: path.clone(),
        reason: error.to_string(),
    };
    let mut line = serde_json::to_string(accept).map_err(|error| disk(error.into()))?;
    line.push('\n');
    fs::create_dir_all(state).map_err(disk)?;
    let mut options = fs::OpenOptions::new();
    let file = options.create(true).append(true).open(&path);
    let mut file = file.map_err(disk)?;
    // A line that somebody did not finish was never said, and must not swallow this one.
    let text = fs::read(&path).map_err(disk)?;
    let whole = text.iter().rposition(|byte| *byte == b'\n');
    let whole = whole.map_or(Ok(0), |end| u64::try_from(end.saturating_add(1)));
    let whole = whole.map_err(|error| disk(io::Error::other(error)))?;
    file.set_len(whole).map_err(disk)?;
    file.write_all(line.as_bytes()).map_err(disk)?;
    file.sync_all().map_err(disk)?;
    let folder = fs::File::open(state).and_then(|folder| folder.sync_all());
    folder.map_err(disk)
}

/// All answers so far. A last line without an end is one that is being written.
pub fn read(state: &Path) -> Result<Vec<Accept>, AnswerFault> {
    let path = path(state);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
        Err(error) => {
            let reason = error.to_string();
            return Err(AnswerFault::Disk { path, reason });
        }
    };
    let whole = text.rfind('\n').and_then(|end| text.get(..end));
    let lines = (1..).zip(whole.unwrap_or_default().lines());
    lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(line, text)| {
            serde_json::from_str(text).map_err(|error| AnswerFault::Damaged {
                path: path.clone(),
                line,
                reason: error.to_string(),
            })
        })
        .collect()
}

/// The last word on an asset that holds at this second.
pub fn holding<'a>(answers: &'a [Accept], asset: &str, now: u64) -> Option<&'a Accept> {
    let mut about = answers.iter().rev().filter(|accept| accept.asset == asset);
    about.next().filter(|accept| now < accept.until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(asset: &str, whole: u64, until: u64) -> Accept {
        Accept {
            asset: asset.to_string(),
            price: Decimal::from_ratio(whole, 1_u64),
            until,
            said: 5,
        }
    }

    #[test]
    fn what_was_said_last_of_an_asset_holds_until_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("feed");
        assert_eq!(read(&state), Ok(vec![]));
        let all = [accept("a", 1, 10), accept("b", 2, 20), accept("a", 3, 15)];
        for one in &all {
            add(&state, one).unwrap();
        }

        let answers = read(&state).unwrap();

        assert_eq!(answers, all);
        assert_eq!(holding(&answers, "a", 14), Some(&all[2]));
        assert_eq!(holding(&answers, "a", 15), None);
        assert_eq!(holding(&answers, "b", 19), Some(&all[1]));
        assert_eq!(holding(&answers, "c", 1), None);
    }

    #[test]
    fn a_line_that_is_not_finished_is_left_out_and_does_not_swallow_the_next_one() {
        let folder = tempfile::tempdir().unwrap();
        add(folder.path(), &accept("a", 1, 10)).unwrap();
        let mut text = fs::read_to_string(path(folder.path())).unwrap();
        text.push_str("{\"asset\": \"b\"");
        fs::write(path(folder.path()), text).unwrap();

        assert_eq!(read(folder.path()), Ok(vec![accept("a", 1, 10)]));
        add(folder.path(), &accept("c", 1, 10)).unwrap();
        let expected = vec![accept("a", 1, 10), accept("c", 1, 10)];
        assert_eq!(read(folder.path()), Ok(expected));
    }

    #[test]
    fn a_line_that_is_no_answer_is_told() {
        let folder = tempfile::tempdir().unwrap();
        add(folder.path(), &accept("a", 1, 10)).unwrap();
        let mut text = fs::read_to_string(path(folder.path())).unwrap();
        text.push_str("{\"asset\": 7}\n");
        fs::write(path(folder.path()), text).unwrap();

        let told = read(folder.path()).unwrap_err();

        assert!(
            matches!(told, AnswerFault::Damaged { line: 2, .. }),
            "{told}"
        );
    }

    #[test]
    fn a_file_that_can_not_be_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(path(folder.path())).unwrap();

        assert!(matches!(read(folder.path()), Err(AnswerFault::Disk { .. })));
        let told = add(folder.path(), &accept("a", 1, 10));
        assert!(matches!(told, Err(AnswerFault::Disk { .. })));
    }
}
