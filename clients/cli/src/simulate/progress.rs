//! How far a run has come: a bar for a person, silence for a pipe.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use mirror_simulation::progress::Progress;
use time::Date;

use super::timing::per_second;

/// A bar with date, speed and time left on standard error.
#[derive(Debug)]
pub(super) struct Bar {
    label: String,
    bar: ProgressBar,
}

impl Bar {
    /// `label` tells two runs of a comparison apart. Without a terminal nothing is drawn.
    pub(super) fn new(label: &str) -> Self {
        let bar = ProgressBar::hidden();
        if std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }

        Self {
            label: label.to_string(),
            bar,
        }
    }
}

impl Progress for Bar {
    fn started(&mut self, days: u64) {
        let template = "{prefix:.bold} {msg} {bar:32.cyan/dim} {percent:>3} % · {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━━─"));
        }
        self.bar.set_length(days);
        self.bar.set_prefix(self.label.clone());
    }

    fn day_done(&mut self, date: Date, messages: u64) {
        self.bar.inc(1);
        let speed = per_second(messages, self.bar.elapsed());
        self.bar.set_message(format!("{date} · {speed} messages/s"));
    }

    fn finished(&mut self) {
        self.bar.finish_and_clear();
    }
}
