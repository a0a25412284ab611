//! Percent-encoding at compile time.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// RFC 3986's unreserved characters and slashes stay.
const PROPERTY_NAME: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The literal part of a path, as sent. Only non-ASCII characters are encoded: the user encodes the rest.
pub(crate) fn path_literal(written: &str) -> String {
    utf8_percent_encode(written, CONTROLS).to_string()
}

/// The name of a property, for a query.
pub(crate) fn property_name(name: &str) -> String {
    utf8_percent_encode(name, &PROPERTY_NAME).to_string()
}
