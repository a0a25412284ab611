//! Pages of a collection, and the way from one to the next.

use std::collections::HashSet;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::request::Prepared;
use crate::transport::Answer;
use crate::{Client, Error, ErrorKind, decode};

/// One page of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        Page { value: Vec::new(), count: None, next_link: None }
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

/// The pages of a listing, one after the other.
pub(crate) struct Pages<T> {
    way: Way,
    client: Client,
    item: PhantomData<fn() -> T>,
}

/// Where a listing is. Not generic.
struct Way {
    request: Prepared,
    at: At,
    /// The links that were followed: the same one again would never end.
    followed: HashSet<String>,
}

enum At {
    First,
    Link(String),
    End,
}

impl<T: DeserializeOwned> Pages<T> {
    pub(crate) fn new(request: Prepared, client: Client) -> Self {
        let way = Way { request, at: At::First, followed: HashSet::new() };
        Pages { way, client, item: PhantomData }
    }

    /// Goes on from a link, or ends where there is none.
    pub(crate) fn from(mut self, link: Option<String>) -> Self {
        self.way.at = link.map_or(At::End, At::Link);
        self
    }

    pub(crate) async fn next(&mut self) -> Result<Option<Page<T>>, Error> {
        let call = match &self.way.at {
            At::First => self.way.request.first(),
            At::Link(link) => self.way.request.follow(link),
            At::End => return Ok(None),
        };
        let answer = self.client.exchange(call).await?;
        let parts = decode::page(&answer)?;
        self.way.go_on(parts.next_link.clone(), &answer)?;
        Ok(Some(Page { value: parts.value, count: parts.count, next_link: parts.next_link }))
    }
}

impl Way {
    fn go_on(&mut self, link: Option<String>, answer: &Answer) -> Result<(), Error> {
        if let At::Link(link) = std::mem::replace(&mut self.at, At::End) {
            self.followed.insert(link);
        }
        if let Some(link) = link {
            if self.followed.contains(&link) {
                let what = "the service links to a page that was read before; the listing would never end";
                return Err(Error::new(ErrorKind::Link, what).with_context(answer.context.clone()));
            }
            self.at = At::Link(link);
        }
        Ok(())
    }
}
