//! `$search`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::edm::TextKind;
use crate::query::field::{Field, Owner};
use crate::query::literal::Typed;
use crate::query::place::Place;

/// What to search the entities `E` for: what `.search(…)` takes.
///
/// A string is a phrase; the field's own [`search`](Field::search) makes a clause `"property:text"`. Clauses are joined
/// with [`and`](Self::and), [`or`](Self::or) and [`not`](Self::not). Quotation marks and backslashes within are escaped
/// as [Graph's `$search` parameter] says. On messages the phrase is KQL: `"from:randiw"`.
///
/// [Graph's `$search` parameter]: https://learn.microsoft.com/graph/search-query-parameter
#[must_use = "a search does nothing until a request is given it"]
pub struct Search<E> {
    pub(crate) terms: Terms,
    entity: PhantomData<fn() -> E>,
}

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
    pub(crate) fn and(self, other: Terms) -> Self {
        self.join(" AND ", other, Binds::And)
    }

    fn or(self, other: Terms) -> Self {
        self.join(" OR ", other, Binds::Or)
    }

    fn not(self) -> Self {
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

impl<E> Search<E> {
    fn new(terms: Terms) -> Self {
        Search {
            terms,
            entity: PhantomData,
        }
    }

    /// A phrase, anywhere in what the service searches.
    pub fn phrase(text: impl AsRef<str>) -> Self {
        Search::new(Terms {
            text: quoted(text.as_ref()),
            binds: Binds::Clause,
        })
    }

    /// A search in the service's own words, with its quotation marks, not yet encoded for a URL. Nothing of it is checked.
    pub fn raw(text: impl Into<String>) -> Self {
        Search::new(Terms {
            text: text.into(),
            binds: Binds::Raw,
        })
    }

    /// Both are found.
    pub fn and(self, other: Search<E>) -> Self {
        Search::new(self.terms.and(other.terms))
    }

    /// At least one is found.
    pub fn or(self, other: Search<E>) -> Self {
        Search::new(self.terms.or(other.terms))
    }

    /// It is not found.
    #[allow(
        clippy::should_implement_trait,
        reason = "`!` on a search would say less than the word"
    )]
    pub fn not(self) -> Self {
        Search::new(self.terms.not())
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

impl<P: Place, O: Owner, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// `$search`: a clause `"property:text"`, for `.search(…)`.
    pub fn search(self, text: impl AsRef<str>) -> Search<P::Entity>
    where
        T: Typed,
        T::Kind: TextKind,
    {
        Search::phrase(self.path() + ":" + text.as_ref())
    }
}

impl<E> From<&str> for Search<E> {
    fn from(text: &str) -> Self {
        Search::phrase(text)
    }
}

impl<E> From<String> for Search<E> {
    fn from(text: String) -> Self {
        Search::phrase(text)
    }
}

impl<E> From<&String> for Search<E> {
    fn from(text: &String) -> Self {
        Search::phrase(text)
    }
}

impl<E> Clone for Search<E> {
    fn clone(&self) -> Self {
        Search::new(self.terms.clone())
    }
}

impl<E> fmt::Display for Search<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.terms.text)
    }
}

impl<E> fmt::Debug for Search<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Search(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_keep_the_shape_they_were_built_in() {
        let clause = |text: &str| Search::<()>::phrase(text);
        for (search, text) in [
            (clause("a\"b\\c"), r#""a\"b\\c""#),
            (
                clause("a").or(clause("b")).and(clause("c")),
                r#"("a" OR "b") AND "c""#,
            ),
            (
                clause("a").and(clause("b")).or(clause("c")),
                r#""a" AND "b" OR "c""#,
            ),
            (clause("a").or(clause("b")).not(), r#"NOT ("a" OR "b")"#),
            (clause("a").not().not(), r#"NOT (NOT "a")"#),
            (
                Search::raw("x OR y").and(clause("c")),
                r#"(x OR y) AND "c""#,
            ),
        ] {
            assert_eq!(search.to_string(), text);
        }
    }
}
