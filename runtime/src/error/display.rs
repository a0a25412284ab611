//! One line for people and logs.

use std::fmt::{self, Display};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::text::{chain, one_line};

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
            f.write_str(&one_line(&self.0.summary, MAX_SHOWN))?;
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
            &self.0.summary,
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
        if !self.0.summary.is_empty() {
            shown.field("what", &self.0.summary);
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
