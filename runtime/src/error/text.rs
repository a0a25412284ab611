//! Strings from outside: cleaned of a byte order mark, cut and put on one line.

use std::fmt::Write;

/// The UTF-8 byte order mark.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// The longest part of one cause that is shown, in characters.
const MAX_CAUSE: usize = 400;

/// A body without the byte order mark at its start.
///
/// Graph puts one before some plain-text bodies; JSON parsers may ignore it (RFC 8259, section 8.1).
pub(crate) fn without_byte_order_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body)
}

/// An error and its causes on one line.
pub(crate) fn error_chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut line = one_line(&error.to_string(), MAX_CAUSE);
    let mut next = error.source();
    while let Some(cause) = next {
        let _ = write!(line, ": {}", one_line(&cause.to_string(), MAX_CAUSE));
        next = cause.source();
    }
    line
}

/// At most `max` characters of a string, on one line: whatever could break, move or reverse the line becomes one space.
pub(crate) fn one_line(string: &str, max: usize) -> String {
    let mut line = String::with_capacity(string.len().min(max));
    let mut room = max;
    for word in string.split(breaks_line).filter(|word| !word.is_empty()) {
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

/// Whether a character is white space, a control character, or a mark that changes the direction of the text.
fn breaks_line(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
