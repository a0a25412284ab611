//! Percent-encoding, written down once: what may stand bare in each part of a URL, and why.
//!
//! Every value passes through here exactly once, when the URL is written; everything before that holds plain text.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 3986 calls unreserved stays as it is everywhere.
const UNRESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// One segment of a path: RFC 3986's `pchar`. What is left to be encoded is `/`, `?`, `#`, `%`, blanks, brackets and
/// everything that is not ASCII, so a key stays one segment whatever it holds.
const SEGMENT: AsciiSet = UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// A segment that a colon closes: `root:/<path>:/children`.
const CLOSED: AsciiSet = SEGMENT.add(b':');

/// The value of a query option: RFC 3986's `query` less `&` (the next option) and `+` (which services read as a blank).
/// A blank becomes `%20`, never `+`.
const VALUE: AsciiSet = SEGMENT.add(b'&').add(b'+').remove(b'/').remove(b'?');

/// The name of a query option: as its value, less `=` (the end of the name).
const NAME: AsciiSet = VALUE.add(b'=');

pub(crate) fn segment(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, &SEGMENT));
}

pub(crate) fn closed(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, &CLOSED));
}

pub(crate) fn value(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, &VALUE));
}

pub(crate) fn name(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, &NAME));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(encode: fn(&str, &mut String), text: &str) -> String {
        let mut out = String::new();
        encode(text, &mut out);
        out
    }

    #[test]
    fn a_segment_keeps_what_rfc_3986_allows_and_nothing_else() {
        let bare = "AZaz09-._~!$&'()*+,;=:@";
        assert_eq!(encoded(segment, bare), bare);
        assert_eq!(
            encoded(segment, "a/b?c#d%e f\"g"),
            "a%2Fb%3Fc%23d%25e%20f%22g"
        );
        assert_eq!(encoded(segment, "[é]\\"), "%5B%C3%A9%5D%5C");
    }

    #[test]
    fn a_value_may_hold_slashes_but_no_ampersand_and_no_plus() {
        assert_eq!(encoded(value, "a/b?c='d'"), "a/b?c='d'");
        assert_eq!(encoded(value, "a&b+c d#e%"), "a%26b%2Bc%20d%23e%25");
        assert_eq!(encoded(value, "<\"\\^`{|}>"), "%3C%22%5C%5E%60%7B%7C%7D%3E");
    }

    #[test]
    fn a_name_ends_at_the_equals_sign() {
        assert_eq!(encoded(name, "$top=1"), "$top%3D1");
    }
}
