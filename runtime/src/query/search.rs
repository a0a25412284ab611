//! `$search`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::declaring_type::DeclaringType;
use crate::query::edm::TextKind;
use crate::query::expression::PropertyPath;
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::literal::Typed;
use crate::query::search_terms::Terms;

/// A search for entities `E`: what `.search(…)` takes.
///
/// A string is a phrase to search for; on messages it is KQL, such as `from:randiw`. A field's [`search`](Field::search)
/// makes the clause `"property:text"`. Join clauses with [`and`](Self::and), [`or`](Self::or) and [`not`](Self::not).
/// Quotation marks and backslashes are escaped as described in [Graph's `$search` parameter].
///
/// ```
/// # use graph_resource::graph_resource;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
/// # struct User { id: String, display_name: Option<String>, mail: Option<String> }
/// let f = User::FIELDS;
/// let search = f.display_name.search("ada").or(f.mail.search("ada@contoso.com"));
/// assert_eq!(search.to_string(), r#""displayName:ada" OR "mail:ada@contoso.com""#);
/// let request = User::list().search(search);
/// ```
///
/// [Graph's `$search` parameter]: https://learn.microsoft.com/graph/search-query-parameter
#[must_use = "a search does nothing until it is passed to a request"]
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

    /// Searches for a phrase in the properties that the service searches by default. The quotation marks around it are
    /// added, and those in it are escaped.
    ///
    /// ```
    /// # use graph_resource::query::Search;
    /// assert_eq!(Search::<()>::phrase("annual report").to_string(), r#""annual report""#);
    /// ```
    pub fn phrase(text: impl AsRef<str>) -> Self {
        Search::new(Terms::phrase(text.as_ref()))
    }

    /// Searches the property at `path` for `text`.
    pub(crate) fn clause(path: &PropertyPath, text: &str) -> Self {
        Search::new(Terms::clause(path, text))
    }

    /// Makes a search from the text of `$search`, with its quotation marks. The text is not checked.
    ///
    /// ```
    /// # use graph_resource::query::Search;
    /// let search = Search::<()>::raw(r#""displayName:ada" AND "mail:contoso""#);
    /// ```
    pub fn raw(text: impl Into<String>) -> Self {
        Search::new(Terms::raw(text.into()))
    }

    /// Finds entities that match both searches.
    pub fn and(self, other: Search<E>) -> Self {
        Search::new(self.terms.and(other.terms))
    }

    /// Finds entities that match at least one of the searches.
    pub fn or(self, other: Search<E>) -> Self {
        Search::new(self.terms.or(other.terms))
    }

    /// Finds entities that do not match the search.
    ///
    /// ```
    /// # use graph_resource::query::Search;
    /// let search = Search::<()>::phrase("report").and(Search::phrase("draft").not());
    /// assert_eq!(search.to_string(), r#""report" AND NOT "draft""#);
    /// ```
    #[allow(
        clippy::should_implement_trait,
        reason = "a search has no operators, only these methods"
    )]
    pub fn not(self) -> Self {
        Search::new(self.terms.not())
    }
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// Searches this property for `text`: the clause `"property:text"` of `$search`.
    pub fn search(self, text: impl AsRef<str>) -> Search<P::Entity>
    where
        T: Typed,
        T::Kind: TextKind,
    {
        Search::clause(&self.property_path(), text.as_ref())
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
    fn joined_clauses_keep_their_structure() {
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
