//! Pages of a collection.

use std::fmt;

/// One page of a collection.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items, in the service's order. An empty page need not be the last.
    pub value: Vec<T>,
    /// How many items there are in all, where the request asked and the service said so; on the first page only.
    pub count: Option<u64>,
    /// The address of the next page, as the service wrote it; `None` on the last one.
    pub next_link: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page {
            value: Vec::new(),
            count: None,
            next_link: None,
        }
    }
}

/// The link may hold what the query held, so only its being there is shown.
impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("value", &self.value)
            .field("count", &self.count)
            .field("has_next_link", &self.next_link.is_some())
            .finish()
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.iter()
    }
}
