//! The response to the path segment `/$count`: digits as plain text, not JSON.

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::text::without_byte_order_mark;
use crate::transport::full_response::FullResponse;

/// Decodes the number. Graph sends it with a byte order mark; white space around it is ignored.
pub(crate) fn decode_count(response: &FullResponse) -> Result<u64, Error> {
    let body = without_byte_order_mark(&response.body);
    let digits = std::str::from_utf8(body).unwrap_or_default().trim();
    digits.parse().map_err(|source| {
        Error::new(ErrorKind::Decode, "expected a count in plain digits")
            .with_source(source)
            .with_context(response.context())
    })
}
