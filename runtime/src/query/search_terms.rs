//! The text of a `$search`, with what has to be known to join it.

/// The text of a search, and how strongly its parts hold together.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub(crate) text: String,
    binds: Binds,
}

/// Weakest first.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Binds {
    Raw,
    Or,
    And,
    Clause,
}

impl Terms {
    /// One clause, quoted.
    pub(crate) fn phrase(text: &str) -> Self {
        Terms {
            text: quoted(text),
            binds: Binds::Clause,
        }
    }

    /// Text as the caller wrote it, which may bind as weakly as it likes.
    pub(crate) fn raw(text: String) -> Self {
        Terms {
            text,
            binds: Binds::Raw,
        }
    }

    pub(crate) fn and(self, other: Terms) -> Self {
        self.join(" AND ", other, Binds::And)
    }

    pub(crate) fn or(self, other: Terms) -> Self {
        self.join(" OR ", other, Binds::Or)
    }

    pub(crate) fn not(self) -> Self {
        Terms {
            text: format!("NOT {}", self.within(Binds::Clause)),
            binds: Binds::And,
        }
    }

    fn join(self, word: &str, other: Terms, binds: Binds) -> Self {
        Terms {
            text: self.within(binds) + word + &other.within(binds),
            binds,
        }
    }

    fn within(self, binds: Binds) -> String {
        if self.binds < binds {
            format!("({})", self.text)
        } else {
            self.text
        }
    }
}

/// In quotation marks, with those within and backslashes escaped.
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
