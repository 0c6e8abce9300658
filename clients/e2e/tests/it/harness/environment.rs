//! What the tests are given: programs and artifacts, by environment variables.

use std::env;
use std::path::PathBuf;

/// The programs and artifacts of a test.
pub(super) struct Environment {
    /// The program of `cargo xtask`.
    pub(super) xtask: PathBuf,
    /// The program `mirror`.
    pub(super) mirror: PathBuf,
    /// The folder of the artifacts and their checksums.
    pub(super) artifacts: PathBuf,
}

impl Environment {
    pub(super) fn get() -> Self {
        // The node; `cargo xtask` takes it from here.
        named("MIRROR_WASMD");
        Self {
            xtask: named("MIRROR_XTASK"),
            mirror: named("MIRROR_BIN"),
            artifacts: named("MIRROR_ARTIFACTS"),
        }
    }
}

fn named(variable: &str) -> PathBuf {
    let value = env::var_os(variable).unwrap_or_else(|| {
        panic!(
            "{variable} is not set: run the end-to-end tests with `cargo xtask e2e`, which builds what they \
             need and says where it is"
        )
    });
    let path = PathBuf::from(value);
    assert!(
        path.exists(),
        "{variable} names {}, which is not there: run `cargo xtask e2e`, which builds it",
        path.display()
    );
    std::path::absolute(path).unwrap()
}
