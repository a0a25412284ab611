//! The answer of the segment `/$count`: digits as plain text, and no JSON.

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::answer::Answer;

/// Reads the number. A byte order mark, as Graph sends it, and blanks around are no part of it.
pub(crate) fn decode_count(answer: &Answer) -> Result<u64, Error> {
    let text = std::str::from_utf8(&answer.body).unwrap_or_default();
    text.trim_start_matches('\u{feff}')
        .trim()
        .parse()
        .map_err(|source| {
            Error::new(ErrorKind::Decode, "expected a count as plain digits")
                .with_source(source)
                .with_context(answer.context.clone())
        })
}
