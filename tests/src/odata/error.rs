//! Syntax errors, with their position and cause.

use std::fmt;

use winnow::error::{ContextError, ParseError as Unparsed, StrContext};

use super::input::Input;

/// Text that does not match the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    text: String,
    offset: usize,
    reason: Option<String>,
}

impl ParseError {
    /// The byte offset of the error.
    pub fn offset(&self) -> usize {
        self.offset
    }

    pub(crate) fn new(text: &str, error: &Unparsed<Input<'_>, ContextError>) -> Self {
        let labels = error.inner().context().filter_map(|context| match context {
            StrContext::Expected(expected) => Some(format!("expected {expected}")),
            StrContext::Label(reason) => Some((*reason).to_owned()),
            _ => None,
        });
        Self {
            text: text.to_owned(),
            offset: error.offset(),
            reason: labels.into_iter().next(),
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
        if let Some(reason) = &self.reason {
            write!(f, ": {reason}")?;
        }
        match rest.chars().next() {
            Some(found) => write!(f, ", found {found:?}"),
            None => write!(f, ", found the end of the text"),
        }
    }
}

impl std::error::Error for ParseError {}
