//! Node and Chromium: found, or installed from Debian's packages where they are missing and can be.

use std::{path::Path, process::Command};

use crate::{apt, process};

/// The least Node that Vite and Vitest run on.
const NODE: (u64, u64) = (20, 19);
/// Debian's browser. Another one may be named by the variable.
const CHROMIUM: &str = "/usr/bin/chromium";
const VARIABLE: &str = "MIRROR_CHROMIUM";
/// Without a font of its own a page has no width.
const FONTS: &str = "/usr/share/fonts/truetype/dejavu";

/// Whether Node and npm are here and new enough; if not, what is missing.
pub(crate) fn node() -> Result<(), String> {
    let (most, least) = NODE;
    if !process::is_installed("npm") || !process::is_installed("node") {
        return Err(format!("Node {most}.{least} or newer with npm is missing"));
    }
    let said = process::output(Command::new("node").arg("--version"));
    let said = said.map_err(|error| error.to_string())?;
    match version(&said) {
        Some(found) if found >= NODE => Ok(()),
        _ => Err(format!("Node is {said}, and {most}.{least} is the least")),
    }
}

/// See that all of it is there. Answers what is missing and could not be installed.
pub(super) fn ensure() -> Result<(), String> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let installed = apt::install("web", &missing);
    node()?;
    if !browser() {
        let reason = installed.err().unwrap_or_default();
        return Err(format!("Chromium is missing ({reason})"));
    }
    Ok(())
}

/// Debian's names of what is not here.
fn missing() -> Vec<&'static str> {
    let wanted: [(bool, &[&str]); 3] = [
        (node().is_ok(), &["nodejs", "npm"]),
        (browser(), &["chromium"]),
        (Path::new(FONTS).is_dir(), &["fonts-dejavu-core"]),
    ];
    let lacking = wanted.iter().filter(|(is_there, _)| !is_there);
    lacking
        .flat_map(|(_, packages)| *packages)
        .copied()
        .collect()
}

fn browser() -> bool {
    let named = std::env::var_os(VARIABLE);
    named.map_or_else(
        || Path::new(CHROMIUM).is_file(),
        |path| Path::new(&path).is_file(),
    )
}

/// Of `v20.19.2`.
fn version(said: &str) -> Option<(u64, u64)> {
    let mut parts = said.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_compared_as_numbers() {
        assert_eq!(version("v20.19.2\n"), Some((20, 19)));
        assert!(version("v20.9.0") < Some(NODE) && version("v22.1.0") > Some(NODE));
        assert_eq!(version("20.19.2"), None);
    }
}
