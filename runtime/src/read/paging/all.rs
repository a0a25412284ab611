//! Reads all pages of a listing.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::decode::page::DecodePage;
use crate::error::Error;
use crate::read::paging::pager::Pager;
use crate::transport::decoded::Decoded;

/// A future of the items of all pages. Written by hand, because an `async` block becomes several times as much code, for
/// each type that is read.
pub(crate) struct AllItems<I> {
    /// `None` for a request that cannot be sent.
    pager: Option<Pager>,
    decode: DecodePage<Vec<I>>,
    /// The page that is being read.
    page: Option<Decoded<DecodePage<Vec<I>>>>,
    items: Vec<I>,
}

impl<I> AllItems<I> {
    pub(crate) fn new(pager: Result<Pager, Error>, decode: DecodePage<Vec<I>>) -> Self {
        let (pager, page) = match pager {
            Ok(pager) => (Some(pager), None),
            Err(error) => (None, Some(Decoded::new(Err(error), decode))),
        };
        AllItems {
            pager,
            decode,
            page,
            items: Vec::new(),
        }
    }

    fn add(&mut self, mut items: Vec<I>) {
        if self.items.is_empty() {
            self.items = items;
        } else {
            self.items.append(&mut items);
        }
    }
}

impl<I> Unpin for AllItems<I> {}

impl<I> Future for AllItems<I> {
    type Output = Result<Vec<I>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            if let Some(page) = &mut self.page {
                let (page, _) = ready!(Pin::new(page).poll(context))?;
                self.page = None;
                if let Some(pager) = &mut self.pager {
                    pager.enter(page.next_link.as_deref(), page.delta_link.as_deref());
                }
                self.add(page.value);
            }
            let next = match &self.pager {
                Some(pager) => pager.next_call()?,
                None => None,
            };
            let Some(call) = next else {
                return Poll::Ready(Ok(std::mem::take(&mut self.items)));
            };
            self.page = self
                .pager
                .as_ref()
                .map(|pager| pager.send(call, self.decode));
        }
    }
}
