//! Percent-encoding: which characters each part of a URL may contain as they are.
//!
//! Every value is encoded here exactly once, when the URL is written. Before that, all strings are plain.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The unreserved characters of RFC 3986 (section 2.3), which are never encoded.
const UNRESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The characters of a path segment: `pchar` of RFC 3986 (section 3.3).
///
/// `/`, `?`, `#`, `%`, spaces, brackets and non-ASCII characters are encoded, so any key stays one segment.
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

/// The characters of a segment that ends at a colon, as in `root:/<path>:/children`.
const COLON_TERMINATED: AsciiSet = SEGMENT.add(b':');

/// The characters of a query option's value: `query` of RFC 3986 (section 3.4) without `&`, which starts the next
/// option, and `+`, which services read as a space. A space becomes `%20`, never `+`.
const VALUE: AsciiSet = SEGMENT.add(b'&').add(b'+').remove(b'/').remove(b'?');

/// The characters of a query option's name: those of its value without `=`, which ends the name.
const NAME: AsciiSet = VALUE.add(b'=');

/// Appends `text` as (part of) one path segment.
pub(crate) fn segment(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, &SEGMENT));
}

/// Appends `text` as a path segment that ends at a colon.
pub(crate) fn colon_terminated(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, &COLON_TERMINATED));
}

/// Appends `text` as the value of a query option.
pub(crate) fn value(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, &VALUE));
}

/// Decodes the value of a query option, in which a plus sign is a space.
pub(crate) fn decoded_value(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

/// Appends `text` as the name of a query option.
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
    fn a_segment_encodes_everything_except_pchar() {
        let allowed = "AZaz09-._~!$&'()*+,;=:@";
        assert_eq!(encoded(segment, allowed), allowed);
        assert_eq!(
            encoded(segment, "a/b?c#d%e f\"g"),
            "a%2Fb%3Fc%23d%25e%20f%22g"
        );
        assert_eq!(encoded(segment, "[é]\\"), "%5B%C3%A9%5D%5C");
    }

    #[test]
    fn a_value_keeps_slashes_and_encodes_ampersands_and_pluses() {
        assert_eq!(encoded(value, "a/b?c='d'"), "a/b?c='d'");
        assert_eq!(encoded(value, "a&b+c d#e%"), "a%26b%2Bc%20d%23e%25");
        assert_eq!(encoded(value, "<\"\\^`{|}>"), "%3C%22%5C%5E%60%7B%7C%7D%3E");
    }

    #[test]
    fn a_name_encodes_the_equals_sign() {
        assert_eq!(encoded(name, "$top=1"), "$top%3D1");
    }
}
