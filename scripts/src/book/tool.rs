//! mdBook: installed once, by cargo, at one version, and run.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use crate::{process, Error};

/// The version whose lock file is used, so that everybody's book is built by the same code.
const VERSION: &str = "0.5.4";

/// What each step may take, the first installation included.
pub(super) const BUDGET: Duration = Duration::from_secs(300);

/// How the book looks. Everything that it needs is in its folder: no fonts, formulas or styles from elsewhere.
pub(super) const SETTINGS: &str = r#"[book]
title = "Mirror"
language = "en"

[build]
build-dir = "html"
create-missing = false

[output.html]
no-section-label = true

[output.html.fold]
enable = true

[output.html.print]
enable = false
"#;

/// The program, installed beside the node of the local network where it is missing.
pub(super) fn ensure() -> Result<PathBuf, Error> {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = cache.or(home).unwrap_or_else(env::temp_dir);
    let root = cache.join("mirror").join(format!("mdbook-{VERSION}"));
    let program = root.join("bin/mdbook");
    if !program.is_file() {
        eprintln!("book: installing mdbook {VERSION} into {}", root.display());
        process::run_aside(
            process::cargo(Path::new("."))
                .args(["install", "--locked", "--quiet", "--version", VERSION])
                .args(["--no-default-features", "--features", "search", "--root"])
                .arg(&root)
                .arg("mdbook"),
        )?;
    }
    Ok(program)
}

/// Make the book of this folder.
pub(super) fn run(mdbook: &Path, folder: &Path) -> Result<(), Error> {
    process::run_aside(Command::new(mdbook).arg("build").arg(folder))
}
