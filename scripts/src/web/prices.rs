//! What assets cost on the journeys' network: one file that a test rewrites, from which every second the files
//! are made that the feeder reads. A price in them is always of now, so that one stays until it is changed; an
//! asset that is left out has no price any more, as if its market had closed.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc,
    },
    thread::{self, JoinHandle},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::json;

use crate::Error;

/// Every asset with its first price, in base coins.
pub(super) const FIRST: [(&str, &str); 4] = [
    ("mAAPL", "150"),
    ("mGOOGL", "120"),
    ("mTSLA", "250"),
    ("MIR", "2"),
];

const EVERY: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(100);

/// Prices that are kept fresh until this is dropped.
pub(super) struct Prices {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Prices {
    /// Write the first prices to `file`, and keep the files in `observed` as it says.
    pub(super) fn start(file: &Path, observed: &Path) -> Result<Self, Error> {
        let not_written = |path: &Path| {
            let path = path.to_owned();
            move |source| Error::NotWritten { path, source }
        };
        let first: BTreeMap<&str, &str> = FIRST.into_iter().collect();
        fs::create_dir_all(observed).map_err(not_written(observed))?;
        fs::write(file, serde_json::to_string_pretty(&first)?).map_err(not_written(file))?;
        let (file, observed) = (file.to_owned(), observed.to_owned());
        pass_on(&file, &observed).map_err(not_written(&observed))?;

        let over = Arc::new(AtomicBool::new(false));
        let is_over = over.clone();
        let thread = thread::spawn(move || {
            while !is_over.load(Ordering::Relaxed) {
                if let Err(error) = pass_on(&file, &observed) {
                    eprintln!("web: {} is not passed on: {error}", file.display());
                }
                let pauses = EVERY.as_millis() / PAUSE.as_millis();
                for _ in 0..pauses {
                    if !is_over.load(Ordering::Relaxed) {
                        thread::sleep(PAUSE);
                    }
                }
            }
        });
        Ok(Self {
            over,
            thread: Some(thread),
        })
    }
}

impl Drop for Prices {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // It writes what it fails at itself.
            let _ = thread.join();
        }
    }
}

/// Write each price as one of now, and take away those that are no longer there.
fn pass_on(file: &Path, observed: &Path) -> io::Result<()> {
    let prices: BTreeMap<String, String> = serde_json::from_str(&fs::read_to_string(file)?)?;
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = since.map_or(0, |since| since.as_secs());
    for (symbol, _) in FIRST {
        let path = observed.join(format!("{symbol}.json"));
        match prices.get(symbol) {
            Some(price) => {
                replace(
                    &path,
                    &json!({ "price": price, "observed_at": now }).to_string(),
                )?;
            }
            None if path.exists() => fs::remove_file(&path)?,
            None => {}
        }
    }
    Ok(())
}

/// Beside and renamed, so that no half of it is ever read.
fn replace(path: &PathBuf, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    fs::write(&beside, text)?;
    fs::rename(beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_passed_on_as_one_of_now_and_taken_away_where_it_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let (file, observed) = (
            folder.path().join("prices.json"),
            folder.path().join("observed"),
        );
        let prices = Prices::start(&file, &observed).unwrap();
        let read = |symbol: &str| {
            let text = fs::read_to_string(observed.join(format!("{symbol}.json"))).ok()?;
            serde_json::from_str::<serde_json::Value>(&text).ok()
        };
        assert_eq!(read("mTSLA").unwrap()["price"], "250");
        drop(prices);

        fs::write(&file, "{\"mAAPL\": \"151.5\"}").unwrap();
        pass_on(&file, &observed).unwrap();

        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs();
        let apple = read("mAAPL").unwrap();
        assert_eq!(apple["price"], "151.5");
        assert!(now - apple["observed_at"].as_u64().unwrap() < 10);
        assert_eq!(read("mTSLA"), None);
    }

    #[test]
    fn a_file_that_is_no_list_of_prices_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("prices.json");
        fs::write(&file, "{\"mAAPL\": 151.5}").unwrap();

        assert!(pass_on(&file, folder.path()).is_err());
        assert!(!folder.path().join("mAAPL.json").exists());
    }
}
