//! The committed page shows the committed figures, and they are complete. Whether they still hold is
//! measured by `cargo xtask gas --check`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use xtask::{gas, workspace::Workspace};

#[test]
fn the_committed_page_is_what_the_committed_figures_say() {
    let workspace = Workspace::find().unwrap();

    if let Err(error) = gas::check_committed(&workspace) {
        panic!("{error}");
    }
}
