//! How far a long list has come: a bar for a person, silence for a pipe.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter lists are done before a bar could be read.
const WORTH_A_BAR: usize = 10_000;

/// On standard error; it goes when all is done.
pub(super) fn bar(what: &'static str, length: usize) -> ProgressBar {
    if length < WORTH_A_BAR || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(Some(length as u64), target).with_prefix(what);
    let template = "{prefix:.bold} {pos} {bar:32.cyan/dim} {percent:>3} % · {eta} left";
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style.progress_chars("━━─")),
        Err(_) => bar,
    }
}
