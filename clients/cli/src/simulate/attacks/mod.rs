//! The attacks on the screen and in files.

mod page;
mod screen;
mod words;

use mirror_simulation::attacks::Report;

use crate::output::{json, File};

pub use page::html;
pub use screen::table;

/// The files of `--out`.
pub fn files(reports: &[Report]) -> Vec<File> {
    let files = [
        ("attacks.json", json(&reports)),
        ("report.html", html(reports).into_bytes()),
    ];
    let file = |(name, content): (&str, Vec<u8>)| File {
        name: name.to_string(),
        content,
    };
    files.map(file).into()
}
