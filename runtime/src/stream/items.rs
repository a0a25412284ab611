//! The items of a collection, one by one, through all its pages.

use std::task::{Context, Poll, ready};

use super::ahead::Pages;
use super::continuation::Continuation;
use super::pager::{At, Pager, ReadPage};
use crate::request::Prepared;
use crate::{Client, Error};

/// A stream of items that are read as `I`; [`ItemStream`](super::ItemStream) and [`DeltaStream`](super::DeltaStream) are
/// its public forms.
pub(crate) struct Items<I> {
    pages: Pages<Result<I, Error>>,
    page: std::vec::IntoIter<Result<I, Error>>,
    place: Place,
}

/// How pages are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct How {
    /// How many are asked for ahead.
    pub(crate) ahead: usize,
    /// How many there may be.
    pub(crate) max_pages: Option<u64>,
}

impl Default for How {
    fn default() -> Self {
        How { ahead: 1, max_pages: None }
    }
}

/// Where it is. Not generic.
struct Place {
    client: Client,
    /// `None` where there is nothing that could be sent.
    request: Option<Prepared>,
    /// The page whose items are being delivered.
    at: At,
    delivered: usize,
    /// Whether that page is here.
    turned: bool,
    /// The page behind it.
    next: At,
    /// Items that were delivered before, and are passed over.
    skip: usize,
    count: Option<u64>,
    delta_link: Option<String>,
}

impl<I: Send + 'static> Items<I> {
    pub(crate) fn new(
        client: &Client,
        request: Result<Prepared, Error>,
        read: ReadPage<Result<I, Error>>,
        how: How,
        resumed: Option<Continuation>,
    ) -> Self {
        let begin = || {
            let request = request?;
            let (at, skip) = match resumed {
                Some(continuation) => continuation.place(client, &request)?,
                None => (At::First, 0),
            };
            Ok((request, at, skip))
        };
        let (start, request, at, skip) = match begin() {
            Ok((request, at, skip)) => {
                let pager = Pager::new(client.clone(), request.clone(), read, at.clone()).at_most(how.max_pages);
                (Ok(Box::new(pager)), Some(request), at, skip)
            }
            Err(error) => (Err(error), None, At::End, 0),
        };
        Items {
            pages: Pages::Start(start, how.ahead),
            page: Vec::new().into_iter(),
            place: Place {
                client: client.clone(),
                request,
                next: at.clone(),
                at,
                delivered: skip,
                turned: false,
                skip,
                count: None,
                delta_link: None,
            },
        }
    }

    pub(crate) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.place.delivered += 1;
                return Poll::Ready(Some(item));
            }
            let page = match ready!(self.pages.poll_next(context)) {
                Some(Ok(fetched)) => fetched,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let skip = self.place.turn(page.from, page.page.next_link, page.page.count, page.page.delta_link);
            self.page = page.page.value.into_iter();
            if skip > 0 {
                self.page.nth(skip - 1);
            }
        }
    }

    pub(crate) fn continuation(&self) -> Option<Continuation> {
        let place = &self.place;
        let request = place.request.as_ref()?;
        // A page that is done needs not be read again.
        let (at, delivered) = match self.page.len() {
            0 if place.turned => (&place.next, 0),
            _ => (&place.at, place.delivered),
        };
        Some(Continuation::new(&place.client, request, at, delivered))
    }

    pub(crate) fn count(&self) -> Option<u64> {
        self.place.count
    }

    pub(crate) fn delta_link(&self) -> Option<&str> {
        self.place.delta_link.as_deref().filter(|_| self.page.len() == 0)
    }
}

impl Place {
    /// Turns to a page, and says how many of its items to pass over.
    fn turn(&mut self, from: Option<String>, next: Option<String>, count: Option<u64>, delta: Option<String>) -> usize {
        self.at = from.map_or(At::First, At::Link);
        self.next = next.map_or(At::End, At::Link);
        self.count = self.count.or(count);
        self.delta_link = delta;
        self.turned = true;
        let skip = std::mem::take(&mut self.skip);
        self.delivered = skip;
        skip
    }
}
