//! The text of `$search`, and how clauses are joined.

use crate::query::expression::{PropertyPath, Start};
use crate::query::fault::VARIABLE_OUT_OF_SCOPE;
use crate::query::name::{self, INVALID_IN_SEARCH};

const EMPTY_SEARCH: &str = "`search` was called without text: pass at least one word";

/// The text of a search and its precedence.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub(crate) text: String,
    /// Why the search cannot be sent.
    pub(crate) fault: Option<&'static str>,
    precedence: Precedence,
}

/// The precedence of a search, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Precedence {
    Raw,
    Or,
    And,
    Clause,
}

impl Terms {
    /// Quotes a phrase as one clause.
    pub(crate) fn phrase(text: &str) -> Self {
        Terms {
            text: quoted(text),
            fault: fault_of_text(text),
            precedence: Precedence::Clause,
        }
    }

    /// Makes the clause `"property:text"`.
    pub(crate) fn clause(path: &PropertyPath, text: &str) -> Self {
        let fault = match path.start {
            Start::Variable(_) => Some(VARIABLE_OUT_OF_SCOPE),
            Start::Entity | Start::Unscoped if !name::is_path(&path.segments) => {
                Some(INVALID_IN_SEARCH)
            }
            Start::Entity | Start::Unscoped => fault_of_text(text),
        };
        Terms {
            fault,
            ..Terms::phrase(&format!("{}:{text}", path.segments))
        }
    }

    /// Takes text as the caller wrote it. Its operators are unknown, so it is put in parentheses when it is joined.
    pub(crate) fn raw(text: String) -> Self {
        Terms {
            fault: fault_of_text(&text),
            text,
            precedence: Precedence::Raw,
        }
    }

    pub(crate) fn and(self, other: Terms) -> Self {
        self.join(" AND ", other, Precedence::And)
    }

    pub(crate) fn or(self, other: Terms) -> Self {
        self.join(" OR ", other, Precedence::Or)
    }

    pub(crate) fn not(self) -> Self {
        Terms {
            fault: self.fault,
            text: format!("NOT {}", self.in_parentheses_below(Precedence::Clause)),
            precedence: Precedence::And,
        }
    }

    fn join(self, word: &str, other: Terms, precedence: Precedence) -> Self {
        Terms {
            fault: self.fault.or(other.fault),
            text: self.in_parentheses_below(precedence)
                + word
                + &other.in_parentheses_below(precedence),
            precedence,
        }
    }

    /// Returns the text, in parentheses if its precedence is lower.
    fn in_parentheses_below(self, precedence: Precedence) -> String {
        if self.precedence < precedence {
            format!("({})", self.text)
        } else {
            self.text
        }
    }
}

fn fault_of_text(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        Some(EMPTY_SEARCH)
    } else {
        None
    }
}

/// Puts text in quotation marks, and escapes the quotation marks and backslashes in it.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
