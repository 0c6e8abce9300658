//! What every command prints with.

use std::io::{self, Write};

/// Bytes on standard output, whoever reads them.
pub(crate) fn say(bytes: &[u8]) {
    // A reader that went away has seen what it wanted.
    let _ = io::stdout().lock().write_all(bytes);
}
