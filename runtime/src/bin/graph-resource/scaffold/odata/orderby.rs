//! `$orderby`

use super::filter::{self, Expr, Unparsed};
use super::list;

/// A sort key.
#[derive(Debug, PartialEq)]
pub(crate) struct SortKey<'a> {
    /// The key as it is written, with its direction.
    pub(crate) text: &'a str,
    pub(crate) key: Result<Expr, Unparsed>,
    pub(crate) is_descending: bool,
}

pub(crate) fn parse(text: &str) -> Vec<SortKey<'_>> {
    list::split(text, ',').into_iter().map(sort_key).collect()
}

fn sort_key(text: &str) -> SortKey<'_> {
    let (key, is_descending) = match text.rsplit_once(char::is_whitespace) {
        Some((key, direction)) if direction.eq_ignore_ascii_case("desc") => (key, true),
        Some((key, direction)) if direction.eq_ignore_ascii_case("asc") => (key, false),
        _ => (text, false),
    };
    SortKey {
        text,
        key: filter::parse(key.trim()),
        is_descending,
    }
}
