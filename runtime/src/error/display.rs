//! One line for people and logs.

use std::fmt::{self, Display, Write};

use crate::error::Error;
use crate::error::kind::ErrorKind;

/// The longest message that is shown; the whole of what is kept is in [`Error::message`].
const MAX_SHOWN: usize = 400;

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(method), Some(template)) = (self.method(), self.template()) {
            write!(f, "{method} {}: ", one_line(template, MAX_SHOWN))?;
        }
        if self.kind() == ErrorKind::Status {
            self.status_line(f)?;
        } else {
            f.write_str(&one_line(&self.0.what, MAX_SHOWN))?;
        }
        if let Some(id) = self.request_id() {
            return write!(f, " (request-id {})", one_line(id, MAX_SHOWN));
        }
        match self.client_request_id() {
            Some(id) => write!(f, " (client-request-id {})", one_line(id, MAX_SHOWN)),
            None => Ok(()),
        }
    }
}

impl Error {
    /// `404 Not Found: ResourceNotFound: no such operation`, as far as each part is there.
    fn status_line(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(status) = self.0.context.status {
            f.write_str(status.as_str())?;
            if let Some(reason) = status.canonical_reason() {
                write!(f, " {reason}")?;
            }
        }
        for part in [
            &self.0.what,
            self.code().unwrap_or(""),
            self.message().unwrap_or(""),
        ] {
            let part = one_line(part, MAX_SHOWN);
            if !part.is_empty() {
                write!(f, ": {part}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.kind());
        if !self.0.what.is_empty() {
            shown.field("what", &self.0.what);
        }
        let texts = [
            ("template", self.template()),
            ("code", self.code()),
            ("message", self.message()),
            ("request_id", self.request_id()),
            ("client_request_id", self.client_request_id()),
            ("date", self.date()),
            ("retry_after", self.retry_after_raw()),
            ("json_path", self.json_path()),
        ];
        if let Some(status) = self.status() {
            shown.field("status", &status);
        }
        for (name, text) in texts {
            if let Some(text) = text {
                shown.field(name, &text);
            }
        }
        if !self.inner_codes().is_empty() {
            shown.field("inner_codes", &self.inner_codes());
        }
        if !self.details().is_empty() {
            shown.field("details", &self.details());
        }
        // Through `Display`: what a foreign error shows in `Debug` is not in our hands.
        if let Some(source) = std::error::Error::source(self) {
            shown.field("source", &chain(source));
        }
        shown.finish()
    }
}

/// An error and its causes on one line.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut line = one_line(&error.to_string(), MAX_SHOWN);
    let mut next = error.source();
    while let Some(cause) = next {
        let _ = write!(line, ": {}", one_line(&cause.to_string(), MAX_SHOWN));
        next = cause.source();
    }
    line
}

/// A text on one line and no longer than `max` characters: what breaks, moves or turns a line becomes one blank.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let mut line = String::with_capacity(text.len().min(max));
    let mut room = max;
    for word in text.split(breaks_line).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        for char in word.chars() {
            if room == 0 {
                line.push('…');
                return line;
            }
            line.push(char);
            room -= 1;
        }
    }
    line
}

/// White space, control characters, and the marks that turn the direction of what follows.
fn breaks_line(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
