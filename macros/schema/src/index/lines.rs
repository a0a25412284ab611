//! The lines of a text, with their numbers and places.

use crate::index::error::SchemaError;

/// The longest part of a line that an error shows.
const SHOWN: usize = 80;

/// A line without its line break.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    /// From 1.
    pub(super) number: usize,
    /// The offset of its first byte.
    pub(super) start: usize,
    pub(super) text: &'s str,
}

impl Line<'_> {
    pub(super) fn invalid(&self, reason: &'static str) -> SchemaError {
        SchemaError::InvalidLine {
            line: self.number,
            text: self.text.trim().chars().take(SHOWN).collect(),
            reason,
        }
    }
}

/// Iterates over the lines of a text that begins at an offset and a number.
pub(super) struct Lines<'s> {
    text: &'s str,
    offset: usize,
    number: usize,
}

impl<'s> Lines<'s> {
    /// The lines of `text[start..end]`, the first of which has this number.
    pub(super) fn of(text: &'s str, start: usize, end: usize, number: usize) -> Self {
        Self {
            text: &text[..end],
            offset: start,
            number,
        }
    }
}

impl<'s> Iterator for Lines<'s> {
    type Item = Line<'s>;

    fn next(&mut self) -> Option<Line<'s>> {
        if self.offset >= self.text.len() {
            return None;
        }
        let start = self.offset;
        let rest = &self.text[start..];
        let length = rest.find('\n').unwrap_or(rest.len());
        self.offset = start + length + 1;
        let number = self.number;
        self.number += 1;
        let mut text = &rest[..length];
        // A checkout on Windows may have changed the line breaks.
        if text.as_bytes().last() == Some(&b'\r') {
            text = &text[..length - 1];
        }
        Some(Line {
            number,
            start,
            text,
        })
    }
}
