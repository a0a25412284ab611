//! `$search`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::edm::TextKind;
use crate::query::field::Field;
use crate::query::literal::Typed;
use crate::query::owner::DeclaringType;
use crate::query::place::FieldPath;
use crate::query::search_terms::Terms;

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

impl<E> Search<E> {
    fn new(terms: Terms) -> Self {
        Search {
            terms,
            entity: PhantomData,
        }
    }

    /// A phrase, anywhere in what the service searches.
    pub fn phrase(text: impl AsRef<str>) -> Self {
        Search::new(Terms::phrase(text.as_ref()))
    }

    /// A search in the service's own words, with its quotation marks, not yet encoded for a URL. Nothing of it is checked.
    pub fn raw(text: impl Into<String>) -> Self {
        Search::new(Terms::raw(text.into()))
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

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
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
