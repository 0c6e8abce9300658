//! How far a deployment is: a line for each step, and a bar below where somebody looks.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Lines on standard error, as results go to standard output.
pub(super) struct Progress {
    places: BTreeMap<String, u64>,
    bar: ProgressBar,
}

impl Progress {
    /// For these steps, in order.
    pub(super) fn new(steps: impl IntoIterator<Item = String>) -> Self {
        let places: BTreeMap<String, u64> = steps.into_iter().zip(1..).collect();
        let bar = ProgressBar::hidden();
        if std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
        let total = u64::try_from(places.len()).unwrap_or_default();
        bar.set_length(total);
        if let Ok(style) = ProgressStyle::with_template("{bar:32.cyan/dim} {pos} of {len}") {
            bar.set_style(style.progress_chars("━━─"));
        }
        Self { places, bar }
    }

    /// A step was taken.
    pub(super) fn step(&self, name: &str, told: &str) {
        let total = self.places.len();
        let place = self.places.get(name);
        let line = match place {
            Some(place) => format!("[{place:>3}/{total}] {name:<38} {told}"),
            None => format!("          {name:<38} {told}"),
        };
        self.say(&line);
        if let Some(place) = place {
            self.bar.set_position(*place);
        }
    }

    /// Say something in between.
    pub(super) fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{}", line.trim_end()));
    }

    /// All is over.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
