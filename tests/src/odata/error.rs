//! Where and why a text is no OData.

use std::fmt;

use winnow::error::{ContextError, ParseError as Unparsed, StrContext};

use super::input::Input;

/// A text that is not what the grammar says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    text: String,
    offset: usize,
    expected: Option<String>,
}

impl ParseError {
    /// The byte at which the text stops to make sense.
    pub fn offset(&self) -> usize {
        self.offset
    }

    pub(crate) fn new(text: &str, error: &Unparsed<Input<'_>, ContextError>) -> Self {
        let labels = error.inner().context().filter_map(|context| match context {
            StrContext::Expected(it) => Some(format!("{it} expected")),
            StrContext::Label(it) => Some((*it).to_owned()),
            _ => None,
        });
        Self {
            text: text.to_owned(),
            offset: error.offset(),
            expected: labels.into_iter().next(),
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, rest) = self
            .text
            .split_at_checked(self.offset)
            .unwrap_or((&self.text, ""));
        write!(
            f,
            "syntax error at character {} of `{}`",
            before.chars().count() + 1,
            self.text
        )?;
        if let Some(expected) = &self.expected {
            write!(f, ": {expected}")?;
        }
        match rest.chars().next() {
            Some(found) => write!(f, ", found {found:?}"),
            None => write!(f, ", found the end"),
        }
    }
}

impl std::error::Error for ParseError {}
