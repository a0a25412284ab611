//! Points at a place within a string literal.
//!
//! Stable Rust cannot point inside a string literal, so a message repeats the literal with carets below it.

use std::fmt::Display;
use std::ops::Range;

/// The message, and below it the template with carets under the `place`, which is in bytes.
pub(crate) fn underline(template: &str, place: Range<usize>, message: impl Display) -> String {
    let indent = template
        .char_indices()
        .take_while(|(index, _)| *index < place.start)
        .count();
    let width = template
        .char_indices()
        .filter(|(index, _)| place.contains(index))
        .count()
        .max(1);
    let line: String = template.chars().map(printable).collect();
    format!(
        "{message}\n\n    {line}\n    {}{}\n",
        " ".repeat(indent),
        "^".repeat(width)
    )
}

/// A line break would separate the carets from their place.
fn printable(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}
