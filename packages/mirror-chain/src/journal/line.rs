//! A line of a journal: an entry, and a check of it.

use sha2::{Digest, Sha256};

const CHECK: &str = "{\"check\":\"";
const ENTRY: &str = "\",\"entry\":";
const END: &str = "}";

/// How many digits of the entry's SHA-256 stand before it.
const DIGITS: usize = 16;

/// The line of an entry, which is JSON itself.
pub(super) fn of(entry: &str) -> String {
    format!("{CHECK}{}{ENTRY}{entry}{END}\n", check(entry))
}

/// The entry of a line, or what is wrong with it.
pub(super) fn checked(line: &[u8]) -> Result<&str, String> {
    let line = std::str::from_utf8(line).map_err(|_| "it is no text".to_string())?;
    let other = || "it is no entry of a journal".to_string();
    let rest = line.strip_prefix(CHECK).ok_or_else(other)?;
    let (found, rest) = rest.split_at_checked(DIGITS).ok_or_else(other)?;
    let entry = rest.strip_prefix(ENTRY).ok_or_else(other)?;
    let entry = entry.strip_suffix(END).ok_or_else(other)?;
    if found != check(entry) {
        return Err("its content does not fit its check".to_string());
    }
    Ok(entry)
}

fn check(entry: &str) -> String {
    let digest = Sha256::digest(entry);
    let mut digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.truncate(DIGITS);
    digits
}
