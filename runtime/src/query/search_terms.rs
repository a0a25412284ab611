//! The text of `$search`, and how clauses are joined.

/// The text of a search and its precedence.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub(crate) text: String,
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
            precedence: Precedence::Clause,
        }
    }

    /// Takes text as the caller wrote it. Its operators are unknown, so it is put in parentheses when it is joined.
    pub(crate) fn raw(text: String) -> Self {
        Terms {
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
            text: format!("NOT {}", self.in_parentheses_below(Precedence::Clause)),
            precedence: Precedence::And,
        }
    }

    fn join(self, word: &str, other: Terms, precedence: Precedence) -> Self {
        Terms {
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
