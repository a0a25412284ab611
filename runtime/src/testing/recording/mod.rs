//! Recordings: files of requests with their responses, in which personal data is replaced.

pub(crate) mod anonymize;
pub(crate) mod exchange;
pub(crate) mod file;
pub(crate) mod observed;
pub(crate) mod recorder;
pub(crate) mod substitutes;
pub(crate) mod url_text;
