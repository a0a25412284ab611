//! Pages of a collection.

use std::fmt;

use crate::decode::page::PageParts;
use crate::error::context::Context;
use crate::error::throttle_info::ThrottleInfo;

/// One page of a collection. Two pages are equal if their items, counts, and links are, whatever their responses.
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use serde::Deserialize;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
/// # struct User { id: String }
/// # async fn print_first_page(client: Client) -> Result<(), graph_resource::Error> {
/// let page = User::list().with_count().top(10).page(&client).await?;
/// println!("{} of {:?} users", page.value.len(), page.count);
/// for user in &page {
///     println!("{}", user.id);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items, in the service's order. An empty page need not be the last one.
    pub value: Vec<T>,
    /// How many items the collection has, if the request asked for it and the service sent it. Only on the first page.
    pub count: Option<u64>,
    /// The URL of the next page, as the service sent it; `None` on the last page.
    pub next_link: Option<String>,
    /// The id that the service gave the request for this page. Microsoft's support asks for it first.
    pub request_id: Option<String>,
    /// What the service reported about its limits in the response with this page: see
    /// [`Response::throttle`](crate::Response::throttle).
    pub throttle: Option<ThrottleInfo>,
}

impl<T> Page<T> {
    pub(crate) fn new(parts: PageParts<Vec<T>>, response: Context) -> Self {
        Page {
            value: parts.value,
            count: parts.count,
            next_link: parts.next_link,
            request_id: response.request_id.map(String::from),
            throttle: response.throttle.map(|info| *info),
        }
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page {
            value: Vec::new(),
            count: None,
            next_link: None,
            request_id: None,
            throttle: None,
        }
    }
}

/// Ignores what belongs to the response: the same page has another one each time it is read.
impl<T: PartialEq> PartialEq for Page<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.count == other.count && self.next_link == other.next_link
    }
}

impl<T: Eq> Eq for Page<T> {}

/// The link may repeat personal data of the query, so only its presence is shown.
impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("value", &self.value)
            .field("count", &self.count)
            .field("has_next_link", &self.next_link.is_some())
            .field("request_id", &self.request_id)
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
