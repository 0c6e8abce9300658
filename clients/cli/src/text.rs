//! Files of text.

use std::path::Path;

use mirror_simulation::text::{of, unmarked, NOT_TEXT};

/// A file's text, or why there is none. A mark of its encoding is left out.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;

    of(unmarked(&bytes))
        .map(str::to_string)
        .map_err(|line| format!("line {line}: {NOT_TEXT}"))
}
