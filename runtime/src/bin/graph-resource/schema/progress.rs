//! What a terminal shows in the meantime.

use std::io::{IsTerminal, Write, stderr};

/// One line that is overwritten, on a terminal only.
#[derive(Clone)]
pub(super) struct Progress {
    is_shown: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        let is_shown = stderr().is_terminal();
        Self { is_shown }
    }

    pub(super) fn received(&self, bytes: u64) {
        self.show(&format!("{} KB received", bytes.div_ceil(1000)));
    }

    pub(super) fn indexing(&self) {
        self.show("indexing");
    }

    /// Removes the line.
    pub(super) fn end(&self) {
        self.show("");
    }

    fn show(&self, text: &str) {
        if self.is_shown {
            // Without a terminal any more there is nobody to report to.
            let _ = write!(stderr(), "\r\x1b[K{text}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
