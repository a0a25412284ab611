//! Text of others on one line.

use std::fmt::Write;

/// Of one cause, characters at most.
const MAX_CAUSE: usize = 400;

/// An error and its causes on one line.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut line = one_line(&error.to_string(), MAX_CAUSE);
    let mut next = error.source();
    while let Some(cause) = next {
        let _ = write!(line, ": {}", one_line(&cause.to_string(), MAX_CAUSE));
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
