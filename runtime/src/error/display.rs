//! How an error is shown: `Display` is one line for people and logs.

use std::fmt::{self, Debug, Display, Formatter};

use crate::error::kind::ErrorKind;
use crate::error::model::Error;
use crate::error::text::{error_chain, one_line};

/// The longest part of a message that is shown, in characters. [`Error::message`] returns all that is kept.
const MAX_SHOWN: usize = 400;

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let (Some(method), Some(template)) = (self.method(), self.template()) {
            write!(f, "{method} {}: ", one_line(template, MAX_SHOWN))?;
        }
        if self.kind() == ErrorKind::Status {
            self.write_status(f)?;
        } else {
            f.write_str(&one_line(&self.0.summary, MAX_SHOWN))?;
        }
        if self.may_have_been_carried_out() {
            f.write_str("; the request may have been carried out")?;
        }
        self.write_id(f)
    }
}

impl Error {
    /// Writes `404 Not Found: ResourceNotFound: no such operation`, leaving out the parts that are missing.
    fn write_status(&self, f: &mut Formatter<'_>) -> fmt::Result {
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
        if let Some(permissions) = self.permissions() {
            let permissions = one_line(&permissions.to_string(), MAX_SHOWN);
            write!(f, " (requires {permissions})")?;
        }
        self.write_retries(f)
    }

    /// Writes `(retry after 10s, 6 attempts)`, leaving out what is not known and a single attempt.
    fn write_retries(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let attempts = self.0.attempts;
        match self.retry_after() {
            Some(delay) if attempts > 1 => {
                write!(f, " (retry after {delay:?}, {attempts} attempts)")
            }
            Some(delay) => write!(f, " (retry after {delay:?})"),
            None if attempts > 1 => write!(f, " ({attempts} attempts)"),
            None => Ok(()),
        }
    }

    /// Writes the service's id of the request, or else the client's.
    fn write_id(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(id) = self.request_id() {
            return write!(f, " (request-id {})", one_line(id, MAX_SHOWN));
        }
        if let Some(id) = self.client_request_id() {
            return write!(f, " (client-request-id {})", one_line(id, MAX_SHOWN));
        }
        Ok(())
    }
}

impl Debug for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.kind());
        if !self.0.summary.is_empty() {
            shown.field("summary", &self.0.summary);
        }
        if let Some(status) = self.status() {
            shown.field("status", &status);
        }
        for (name, value) in [
            ("template", self.template()),
            ("code", self.code()),
            ("message", self.message()),
            ("request_id", self.request_id()),
            ("client_request_id", self.client_request_id()),
            ("date", self.date()),
            ("retry_after", self.retry_after_raw()),
            ("json_path", self.json_path()),
        ] {
            if let Some(value) = value {
                shown.field(name, &value);
            }
        }
        if self.may_have_been_carried_out() {
            shown.field("may_have_been_carried_out", &true);
        }
        if let Some(permissions) = self.permissions() {
            shown.field("permissions", permissions);
        }
        if !self.inner_codes().is_empty() {
            shown.field("inner_codes", &self.inner_codes());
        }
        if !self.details().is_empty() {
            shown.field("details", &self.details());
        }
        // By its `Display`: the `Debug` of another crate's error might show secrets.
        if let Some(source) = std::error::Error::source(self) {
            shown.field("source", &error_chain(source));
        }
        shown.finish()
    }
}
