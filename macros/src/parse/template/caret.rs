//! The place of a mistake within a template.
//!
//! Stable Rust cannot point inside of a string literal, so messages draw the place below the template.

use std::fmt::Display;
use std::ops::Range;

/// The message, and below it the template with the place, which is in bytes, underlined.
pub(super) fn draw(text: &str, place: Range<usize>, message: impl Display) -> String {
    let before = text
        .char_indices()
        .take_while(|(at, _)| *at < place.start)
        .count();
    let width = text
        .char_indices()
        .filter(|(at, _)| place.contains(at))
        .count()
        .max(1);
    // A line break would tear the drawing apart.
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    format!(
        "{message}\n\n    {line}\n    {}{}\n",
        " ".repeat(before),
        "^".repeat(width)
    )
}
