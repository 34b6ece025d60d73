//! Progress of a long run, on a terminal and nowhere else.

use std::fmt::Write;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// A bar that counts keys; silent where nobody watches.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for `total` keys.
    pub fn of(total: u64, visible: bool) -> Self {
        if !visible {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        let style = "{msg} {wide_bar} {human_pos}/{human_len} ({rate}, {eta} left)";
        // The template is a constant; the default style is as good a fallback.
        let style = ProgressStyle::with_template(style)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            // The library's own rate has four decimals.
            .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "{:.0}/s", state.per_sec());
            });
        Self(bar.with_style(style).with_message("filling betas"))
    }

    /// So many more are done.
    pub fn advance(&self, keys: u64) {
        self.0.inc(keys);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
