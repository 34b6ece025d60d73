//! Where data goes: to stdout, or through a pager if it is more than a screen.

use std::io::{self, Write};

use crate::env::{Interrupt, Pager, PagerSettings};

/// Bytes that are kept until it is certain that the pager shows them.
const MAX_KEPT: usize = 1024 * 1024;

/// Stdout, and the pager in front of it.
pub(super) struct Screen<'a> {
    out: &'a mut dyn Write,
    pager: Option<PagerSettings>,
    state: State,
    interrupt: Interrupt,
}

enum State {
    /// Everything goes to stdout.
    Direct,
    /// This is not more than a screen yet.
    Holding(Vec<u8>),
    /// Everything goes to the pager.
    Paging {
        pager: Pager,
        /// What was passed on; `None` after so much that the pager must have read it.
        kept: Option<Vec<u8>>,
    },
}

impl<'a> Screen<'a> {
    pub(super) fn new(
        out: &'a mut dyn Write,
        pager: Option<PagerSettings>,
        interrupt: Interrupt,
    ) -> Self {
        Self {
            out,
            pager,
            state: State::Direct,
            interrupt,
        }
    }

    /// From now on, more than a screen goes through the pager.
    pub(super) fn use_pager(&mut self) {
        if self.pager.is_some() && matches!(self.state, State::Direct) {
            self.state = State::Holding(Vec::new());
        }
    }

    /// Writes all bytes.
    ///
    /// # Errors
    /// When stdout cannot be written. With [`io::ErrorKind::BrokenPipe`] if the user has
    /// ended the pager.
    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.state {
            State::Direct => self.out.write_all(bytes),
            State::Holding(held) => {
                held.extend_from_slice(bytes);
                let settings = self.pager.as_ref();
                let Some(settings) = settings.filter(|settings| is_full(held, settings)) else {
                    return Ok(());
                };
                let held = std::mem::take(held);
                let Ok(pager) = settings.start() else {
                    self.state = State::Direct;
                    return self.out.write_all(&held);
                };
                // Ctrl-C is a command of the pager, too.
                self.interrupt.ignore_repetitions();
                self.state = State::Paging {
                    pager,
                    kept: Some(Vec::new()),
                };
                self.page(&held)
            }
            State::Paging { .. } => self.page(bytes),
        }
    }

    fn page(&mut self, bytes: &[u8]) -> io::Result<()> {
        let State::Paging { pager, kept } = &mut self.state else {
            return Ok(());
        };
        let has_room = |kept: &Vec<u8>| kept.len() + bytes.len() <= MAX_KEPT;
        *kept = kept.take().filter(has_room);
        if let Some(kept) = kept {
            kept.extend_from_slice(bytes);
        }
        match pager.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.end_pager(),
            other => other,
        }
    }

    /// Waits for the end of the pager. If it has failed, it is replaced by stdout.
    fn end_pager(&mut self) -> io::Result<()> {
        let State::Paging { pager, kept } = &mut self.state else {
            return Ok(());
        };
        let status = pager.wait()?;
        let kept = kept.take();
        self.state = State::Direct;
        match kept {
            Some(kept) if !status.success() && !self.interrupt.is_requested() => {
                self.out.write_all(&kept)
            }
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// Makes everything visible that was written, and waits until the user ends the
    /// pager.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.state, State::Direct) {
            State::Direct => {}
            State::Holding(held) => self.out.write_all(&held)?,
            paging @ State::Paging { .. } => {
                self.state = paging;
                match self.end_pager() {
                    // The user has seen what they wanted to see.
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
                    other => other?,
                }
            }
        }
        self.out.flush()
    }
}

/// Whether a text and a prompt after it need more than the screen. Colour counts as
/// text: a pager that starts a little early does no harm.
fn is_full(text: &[u8], settings: &PagerSettings) -> bool {
    let lines = text.split(|byte| *byte == b'\n');
    let heights = lines.map(|line| line.len().div_ceil(settings.width).max(1));
    heights.sum::<usize>() > settings.height
}
