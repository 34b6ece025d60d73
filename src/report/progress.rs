//! The progress bar of a long run.

use std::fmt::Write;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// A progress bar that counts keys or rows.
pub struct Progress(ProgressBar);

impl Progress {
    /// Creates a bar for `total` keys or rows, and says `what` is done with them; nothing is drawn unless it is visible.
    pub fn new(what: &'static str, total: u64, is_visible: bool) -> Self {
        if !is_visible {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        let template = "{msg} {wide_bar} {human_pos}/{human_len} ({rate}, {eta} left)";
        // The template is a constant; if it were invalid, the default would do.
        let style = ProgressStyle::with_template(template)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            // The library prints its own rate with four decimals.
            .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "{:.0}/s", state.per_sec());
            });
        Self(bar.with_style(style).with_message(what))
    }

    /// Adds this number of keys to those that are done.
    pub fn advance(&self, keys: u64) {
        self.0.inc(keys);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
